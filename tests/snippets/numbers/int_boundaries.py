for bits in (7, 8, 15, 30, 31, 32, 60, 61, 62, 63, 64, 65, 127, 128):
    n = 1 << bits
    for v in (n - 1, n, n + 1, -n, -n - 1, -n + 1):
        print(v, v + 1, v - 1, v * 2, v * v, -v, v // 3, v % 7, v >> 3, v & 255, v.bit_length(), v == int(str(v)))
x = 2 ** 62 - 5
for _ in range(10):
    x += 1
print(x)
x = -(2 ** 62) + 5
for _ in range(10):
    x -= 1
print(x)
print((2**62) * (2**62), (2**31) * (2**31), -(2**63) // -1, abs(-(2**63)))
print((2**63) - (2**63), type((2**63) - (2**63)).__name__)
