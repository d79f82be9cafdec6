import math
import os.path
import math as m, sys as s
from math import sqrt, pi as PI
from math import (floor,
                  ceil,)
print(math.floor(2.5), m is math, sqrt(16), round(PI, 3), floor(1.9), ceil(1.1))
print(os.path.join("a", "b"))


def f():
    import string
    from string import digits
    return digits


print(f())
try:
    import no_such_module
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from math import no_such_name
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    import math.nothing
except ImportError as e:
    print(e)
print("math" in s.modules)
print(__name__)
print(math.__name__, type(math).__name__)
try:
    math.nope
except AttributeError as e:
    print(e)
