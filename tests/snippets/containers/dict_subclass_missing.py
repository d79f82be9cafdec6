class D(dict):
    def __missing__(self, k):
        self[k] = v = [k]
        return v


d = D(a=1)
print(d["a"], d["b"], d, d.get("zz"), "zz" in d, len(d), isinstance(d, dict))
d.attr = 5
print(d.attr, dict(d), D.fromkeys("x"), type(D.fromkeys("x")).__name__, type(d.copy()).__name__, d == {"a": 1, "b": ["b"]})


class Up(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)

    def __getitem__(self, k):
        return super().__getitem__(k.upper())

    def __repr__(self):
        return "Up" + super().__repr__()


u = Up(a=1)
u["b"] = 2
u.update(c=3)
print(u, u["b"], u.get("a"))
try:
    u["a"]
except KeyError as e:
    print("KeyError", e)
