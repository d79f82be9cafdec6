x: int = 5
y: str
print(x, __annotations__)


def f(a: int, b: "str" = "d", *args: float, k: list = None, **kw: dict) -> bool:
    z: int = 3
    w: undefined_name
    return True


print(f.__annotations__)


class C:
    a: int
    b: str = "s"
    (c): int = 4


print(C.__annotations__, C.b, hasattr(C, "a"))
o = C()
o.attr: int = 7
print(o.attr)
lst = [0]
lst[0]: int = 8
print(lst)
