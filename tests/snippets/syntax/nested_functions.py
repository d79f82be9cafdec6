def make(n):
    def a():
        return n

    def b():
        def c():
            nonlocal n
            n += 1
            return n
        return c
    return a, b()


get, inc = make(10)
print(get(), inc(), inc(), get())


def chain(k):
    if k == 0:
        return lambda: 0
    prev = chain(k - 1)
    return lambda: prev() + k


print(chain(50)())


def memo():
    cache = {}

    def fib(n):
        if n not in cache:
            cache[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
        return cache[n]
    return fib


print(memo()(90))
print(make.__code__.co_varnames[:1], get.__closure__[0].cell_contents, get.__code__.co_freevars)
