from collections import namedtuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p._asdict(), p._replace(x=5), P._fields, P._make([7, 8]), p == (1, 2), tuple(p), len(p), p + (3,), hash(p) == hash((1, 2)))
x, y = p
print(x, y, sorted([P(2, 1), P(1, 9)]), {p: "k"}[(1, 2)], isinstance(p, tuple), P.__name__, P.__doc__, P.x.__doc__)
D = namedtuple("D", ["a", "b", "c"], defaults=[10, 20])
print(D(1), D(1, c=5), D._field_defaults, namedtuple("R", "a def a", rename=True)._fields, namedtuple("E", "")())


class Sub(P):
    __slots__ = ()

    @property
    def sum(self): return self.x + self.y

    def __str__(self): return f"<{self.x},{self.y}>"


s = Sub(3, 4)
print(s, repr(s), s.sum, s._replace(y=0))
for f in (lambda: P(1), lambda: P(1, 2, 3), lambda: P(z=1), lambda: namedtuple("T", "a a"), lambda: namedtuple("T", "1a"), lambda: namedtuple("T", "def"), lambda: namedtuple("T", "_a"), lambda: p._replace(q=1), lambda: P._make([1]), lambda: namedtuple("1T", "a"), lambda: namedtuple("T", "a", defaults=[1, 2])):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    p.x = 5
except AttributeError as e:
    print(e)
print(P(x=[1], y={"k": P(1, 2)}), repr(P), max([P(1, 2), P(1, 3)]))
