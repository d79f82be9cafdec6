import math

from cases import case, finish, rng


def some_integer(bits=400):
    value = rng.getrandbits(rng.choice([1, 8, 30, 31, 63, 64, 65, 128, bits]))
    if rng.random() < 0.3:
        value = (1 << rng.randrange(bits)) + rng.choice([-1, 0, 1])
    return -value if rng.random() < 0.5 else value


def order(a, b):
    return (a > b) - (a < b)


for _ in range(300):
    a, b = some_integer(), some_integer()
    case("add", (a, b), int.__add__)
    case("sub", (a, b), int.__sub__)
    case("mul", (a, b), int.__mul__)
    case("and", (a, b), int.__and__)
    case("or", (a, b), int.__or__)
    case("xor", (a, b), int.__xor__)
    case("compare", (a, b), order)
    case("gcd", (a, b), math.gcd)
    case("lcm", (a, b), math.lcm)
    case("true_divide", (a, b), int.__truediv__)
    if b:
        case("floor_div", (a, b), int.__floordiv__)
        case("mod", (a, b), int.__mod__)
        case("divmod", (a, b), divmod)
    case("not", (a,), int.__invert__)
    case("neg", (a,), int.__neg__)
    case("abs", (a,), abs)
    case("bit_length", (a,), int.bit_length)
    case("bit_count", (a,), int.bit_count)
    case("to_double", (a,), float)
    case("isqrt", (abs(a),), math.isqrt)
    shift = rng.randrange(-2, 200)
    case("shift_left", (a, shift), int.__lshift__)
    case("shift_right", (a, shift), int.__rshift__)
    case("power", (a >> 330, abs(b) % 40), pow)
    case("power_modulo", (a, b, some_integer()), pow)
    case("round_to_tens", (a, -rng.randrange(0, 130)), round)

for a in (0, 1, -1, 2, 1 << 70):
    for n in (0, 1, 5, 1 << 70):
        if abs(a) < 2:
            case("power", (a, n), pow)
        case("shift_right", (a, n), int.__rshift__)
        case("power_modulo", (a, n, 1), pow)
        case("power_modulo", (a, n, -1), pow)
        case("power_modulo", (a, -1, n), pow)
case("shift_left", (0, 1 << 80), int.__lshift__)
case("shift_left", (1, 1 << 80), int.__lshift__)
for n in (5, 15, 25, 35, 45, 55, 149, 150, 151, -5, -15, -25, 1050, 950, 12344999):
    for digits in (-1, -2, -3, -4, -9):
        case("round_to_tens", (n, digits), round)

# Rounding to the nearest double: ties and near ties at every place, subnormal quotients, limits.
for _ in range(300):
    top = rng.getrandbits(53) | 1 << 52
    extra = rng.choice([1, 2, 3, 10, 64, 65, 200])
    half = 1 << (extra - 1)
    value = (top << extra) + half + rng.choice([-1, 0, 1])
    case("to_double", (value,), float)
    case("true_divide", (value, 1 << rng.randrange(1, 1300)), int.__truediv__)
    case("true_divide", (-value, rng.getrandbits(100) + 1), int.__truediv__)
    d = rng.choice([1.0, -1.0]) * rng.random() * 2.0 ** rng.randrange(-80, 200)
    case("compare_double", (int(d) + rng.choice([-1, 0, 1]), d), order)
    case("from_double", (d,), int)
for value in (2**1024 - 1, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 10**400, -(10**400), 2**1023):
    case("to_double", (value,), float)
    case("true_divide", (value, 1), int.__truediv__)
    case("true_divide", (1, value), int.__truediv__)
    case("true_divide", (value, value - 1), int.__truediv__)
for bits in range(1060, 1080):
    for n in (1, 3, 5, 7, 2**60 + 1):
        case("true_divide", (n, 1 << bits), int.__truediv__)
for d in (float("inf"), float("-inf"), float("nan"), 1e300, -0.5):
    case("from_double", (d,), int)
for d in (float("inf"), float("-inf"), 0.5, -0.5):
    for a in (0, 1, -1, 10**400):
        case("compare_double", (a, d), order)

for _ in range(300):
    a = some_integer(100)
    size, little, signed = rng.randrange(0, 16), rng.random() < 0.5, rng.random() < 0.5
    byte_order = "little" if little else "big"
    case("to_bytes", (a, size, little, signed), lambda *_: a.to_bytes(size, byte_order, signed=signed))
    data = rng.randbytes(size)
    case("from_bytes", (data, little, signed), lambda *_: int.from_bytes(data, byte_order, signed=signed))
    base, form = rng.choice([(2, "b"), (8, "o"), (16, "x"), (10, "d")])
    case("to_text", (a, base), lambda *_: format(a, form))
for a in (10**4300, -(10**4300), 10**4300 - 1, 10**9000):
    case("to_text", (a, 10), lambda *_: str(a))
    case("to_text", (a, 16), lambda *_: format(a, "x"))
finish()
