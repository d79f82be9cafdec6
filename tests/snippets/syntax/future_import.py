from __future__ import annotations, division
from __future__ import print_function


def f(x: undefined_thing) -> another:
    return x


print(f(1), f.__annotations__)


class C:
    a: b | c = 1


print(C.__annotations__)
print(annotations.compiler_flag > 0)
