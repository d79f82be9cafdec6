for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1e20, 123.456, -7.0):
    print(round(x), round(x, 1), round(x, 2), round(x, 0), round(x, -1), round(x, -2))
for n in (5, 15, 25, 1250, 1350, -15, 12345, 10**20 + 5):
    print(round(n), round(n, 1), round(n, -1), round(n, -2), round(n, -30))
print(round(2.5, None), type(round(2.5, None)).__name__, round(1e300, 5), round(1.5e-10, 11), round(5e-324, 400), round(1e22, 2))
for v in (float("inf"), float("nan")):
    try:
        round(v)
    except (OverflowError, ValueError) as e:
        print(e)
    print(round(v, 2))
try:
    round("x")
except TypeError as e:
    print(e)
try:
    round(1.5, 1.5)
except TypeError as e:
    print(e)


class R:
    def __round__(self, n=None):
        return ("rounded", n)


print(round(R()), round(R(), 2))
print(round(True), round(0.1 + 0.2, 10))
