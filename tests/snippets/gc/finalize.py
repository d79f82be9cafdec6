# not: none
import gc, weakref


class C:
    pass


c = C()
f = weakref.finalize(c, print, "finalized", 1)
print(f.alive)
c.self = c
del c
gc.collect()
print(f.alive, f())
d = C()
g = weakref.finalize(d, print, "called")
g()
print(g.alive)
