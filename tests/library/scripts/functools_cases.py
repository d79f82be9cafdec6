import functools
import operator
import random

r = random.Random(3)
for size in (0, 1, 2, 5, None):
    calls = []

    @functools.lru_cache(maxsize=size)
    def f(x, *, y=0):
        calls.append((x, y))
        return x * 10 + y

    out = [f(r.randrange(6), y=r.randrange(2)) if r.random() < 0.5 else f(r.randrange(6)) for _ in range(60)]
    print(size, out, calls, f.cache_info(), f.cache_parameters())
    f.cache_clear()
    print(f.cache_info(), f(1), f.cache_info()._fields if False else f.cache_info().hits, f.__name__)


@functools.lru_cache(typed=True)
def g(*a, **k):
    return a, k


print(g(1), g(1.0), g(True), g(a=1), g(a=1.0), g(1, 2), g((1, 2)), g.cache_info())
try:
    functools.lru_cache("x")
except TypeError as e:
    print(e)


def ordered(name, op):
    class C:
        def __init__(self, v):
            self.v = v

        def __eq__(self, o):
            return self.v == o.v if isinstance(o, C) else NotImplemented

        def __repr__(self):
            return f"C{self.v}"

    setattr(C, name, lambda self, o: op(self.v, o.v) if isinstance(o, C) else NotImplemented)
    return functools.total_ordering(C)


for name, op in (("__lt__", operator.lt), ("__le__", operator.le), ("__gt__", operator.gt), ("__ge__", operator.ge)):
    C = ordered(name, op)
    for a in range(3):
        for b in range(3):
            x, y = C(a), C(b)
            print(x < y, x <= y, x > y, x >= y, x == y, end=" ")
    try:
        C(1) < 5
    except TypeError as e:
        print(e)
p = functools.partial(print, "a", sep="-")
p("b", "c")
p("b", sep="+", end="!\n")
q = functools.partial(p, "x", end="?\n")
q("y")
print(q.args, sorted(q.keywords.items()), q.func is print)
print(functools.partial(int, base=16)("ff"), functools.partial(max, 5)(3, 9), functools.partial(dict, a=1)(b=2))
try:
    functools.partial(5)
except TypeError as e:
    print(e)
try:
    functools.partial()
except TypeError:
    print("no function")


class D:
    def m(self, a, b=0, *, c=0):
        return a, b, c

    p1 = functools.partialmethod(m, 1)
    p2 = functools.partialmethod(m, 1, c=5)

    @functools.cached_property
    def cp(self):
        return object()


d = D()
print(d.p1(), d.p1(2, c=3), d.p2(4), d.cp is d.cp, isinstance(D.cp, functools.cached_property), D.p1(d))
words = ["b", "A", "c", "B", "a", "C"]
print(sorted(words, key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
k = functools.cmp_to_key(lambda a, b: a - b)
print(k(1) < k(2), k(1) == k(1), k(3) > k(2), k(1) <= k(0), k(5).obj)
print(functools.reduce(operator.add, range(10)), functools.reduce(lambda a, b: a + [b], "abc", []), functools.reduce(max, [3, 9, 2]))
for f in (lambda: functools.reduce(max, []), lambda: functools.reduce(max, 5)):
    try:
        f()
    except TypeError as e:
        print(e)


@functools.singledispatch
def s(x, y=0):
    return "object", y


class Base: pass
class Sub(Base): pass
class Other(int): pass


s.register(int, lambda x, y=0: ("int", y))
s.register(Base, lambda x, y=0: ("Base", y))
from collections.abc import Iterable, Sized
s.register(Sized, lambda x, y=0: ("Sized", y))
print(s(1), s(True, 2), s(Other()), s(Sub(), y=3), s(None), s([1]), s({}), s(1.5), s(range(3)))


def wrapped(a: int, b: "x" = 1) -> str:
    """Docs."""


wrapped.attr = 5


@functools.wraps(wrapped)
def wrapper(*a):
    pass


print(wrapper.__name__, wrapper.__doc__, wrapper.attr, wrapper.__wrapped__ is wrapped, wrapper.__qualname__, wrapper.__annotations__)
