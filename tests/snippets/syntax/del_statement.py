x = 1
del x
try:
    x
except NameError as e:
    print(e)
a, b, c = 1, 2, 3
del a, (b, c)
lst = list(range(10))
del lst[0], lst[-1]
del lst[1:3]
del lst[::2]
print(lst)
d = {1: 2, 3: 4}
del d[1]
print(d)
try:
    del d[1]
except KeyError as e:
    print("KeyError", e)


class C:
    pass


o = C()
o.x = 1
del o.x
try:
    o.x
except AttributeError as e:
    print(e)
try:
    del o.x
except AttributeError as e:
    print(e)
try:
    del lst[99]
except IndexError as e:
    print(e)


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(f())


def g():
    z = 1

    def h():
        return z

    del z
    try:
        h()
    except NameError as e:
        print(e)


g()
