def v(x):
    print("eval", x)
    return x


def f(*args, **kwargs):
    print(args, kwargs)


f(v(1), *[v(2), v(3)], v(4), a=v(5), **{"b": v(6)}, c=v(7))
f(*range(2), *"ab", x=1, **{}, **{"y": 2})
d = {}
d[v("key")] = v("value")
print(v(1) + v(2) * v(3))
print([v(1), v(2)], {v("k"): v("w")})
x = [0, 0]
x[v(0)] = x[v(1)] = v(9)


class A:
    pass


def obj():
    print("obj")
    return A()


obj().attr = v("val")
