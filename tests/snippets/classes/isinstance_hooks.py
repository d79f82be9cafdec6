class M(type):
    def __instancecheck__(c, o):
        return o == 5

    def __subclasscheck__(c, o):
        return o is int


class A(metaclass=M): pass


print(isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A), isinstance(A(), A), isinstance(True, int), isinstance(1, bool), isinstance(None, type(None)), isinstance(1, int | str), isinstance("s", (int, (str, float))))
print(issubclass(int, object), issubclass(type, object), isinstance(type, object), isinstance(object, type), isinstance(type, type), type(type) is type, object.__base__, type.__bases__)


class Fake:
    @property
    def __class__(self):
        return int


print(isinstance(Fake(), int), type(Fake()).__name__)
for f in (lambda: isinstance(1, 1), lambda: issubclass(1, 1), lambda: issubclass(int, (str, 1)), lambda: isinstance(1, [int])):
    try:
        print(f())
    except TypeError as e:
        print(e)


class X: pass
class Y: pass


x = X()
x.__class__ = Y
print(type(x).__name__, isinstance(x, X))
try:
    x.__class__ = int
except TypeError as e:
    print(e)
try:
    x.__class__ = 5
except TypeError as e:
    print(e)
