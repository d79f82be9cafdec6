class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y=0): self.x, self.y = x, y


p = P(1)
p.x += 4
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__)
for f in (lambda: setattr(p, "z", 1), lambda: p.z, lambda: p.__dict__):
    try:
        f()
    except AttributeError as e:
        print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
try:
    del p.x
except AttributeError as e:
    print(e)


class Q(P):
    __slots__ = ("z",)


q = Q(1, 2)
q.z = 3
print(q.x, q.y, q.z)


class R(P):
    pass


r = R(1)
r.extra = 5
print(r.__dict__, r.x)


class S:
    __slots__ = "single"


s = S()
s.single = 1
print(s.single)


class D:
    __slots__ = ("a", "__dict__")


d = D()
d.a = 1
d.b = 2
print(d.a, d.b, d.__dict__)
for src in ("slots conflict", "bad name", "nonempty int"):
    try:
        if src == "slots conflict":
            type("X", (), {"__slots__": ("x",), "x": 1})
        elif src == "bad name":
            type("X", (), {"__slots__": ("1a",)})
        else:
            type("X", (int,), {"__slots__": ("a",)})
        print("created")
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    class M(P, Q.__bases__[0]):
        pass
except TypeError as e:
    print(e)


class A1:
    __slots__ = ("a",)


class B1:
    __slots__ = ("b",)


try:
    class C1(A1, B1):
        pass
except TypeError as e:
    print(e)
