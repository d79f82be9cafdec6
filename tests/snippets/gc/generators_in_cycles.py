# not: none
import gc
log = []


def g(box):
    try:
        yield box
        yield 2
    finally:
        log.append("finally")


def make():
    box = []
    it = g(box)
    next(it)
    box.append(it)


make()
gc.collect()
print(log)
f = []


def closure():
    def inner(): return inner
    f.append(id(inner))
    return None


closure()
gc.collect()
print(len(f))
