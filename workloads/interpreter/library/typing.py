"""Type hints: subscripts and names that programs use in annotations. Nothing is checked."""

import sys
from abc import ABCMeta

import collections
import collections.abc

TYPE_CHECKING = False


class _Special:
    """Any, Union, ClassVar …: a name that may be subscripted and used as a base class."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, parameters):
        return _Alias(self._name, self.__origin__, parameters if isinstance(parameters, tuple) else (parameters,))

    def __call__(self, *args, **kwds):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwds)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

    def __instancecheck__(self, obj):
        if isinstance(self.__origin__, type):
            return isinstance(obj, self.__origin__)
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        if isinstance(self.__origin__, type):
            return issubclass(cls, self.__origin__)
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Alias(_Special):
    """A subscripted name, such as List[int]."""

    def __init__(self, name, origin, args):
        super().__init__(name, origin)
        self.__args__ = args

    def __repr__(self):
        return f"typing.{self._name}[{', '.join([_shown(argument) for argument in self.__args__])}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self._name == other._name and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, len(self.__args__)))

    @property
    def __parameters__(self):
        return tuple([argument for argument in self.__args__ if isinstance(argument, TypeVar)])


def _shown(argument):
    if argument is ...:
        return "..."
    if isinstance(argument, list):
        return "[" + ", ".join([_shown(item) for item in argument]) + "]"
    if isinstance(argument, type):
        if argument.__module__ == "builtins":
            return argument.__qualname__
        return f"{argument.__module__}.{argument.__qualname__}"
    return repr(argument)


class _OptionalName(_Special):
    def __getitem__(self, parameter):
        return _Alias("Optional", None, (parameter,))


class _UnionName(_Special):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            return parameters
        flat = []
        for parameter in parameters:
            nested = parameter.__args__ if isinstance(parameter, _Alias) and parameter._name == "Union" else [parameter]
            for member in nested:
                member = type(None) if member is None else member
                if member not in flat:
                    flat.append(member)
        return flat[0] if len(flat) == 1 else _Alias("Union", None, tuple(flat))


class _AnnotatedName(_Special):
    def __getitem__(self, parameters):
        return _Alias("Annotated", parameters[0], parameters)


Any = _Special("Any", object)
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
Literal = _Special("Literal")
LiteralString = _Special("LiteralString", str)
TypeAlias = _Special("TypeAlias")
TypeGuard = _Special("TypeGuard")
Concatenate = _Special("Concatenate")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
Unpack = _Special("Unpack")
Optional = _OptionalName("Optional")
Union = _UnionName("Union")
Annotated = _AnnotatedName("Annotated")

List = _Special("List", list)
Dict = _Special("Dict", dict)
Set = _Special("Set", set)
FrozenSet = _Special("FrozenSet", frozenset)
Tuple = _Special("Tuple", tuple)
Type = _Special("Type", type)
Deque = _Special("Deque", collections.deque)
DefaultDict = _Special("DefaultDict", collections.defaultdict)
OrderedDict = _Special("OrderedDict", collections.OrderedDict)
Counter = _Special("Counter", collections.Counter)
AbstractSet = _Special("AbstractSet", collections.abc.Set)
Text = str

for _name in collections.abc.__all__:
    if _name != "Set":
        globals()[_name] = _Special(_name, getattr(collections.abc, _name))
ContextManager = _Special("ContextManager")
AsyncContextManager = _Special("AsyncContextManager")
Pattern = _Special("Pattern")
Match = _Special("Match")
IO = _Special("IO")
TextIO = _Special("TextIO")
BinaryIO = _Special("BinaryIO")


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        prefix = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return prefix + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class Generic:
    """A base class that may be subscripted, as may everything derived from it."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return cls


class _ProtocolMeta(ABCMeta):
    """A runtime-checkable protocol looks for its members, not for its place among the bases."""

    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_runtime_protocol"):
            return all([hasattr(instance, name) for name in cls._members()])
        return super().__instancecheck__(instance)

    def _members(cls):
        names = set()
        for base in cls.__mro__:
            if isinstance(base, _ProtocolMeta) and base.__name__ != "Protocol":
                names.update([name for name in base.__dict__ if not name.startswith("_")])
                names.update(base.__dict__.get("__annotations__", ()))
        return names


class Protocol(metaclass=_ProtocolMeta):
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return cls


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


runtime = runtime_checkable
SupportsInt = SupportsFloat = SupportsIndex = SupportsAbs = SupportsRound = SupportsBytes = Protocol


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        if not any([isinstance(base, _NamedTupleMeta) for base in bases]):
            return super().__new__(mcls, name, bases, namespace)
        types = namespace.get("__annotations__", {})
        defaults = []
        for field in types:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field")
        result = collections.namedtuple(name, list(types), defaults=defaults, module=namespace.get("__module__"))
        result.__annotations__ = dict(types)
        for key, value in namespace.items():
            if key not in types and key not in ("__annotations__", "__module__", "__qualname__", "__classcell__"):
                setattr(result, key, value)
        if "__qualname__" in namespace:
            result.__qualname__ = namespace["__qualname__"]
        return result

    def __call__(cls, typename, fields=None, /, **kwargs):
        fields = list(kwargs.items()) if fields is None else list(fields)
        module = sys._getframe(1).f_globals.get("__name__")
        result = collections.namedtuple(typename, [name for name, _ in fields], module=module)
        result.__annotations__ = dict(fields)
        return result


class NamedTuple(metaclass=_NamedTupleMeta):
    pass


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        if not bases:
            return super().__new__(mcls, name, (), namespace)
        annotations = {}
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        result = super().__new__(mcls, name, (dict,), {**namespace, "__annotations__": annotations})
        result.__total__ = total
        return result

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class TypedDict(metaclass=_TypedDictMeta):
    pass


def NewType(name, tp):
    def new_type(value):
        return value

    new_type.__name__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def overload(func):
    """Stands for the last definition, which replaces it."""

    def overloaded(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
            "module should always be followed by an implementation that is not @overload-ed."
        )

    return overloaded


def final(f):
    return f


def no_type_check(arg):
    return arg


def dataclass_transform(**kwargs):
    return lambda cls_or_fn: cls_or_fn


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
        return hints
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())
