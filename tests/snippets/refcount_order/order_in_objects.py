# only: refcount
# In which order the parts of an object are released, kind by kind.
import functools
import gc
from collections import OrderedDict, deque


class F:
    def __init__(self, i):
        self.i = i

    def __del__(self):
        print("del", self.i)


def several(n=6):
    return [F(i) for i in range(n)]


items = several()
del items[::2]
print("rest")
del items
items = several()
del items[1:4]
print("rest")
items.clear()
items = several()
items[1:3] = [1]
print("rest")
items[::2] = [1, 2, 3]
print("rest")
del items

print("dicts")
d = {i: F(i) for i in range(5)}
d.clear()
d = {F(i): F(10 + i) for i in range(3)}
del d
d = OrderedDict((i, F(i)) for i in range(4))
del d

print("instances")


class Plain:
    pass


class Slots:
    __slots__ = ("z", "x", "y")


class Base:
    __slots__ = ("q",)


class Derived(Base):
    __slots__ = ("z", "x", "y")


class OfList(list):
    pass


class OfDict(dict):
    pass


class OfTuple(tuple):
    pass


o = Plain()
o.x, o.y, o.z = F(1), F(2), F(3)
del o
o = Slots()
o.x, o.y, o.z = F(1), F(2), F(3)
del o
o = Derived()
o.x, o.y, o.z, o.q = F(1), F(2), F(3), F(4)
del o
o = OfList()
o.a = F(1)
o.append(F(2))
o.append(F(3))
o.b = F(4)
del o
o = OfDict()
o.a = F(1)
o[1] = F(2)
o.b = F(4)
del o
o = OfTuple((F(1), F(2)))
o.a = F(3)
del o

print("others")
o = (F(1), F(2))
del o
o = deque(F(i) for i in range(4))
del o
o = slice(F(1), F(2), F(3))
del o
o = functools.partial(lambda *a: 0, F(1), F(2), k=F(3))
del o
try:
    raise ValueError(F(1), F(2))
except ValueError as error:
    error.x = F(3)


def function(a=F(20), *, b=F(21)):
    pass


function.attribute = F(22)
del function


def closure(a, b):
    c = F(3)

    def inner():
        return a, b, c

    return inner


o = closure(F(1), F(2))
del o


class Meta(type):
    def __del__(cls):
        print("del class", cls.__name__)


class OfMeta(metaclass=Meta):
    pass


del OfMeta
print(gc.collect() > 0)
