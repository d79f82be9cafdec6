def f(a, b):
    return a.x + b.y + a["k"] * (b - a)


class O:
    x = 1
    y = None


f(O(), O())
