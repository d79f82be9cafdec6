"""Weak references and containers of them, on the native module `_weakref`."""

from _weakref import ref

import _collections_abc
import _weakref

ReferenceType = getattr(_weakref, "ReferenceType", ref)
for _name in ("proxy", "getweakrefcount", "getweakrefs", "ProxyType", "CallableProxyType"):
    if hasattr(_weakref, _name):
        globals()[_name] = getattr(_weakref, _name)
ProxyTypes = (ProxyType, CallableProxyType)

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
    "CallableProxyType", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]


class KeyedRef(ref):
    """A reference that knows under which key it is stored."""

    __slots__ = ("key",)

    def __new__(cls, referent, callback, key):
        return super().__new__(cls, referent, callback)

    def __init__(self, referent, callback, key):
        super().__init__(referent, callback)
        self.key = key


class _WeakMapping(_collections_abc.MutableMapping):
    """What the two weak dictionaries share: everything that follows from items()."""

    def __len__(self):
        return len(list(self.items()))

    def __iter__(self):
        return self.keys()

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key, value in self.items():
            del self[key]
            return key, value
        raise KeyError("dictionary is empty")

    def update(self, other=(), /, **kwargs):
        for key, value in dict(other, **kwargs).items():
            self[key] = value

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(dict(self.items()))

    __copy__ = copy

    def __or__(self, other):
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if hasattr(other, "items") else NotImplemented

    __hash__ = None


class WeakValueDictionary(_WeakMapping):
    """Entries vanish with their values."""

    def __init__(self, other=(), /, **kw):
        self.data = {}

        # Naming its owner weakly, lest every mapping be a cycle.
        def remove(reference, owner=ref(self)):
            mapping = owner()
            if mapping is not None and mapping.data.get(reference.key) is reference:
                del mapping.data[reference.key]

        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def valuerefs(self):
        return list(self.data.values())

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"


class WeakKeyDictionary(_WeakMapping):
    """Entries vanish with their keys."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(reference, owner=ref(self)):
            mapping = owner()
            if mapping is not None:
                mapping.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def update(self, other=(), /):
        for key, value in other.items() if hasattr(other, "items") else other:
            self[key] = value

    def keyrefs(self):
        return list(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"


class WeakSet:
    """A set that does not keep its members alive."""

    def __init__(self, data=None):
        self.data = set()

        def remove(reference, owner=ref(self)):
            members = owner()
            if members is not None:
                members.data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(list(iter(self)))

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        for item in self:
            self.discard(item)
            return item
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)

    def _as_set(self):
        return set(self)

    def union(self, other):
        return self.__class__(self._as_set() | set(other))

    def intersection(self, other):
        return self.__class__(self._as_set() & set(other))

    def difference(self, other):
        return self.__class__(self._as_set() - set(other))

    def symmetric_difference(self, other):
        return self.__class__(self._as_set() ^ set(other))

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    def issubset(self, other):
        return self._as_set() <= set(other)

    def issuperset(self, other):
        return self._as_set() >= set(other)

    __le__, __ge__ = issubset, issuperset

    def isdisjoint(self, other):
        return self._as_set().isdisjoint(other)

    def __eq__(self, other):
        return self._as_set() == set(other) if isinstance(other, WeakSet) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(self.data)


_collections_abc.MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and function."""

    __slots__ = ("_function", "_kind", "_alive")

    def __new__(cls, meth, callback=None):
        try:
            instance, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def died(_):
            method = own()
            if method is not None and method._alive:
                method._alive = False
                if callback is not None:
                    callback(method)

        self = super().__new__(cls, instance, died)
        self._function = ref(function, died)
        self._kind = type(meth)
        self._alive = True
        own = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        instance = super().__call__()
        function = self._function()
        if instance is None or function is None:
            return None
        return self._kind(function, instance)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class finalize:
    """Calls a function once: when the object dies, when called, or at exit, the newest first."""

    __slots__ = ()
    _registry = {}
    _created = 0
    _registered_with_atexit = False
    _shutdown = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._registered_with_atexit:
            import atexit

            atexit.register(finalize._run_at_exit)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs, info.atexit = func, args, kwargs, True
        info.index = finalize._created
        finalize._created += 1
        self._registry[self] = info

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **info.kwargs)

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>"

    @classmethod
    def _run_at_exit(cls):
        import sys

        try:
            while True:
                waiting = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
                if not waiting:
                    break
                try:
                    max(waiting, key=lambda entry: entry[0])[1]()
                except Exception:
                    sys.excepthook(*sys.exc_info())
        finally:
            finalize._shutdown = True
