from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @abstractmethod
    def name(self): ...

    def describe(self): return f"{self.name()} {self.area()}"


class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    def name(self): return "sq"


class Partial(Shape):
    def area(self): return 0


print(Sq(3).describe(), isinstance(Sq(1), Shape), issubclass(Sq, Shape), sorted(Shape.__abstractmethods__), Partial.__abstractmethods__)
for c in (Shape, Partial):
    try:
        c()
    except TypeError as e:
        print(e)


class P(metaclass=ABCMeta):
    @property
    @abstractmethod
    def x(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    @staticmethod
    @abstractmethod
    def st(): ...


try:
    P()
except TypeError as e:
    print(e)


class V(ABC):
    pass


@V.register
class Other: pass


print(issubclass(Other, V), isinstance(Other(), V), isinstance(5, V))


class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, c):
        return any("quack" in b.__dict__ for b in c.__mro__) or NotImplemented


class Q:
    def quack(self): pass


print(issubclass(Q, Duck), isinstance(Q(), Duck), issubclass(int, Duck))
V.register(int)
print(isinstance(5, V), isinstance(True, V))
