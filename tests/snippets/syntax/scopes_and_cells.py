# Closures, classes, name mangling, global and nonlocal, comprehensions in class bodies.
x = "global"


def make():
    fs = []
    for i in range(3):
        def f(j=i): return i, j
        fs.append(f)
    gs = [lambda: i for i in range(3)]
    return [f() for f in fs], [g() for g in gs], [h() for h in [lambda k=k: k for k in "ab"]]


print(make())


def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def reset():
        nonlocal n
        del n
    return inc, reset


inc, reset = counter()
print(inc(), inc(5))
reset()
try:
    inc()
except NameError as e:
    print(type(e).__name__, e)


def unbound_cell():
    def f(): return later
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        later
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    later = 1
    return f()


print(unbound_cell())


class C:
    x = "class"
    y = [x for _ in range(1)]
    z = [i for i in x]
    __private = 1
    def m(self): return x, self.__private, __class__.__name__, self.__dict__
    class __Inner:
        def k(self, __p=3): return __p
    w = lambda self: super().__repr__()[:3]
    if True:
        def cond(self): return "cond"
    for q in range(3): pass
    del q
    try:
        q
    except NameError as e:
        message = str(e)
    global gx
    gx = "set in class"


print(C().m(), C.y, C.z, sorted(k for k in vars(C) if "__" not in k or "_C__" in k), C().w(), gx, C.message)
print(C.m.__qualname__, C._C__Inner.k.__qualname__, C.w.__qualname__, make.__qualname__)


def params(a, /, b, *c, d, e=5, **f):
    def inner(): return a, b, c, d, e, f
    a, d = d, a
    return inner()


print(params(1, 2, 3, d=4, g=6))


def outer():
    x = "outer"
    class D:
        y = x
        x = "in class"
        z = x
        def m(self): return x
    class E:
        nonlocal x
        x = "changed"
    return D.y, D.z, D().m(), x


try:
    print(outer())
except NameError as e:
    print(e)


def shadow():
    global x
    x = "changed globally"
    def f(): return x
    return f()


print(shadow(), x)


class Meta(type):
    def __new__(cls, name, bases, ns, **kw):
        return super().__new__(cls, name, bases, {**ns, "kw": kw})
    def __init__(cls, *args, **kw): super().__init__(*args)


class F(C, metaclass=Meta, a=1, **{"b": 2}):
    def m(self): return super().m()[2], super(F, self).m()[2], self.kw


print(F().m())
print([[(i, j) for j in range(i)] for i in range(3)], {k: [v for v in k] for k in ("ab", "c")})
print(list((lambda n: (i * n for i in range(n)))(3)), sum(x * y for x in range(3) for y in range(x)))
print([y for x in [1, 2, 3] if (y := x * 2) > 2], y)
def defaults(a=[], *, b={}): a.append(1); b[len(a)] = a; return len(a), sorted(b)
print(defaults(), defaults(), defaults([]))
def annotated(a: int, *b: "str", c: x = 1, **d: 3) -> None:
    local: undefined = 1
    other: undefined
    return local
print(annotated.__annotations__, annotated(1))
late: int
print(__annotations__)
def gen_scope():
    return (a + b for a in [1, 2] for b in [10, 20])
print(list(gen_scope()))
print((lambda: (yield))().__name__, [f.__name__ for f in (lambda: 0, make)])
i = 5
print([i for i in range(i)], i, [[i for i in range(i)] for i in range(i)], i)
