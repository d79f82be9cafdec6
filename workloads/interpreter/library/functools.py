"""Tools for functions. What a native `_functools` provides is taken from it."""

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


# Ordering

# How each comparison follows from the one that a class defines, given self == other.
_FROM_LT = {
    "__gt__": lambda less, equal: not less and not equal,
    "__le__": lambda less, equal: less or equal,
    "__ge__": lambda less, equal: not less,
}
_FROM_LE = {
    "__ge__": lambda less_equal, equal: not less_equal or equal,
    "__lt__": lambda less_equal, equal: less_equal and not equal,
    "__gt__": lambda less_equal, equal: not less_equal,
}
_DERIVATIONS = {
    "__lt__": _FROM_LT,
    "__gt__": {"__lt__": _FROM_LT["__gt__"], "__ge__": _FROM_LT["__le__"], "__le__": _FROM_LT["__ge__"]},
    "__le__": _FROM_LE,
    "__ge__": {"__le__": _FROM_LE["__ge__"], "__gt__": _FROM_LE["__lt__"], "__lt__": _FROM_LE["__gt__"]},
}


def _derived_comparison(name, root, derive):
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        return derive(result, self == other)

    compare.__name__ = name
    compare.__doc__ = getattr(int, name).__doc__
    return compare


def total_ordering(cls):
    """Adds the comparisons that a class lacks, when it defines one of them."""
    defined = [name for name in _DERIVATIONS if getattr(cls, name, None) is not getattr(object, name)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in defined)
    for name, derive in _DERIVATIONS[root].items():
        if name not in defined:
            setattr(cls, name, _derived_comparison(name, root, derive))
    return cls


def cmp_to_key(mycmp):
    class K:
        __slots__ = ("obj",)
        __hash__ = None

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


def reduce(function, sequence, initial=_MISSING, /):
    try:
        items = iter(sequence)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _MISSING:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


# Partial application

class partial:
    """A function with some of its arguments given in advance."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        if keywords:
            return self.func(*self.args, *args, **{**self.keywords, **keywords})
        return self.func(*self.args, *args, **self.keywords)

    def __repr__(self):
        parts = [repr(self.func), *[repr(argument) for argument in self.args]]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        kind = type(self)
        module = "functools." if kind is partial else f"{kind.__module__}."
        return f"{module}{kind.__qualname__}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func, *self.args), {"keywords": self.keywords}


class partialmethod:
    """Like partial, for use in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if hasattr(self.func, "__get__"):
            bound = self.func.__get__(instance, owner)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)
        func, fixed, fixed_keywords = self.func, self.args, self.keywords

        def method(self, /, *args, **keywords):
            return func(self, *fixed, *args, **{**fixed_keywords, **keywords})

        return method.__get__(instance, owner)


try:
    from _functools import partial
except ImportError:
    pass
try:
    from _functools import cmp_to_key
except ImportError:
    pass
try:
    from _functools import reduce
except ImportError:
    pass


# Memory of results

class _CacheInfo(tuple):
    __slots__ = ()

    def __new__(cls, hits, misses, maxsize, currsize):
        return super().__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)


_KEYWORDS = object()  # stands between positional and keyword arguments in a key


def _make_key(args, kwds, typed):
    if not kwds and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        return args
    key = args
    if kwds:
        key += (_KEYWORDS,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args]) + tuple([type(value) for value in kwds.values()])
    return key


def _unbounded(function, typed):
    results = {}
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        result = results.get(key, _MISSING)
        if result is not _MISSING:
            hits += 1
            return result
        misses += 1
        result = results[key] = function(*args, **kwds)
        return result

    def cache_info():
        return _CacheInfo(hits, misses, None, len(results))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    return wrapper, cache_info, cache_clear


_OLDER, _NEWER, _KEY, _RESULT = range(4)


def _bounded(function, maxsize, typed):
    """A ring of links [older, newer, key, result] keeps the order of use; `anchor` closes it."""
    links = {}
    hits = misses = 0
    anchor = []
    anchor[:] = [anchor, anchor, None, None]

    def append(link):
        newest = anchor[_OLDER]
        link[_OLDER], link[_NEWER] = newest, anchor
        newest[_NEWER] = anchor[_OLDER] = link

    def detach(link):
        link[_OLDER][_NEWER] = link[_NEWER]
        link[_NEWER][_OLDER] = link[_OLDER]

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        link = links.get(key)
        if link is not None:
            detach(link)
            append(link)
            hits += 1
            return link[_RESULT]
        misses += 1
        result = function(*args, **kwds)
        if key in links or maxsize == 0:
            return result
        if len(links) >= maxsize:
            oldest = anchor[_NEWER]
            detach(oldest)
            del links[oldest[_KEY]]
        link = [None, None, key, result]
        append(link)
        links[key] = link
        return result

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(links))

    def cache_clear():
        nonlocal hits, misses
        links.clear()
        anchor[:] = [anchor, anchor, None, None]
        hits = misses = 0

    return wrapper, cache_info, cache_clear


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of the latest `maxsize` different calls; None: of all."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _remember(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _remember(function, maxsize, typed)


def _lru_cache_wrapper(function, maxsize, typed, cache_info_type):
    made = _unbounded(function, typed) if maxsize is None else _bounded(function, maxsize, typed)
    wrapper, wrapper.cache_info, wrapper.cache_clear = made
    return wrapper


try:
    from _functools import _lru_cache_wrapper
except ImportError:
    pass


def _remember(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """Computed at the first use, then an ordinary attribute."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = attributes.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = attributes[self.attrname] = self.func(instance)
        return value


# Dispatch on the first argument's type

def _best_match(cls, registry):
    for base in cls.__mro__[:-1]:
        if base in registry:
            return registry[base]
    # Abstract classes that take cls for a subclass although it is not derived from them; the most special wins.
    matches = []
    for kind in registry:
        if kind is not object and kind not in cls.__mro__ and hasattr(kind, "__abstractmethods__"):
            if issubclass(cls, kind):
                matches.append(kind)
    for kind in matches:
        if all([issubclass(kind, other) for other in matches]):
            return registry[kind]
    if matches:
        raise RuntimeError(f"Ambiguous dispatch: {matches[0]} or {matches[1]}")
    return registry[object]


def singledispatch(func):
    registry = {object: func}
    found = {}

    def dispatch(cls):
        if cls not in found:
            found[cls] = _best_match(cls, registry)
        return found[cls]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function."
                )
            func = cls
            cls = next(iter(annotations.values()))
        registry[cls] = func
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
