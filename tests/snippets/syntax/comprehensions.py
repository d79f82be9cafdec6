x = "outer"
print([x for x in range(3)], x)
print([(a, b) for a in range(3) for b in range(a)])
print([a for a in range(20) if a % 2 if a % 3])
print({a: a * a for a in range(4)})
print({a % 3 for a in range(10)} == {0, 1, 2})
print(list(a for a in "abc"))
print(sum(i * i for i in range(10)))
print([[j for j in range(i)] for i in range(4)])
print([lambda: i for i in range(3)][0]())
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
print([y := 5, y * 2], y)
print([last := v for v in range(4)], last)
print({k: v for k, v in zip("abc", range(3)) if v != 1})
print([a if a > 1 else -a for a in range(4)])
m = [[1, 2], [3, 4]]
print([row[i] for i in range(2) for row in m])
print([[row[i] for row in m] for i in range(2)])


class C:
    n = 3
    items = [i for i in range(n)]

    def f(self):
        return [self.n + i for i in range(2)]


print(C.items, C().f())
try:
    class D:
        n = 3
        items = [n for i in range(2)]
except NameError as e:
    print(e)
