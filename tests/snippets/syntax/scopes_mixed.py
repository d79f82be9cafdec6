x = "global"


def f():
    x = "f"

    class C:
        x = "C"
        print(x)

        def g(self):
            return x

        y = [x for _ in range(1)]
        z = [i for i in x]

    print(C().g(), C.y, C.z)


f()


class D:
    x = x
    print(x)
    x = "changed"


print(D.x, x)


def outer():
    def inner():
        return later
    later = 3
    return inner()


print(outer())


def default(a=x):
    return a


x = "new"
print(default(), x)


def rebind():
    for x in range(3):
        pass
    return x


print(rebind(), x)
print(sorted(k for k in locals() if len(k) == 1))


def loc(a, b=2):
    c = 3
    return locals()


print(loc(1))
