# not: none
import gc, weakref


class C:
    def m(self): return "m"


c = C()
r = weakref.ref(c)
print(r() is c, r == weakref.ref(c), hash(r) == hash(c), type(r).__name__)
p = weakref.proxy(c)
p.x = 5
print(c.x, p.m(), isinstance(p, C), type(p).__name__)
for bad in (5, "s", (1,), None, [], {}):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
s = {1}
print(weakref.ref(s)() is s, weakref.ref(C)() is C, weakref.ref(C.m)() is C.m)
del c
gc.collect()
print(r(), r() is None)
try:
    p.x
except ReferenceError as e:
    print(e)
d = weakref.WeakValueDictionary()
k = C()
d["k"] = k
print(d["k"] is k, len(d), list(d))
del k
gc.collect()
print(len(d), d.get("k"))
w = weakref.WeakKeyDictionary()
k = C()
w[k] = 1
print(w[k], len(w), k in w)
del k
gc.collect()
print(len(w))
ws = weakref.WeakSet()
k = C()
ws.add(k)
print(len(ws), k in ws)
del k
gc.collect()
print(len(ws))
