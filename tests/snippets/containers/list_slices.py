a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::3], a[::-1], a[-3:], a[8:2:-2], a[20:], a[-100:3], a[5:5], a[3:2])
a[2:4] = ["x", "y", "z"]
print(a)
a[5:5] = [100]
a[:0] = [-1]
a[len(a):] = [99]
print(a)
a[1:3] = []
a[::2] = ["e"] * len(a[::2])
print(a)
del a[::3]
print(a)
del a[1:4]
print(a)
a[:] = range(5)
print(a)
a[::-1] = a[:]
print(a)
a[3:1] = ["ins"]
print(a)
a[1:2] = "abc"
print(a)
a += a
a[2:4] = a
print(a, len(a))
del a[-1:-5:-2]
print(a)
del a[:]
print(a)
b = list(range(6))
for f in (lambda: b.__setitem__(slice(None, None, 2), [1]), lambda: b.__setitem__(slice(0, 2), 5), lambda: b[::0], lambda: b.__setitem__(slice(0, 5, -1), [1]), lambda: b["a":]):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
b[5:0:-2] = "xyz"
print(b)
