# Calls that leave some parameters to their defaults, and classes called with keywords.

def f(a, b=2, c=3, *, d=4):
    return a, b, c, d


def g(a, b=[], c=None):
    b.append(a)
    return a, len(b), c


print(f(1), f(1, 5), f(1, 5, 6), f(1, d=0), f(c=1, a=0))
print(g(1), g(2), g(3, [0]), g(4, c=5), g(5, [1, 2], 6))
for call in (lambda: g(), lambda: g(1, 2, 3, 4), lambda: f(), lambda: f(1, 2, 3, 4), lambda: g(1, a=2), lambda: g(1, x=2)):
    try:
        print(call())
    except TypeError as e:
        print(e)

g.__defaults__ = ([9], "new")
print(g(1), g(2, [], 3))
g.__defaults__ = None
try:
    print(g(1))
except TypeError as e:
    print(e)
g.__defaults__ = (["z"], "y")
print(g("x"))


class Point:
    def __init__(self, x=0, y=0, *, label="p"):
        self.x, self.y, self.label = x, y, label

    def __repr__(self):
        return f"{self.label}({self.x}, {self.y})"


print(Point(), Point(1), Point(y=2), Point(1, y=3), Point(label="q"), Point(4, 5, label="r"), [Point(x=i) for i in range(3)])
for call in (lambda: Point(z=1), lambda: Point(1, x=1), lambda: Point(1, 2, 3), lambda: Point(x=1, label=2, w=3)):
    try:
        print(call())
    except TypeError as e:
        print(e)


class Bad:
    def __init__(self, x=0):
        if x < 0:
            raise ValueError(f"negative: {x}")
        self.x = x
        return x or None


for call in (lambda: Bad(x=0).x, lambda: Bad(x=1), lambda: Bad(x=-1), lambda: Bad(2), lambda: Bad().x):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Yields:
    def __init__(self, x=0):
        yield x


for call in (lambda: Yields(), lambda: Yields(1), lambda: Yields(x=1)):
    try:
        print(call())
    except TypeError as e:
        print(e)


class NoInit:
    pass


class OwnNew:
    def __new__(cls, **keywords):
        made = object.__new__(cls)
        made.keywords = keywords
        return made


class Meta(type):
    def __call__(cls, *args, **keywords):
        return cls.__name__, args, keywords


class WithMeta(metaclass=Meta):
    def __init__(self, x):
        print("never")


for call in (lambda: NoInit(x=1), lambda: OwnNew(a=1, b=2).keywords, lambda: WithMeta(1, x=2), lambda: dict(a=1, b=2),
             lambda: int("ff", base=16), lambda: str(b"abc", encoding="ascii"), lambda: sorted([3, 1, 2], reverse=True)):
    try:
        print(call())
    except TypeError as e:
        print(e)


def deep(n, point=None):
    return deep(n - 1, point=Point(x=n, y=point and point.x)) if n else point


print(deep(50))


class Nested:
    def __init__(self, depth=0, child=None):
        self.child = Nested(depth=depth - 1) if depth else child


n, count = Nested(depth=40), 0
while n:
    n, count = n.child, count + 1
print(count)
s = "slices"
t = (1, 2, 3, 4, 5)
print(s[1:], s[:2], s[:], s[-3:-1], s[4:2], s[10:], s[:-10], s[None:3], t[1:3], t[:], t[5:], t[::2], t[-2:], "λx"[:1], s[True:3])
print([t[i:j] for i in range(-6, 7, 3) for j in (None, -1, 0, 3, 9)])
class Index:
    def __index__(self): return 2
print(s[Index():], list(t)[:Index()], [1, 2, 3][2**70:], [1, 2, 3][-2**70:2])
