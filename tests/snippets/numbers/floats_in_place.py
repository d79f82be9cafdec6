# A float that a register alone holds may become the next result; nobody else may notice.

def aliases():
    x = 1.5
    y = x
    x += 1.0
    z = x
    x = x * 2.0
    items = [x, y, z]
    x -= 0.5
    items.append(x)
    x = x + x
    pair = (x, x)
    x /= 4.0
    return x, y, z, items, pair


print(aliases())


def loops(n):
    total = 0.0
    history = []
    for i in range(n):
        total += i * 0.5
        history.append(total)
        total = total - 0.25
    return total, history


print(loops(12))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self.x


p = Point(1.0, 2.0)
old = p.x
moved = p.move(0.5, 0.25)
q = Point(p.x, p.y)
p.move(1.0, 1.0)
print(old, moved, p.x, p.y, q.x, q.y)


def default(x=2.5):
    x *= 2.0
    x += 1.0
    return x


print(default(), default(), default(1.0))


def closure():
    x = 1.0
    f = lambda: x
    first = f()
    x += 1.0
    second = f()
    x *= 3.0
    return first, second, f(), x


print(closure())


def generator():
    x = 0.5
    while x < 40:
        x = x * 2.0
        yield x


print(list(generator()))


def swap(a, b, n):
    for _ in range(n):
        a, b = b, a + b
    return a, b


print(swap(0.0, 1.0, 30))


def mixed():
    i, f = 7, 2.5
    return [i + f, f + i, i - f, f - i, i * f, f * i, i / f, f / i, i // f, f // i, i % f, f % i, i ** f, f ** i,
            7 / 2, -7 / 2, 0 / -5, 2 ** 62 / 3, (2 ** 53 + 1) / 1, 10 ** 18 / 7, -(2 ** 60) / 1000]


print(mixed())
print([2 ** n for n in (0, 1, 10, 61, 62, 63, 64, 65)], (-3) ** 3, (-2) ** 62, (-2) ** 63, 0 ** 0, 2 ** -1, 7 ** 22)
print(0.0 ** 0, 1.0 ** float("inf"), 2.0 ** 0.5, 2.0 ** -1074, 1e300 ** 0.5, 4 ** 0.5, (-8.0) ** 2, (-8) ** 2.0)
for f in (lambda: 1e300 ** 2.0, lambda: 10.0 ** 400, lambda: 0.0 ** -1, lambda: 1.5 / 0, lambda: 1 / 0.0, lambda: 0 ** -1):
    try:
        print(f())
    except ArithmeticError as e:
        print(type(e).__name__, e)
nan = float("nan")
print(nan ** 0, 1.0 ** nan, nan == nan, nan != nan, nan < 1, 1 < nan, 3 < 3.5, 3.0 == 3, 2 ** 53 + 1 == 2.0 ** 53)
x = 3.0
print(-x, x, +x, abs(-x), x)
