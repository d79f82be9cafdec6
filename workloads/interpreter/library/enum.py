"""Enumerations."""

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto", "unique"]


_MappingProxy = type(type.__dict__)


class auto:
    """Stands for a value that the enumeration chooses."""

    def __init__(self, value=None):
        self.value = value


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _is_private(class_name, name):
    return name.startswith(f"_{class_name.lstrip('_')}__") and not name.endswith("__")


class _Namespace(dict):
    """The body of an enumeration: notes its members in order and gives auto() its values."""

    def __init__(self, class_name, bases):
        super().__init__()
        self.class_name = class_name
        self.members = {}
        self.generate = None
        self.ignored = []
        for base in bases:
            generate = getattr(base, "_generate_next_value_", None)
            if generate is not None:
                self.generate = generate

    def __setitem__(self, key, value):
        if key == "_generate_next_value_":
            self.generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            self.ignored = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            return
        elif key in self.members:
            raise TypeError(f"{key!r} already defined as {self.members[key]!r}")
        elif not (_is_dunder(key) or key.startswith("_") and key.endswith("_") or _is_private(self.class_name, key)
                  or key in self.ignored or _is_descriptor(value)):
            value = self._resolved(key, value)
            self.members[key] = value
        super().__setitem__(key, value)

    def _resolved(self, key, value):
        if isinstance(value, auto):
            if value.value is None:
                value.value = self.generate(key, 1, len(self.members), list(self.members.values()))
            return value.value
        if isinstance(value, tuple) and any([isinstance(item, auto) for item in value]):
            return tuple([self._resolved(key, item) if isinstance(item, auto) else item for item in value])
        return value


class EnumType(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwds):
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
        return _Namespace(name, bases)

    def __new__(mcls, name, bases, namespace, **kwds):
        members = namespace.members
        body = {key: value for key, value in namespace.items() if key not in members}
        cls = super().__new__(mcls, name, bases, body, **kwds)
        cls._member_map_ = {}
        cls._member_names_ = []
        cls._value2member_map_ = {}
        cls._data_type_ = _data_type(bases)
        if bases:  # Enum itself has a __new__ that looks members up
            creator = body.get("__new__") or _inherited_creator(bases)
            if creator is not None:
                cls._new_member_ = creator.__func__ if isinstance(creator, staticmethod) else creator
            cls.__new__ = Enum.__new__
        if cls._data_type_ is not object:
            _prefer_enum_methods(cls, bases, namespace)
        for key, value in members.items():
            mcls._add_member(cls, key, value)
        return cls

    def _add_member(cls, key, value):
        arguments = value if isinstance(value, tuple) else (value,)
        creator = getattr(cls, "_new_member_", None)
        if creator is not None:
            member = creator(cls, *arguments)
        elif cls._data_type_ is object:
            member = object.__new__(cls)
        else:
            member = cls._data_type_.__new__(cls, *arguments)
        if not hasattr(member, "_value_"):
            member._value_ = value if cls._data_type_ is object else cls._data_type_(*arguments)
        value = member._value_
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:  # a value that cannot be hashed
            known = next((other for other in cls._member_map_.values() if other._value_ == value), None)
        if known is not None:
            member = known
        else:
            member._name_ = key
            member.__objclass__ = cls
            member._sort_order_ = len(cls._member_names_)
            if "__init__" in cls.__dict__ or _has_own_init(cls):
                cls.__init__(member, *arguments)
            if not issubclass(cls, Flag) or value and value & (value - 1) == 0:
                cls._member_names_.append(key)
            try:
                cls._value2member_map_[value] = member
            except TypeError:
                pass
        cls._member_map_[key] = member
        type.__setattr__(cls, key, member)

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create(value, names, module, type, start)

    def _create(cls, class_name, names, module, mixin, start):
        metaclass = cls.__class__
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = metaclass.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        values = []
        for position, item in enumerate(names.items() if isinstance(names, dict) else names):
            if isinstance(item, str):
                value = namespace.generate(item, start, position, values)
                item = (item, value)
            values.append(item[1])
            namespace[item[0]] = item[1]
        if module is not None:
            namespace["__module__"] = module
        return metaclass(class_name, bases, namespace)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and '{cls.__class__.__qualname__}'"
            )
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)

    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"

    @property
    def __members__(cls):
        return _MappingProxy(cls._member_map_)


EnumMeta = EnumType


def _data_type(bases):
    """The builtin type that the members are instances of as well."""
    for base in bases:
        for kind in base.__mro__:
            if kind is object or isinstance(kind, EnumType):
                continue
            if kind in (int, str, float, bytes, tuple, complex, frozenset) or "__new__" in kind.__dict__:
                return base if not isinstance(base, EnumType) else kind
    return object


def _prefer_enum_methods(cls, bases, namespace):
    """Members look like members of an enumeration, not like their data type's instances."""
    enumeration = next(base for base in bases if isinstance(base, EnumType))
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name not in namespace:
            found = getattr(cls, name)
            if found == getattr(cls._data_type_, name) or found == getattr(object, name):
                setattr(cls, name, getattr(enumeration, name))


def _inherited_creator(bases):
    for base in bases:
        creator = getattr(base, "_new_member_", None)
        if creator is not None:
            return creator
    return None


def _has_own_init(cls):
    for base in cls.__mro__:
        if base in (Enum, object):
            return False
        if isinstance(base, EnumType) and "__init__" in base.__dict__:
            return True
    return False


class _MemberAttribute(property):
    """name and value: of a member its own; of the class a member with that name."""

    def __set_name__(self, owner, name):
        self.attribute = name

    def __get__(self, instance, owner=None):
        if instance is not None:
            return super().__get__(instance, owner)
        try:
            return owner._member_map_[self.attribute]
        except KeyError:
            raise AttributeError(self.attribute) from None


def _generate_next_value(name, start, count, last_values):
    for value in reversed(last_values):
        try:
            return value + 1
        except TypeError:
            continue
    return start


class Enum(metaclass=EnumType):
    _generate_next_value_ = staticmethod(_generate_next_value)

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            member = cls._value2member_map_.get(value)
        except TypeError:
            member = None
        if member is None:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    return other
            member = cls._missing_(value)
            if member is None:
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return member

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _missing_(cls, value):
        return None

    name = _MemberAttribute(lambda self: self._name_)
    value = _MemberAttribute(lambda self: self._value_)

    def __repr__(self):
        kind = self.__class__
        data = kind._data_type_
        shown = repr(self._value_) if data is object else data.__repr__(self._value_)
        return f"<{kind.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class IntEnum(int, Enum):
    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    __str__ = str.__str__
    __format__ = str.__format__


def _generate_flag(name, start, count, last_values):
    if not last_values:
        return start if start is not None else 1
    return 1 << max(last_values).bit_length()


class Flag(Enum):
    _generate_next_value_ = staticmethod(_generate_flag)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        everything = 0
        for member in cls._member_map_.values():
            everything |= member._value_
        if value < 0:
            value &= everything
        if not issubclass(cls, int):
            value &= everything
        member = cls._value2member_map_.get(value)
        if member is None:
            member = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
            parts = [other for other in cls if other._value_ & value]
            member._name_ = "|".join([part._name_ for part in parts]) or None
            member._value_ = value
            cls._value2member_map_[value] = member
        return member

    def _of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return other
        return None

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(other).__qualname__}' and '{self.__class__.__qualname__}'"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([member for member in self.__class__ if member._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        kind = self.__class__.__name__
        return f"<{kind}: {self._value_}>" if self._name_ is None else f"<{kind}.{self._name_}: {self._value_}>"

    def __str__(self):
        kind = self.__class__.__name__
        return f"{kind}({self._value_})" if self._name_ is None else f"{kind}.{self._name_}"

    def __or__(self, other):
        bits = self._of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._of(other)
        return NotImplemented if bits is None else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        everything = 0
        for member in self.__class__:
            everything |= member._value_
        return self.__class__(everything & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, Flag):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __repr__ = Flag.__repr__
    __contains__ = Flag.__contains__


def unique(enumeration):
    """Refuses aliases."""
    aliases = [(name, member._name_) for name, member in enumeration._member_map_.items() if name != member._name_]
    if aliases:
        shown = ", ".join([f"{alias} -> {name}" for alias, name in aliases])
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration
