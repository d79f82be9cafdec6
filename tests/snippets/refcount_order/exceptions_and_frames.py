# only: refcount
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)


def f():
    d = D("in f")
    raise ValueError


try:
    f()
except ValueError as e:
    print("caught")
print("after except")


def g():
    d = D("in gen")
    yield 1
    yield 2


it = g()
next(it)
del it
print("gen dropped")


def h():
    d = D("closure")
    return lambda: d


k = h()
print("made")
del k
print("end")
with_d = D("kept to exit")
