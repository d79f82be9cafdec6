def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "one or two"
        case "s":
            return "string"
        case [a, b]:
            return f"pair {a} {b}"
        case [a, *rest]:
            return f"list {a} {rest}"
        case {"k": v, **others}:
            return f"dict {v} {others}"
        case int(n) if n > 100:
            return f"big {n}"
        case str() as s:
            return f"str {s}"
        case None:
            return "none"
        case _:
            return "other"


for x in (0, 2, "s", "t", [1, 2], (1, 2, 3), {"k": 5, "z": 6}, 500, 50, None, 1.5, []):
    print(f(x))


class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def g(p):
    match p:
        case P(0, 0):
            return "origin"
        case P(x, y=0):
            return f"on x at {x}"
        case P(x=a, y=b):
            return f"{a} {b}"


print(g(P(0, 0)), g(P(3, 0)), g(P(1, 2)), g(1))
match = 5
print(match)
