def g():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except ValueError as e:
            print("caught", e)
            yield "handled"
        except KeyError:
            print("key")
            return "done"
        finally:
            print("finally")


a = g()
next(a)
print(a.throw(ValueError("v")))
print(next(a))
print(a.throw(ValueError))
next(a)
try:
    a.throw(KeyError("k"))
except StopIteration as e:
    print("stop", e.value)
try:
    a.throw(KeyError("later"))
except KeyError as e:
    print("raised", e)
b = g()
try:
    b.throw(IndexError("fresh"))
except IndexError as e:
    print("fresh", e)
print(list(b))
c = g()
next(c)
try:
    c.throw(TypeError("out"))
except TypeError as e:
    print("out", e)
try:
    g().throw(5)
except TypeError as e:
    print(e)


def ctx():
    try:
        yield 1
    except ValueError as e:
        raise KeyError("new") from e


d = ctx()
next(d)
try:
    d.throw(ValueError("orig"))
except KeyError as e:
    print(repr(e), repr(e.__cause__))
