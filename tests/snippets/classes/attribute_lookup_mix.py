class A:
    x = 1


class B(A):
    pass


def read(o):
    return o.x


objs = [A(), B(), A()]
objs[2].x = 3
print([read(o) for o in objs])
B.x = 2
print([read(o) for o in objs])
A.x = 10
print([read(o) for o in objs])
del B.x
print([read(o) for o in objs])


class P:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)


ps = [P(a=1, b=2, x=3), P(b=2, a=1, x=4), P(x=5), P(x=6, y=7)]
print([read(p) for p in ps], [read(p) for p in ps * 3])
ps[0].x = "changed"
del ps[1].a
ps[1].x += 1
print([read(p) for p in ps], ps[1].__dict__)


class Prop:
    @property
    def x(self): return "prop"


class Ga:
    def __getattr__(self, n): return "ga " + n


class Slot:
    __slots__ = ("x",)


sl = Slot()
sl.x = "slot"
import math
math.x = "module x"
print([read(o) for o in (Prop(), Ga(), sl, A, B, math, A())])
try:
    [read(o) for o in (A(), 5)]
except AttributeError as e:
    print(e)


class Data:
    def __get__(self, o, t): return "data"
    def __set__(self, o, v): pass


class NonData:
    def __get__(self, o, t): return "nondata"


class X:
    d = Data()
    n = NonData()


x = X()
x.__dict__.update(d="inst", n="inst")
print(x.d, x.n, X.d, X.n)
