def g():
    yield 1
    yield 2


x = g()
print(x.gi_running, x.gi_frame is not None, x.gi_yieldfrom)
next(x)
print(x.gi_running, x.gi_code.co_name)
list(x)
print(x.gi_frame)


def selfish():
    try:
        next(me)
    except ValueError as e:
        yield str(e)


me = selfish()
print(next(me))


def selfish2():
    try:
        list(me2)
    except ValueError as e:
        yield str(e)
    try:
        me2.close()
    except ValueError as e:
        yield str(e)
    try:
        me2.send(None)
    except ValueError as e:
        yield str(e)


me2 = selfish2()
print(list(me2))
y = g()
y.__name__ = "named"
print(y.__name__)
try:
    y.gi_frame = 1
except AttributeError as e:
    print("readonly")
try:
    len(y)
except TypeError as e:
    print(e)
try:
    y[0]
except TypeError as e:
    print(e)
try:
    y()
except TypeError as e:
    print(e)
