x = 5
g = (x * i for i in range(3))
x = 10
print(list(g))
data = [1, 2, 3]
g = (d for d in data if d in data)
data = [2]
print(list(g))


def f():
    try:
        (1 for i in undefined_here)
    except NameError as e:
        print(e)
    g = (undefined_here for i in range(1))
    try:
        next(g)
    except NameError as e:
        print(e)


f()
print(sum(x for x in range(5)), x, max((len(w), w) for w in ("a", "bbb", "cc")))
print(list((i, j) for i in range(2) for j in range(i, 2)), tuple(i for i in ()), ",".join(str(i) for i in range(3)))
gen = (i for i in range(3))
print(next(gen), list(gen), list(gen), gen.__name__, type(gen).__name__)
