# not: none
import gc, weakref


class Node:
    pass


def make():
    a, b = Node(), Node()
    a.other, b.other = b, a
    return weakref.ref(a), weakref.ref(b)


ra, rb = make()
gc.collect()
print(ra(), rb())
keep = Node()
keep.me = keep
r = weakref.ref(keep)
gc.collect()
print(r() is keep)
del keep
gc.collect()
print(r())
