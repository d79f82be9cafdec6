n = 0


def inc():
    global n, m
    n += 1
    m = n * 2


inc()
inc()
print(n, m)


def counter():
    c = 0

    def step():
        nonlocal c
        c += 1
        return c

    def peek():
        return c

    return step, peek


s, p = counter()
s()
s()
print(p())


def outer():
    x = 1

    def mid():
        def inner():
            nonlocal x
            x = 5
        inner()
    mid()
    return x


print(outer())


def shadow():
    try:
        print(n)
        n = 1
    except UnboundLocalError as e:
        print(e)


shadow()


def deep():
    global made
    class K:
        global inclass
        inclass = "via class"
    made = 3


deep()
print(made, inclass)
