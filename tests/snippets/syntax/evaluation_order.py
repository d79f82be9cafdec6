# Order of evaluation, variables rebound while an expression is under way.
log = []


def t(x, *rest):
    log.append(x)
    return x


def show(what):
    print(what, log)
    log.clear()


class Box:
    def __init__(self, name):
        self.__dict__["name"] = name

    def __getitem__(self, key):
        log.append(("get", self.name, key))
        return 10

    def __setitem__(self, key, value):
        log.append(("set", self.name, key, value))

    def __delitem__(self, key):
        log.append(("del", self.name, key))

    def __getattr__(self, name):
        log.append(("getattr", self.name, name))
        return 20

    def __setattr__(self, name, value):
        log.append(("setattr", self.name, name, value))

    def __iadd__(self, other):
        log.append(("iadd", self.name, other))
        return self


def box(name):
    log.append("box " + name)
    return Box(name)


def walrus():
    a = 1
    show(a + (a := 5) + a)
    show([a, (a := 6), a, -a])
    show((a, (a := 7))[0])
    show({a: (a := 8), a: a})
    show(a < (a := 9) < (a := 10) < a + 1)
    show(f"{a}{(a := 11)}{a}")
    x = [0] * 20
    x[a] = (a := 12)
    show(x.index(12))
    x[a], a = (a := 13), a
    show((x.index(13), a))
    a, b = a + 1, (a := 3)
    show((a, b))
    b = a, (a := 4), a
    show(b)
    a = a if (a := 0) else a
    show(a)
    f = lambda *p, **k: (p, k)
    show(f(a, (a := 1), a, k=a, j=(a := 2), i=a))
    a += (a := 10)
    show(a)
    show("%s %s %s" % (a, (a := 3), a))
    c = a == (a := 5) or a
    show(c)
    show(x[a:(a := 7):(a := 1)] + [a])
    return [(y := z) for z in range(3)], y


show(walrus())


def targets():
    box("a")[t(1)] = box("b").x = t(2)
    show("chain")
    box("a")[t(1)], box("b").y = t(3), t(4)
    show("pair")
    (box("a").z, *[box("b")[t(5)]]), t(6) and box("c").w if t(0) else box("d").v
    show("expressions")
    for box("f")[t(0)] in (1, 2):
        t("body")
    show("for")
    box("g")[t(1)] += t(2)
    show("augmented item")
    box("h").attr += t(3)
    show("augmented attribute")
    b = box("i")
    b += t(4)
    show("augmented name")
    del box("j")[t(1)], box("k")[t(2)]
    show("del")
    with_target = []
    [with_target, box("l").q] = [t(1), t(2)]
    show(with_target)


targets()


def swaps():
    a, b, c = 1, 2, 3
    a, b = b, a
    a, b, c = c, a, b
    (a, b), c = (c, a), b
    i, x = 0, [5, 6, 7]
    i, x[i] = 2, 9
    x[0], x[1] = x[1], x[0]
    [a, [b]] = b, [a]
    a = b = a, b
    (d, *e), f = (1, 2, 3), 4
    x[i], i = i, x[i]
    return a, b, c, i, x, d, e, f


print(swaps())


def call_order():
    t(t("func") and t)(t("a"), *[t("b")], t("c"), k=t("d"), **{t("e"): t("f")}) if False else None
    def f(*a, **k): return a, k
    r = f(t(1), *[t(2), t(3)], t(4), a=t(5), **{"b": t(6)}, c=t(7), **{"d": t(8)})
    show(r)
    r = {t(1): t(2), **{t(3): t(4)}, t(5): t(6)}
    show(r)
    r = [t(1), *[t(2)], t(3)], {t(4), *[t(5)]}, (*[t(6)], t(7))
    show(r)
    show(t(1) if t(0) else t(2))
    show(t(1) < t(2) > t(3) < t(0))
    show((t(0) or t(5)) and t(6) and not t(0))

    @t
    @(lambda f: (log.append("inner"), f)[1])
    def g(a=t("default a"), *, b=t("default b"), c: t("annotation c") = t("default c")) -> t("returns"):
        pass
    log[-1] = log[-1].__name__
    show(g.__kwdefaults__)

    class C(*[t(int)], metaclass=t(type)):
        pass
    show(C.__mro__[1:])


call_order()
print([x for x in [1, 2, 3] for y in [x * 2] if y > 2], [(a, b) for a, *b in [(1, 2, 3), (4,)]])
