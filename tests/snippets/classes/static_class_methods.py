class A:
    n = 0

    @staticmethod
    def s(x): return x * 2

    @classmethod
    def c(cls, x): return cls.__name__, cls.n + x

    def i(self): return self.s(1), self.c(1)


class B(A):
    n = 100


print(A.s(1), A().s(2), A.c(1), B.c(1), B().c(2), B().i())
print(A.__dict__["s"].__class__.__name__, A.__dict__["c"].__class__.__name__, A.c.__self__ is A, B.c.__self__ is B, A.s.__name__, A.c.__func__.__name__)


def f(x):
    return "f", x


class C:
    s = staticmethod(f)
    c = classmethod(f)
    m = f
    b = len


c = C()
print(c.s(1), C.c()[1] is C, c.m()[1] is c, c.b([1, 2]), C.s(5))
print(staticmethod(f)(3), staticmethod(f).__func__ is f)
try:
    classmethod(f)(3)
except TypeError as e:
    print(e)
