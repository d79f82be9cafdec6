for start, stop, step in ((None, None, 2), (1, 8, 3), (8, 1, -2), (None, None, -1), (5, 2, 1), (-3, None, 1), (0, 100, 5)):
    a = list(range(10))
    del a[start:stop:step]
    print((start, stop, step), a)
    b = bytearray(range(10))
    del b[start:stop:step]
    print(list(b))
a = [1, 2, 3]
try:
    del a[3]
except IndexError as e:
    print(e)
try:
    del a["x"]
except TypeError as e:
    print(e)
del a[-1], a[0]
print(a)
