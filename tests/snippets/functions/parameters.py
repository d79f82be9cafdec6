def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 5, 6, 7, c=8, d=9, e=10), f(*[1, 2, 3], **{"c": 4, "z": 5}), f(c=1, a=2))


def pos(a, b, /, c, *, d):
    return a, b, c, d


print(pos(1, 2, 3, d=4), pos(1, 2, c=3, d=4))


def kwonly(*, a, b=1):
    return a, b


print(kwonly(a=5), kwonly(b=2, a=1))


def va(*a):
    return a


def kw(**k):
    return k


print(va(), va(1, 2), kw(), kw(x=1), kw(**{"not an id": 2}))


def posname(a, /, **kw):
    return a, kw


print(posname(1, a=2))


def defaults(a, b=[], c={}, d=None):
    b.append(a)
    c[a] = d
    return b, c


print(defaults(1), defaults(2, d=3))
print(f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, pos.__code__.co_posonlyargcount, f.__code__.co_varnames)
