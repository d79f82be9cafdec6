def arithmetic(a, b, c):
    x = a + b * -c
    x += (a -
          b)
    x = not (a
             @ b)
    return x ** a // b << c


def comparisons(a, b, c):
    if a < b <= c != a():
        return a in b
    while not a > b and c or a is b:
        a = b if a >= c else c
    return a < (b
                < c)


def attributes(a, b):
    a.b.c = b.d
    (a
     .b
     .c) = b
    del a.b, b.c.d
    a.b.c += 1
    return (a
            .first
            .second
            .third)


def items(a, b):
    a[b] = a[1:b]
    a[b][0] += b[-1]
    del a[b], a[0][1]
    return a[b,
             1]


def calls(a, b):
    a(b, 1)
    a.method(b)(1)
    a(b, key=1)
    a.method(b, key=1)
    a(*b, **a)
    a.method(*b)
    (a
     .method(1)
     .other(2,
            3))
    return a(b(1),
             b(2))


def comprehensions(a, b):
    x = [i + b for i in a if i < b]
    y = {i.k: j() for i, j in a}
    z = {i[0] for i in a for j in i}
    return sum(i.v for i in a), x, y, z


def strings(a, b):
    return f"{a.b} {b[0]:>{a()}} {a + b!r}"


def displays(a, b):
    return [a.x, *b.y], {**a.z, "k": b()}, {a(), b.c}, (*a(), b)


def names(p):
    def inner():
        nonlocal p
        p += other
        return p
    return lambda q=missing: q + p + inner()
