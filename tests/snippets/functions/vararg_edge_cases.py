def f(*args, **kwargs):
    return args, kwargs


print(f(*(), **{}), f(*range(3), *"ab"), f(*[1], 2, *[3]), f(x=1, *[5]), f(**{"a": 1}, **{"b": 2}))
d = {"a": 1}
r = f(**d)[1]
r["b"] = 2
print(d, r)
a = [1, 2]
t = f(*a)[0]
a.append(3)
print(t)
for g in (lambda: f(**{"a": 1}, **{"a": 2}), lambda: f(a=1, **{"a": 2}), lambda: f(*1), lambda: f(**1), lambda: f(**{1: 1}), lambda: f(*None), lambda: f(**[("a", 1)]), lambda: print(*1), lambda: len(*[]), lambda: dict(**{1: 2})):
    try:
        print(g())
    except TypeError as e:
        print(e)


class M:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, k):
        return k * 2


print(f(**M()), {**M()}, dict(M()))


def h(a, b, c=3, *rest):
    return a, b, c, rest


print(h(*"xy"), h(*"xyzw"), h(1, *(2,)), h(b=1, a=2))
