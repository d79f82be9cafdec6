a, *b = 1, 2, 3
print(a, b)
*a, b = "xyz"
print(a, b)
a, *b, c = range(5)
print(a, b, c)
a, *b, c = 1, 2
print(a, b, c)
(a, *b), *c = [[1, 2, 3], 4, 5]
print(a, b, c)
*a, = ()
print(a)
print([*range(3), *"ab", *{}], (*[1], 2), {*[3, 4], 5} == {3, 4, 5})
print({**{"a": 1}, "b": 2, **{"a": 3}})
for first, *rest in [(1, 2, 3), (4,), "xy"]:
    print(first, rest)


def bad(f):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


def one():
    a, b = 1, 2, 3


def two():
    a, b, c = [1, 2]


def three():
    a, *b, c = [1]


def four():
    a, b = 5


def five():
    a, b = iter([])


def six():
    [*None]


def seven():
    {**[1]}


for f in (one, two, three, four, five, six, seven):
    bad(f)
