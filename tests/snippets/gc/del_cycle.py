# not: none
import gc
log = []


class D:
    def __init__(self, n): self.n = n

    def __del__(self): log.append(self.n)


def cycle():
    a, b = D("a"), D("b")
    a.o, b.o = b, a


cycle()
gc.collect()
print(sorted(log))
log.clear()
x = D("x")
x.self = x
del x
gc.collect()
gc.collect()
print(log)


class Raises:
    def __del__(self): log.append("ran")


r = Raises()
r.me = r
del r
gc.collect()
print(log)
