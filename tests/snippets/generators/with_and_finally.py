class CM:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        print("enter", self.n)
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None)


def g():
    with CM(1):
        yield "a"
        with CM(2):
            yield "b"
    yield "c"


print(list(g()))
x = g()
next(x)
next(x)
x.close()
y = g()
next(y)
try:
    y.throw(ValueError("t"))
except ValueError as e:
    print(e)


def f():
    try:
        yield 1
    finally:
        yield 2
        print("after")


print(list(f()))


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            print("fin", i)


print(list(loop()))


def ret():
    try:
        yield 1
        return "r"
    finally:
        print("f")


z = ret()
next(z)
try:
    next(z)
except StopIteration as e:
    print(e.value)
