class A:
    def f(self): return "f1"


a = A()
print(a.f())
A.f = lambda self: "f2"
print(a.f())
a.f = lambda: "inst"
print(a.f())
del a.f
print(a.f())
del A.f
try:
    a.f()
except AttributeError as e:
    print(e)


class Base1:
    def g(self): return "g1"


class Base2:
    def g(self): return "g2"


class C(Base1): pass


c = C()
print(c.g())
C.__bases__ = (Base2,)
print(c.g(), C.__mro__)
Base2.g = lambda self: "g2 changed"
print(c.g())
Base2.h = property(lambda self: "prop")
print(c.h)
C.__name__ = "Renamed"
print(C.__name__, type(c).__name__, C)
a.__dict__["dyn"] = 5
print(a.dyn)
a.__dict__ = {"only": 1}
print(a.only, hasattr(a, "dyn"))
for i in range(100):
    setattr(a, f"k{i}", i)
print(a.k50, len(a.__dict__), list(a.__dict__)[:3])
for i in range(0, 100, 2):
    delattr(a, f"k{i}")
print(len(a.__dict__), list(a.__dict__)[:4])


def loop():
    out = []
    for i in range(6):
        if i == 3:
            Base2.g = lambda self: "late"
        out.append(c.g())
    return out


print(loop())
