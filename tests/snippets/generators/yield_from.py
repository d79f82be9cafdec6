def inner():
    x = yield 1
    print("inner got", x)
    try:
        y = yield 2
    except ValueError as e:
        print("inner caught", e)
        y = "from except"
    return ("inner result", y)


def outer():
    r = yield from inner()
    print("r", r)
    s = yield from [10, 20]
    print("s", s)
    yield from ()
    t = yield from (c for c in "ab")
    print("t", t)
    return "outer result"


o = outer()
print(next(o), o.send("S"), o.throw(ValueError("V")), next(o))
print(list(o))


def tree(t):
    if t:
        left, v, right = t
        yield from tree(left)
        yield v
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def deleg(n):
    if n == 0:
        yield "deep"
    else:
        yield from deleg(n - 1)


print(list(deleg(50)))
try:
    list((lambda: (yield from 5))())
except TypeError as e:
    print(e)


class It:
    def __iter__(self):
        return self

    def __init__(self):
        self.n = 0

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("it value")
        return self.n


def use():
    v = yield from It()
    print("v", v)


print(list(use()))
u = use()
next(u)
try:
    u.send("x")
except AttributeError as e:
    print(e)
