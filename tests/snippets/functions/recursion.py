# skip-stress
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def perms(xs):
    if not xs:
        return [[]]
    return [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]


def flatten(x):
    return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]


print(fib(18), ack(2, 3), even(500), odd(7), hanoi(8, 1, 2, 3), perms([1, 2, 3]), flatten([1, [2, [3, [4]], 5]]))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(800))
