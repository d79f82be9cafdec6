def f():
    e = "before"
    try:
        raise ValueError("x")
    except ValueError as e:
        inner = e
    try:
        print(e)
    except UnboundLocalError as err:
        print(err)
    return inner


print(repr(f()))
try:
    raise KeyError
except KeyError as k:
    def g():
        return k
    print(repr(g()))
try:
    g()
except NameError as e:
    print(e)
try:
    raise ValueError(1)
except ValueError as v:
    del v
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as v:
        kept = v
print(kept.args)


def nested():
    try:
        raise ValueError("outer")
    except ValueError as e:
        try:
            raise KeyError("inner")
        except KeyError as e:
            pass
        try:
            e
        except UnboundLocalError:
            return "gone"


print(nested())
