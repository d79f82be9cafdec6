def f(self, x): return self, x


print(f.__get__(5)(6), f.__get__(None, int) is f, f.__get__(5).__self__, type(f.__get__(5)).__name__)


class A:
    pass


a = A()
a.g = f.__get__(a)
print(a.g(1)[0] is a)
A.h = f
print(a.h(2)[0] is a, A.h(1, 2), A.__dict__["h"] is f)


class Lazy:
    def __init__(self, fn): self.fn = fn
    def __set_name__(self, o, n): self.n = n

    def __get__(self, o, c):
        if o is None:
            return self
        print("computing")
        v = o.__dict__[self.n] = self.fn(o)
        return v


class B:
    @Lazy
    def x(self): return 42


b = B()
print(b.x, b.x, b.__dict__)


class ClassProp:
    def __init__(self, fn): self.fn = fn
    def __get__(self, o, c): return self.fn(c)


class C:
    name = ClassProp(lambda c: c.__name__.lower())


class D(C): pass


print(C.name, D.name, D().name)
m = a.h
print(m.__func__ is f, m == a.h, m.__name__, hash(m) == hash(a.h))
print(str.join.__get__(",")(["a", "b"]), len.__self__.__name__ if hasattr(len, "__self__") else "", [].append.__self__)
import types
print(types.MethodType(f, 1)(2), isinstance(m, types.MethodType), isinstance(f, types.FunctionType))
