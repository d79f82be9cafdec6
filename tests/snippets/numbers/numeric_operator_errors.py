values = [1, 1.5, "s", b"b", [1], (1,), {1: 2}, None, len, int]
ops = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b), ("/", lambda a, b: a / b), ("//", lambda a, b: a // b),
       ("%", lambda a, b: a % b), ("**", lambda a, b: a ** b), ("<<", lambda a, b: a << b), ("&", lambda a, b: a & b), ("|", lambda a, b: a | b)]
for name, op in ops:
    for a in values:
        for b in values:
            if isinstance(a, (str, bytes)) and name == "%":
                continue
            try:
                op(a, b)
            except TypeError as e:
                print(name, e)


def aug(a, b):
    a += b
    return a


def aug2(a, b):
    a **= b
    return a


def aug3(a, b):
    a >>= b
    return a


for f in (aug, aug2, aug3):
    for a, b in ((1, "a"), ("a", 1), ([], 1), (None, 1), ((1,), [1]), ({}, {})):
        try:
            print(f(a, b))
        except TypeError as e:
            print(e)
