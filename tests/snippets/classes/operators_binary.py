class V:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"V({self.v})"


names = "add sub mul truediv floordiv mod pow lshift rshift and or xor divmod matmul".split()


def make(name):
    def op(self, o):
        return f"{name}({self.v},{o.v if isinstance(o, V) else o})"

    def rop(self, o):
        return f"r{name}({o},{self.v})"

    def iop(self, o):
        self.v = f"i{name}({self.v},{o})"
        return self
    return op, rop, iop


for n in names:
    op, rop, iop = make(n)
    setattr(V, f"__{n}__", op)
    setattr(V, f"__r{n}__", rop)
    setattr(V, f"__i{n}__", iop)
a, b = V(1), V(2)
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a << b, a >> b, a & b, a | b, a ^ b, divmod(a, b), a @ b)
print(a + 5, a - 5, a * 5, a / 5, a // 5, a % 5, a ** 5, a << 5, a >> 5, a & 5, a | 5, a ^ 5, divmod(a, 5), a @ 5)
print(5 + a, 5 - a, 5 * a, 5 / a, 5 // a, 5 % a, 5 ** a, 5 << a, 5 >> a, 5 & a, 5 | a, 5 ^ a, divmod(5, a), 5 @ a, "s" + a, [1] + a, 1.5 * a, (1,) * a)
x = V(0); x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x <<= 8; x >>= 9; x &= 1; x |= 2; x ^= 3; x @= 4
print(x)


class W(V):
    def __radd__(self, o):
        return "W.radd"


print(V(1) + W(2), W(1) + V(2), W(1) + W(2))
