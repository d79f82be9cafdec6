def g(*args):
    raise ValueError(args)


def f():
    x = [g(1, 2,
           3), 5]
    return x


f()
