# __dict__ and __weakref__: which classes add them, what can be weakly referenced, where they stand.
import collections
import types
import weakref


class Slots:
    __slots__ = ("b", "a")


class WithReference:
    __slots__ = ("a", "__weakref__")


class OfInt(int):
    pass


class OfTuple(tuple):
    pass


class OfStr(str):
    pass


class OfBytes(bytes):
    pass


class OfList(list):
    pass


class OfSet(set):
    pass


class Error(Exception):
    pass


class OpenAgain(Slots):
    pass


class StillClosed(Slots):
    __slots__ = ()


class Equal:
    def __eq__(self, other):
        return True


class OfType(type):
    "text"


class OfDeque(collections.deque):
    pass


class OfModule(types.ModuleType):
    pass


for cls in (Slots, WithReference, OfInt, OfTuple, OfStr, OfBytes, OfList, OfSet, Error, OpenAgain, StillClosed, Equal):
    instance = cls()
    print(cls.__name__, list(cls.__dict__))
    try:
        reference = weakref.ref(instance)
        print(reference() is instance, instance.__weakref__ is reference)
    except (TypeError, AttributeError) as error:
        print(error)
for cls in (OfType, OfDeque, OfModule):
    print(cls.__name__, list(cls.__dict__))

for value in (1, "a", object(), ValueError(), [], {}, ()):
    try:
        weakref.ref(value)
    except TypeError as error:
        print(error)

instance = Equal()
print(instance.__weakref__)
try:
    instance.__weakref__ = 1
except AttributeError as error:
    print(error)
print(Equal.__dict__["__dict__"], Equal.__dict__["__weakref__"])
print(Equal.__dict__["__dict__"].__get__(instance), Equal.__dict__["__dict__"].__name__)
print("__dict__" in dir(object()), "__dict__" in object.__dict__, "__weakref__" in dir(instance))
for names in (("__dict__",), ("__weakref__",)):
    try:
        type("Again", (Equal,), {"__slots__": names})
    except TypeError as error:
        print(error)
