def p(x):
    print(x, end=" ")
    return x


p(1) + p(2) * p(3)
print()
x = [0] * 5
x[p(1)] = p(2)
print()
x[p(0)], x[p(1)] = p(8), p(9)
print()
p(1) < p(2) < p(0) < p(5)
print()
{p("k"): p("v"), p("k2"): p("v2")}
print()
[p(i) for i in (p(1), p(2)) if p(True)]
print()
(lambda a=p("default"): 0)(p("arg"))
print()
p("a") if p(0) else p("b")
print()


def f(a, b=p("def b"), *, c=p("def c")):
    pass


print()


@p.__class__.__call__.__class__ and (lambda f: p("deco") and f)
def g():
    pass


print()
x[p(2)] += p(3)
print(x)


class K(p(object)):
    y = p("body")


print()
print(p("x"), [p("y")], sep=p("-"))
