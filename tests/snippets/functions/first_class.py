def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run


print(compose(str, abs, int)("-5"), list(map(compose(len, str), [1, 22, 333])))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max, "str": str.join}
print(table["+"](1, 2), table["max"](3, 4), table["str"](",", ["a", "b"]))


def apply(f, *a, **k):
    return f(*a, **k)


print(apply(sorted, [3, 1], reverse=True), apply(dict, a=1), apply(lambda: 5), apply("x".join, "ab"))
append = [].append
append(1)
append(2)
print(append.__self__, list(map(int.__add__, [1, 2], [3, 4])), str.upper("a"), list(map(str.strip, [" a ", "b "])))


class Acc:
    def __init__(self):
        self.total = 0

    def add(self, x):
        self.total += x
        return self


a = Acc()
bound = a.add
bound(1).add(2)
unbound = Acc.add
unbound(a, 10)
print(a.total, bound == a.add, bound is a.add, bound.__self__ is a, {bound: 1}[a.add])
print((lambda f, *a: f(f, *a))(lambda self, n: 1 if n == 0 else n * self(self, n - 1), 10))
