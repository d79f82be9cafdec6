class CM:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        return self.swallow


with CM("a") as x:
    print(x)
with CM("a") as x, CM("b") as y:
    print(x, y)
with (CM("c") as x, CM("d")):
    print(x)
with CM("s", True):
    1 / 0
try:
    with CM("outer"), CM("inner", True):
        raise ValueError("v")
    print("swallowed")
    with CM("outer"), CM("inner"):
        raise ValueError("v")
except ValueError as e:
    print("caught", e)


def f():
    with CM("ret"):
        return "value"


print(f())
for i in range(3):
    with CM(i):
        if i == 0:
            continue
        break
with CM("t") as (a, *b):
    print(a, b)


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


for c in (NoExit, NoEnter, int):
    try:
        with c():
            pass
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
