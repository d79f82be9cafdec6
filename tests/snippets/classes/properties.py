class T:
    def __init__(self, c): self._c = c

    @property
    def c(self):
        "The c."
        return self._c

    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @c.deleter
    def c(self):
        print("deleted")
        del self._c

    @property
    def f(self): return self._c * 9 / 5 + 32

    wo = property(None, lambda self, v: print("wrote", v))
    old = property(lambda self: "old", doc="old doc")


t = T(100)
t.c += 5
t.wo = 3
print(t.c, t.f, t.old, T.c.__doc__, T.old.__doc__, isinstance(T.c, property), T.c.fget(t), T.c.fset is not None)
for f in (lambda: setattr(t, "c", -300), lambda: setattr(t, "f", 1), lambda: delattr(t, "f"), lambda: t.wo):
    try:
        f()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
del t.c
try:
    t.c
except AttributeError as e:
    print(e)


class U(T):
    @property
    def c(self): return "U" + str(super().c)

    @T.f.getter
    def f(self): return "new f"


u = U(1)
print(u.c, u.f)
u.__dict__["c"] = "shadow"
print(u.c)
try:
    u.c = 5
except AttributeError as e:
    print(e)


class Bad:
    @property
    def x(self): raise AttributeError("inner")

    def __getattr__(self, n): return "getattr " + n


print(Bad().x)
