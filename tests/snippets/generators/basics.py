def g(n):
    print("start")
    for i in range(n):
        yield i
    print("end")
    return "result"


x = g(2)
print(x is iter(x), type(x).__name__, x.__name__, x.__qualname__)
print(next(x))
print(next(x))
try:
    next(x)
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    next(x)
except StopIteration as e:
    print("again", e.value)
print(list(g(2)), next(g(0), "default"))
for v in g(1):
    print("v", v)


def empty():
    return
    yield


print(list(empty()), list(y for y in empty()))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


out = []
for v in infinite():
    if v > 4:
        break
    out.append(v)
print(out, sum(x for x in g(3)), max(g(3)), tuple(g(2)), [*g(1)], dict(enumerate(g(1))))
a, b = g(2)
print(a, b, 1 in infinite(), sorted(g(3), reverse=True))
