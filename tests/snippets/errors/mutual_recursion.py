def a(n):
    return b(n)


def b(n):
    if not n:
        return 1 // n
    return a(n - 1)


a(3)
