def adders():
    return [lambda x, n=n: x + n for n in range(3)], [lambda x: x + n for n in range(3)]


a, b = adders()
print([f(10) for f in a], [f(10) for f in b])


def counter(start=0):
    n = start

    def inc(by=1):
        nonlocal n
        n += by
        return n
    inc.get = lambda: n
    return inc


c1, c2 = counter(), counter(100)
print(c1(), c1(5), c2(), c1.get(), c2.get())


def loop():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    return [f() for f in fs]


print(loop())


def outer(x):
    def mid():
        def inner():
            return x
        return inner
    return mid()()


print(outer(7))


def self_ref():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact


print(self_ref()(20))


def shared():
    v = [0]
    def get(): return v[0]
    def put(x): v[0] = x
    return get, put


g, p = shared()
p(5)
print(g(), [c.cell_contents for c in g.__closure__], adders.__closure__)


def unset():
    def inner():
        return late
    try:
        inner()
    except NameError as e:
        print(e)
    late = 1
    return inner()


print(unset())
