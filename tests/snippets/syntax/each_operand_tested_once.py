# and/or within one another: every operand is evaluated and tested at most once, in CPython's order.
from itertools import product


class Noted:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        notes.append(self.name)
        return self.truth

    def __repr__(self):
        return self.name


notes = []


def show(label, value):
    print(label, value, "".join(notes))
    notes.clear()


for truths in product((False, True), repeat=4):
    a, b, c, d = (Noted(name, truth) for name, truth in zip("abcd", truths))
    show("and or", a and b or c)
    show("or and", (a or b) and c)
    show("and or and", a and b or c and d)
    show("or and or", (a or b) and (c or d))
    show("deep", ((a and b or c) and d) or a)
    show("not", not (a and b or c) or d)
    show("constant", a and 0 or b and "x" or c)
    show("argument", (lambda x: x)(a and b or c or d))
    x = a and (b or c) or d
    show("stored", x)
    if a and b or c and d:
        show("if", "taken")
    else:
        show("if", "not taken")
    show("comparison", (a.truth == b.truth and c or d))
