def trace(f):
    def wrapped(*a, **k):
        print("call", f.__name__, a, k)
        return f(*a, **k)
    return wrapped


def tag(name):
    print("tag", name)

    def deco(f):
        print("apply", name)
        f.tag = name
        return f
    return deco


@trace
def add(a, b=1):
    return a + b


print(add(1), add(1, b=5))


@tag("x")
@tag("y")
def g():
    pass


print(g.tag)


@tag("class")
class C:
    @staticmethod
    def s(a):
        return a

    @classmethod
    def c(cls):
        return cls.__name__

    @property
    def p(self):
        return 42


print(C.tag, C.s(1), C.c(), C().p, C().c(), C().s(2))
table = {}


@table.setdefault("h", lambda f: f.__name__)
def h():
    pass


print(h)


@(lambda f: "replaced")
def k():
    pass


print(k)
