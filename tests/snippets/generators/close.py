def g(tag):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print(tag, "exit")
        raise
    finally:
        print(tag, "finally")


a = g("a")
next(a)
a.close()
a.close()
print(list(a))
b = g("b")
b.close()
print(list(b))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield "no"


c = stubborn()
next(c)
try:
    c.close()
except RuntimeError as e:
    print(e)


def returns():
    try:
        yield 1
    except GeneratorExit:
        return 5


d = returns()
next(d)
print(d.close())


def raises():
    try:
        yield 1
    finally:
        raise ValueError("in close")


e = raises()
next(e)
try:
    e.close()
except ValueError as err:
    print(err)


def nested():
    try:
        yield from g("inner")
    finally:
        print("outer finally")


n = nested()
print(next(n))
n.close()
