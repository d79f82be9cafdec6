m = memoryview(b"hello")
print(len(m), m[0], bytes(m[1:3]), m.tobytes(), m.tolist(), m.readonly, m.format, m.itemsize, m.nbytes, m == b"hello")
a = bytearray(b"abcdef")
v = memoryview(a)
v[0] = 90
v[1:3] = b"YX"
print(a, bytes(v[::-1]), v[-1])
try:
    m[0] = 1
except TypeError as e:
    print(e)
try:
    memoryview(5)
except TypeError as e:
    print(e)
try:
    v[100]
except IndexError as e:
    print(e)
