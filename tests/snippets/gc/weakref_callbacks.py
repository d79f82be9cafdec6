# not: none
import gc, weakref


class C:
    def __init__(self, n):
        self.n = n
        self.me = self


log = []
objs = [C(i) for i in range(3)]
refs = [weakref.ref(o, lambda r, i=i: log.append((i, r() is None))) for i, o in enumerate(objs)]
del objs[1]
gc.collect()
print(log, [r() is not None for r in refs])
objs.clear()
gc.collect()
print(sorted(log))
o = C(9)
dead = weakref.ref(o, lambda r: log.append("never"))
del dead
del o
gc.collect()
print(len(log))
