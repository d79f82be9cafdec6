"""Data classes: __init__, __repr__, comparisons and more, made from annotated class attributes."""

import sys

from _binding import bind
from reprlib import recursive_repr

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class KW_ONLY:
    """An annotation after which fields are keyword-only."""


class InitVar:
    """An annotation for a parameter of __init__ that is no field, but is passed to __post_init__."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata if metadata is not None else {}
        self.kw_only = kw_only
        self.init_only = False

    def __set_name__(self, owner, name):
        named = getattr(type(self.default), "__set_name__", None)
        if named is not None:
            named(self.default, owner, name)

    def __repr__(self):
        return f"Field(name={self.name!r},type={self.type!r},default={self.default!r})"

    def has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Params:
    def __init__(self, **options):
        self.__dict__.update(options)


def _is_class_variable(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1] == "ClassVar"
    return getattr(annotation, "_name", None) == "ClassVar"


def _is_init_variable(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].split(".")[-1] == "InitVar"
    return annotation is InitVar or isinstance(annotation, InitVar)


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            kw_only = True
            continue
        if _is_class_variable(annotation):
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            item = default
            if item.default is MISSING:
                if name in cls.__dict__:
                    delattr(cls, name)
            else:
                setattr(cls, name, item.default)
        else:
            if type(default).__name__ == "member_descriptor":  # a slot
                default = MISSING
            item = field(default=default)
        item.name = name
        item.type = annotation
        item.init_only = _is_init_variable(annotation)
        if item.kw_only is MISSING:
            item.kw_only = kw_only
        if item.default is not MISSING and item.default.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(item.default)} for field {name} is not allowed: use default_factory")
        found.append(item)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _make_init(cls, all_fields, frozen):
    positional = [item for item in all_fields if item.init and not item.kw_only]
    keyword = [item for item in all_fields if item.init and item.kw_only]
    seen_default = False
    for item in positional:
        if item.has_default():
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {item.name!r} follows default argument")
    names = [item.name for item in positional]
    # A default made by a factory is made only when its argument is missing.
    defaults = {item.name: MISSING if item.default is MISSING else item.default for item in positional if item.has_default()}
    stored = [(item.name, item.default_factory, item.init_only) for item in positional]
    keyword_names = {item.name for item in keyword}
    later = [item for item in all_fields if not item.init and item.default_factory is not MISSING]
    post_init = hasattr(cls, _POST_INIT)
    init_only = [item.name for item in all_fields if item.init_only]
    count = len(names)
    simple = not keyword and not later and not init_only and not frozen
    title = f"{cls.__qualname__}.__init__"
    put = object.__setattr__

    def __init__(self, *args, **kwargs):
        if simple and len(args) == count and not kwargs:
            for name, value in zip(names, args):
                setattr(self, name, value)
            if post_init:
                self.__post_init__()
            return
        extra = {}
        for item in keyword:
            if item.name in kwargs:
                extra[item.name] = kwargs.pop(item.name)
        values = bind(title, names, defaults, args, kwargs)
        passed_on = {}
        for (name, factory, only), value in zip(stored, values):
            if value is MISSING:
                value = factory()
            if only:
                passed_on[name] = value
            else:
                put(self, name, value) if frozen else setattr(self, name, value)
        missing = []
        for item in keyword:
            if item.name in extra:
                value = extra[item.name]
            elif item.default is not MISSING:
                value = item.default
            elif item.default_factory is not MISSING:
                value = item.default_factory()
            else:
                missing.append(item.name)
                continue
            if item.init_only:
                passed_on[item.name] = value
            else:
                put(self, item.name, value) if frozen else setattr(self, item.name, value)
        if missing:
            plural = "" if len(missing) == 1 else "s"
            shown = " and ".join([repr(name) for name in missing])
            raise TypeError(f"{title}() missing {len(missing)} required keyword-only argument{plural}: {shown}")
        for item in later:
            put(self, item.name, item.default_factory()) if frozen else setattr(self, item.name, item.default_factory())
        if post_init:
            self.__post_init__(*[passed_on[name] for name in init_only])

    __init__.__qualname__ = title
    return __init__


def _values(names):
    return lambda self: tuple([getattr(self, name) for name in names])


def _comparison(values, symbol, compare):
    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(values(self), values(other))
        return NotImplemented

    method.__name__ = symbol
    return method


_ORDERINGS = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    collected = {}
    frozen_bases = False
    any_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get(_FIELDS)
        if base_fields is not None:
            any_bases = True
            frozen_bases = frozen_bases or base.__dict__[_PARAMS].frozen
            collected.update(base_fields)
    if any_bases:
        if frozen_bases and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not frozen_bases:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    for item in _own_fields(cls, kw_only):
        collected[item.name] = item
    all_fields = list(collected.values())
    shown = [item for item in all_fields if not item.init_only]
    setattr(cls, _FIELDS, collected)
    setattr(cls, _PARAMS, _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen))
    own = cls.__dict__
    explicit_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)

    if init:
        cls.__init__ = _make_init(cls, all_fields, frozen)
    if repr and "__repr__" not in own:
        cls.__repr__ = _make_repr([item.name for item in shown if item.repr])
    compared = _values([item.name for item in shown if item.compare])
    if eq and "__eq__" not in own:
        cls.__eq__ = _comparison(compared, "__eq__", lambda a, b: a == b)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name, compare in _ORDERINGS.items():
            if name in own:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering"
                )
            setattr(cls, name, _comparison(compared, name, compare))
    if frozen:
        _freeze(cls, {item.name for item in shown})
    if unsafe_hash or eq and frozen and not explicit_hash:
        hashed = _values([item.name for item in shown if (item.compare if item.hash is None else item.hash)])
        cls.__hash__ = lambda self: hash(hashed(self))
    elif eq and not explicit_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple([item.name for item in all_fields if item.init and not item.kw_only])
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__
    return _with_slots(cls, [item.name for item in shown]) if slots else cls


def _make_repr(names):
    @recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    return __repr__


def _with_slots(cls, names):
    """The same class made anew with __slots__."""
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    namespace = {
        key: value
        for key, value in cls.__dict__.items()
        if key not in names and key not in ("__dict__", "__weakref__")
    }
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    result = type(cls)(cls.__name__, cls.__bases__, namespace)
    result.__qualname__ = cls.__qualname__
    return result


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([item for item in found.values() if not item.init_only])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, lambda item: dict_factory(
        [(part.name, _converted(getattr(item, part.name), None, dict_factory)) for part in fields(item)]
    ), dict_factory)


def _converted(value, convert, dict_factory):
    if convert is not None:
        return convert(value)
    if _is_instance(value):
        return asdict(value, dict_factory=dict_factory)
    return _inside(value, lambda item: _converted(item, None, dict_factory))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(value):
        if _is_instance(value):
            return astuple(value, tuple_factory=tuple_factory)
        return _inside(value, convert)

    return tuple_factory([convert(getattr(obj, item.name)) for item in fields(obj)])


def _inside(value, convert):
    """A container's copy with its items converted; anything else is deep-copied."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[convert(item) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([convert(item) for item in value])
    if isinstance(value, dict):
        return type(value)([(convert(key), convert(item)) for key, item in value.items()])
    import copy

    return copy.deepcopy(value)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for item in getattr(obj, _FIELDS).values():
        if not item.init:
            if item.name in changes:
                raise ValueError(f"field {item.name} is declared with init=False, it cannot be specified with replace()")
        elif item.name not in changes:
            if item.init_only and item.default is MISSING:
                raise ValueError(f"InitVar {item.name!r} must be specified with replace()")
            changes[item.name] = getattr(obj, item.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        name, kind, *default = (item, "typing.Any") if isinstance(item, str) else item
        annotations[name] = kind
        if default:
            namespace[name] = default[0]
    namespace["__annotations__"] = annotations
    cls = type(cls_name, bases, namespace)
    cls.__module__ = module or sys._getframe(1).f_globals.get("__name__", "__main__")
    return dataclass(cls, **options)
