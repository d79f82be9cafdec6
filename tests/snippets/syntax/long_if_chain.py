def f(n):
    if n == 0:
        r = "a"
    elif n == 1:
        r = "b"
    elif n == 2 and True or False:
        r = "c"
    elif n in (3, 4, 5):
        if n == 4:
            r = "d4"
        else:
            r = "d"
    elif n is None:
        r = "none"
    else:
        r = "z"
    return r


print([f(i) for i in range(7)], f(None))


def g(x):
    while 1:
        if x > 10:
            break
        if x % 2:
            x *= 3
            continue
        x += 1
    return x


print(g(0), g(1), g(11))
