# Calling a class again after what makes its instances has changed.
import abc


class Plain:
    pass


print(type(Plain()).__name__, [type(Plain()).__name__ for _ in range(3)])
try:
    Plain(1)
except TypeError as e:
    print(e)
Plain.__init__ = lambda self, x=3: setattr(self, "x", x)
print(Plain().x, Plain(5).x)
Plain.__init__ = lambda self, x=4, y=0: setattr(self, "x", (x, y))
print(Plain().x, Plain(5, 6).x)
del Plain.__init__
print(hasattr(Plain(), "x"))
try:
    Plain(1)
except TypeError as e:
    print(e)
Plain.__new__ = lambda cls, *args: ("made", args)
print(Plain(), Plain(1))
Plain.__new__ = staticmethod(lambda cls, *args: object.__new__(cls))
print(type(Plain()).__name__)


class Base:
    def __init__(self):
        self.kind = "base"


class Derived(Base):
    pass


print(Derived().kind)
Base.__init__ = lambda self: setattr(self, "kind", "changed")
print(Derived().kind)
Derived.__init__ = lambda self: setattr(self, "kind", "own")
print(Derived().kind, Base().kind)
del Derived.__init__
print(Derived().kind)


class Shape(abc.ABC):
    def area(self):
        return 0


print(Shape().area())
Shape.area = abc.abstractmethod(lambda self: 0)
abc.update_abstractmethods(Shape)
try:
    Shape()
except TypeError as e:
    print(e)
Shape.area = lambda self: 1
abc.update_abstractmethods(Shape)
print(Shape().area())


def build(cls, n):
    return [cls() for _ in range(n)]


class Counter:
    made = 0

    def __init__(self):
        Counter.made += 1


build(Counter, 10)
print(Counter.made)
Counter.__init__ = lambda self: None
build(Counter, 10)
print(Counter.made)
