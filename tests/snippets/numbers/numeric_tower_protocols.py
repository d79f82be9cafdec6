class Num:
    def __init__(self, v):
        self.v = v

    def __int__(self):
        return int(self.v)

    def __float__(self):
        return float(self.v)

    def __index__(self):
        return int(self.v)

    def __complex__(self):
        return complex(self.v, 1)

    def __trunc__(self):
        return 99


n = Num(3)
print(int(n), float(n), complex(n), [1, 2, 3, 4][n], "abcdef"[n:], range(n), hex(n), list(range(5))[:n], bytes(n), n.__index__() << 1)


class OnlyIndex:
    def __index__(self):
        return 6


print(int(OnlyIndex()), float(OnlyIndex()), "x" * OnlyIndex(), round(2.123456789, OnlyIndex()))


class BadInt:
    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __index__(self):
        return 1.5


for f in (lambda: int(BadInt()), lambda: float(BadInt()), lambda: [1][BadInt()], lambda: range(1.5), lambda: [1] * 1.5, lambda: [1][1:"x"]):
    try:
        print(f())
    except TypeError as e:
        print(e)
