"""Shallow and deep copies.

An object is copied by its own __copy__ or __deepcopy__ if it has one, by its __reduce_ex__ or __reduce__ if its class
defines one, else by making an instance without __init__ and copying state: __getstate__, or attributes and slots.
"""

import sys

__all__ = ["Error", "copy", "deepcopy"]

_FUNCTION = type(lambda: 0)
_ATOMIC = {
    type(None), int, float, bool, complex, str, bytes, type, range, slice, property, _FUNCTION, type(len), type(...),
    type(NotImplemented), type(sys),
}
_MUTABLE = {list, dict, set, bytearray}


class _Sample:
    def method(self):
        pass


class Error(Exception):
    pass


error = Error


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or cls is frozenset or issubclass(cls, type):
        return x
    if cls in _MUTABLE:
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduce(x, cls)
    if isinstance(reduced, str):
        return x
    if reduced is not None:
        return _rebuild(x, None, *reduced)
    return _clone(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    result = memo.get(key, _nil)
    if result is not _nil:
        return result
    special = _DEEP.get(cls)
    if special is not None:
        result = special(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            result = copier(memo)
        else:
            reduced = _reduce(x, cls)
            if isinstance(reduced, str):
                result = x
            elif reduced is not None:
                result = _rebuild(x, memo, *reduced)
            else:
                result = _clone(x, cls, memo)
    if result is not x:
        memo[key] = result
        _keep_alive(x, memo)
    return result


def _keep_alive(x, memo):
    """The memo is keyed by id, so what was copied must live as long as it does."""
    memo.setdefault(id(memo), []).append(x)


def _deep_list(x, memo):
    result = memo[id(x)] = []
    append = result.append
    for item in x:
        append(deepcopy(item, memo))
    return result


def _deep_dict(x, memo):
    result = memo[id(x)] = {}
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    if id(x) in memo:  # a cycle led back here
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {
    list: _deep_list,
    dict: _deep_dict,
    tuple: _deep_tuple,
    set: lambda x, memo: {deepcopy(item, memo) for item in x},
    frozenset: lambda x, memo: frozenset([deepcopy(item, memo) for item in x]),
    bytearray: lambda x, memo: x.copy(),
    type(_ATOMIC.__len__): lambda x, memo: x,
    type([].append): lambda x, memo: x,
    type(_Sample().method): _deep_method,
}


def _reduce(x, cls):
    """The answer of a __reduce_ex__ or __reduce__ that is not object's own, or None."""
    for name, arguments in (("__reduce_ex__", (4,)), ("__reduce__", ())):
        for base in cls.__mro__:
            if name in base.__dict__:
                if base is not object:
                    return getattr(x, name)(*arguments)
                break
    return None


def _rebuild(x, memo, function, arguments, state=None, items=None, pairs=None, setter=None):
    deep = memo is not None
    if deep and arguments:
        arguments = tuple([deepcopy(argument, memo) for argument in arguments])
    result = function(*arguments)
    if deep:
        memo[id(x)] = result
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if setter is not None:
            setter(result, state)
        else:
            _set_state(result, state)
    for item in items or ():
        result.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        result[key] = value
    return result


def _set_state(result, state):
    if hasattr(result, "__setstate__"):
        result.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        result.__dict__.update(state)
    if slots:
        for name, value in slots.items():
            setattr(result, name, value)


def _slot_values(x, cls):
    values = {}
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + base.__name__.lstrip("_") + name
            if hasattr(x, name):
                values[name] = getattr(x, name)
    return values


def _builtin_base(cls):
    for base in cls.__mro__:
        if base in (list, dict, set, frozenset, tuple, int, float, str, bytes, bytearray, complex):
            return base
    return object


def _clone(x, cls, memo):
    """An instance of the same class with the same state, made without __init__."""
    deep = memo is not None
    base = _builtin_base(cls)
    keywords = {}
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = x.__getnewargs_ex__()
    elif hasattr(cls, "__getnewargs__"):
        arguments = x.__getnewargs__()
    elif base in (object, list, dict, set, bytearray):
        arguments = ()
    else:
        arguments = (base(x),)
    if deep:
        arguments = tuple([deepcopy(argument, memo) for argument in arguments])
    if issubclass(cls, BaseException):
        result = cls(*arguments, *x.args)
    elif cls.__module__ in ("builtins", "_collections", "collections", "itertools") and base is object:
        return _copy_native(x, cls, memo)
    else:
        result = cls.__new__(cls, *arguments, **keywords)
    if deep:
        memo[id(x)] = result
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        state = getstate(x)
    else:
        attributes = getattr(x, "__dict__", None)
        slots = _slot_values(x, cls)
        state = (attributes, slots) if slots else attributes
    if deep:
        state = deepcopy(state, memo)
    if state or hasattr(result, "__setstate__") and state is not None:
        _set_state(result, state)
    if base is list:
        for item in x:
            result.append(deepcopy(item, memo) if deep else item)
    elif base is dict:
        for key, value in x.items():
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            result[key] = value
    elif base is set:
        for item in x:
            result.add(deepcopy(item, memo) if deep else item)
    elif base is bytearray:
        result.extend(x)
    return result


def _copy_native(x, cls, memo):
    """Containers written in C++ that have no __reduce__ of their own; anything else native cannot be copied."""
    items = list(x) if hasattr(x, "__len__") else None
    if hasattr(x, "maxlen"):  # deque
        result = cls((), x.maxlen)
        if memo is not None:
            memo[id(x)] = result
        for item in items:
            result.append(item if memo is None else deepcopy(item, memo))
        return result
    if hasattr(x, "default_factory"):  # defaultdict
        result = cls(x.default_factory)
        if memo is not None:
            memo[id(x)] = result
        for key, value in x.items():
            if memo is not None:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            result[key] = value
        return result
    raise TypeError(f"cannot pickle {cls.__name__!r} object")
