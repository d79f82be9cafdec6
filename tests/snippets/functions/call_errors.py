def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b=1): pass
def f4(a, *, k): pass
def f5(a, b, /): pass
def f6(*, k, m): pass
def f7(a, b, c, d=1): pass
def f8(*args, k): pass
def f9(a, b, /, c, *, d, e): pass


class C:
    def m(self, a): pass

    @staticmethod
    def s(a): pass

    @classmethod
    def c(cls, a): pass

    def __init__(self, x=0): pass

    def __call__(self, z): pass


for call in (lambda: f0(1), lambda: f0(1, 2), lambda: f0(x=1), lambda: f1(), lambda: f1(1, 2), lambda: f1(b=1), lambda: f1(1, a=2), lambda: f2(), lambda: f2(1),
             lambda: f2(1, 2, 3), lambda: f3(), lambda: f3(1, 2, 3), lambda: f4(1), lambda: f4(1, 2), lambda: f4(1, 2, k=3), lambda: f5(a=1, b=2), lambda: f5(1, b=2), lambda: f5(1),
             lambda: f6(), lambda: f6(k=1), lambda: f6(1), lambda: f7(), lambda: f7(1), lambda: f7(1, 2, 3, 4, 5), lambda: f8(1), lambda: f9(), lambda: f9(1, 2, 3), lambda: f9(1, b=2, c=3, d=4, e=5),
             lambda: f1(**{"x": 1, "a": 2}), lambda: f2(*[1], **{"a": 1}), lambda: f1(*5), lambda: f1(**5), lambda: f1(**{1: 2}), lambda: f1(a=1, **{"a": 2}), lambda: C().m(), lambda: C().m(1, 2),
             lambda: C.m(), lambda: C.m(1), lambda: C.s(), lambda: C.c(), lambda: C(1, 2), lambda: C(y=1), lambda: C()(), lambda: C()(1, 2), lambda: (lambda x: x)(), lambda: (lambda: 0)(1)):
    try:
        print("returned", call())
    except TypeError as e:
        print(e)

for thing in (5, "s", None, [], C(), f1, int.__add__(1, 2)):
    try:
        print("returned", thing(1, 2, 3))
    except TypeError as e:
        print(e)
