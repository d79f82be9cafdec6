class A: pass
class B(A): pass
class C(A): pass
class X(B, C): pass
class Y(C, B): pass


for bases in ((A, B), (X, Y), (A, A), (int, str), (B, 5), (None,), (bool,)):
    try:
        t = type("T", bases, {})
        print(t.__mro__)
    except TypeError as e:
        print(e)
try:
    class Bad(A, B):
        pass
except TypeError as e:
    print(e)


class O: pass
class F1(O): pass
class E1(O): pass
class D1(O): pass
class C1(D1, F1): pass
class B1(D1, E1): pass
class A1(B1, C1): pass


print([k.__name__ for k in A1.__mro__])


class M1:
    def f(self): return ["M1"]


class M2(M1):
    def f(self): return ["M2"] + super().f()


class M3(M1):
    def f(self): return ["M3"] + super().f()


class M4(M2, M3):
    def f(self): return ["M4"] + super().f()


print(M4().f())
