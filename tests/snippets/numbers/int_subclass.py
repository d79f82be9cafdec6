class N(int):
    def __new__(cls, v, tag="t"):
        self = super().__new__(cls, v)
        self.tag = tag
        return self

    def __add__(self, o):
        return N(int(self) + int(o), "added")

    def __repr__(self):
        return f"N({int(self)}, {self.tag})"


a = N(5)
print(a, a + 1, a * 2, type(a * 2).__name__, 1 + a, a == 5, hash(a) == hash(5), [10] * a, a.tag, str(a))
print(int(a), type(int(a)).__name__, a.bit_length(), f"{a:03d}", "%d" % a, {5: "x"}[a], isinstance(a, int), range(a))


class F(float):
    pass


f = F(2.5)
print(f, f + 1, type(f + 1).__name__, repr(f), f.is_integer(), round(f), f"{f:.2f}")
f.x = 1
print(f.x)
