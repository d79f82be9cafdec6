import collections


class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y


class Odd:
    def __eq__(self, other):
        print("eq", other)
        return False


def kind(v, limit=3):
    match v:
        case None: return "none"
        case True | False: return "bool"
        case 0 | -1: return "small"
        case int(n) if n > limit: return "int", n
        case int() | float() as number: return "number", number
        case "a" | "b" as s: return "ab", s
        case str(): return "str"
        case []: return "empty"
        case [x]: return "one", x
        case [x, y, *_] if x == y: return "same", x
        case (first, *middle, last): return first, middle, last
        case {"op": "add", "args": [a, b]}: return a + b
        case {"op": op, **rest}: return op, rest
        case {}: return "mapping"
        case Point(0, y=0): return "origin"
        case Point(x=0, y=yy) | Point(yy, 0): return "axis", yy
        case Point(x, Point(y, z)): return x, y, z
        case Point() as p: return "point", p.x
        case collections.OrderedDict.__name__: return "never"
        case _: return "other"


for v in (None, True, 0, -1, 5, 2, 2.5, "a", "b", "c", [], [1], (1, 1, 2), (1, 2), [1, 2, 3, 4], {"op": "add", "args": (1, 2)},
          {"op": "x", "k": 1}, {"z": 1}, Point(0, 0), Point(0, 5), Point(6, 0), Point(1, Point(2, 3)), Point(1, 2), {1}, b"ab",
          range(3), Odd()):
    print(kind(v))


def rebinding(x):
    match x:
        case [x, y] if x > y: return "gt", x, y
        case [y, x]: return "swapped", x, y
        case x if (x := 5) == 4: pass
        case z: return x, z


print(rebinding([2, 1]), rebinding([1, 2]), rebinding("q"))


def nested(v):
    match v, len(v):
        case [[("a" | "b") as k, *rest], 1 | 2 as n]: return k, rest, n
        case [{"k": [1, {"z": z}], **more}, _]: return z, more
        case [[*_, 3, 4], n]: return "ends", n
        case [[1, *_, 9], n]: return "around", n
        case (a, b): return "pair", b


for v in (["a"], ["b", 2], {"k": [1, {"z": 5}], "j": 6}, [1, 2, 3, 4], [1, 5, 9], ["z", 1, 2]):
    print(nested(v))


def loop(values):
    for v in values:
        match v:
            case 1: continue
            case 2: break
            case [a, *_]: yield a
            case _: yield v
    else:
        yield "else"


print(list(loop([1, 3, [4, 5]])), list(loop([3, 2, 4])))
match 1, 2:
    case a, b:
        print(a, b)
match {"a": 1}:
    case {"b": _}: pass
    case {"a": 1 | 2 as q}: print(q)
