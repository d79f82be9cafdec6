def numbers(n):
    for i in range(n):
        yield i


def only(pred, it):
    for x in it:
        if pred(x):
            yield x


def mapped(f, it):
    return (f(x) for x in it)


def take(n, it):
    for i, x in enumerate(it):
        if i >= n:
            return
        yield x


def chunks(it, n):
    it = iter(it)
    while True:
        c = list(take(n, it))
        if not c:
            break
        yield c
        if len(c) < n:
            break


print(list(take(5, mapped(lambda x: x * x, only(lambda x: x % 3 == 1, numbers(100))))), list(chunks(range(7), 3)))


def sieve():
    def filt(p, it):
        for x in it:
            if x % p:
                yield x
    it = iter(range(2, 200))
    while True:
        try:
            p = next(it)
        except StopIteration:
            return
        yield p
        it = filt(p, it)


print(list(sieve()))


def perms(xs):
    if len(xs) <= 1:
        yield tuple(xs)
    else:
        for i in range(len(xs)):
            for p in perms(xs[:i] + xs[i + 1:]):
                yield (xs[i],) + p


print(list(perms([1, 2, 3])))


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or (x is not None and x <= y):
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


print(list(merge([1, 4, 6], [2, 3, 7, 9])))


def queens(n, row=0, cols=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))


print(len(list(queens(6))), next(queens(8)))
