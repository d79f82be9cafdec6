# not: none
import gc


def a():
    try:
        yield 1
        raise ValueError("from a")
    except KeyError:
        yield "key"


def b():
    try:
        yield from a()
    except ValueError as e:
        yield f"b caught {e}"
        yield 1 / 0


x = b()
print(next(x), next(x))
try:
    next(x)
except ZeroDivisionError as e:
    print(e, type(e.__context__).__name__)
print(next(x, "finished"))
y = b()
next(y)
print(y.throw(KeyError))


def ctx():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            print("exit at", i)
            raise


for v in ctx():
    if v == 1:
        break
gc.collect()  # collectors that trace find the generator now
g = ctx()
next(g)
g.close()


def handler():
    try:
        raise KeyError("outer")
    except KeyError:
        yield "in handler"
        try:
            raise
        except KeyError as e:
            yield repr(e)


h = handler()
print(next(h))
try:
    raise IndexError
except IndexError:
    print(next(h))
