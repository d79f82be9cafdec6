def echo():
    x = None
    while True:
        x = yield x
        print("got", x)


g = echo()
print(next(g), g.send(1), g.send("a"), next(g))


def acc():
    total = 0
    try:
        while True:
            v = yield total
            if v is None:
                return total
            total += v
    finally:
        print("cleanup", total)


a = acc()
a.send(None)
a.send(5)
print(a.send(6))
try:
    a.send(None)
except StopIteration as e:
    print("value", e.value)
b = acc()
try:
    b.send(1)
except TypeError as e:
    print(e)


def two():
    x = yield 1
    y = yield x
    z = (yield y) + (yield "more")
    yield z


t = two()
print(next(t), t.send("x"), t.send("y"), t.send(10), t.send(20))
try:
    print(t.send(0))
except StopIteration as e:
    print("stop", e.value)
