a = 2 ** 200 + 12345
b = 3 ** 120 - 1
print(a, b, a * b, a // b, a % b, b - a, -a // b, -a % b)
print(a ** 3 % 1000007, pow(a, b, 10**9 + 7), pow(3, -1, 11), pow(-5, 3, 7), pow(2, 10, -7))
print(a << 70, a >> 150, -a >> 150, a & b, a | b, a ^ b, ~a, -a & 0xFFFF, -a | 7, -a ^ b)
print(a > b, a == a + 0, a != b, a < 1e60, a > 1e61, a == float(a), int(float(2**60)) == 2**60)
f = 1
for i in range(1, 101):
    f *= i
print(f, len(str(f)))
x, y = 0, 1
for _ in range(500):
    x, y = y, x + y
print(x)
print(hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(2**100), hash(-(2**100)), hash(10**30))
print(int("9" * 50) + 1, -int("9" * 40))
print(sum([10**30, -10**30, 5]), max(10**30, 10**29), abs(-10**30))
try:
    pow(2, -1, 4)
except ValueError as e:
    print(e)
try:
    pow(2, 3, 0)
except ValueError as e:
    print(e)
