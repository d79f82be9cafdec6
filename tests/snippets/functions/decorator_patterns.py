import functools


def memo(f):
    cache = {}

    @functools.wraps(f)
    def w(*a):
        if a not in cache:
            cache[a] = f(*a)
        return cache[a]
    w.cache = cache
    return w


@memo
def fib(n):
    "Fibonacci"
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.__name__, fib.__doc__, len(fib.cache), fib.__wrapped__.__name__)


def repeat(n):
    def d(f):
        @functools.wraps(f)
        def w(*a, **k):
            return [f(*a, **k) for _ in range(n)]
        return w
    return d


@repeat(3)
@memo
def one():
    return 1


print(one())


class Count:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@Count
def sq(x):
    return x * x


print(sq(3), sq(4), sq.n)


def singleton(cls):
    inst = {}

    def get(*a):
        if cls not in inst:
            inst[cls] = cls(*a)
        return inst[cls]
    return get


@singleton
class Config:
    def __init__(self, v):
        self.v = v


print(Config(1) is Config(2), Config(3).v)


def add_method(cls):
    cls.extra = lambda self: "extra " + self.name
    return cls


@add_method
class N:
    name = "n"


print(N().extra())
