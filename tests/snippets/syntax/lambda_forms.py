print((lambda: 1)())
print((lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1))
print((lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1, 5, 6, k=7, z=8))
add = lambda a: lambda b: a + b
print(add(1)(2))
print((lambda *a: a)(*[1, 2], 3, *(4,)))
print((lambda **k: sorted(k.items()))(**{"a": 1}, b=2))
print(sorted([3, 1, 2], key=lambda v: -v))
print((lambda: (yield))().__class__.__name__)
print((lambda x: x if x else "no")(0))
f = lambda: 0
print(f.__name__, f.__qualname__)
