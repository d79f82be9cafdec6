a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"x"
print(a, len(a), a[1], a[1:3], bytes(a), a == b"Hello!??x", list(a[:2]))
a[1:3] = b"EEE"
del a[-1]
del a[0:2]
a.insert(0, 65)
print(a, a.pop(), a.pop(0), a.find(b"l"), a.upper(), a.decode())
a.reverse()
a.remove(ord("o"))
print(a, a.copy() == a, a.index(108), a.count(b"l"), a * 2, a[::-1], a.hex())
a.clear()
print(a, bytearray(3), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray())
z = bytearray(10)
for i in range(10):
    z[i] = i * i % 256
z[::2] = b"\xff" * 5
print(z, sum(z), max(z), 81 in z)
for f in (lambda: z.__setitem__(0, 256), lambda: z.append("a"), lambda: z.remove(77), lambda: bytearray().pop(), lambda: z.__setitem__(100, 1), lambda: hash(z), lambda: z.extend([300]), lambda: z.append(-1)):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
