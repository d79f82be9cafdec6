class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return Vec(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k) if not isinstance(k, Vec) else self.x * k.x + self.y * k.y
    __rmul__ = __mul__
    def __neg__(self): return Vec(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __iter__(self): return iter((self.x, self.y))
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __repr__(self): return f"Vec({self.x!r}, {self.y!r})"
    def __getitem__(self, i): return (self.x, self.y)[i]


a, b = Vec(3, 4), Vec(1, 2)
x, y = a
print(a + b, a - b, a * 2, 2 * a, a * b, -a, abs(a), a == Vec(3, 4), {a: 1}[Vec(3, 4)], bool(Vec(0, 0)), x, y, a[1], sum([a, b], Vec(0, 0)), list(a))


class Mat:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o): return Mat([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]

    def __setitem__(self, ij, v):
        i, j = ij
        self.rows[i][j] = v

    def __pow__(self, n):
        r = Mat([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        for _ in range(n):
            r = r @ self
        return r

    def __repr__(self): return "\n".join(" ".join(f"{v:3}" for v in r) for r in self.rows)


m = Mat([[1, 1], [1, 0]])
print((m ** 10)[0, 1], m @ m, sep="\n")
m[1, 1] = 5
print(m)
