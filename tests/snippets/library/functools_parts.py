import functools
from functools import reduce, partial, lru_cache, wraps, cmp_to_key, total_ordering, cached_property, cache, partialmethod
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [1, 2, 3], 10), reduce(max, [3]), reduce(lambda a, b: a, [], "init"))
try:
    reduce(lambda a, b: a, [])
except TypeError as e:
    print(e)
p = partial(pow, 2)
q = partial(p, 5)
print(p(3), q(), q.func is pow, q.args, q.keywords, partial(int, base=2)("101"), partial(dict, a=1)(b=2), partial(dict, a=1)(a=3))


@lru_cache(maxsize=2)
def sq(x):
    print("computing", x)
    return x * x


print(sq(1), sq(2), sq(1), sq(3), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.__wrapped__(5))


@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), fib.cache_info())


@lru_cache
def typed(x, *, k=0): return (x, k)


print(typed(1), typed(1.0), typed(1, k=0), typed.cache_info(), typed.cache_parameters())
try:
    fib([])
except TypeError as e:
    print(e)


def cmp(a, b): return (a > b) - (a < b) if a % 2 == b % 2 else (1 if a % 2 == 0 else -1)


print(sorted([5, 2, 8, 1, 3, 4], key=cmp_to_key(cmp)), sorted("bca", key=cmp_to_key(lambda a, b: -1 if a > b else 1)))


@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
try:
    @total_ordering
    class NoOrder: pass
except ValueError as e:
    print(e)


class C:
    @cached_property
    def x(self):
        print("once")
        return 5

    def base(self, a, b): return a, b
    pm = partialmethod(base, "fixed")


c = C()
print(c.x, c.x, c.__dict__, c.pm(2))


def orig(a: int):
    "doc"


@wraps(orig)
def w(): pass


print(w.__name__, w.__doc__, w.__wrapped__ is orig, w.__annotations__)
