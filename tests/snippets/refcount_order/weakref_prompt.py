# only: refcount
import weakref


class C:
    pass


c = C()
r = weakref.ref(c, lambda _: print("callback"))
print(r() is c)
c = None
print(r())
r1 = weakref.ref(C())
print(r1())
x = C()
refs = [weakref.ref(x, lambda _, i=i: print("cb", i)) for i in range(3)]
del x
print([q() for q in refs])
d = weakref.WeakValueDictionary()
d["a"] = y = C()
print(len(d))
del y
print(len(d))

# A plain reference without a callback is made once.
shared = C()
first = weakref.ref(shared)
print(weakref.ref(shared) is first, weakref.getweakrefcount(shared))
