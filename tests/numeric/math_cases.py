import math
import struct

from cases import case, finish, rng

UNARY = ("sqrt exp expm1 exp2 cbrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log1p erf erfc gamma lgamma "
         "fabs degrees radians").split()
SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, 22.0, 23.0, 24.0, 170.0, 171.0, 172.0, 200.0, 1e10, -1e10, 1e300,
           1e-300, 5e-324, 1e308, 709.0, 710.0, -745.0, -746.0, -1.5, -150.5, -170.3, -250.5, 1e-21, -1e-21, float("inf"),
           float("-inf"), float("nan")]


def some_float():
    if rng.random() < 0.1:
        return struct.unpack(">d", rng.randbytes(8))[0]
    return rng.choice([rng.uniform(-1, 1), rng.uniform(-20, 20), rng.uniform(0, 180)])


for name in UNARY:
    for x in SPECIAL + [some_float() for _ in range(60)]:
        case("unary", (name, x), lambda *_: getattr(math, name)(x))
for name in ("atan2", "copysign", "fmod", "pow", "remainder", "nextafter"):
    pairs = [(x, y) for x in SPECIAL for y in SPECIAL] + [(some_float(), some_float()) for _ in range(100)]
    for x, y in pairs:
        case("binary", (name, x, y), lambda *_: getattr(math, name)(x, y))
for x in SPECIAL + [some_float() for _ in range(100)]:
    for name in ("log", "log2", "log10"):
        case("log", (name, x), lambda *_: getattr(math, name)(x))
    case("frexp", (x,), math.frexp)
    case("modf", (x,), math.modf)
    case("ulp", (x,), math.ulp)
    case("floor", (x,), math.floor)
    case("ceil", (x,), math.ceil)
    for exponent in (0, 1, -1, 1100, -1100, 1 << 80, -(1 << 80), rng.randrange(-2000, 2000)):
        case("ldexp", (x, exponent), math.ldexp)
    for y in (x, x * (1 + 1e-10), x + 1e-9, some_float()):
        case("isclose", (x, y, 1e-9, rng.choice([0.0, 1e-9])),
             lambda a, b, r, s: math.isclose(a, b, rel_tol=r, abs_tol=s))
for value in (0, -1, 1, 3, 10, 10**22, 10**400, 2**5000, 2**5000 - 1, -(10**400), 7**3000):
    for name in ("log", "log2", "log10"):
        case("log_int", (name, value), lambda *_: getattr(math, name)(value))

for _ in range(300):
    n = rng.choice([2, 3, 3, 4, 10])
    scale = rng.choice([0, 0, 300, -300, -1060])
    p = [rng.uniform(-10, 10) * 2.0**scale for _ in range(n)]
    q = [rng.uniform(-10, 10) * 2.0**scale for _ in range(n)]
    case("hypot", (n, *p), lambda *_: math.hypot(*p))
    case("dist", (n, *p, *q), lambda *_: math.dist(p, q))
for p in ([], [3.0, 4.0], [0.0, 0.0], [float("inf"), float("nan")], [float("nan"), 1.0], [5e-324, 5e-324], [1e308, 1e308],
          [-7.0], [1e-320, 2e-315]):
    case("hypot", (len(p), *p), lambda *_: math.hypot(*p))

INF, NAN = float("inf"), float("nan")
sums = [[], [0.1] * 10, [1e308, 1e308], [1e16, 1.0, -1e16], [INF, 1.0], [INF, -INF], [NAN, 1.0], [INF, NAN],
        [2.0**53, 1.0, 2.0**-100], [2.0**53, -0.5, -(2.0**-54)], [1e308, 1e308, -1e308], [-0.0], [1e16, 1.0, 1e-16]]
for _ in range(200):
    sums.append([rng.uniform(-1, 1) * 2.0 ** rng.randrange(-100, 100) for _ in range(rng.randrange(60))])
    sums.append([rng.choice([1.0, -1.0]) * 2.0 ** rng.randrange(-1074, 1000) for _ in range(rng.randrange(80))])
for values in sums:
    case("fsum", (len(values), *values), lambda *_: math.fsum(values))

for n in (-1, 0, 1, 2, 5, 20, 21, 100, 1000, 1 << 70, -(1 << 70)):
    case("factorial", (n,), math.factorial)
for n in (-1, 0, 1, 5, 10, 52, 100, 1000, 1 << 70):
    for k in (-1, 0, 1, 2, 5, 9, 10, 50, 999, 1 << 69, (1 << 70) - 3):
        case("comb", (n, k), math.comb)
        case("perm", (n, k), math.perm)
case("isqrt", (-1,), math.isqrt)
case("isqrt", (10**50,), math.isqrt)
finish()
