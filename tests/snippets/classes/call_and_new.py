class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *a, k=0): return self.n + x + sum(a) + k


add = Adder(10)
print(add(1), add(1, 2, 3, k=4), callable(add), callable(Adder), callable(5), list(map(add, [1, 2])))


class S:
    inst = None

    def __new__(cls, *a, **k):
        print("new", a, k)
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst

    def __init__(self, *a, **k):
        print("init", a, k)


print(S(1) is S(x=2))


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())


class P(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


p = P(1, 2)
print(p, p.x, p == (1, 2), type(p).__name__)
for f in (lambda: object.__new__(), lambda: object.__new__(5), lambda: object(1), lambda: Adder.__new__(Adder, 1, 2).__dict__, lambda: int.__new__(str), lambda: object.__new__(int)):
    try:
        print(f())
    except TypeError as e:
        print(e)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as e:
    print(e)


class NoInit:
    pass


try:
    NoInit(1)
except TypeError as e:
    print(e)
x = NoInit.__new__(NoInit)
print(type(x).__name__)
