def g():
    yield 1
    raise StopIteration("inside")


try:
    list(g())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def h():
    yield next(iter([]))


try:
    list(h())
except RuntimeError as e:
    print(e)


def ok():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "handled"


print(list(ok()))
try:
    list(next(iter([])) for _ in range(2))
except RuntimeError as e:
    print(e)
print([x for x in iter([1, 2])])
try:
    [next(iter([])) for _ in range(2)]
except StopIteration as e:
    print("list comp leaks StopIteration")


def ret():
    return 5
    yield


try:
    next(ret())
except StopIteration as e:
    print(e.value)
e = StopIteration(1, 2)
print(e.value, e.args, StopIteration().value)
