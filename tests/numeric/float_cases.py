import math
import struct

from cases import case, finish, rng


def some_float():
    kind = rng.randrange(6)
    if kind == 0:
        return struct.unpack(">d", rng.randbytes(8))[0]
    if kind == 1:
        return rng.uniform(-1000, 1000)
    if kind == 2:
        return round(rng.uniform(-1000, 1000), rng.randrange(5))
    if kind == 3:
        return float(rng.randrange(-(10**18), 10**18))
    if kind == 4:
        return rng.choice([-1, 1]) * rng.randrange(1, 10**4) * 10.0 ** rng.randrange(-30, 30)
    return rng.choice([-1, 1]) * rng.randrange(2**53) * 2.0 ** rng.randrange(-1074, 0)


def power(a, b):
    if a < 0 and math.isfinite(a) and math.isfinite(b) and b != math.floor(b):
        return "complex"
    return a**b


SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.1, 1e15, 1e16, 1e17, 123456789012345680.0, 9999999999999998.0, 1e-4, 1e-5, 0.00012345,
           5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 0.5, 1.5,
           2.5, 1e22, 1e23, 2.675, 1.005, 0.045, 1e308, 99999.5, 999999.5, 0.000099999, 9.995, 5e-7]

floats = SPECIAL + [some_float() for _ in range(1500)]
for x in floats:
    case("repr", (x,), repr)
    case("hex", (x,), float.hex)
    case("as_ratio", (x,), float.as_integer_ratio)
    for digits in (rng.randrange(-5, 12), rng.randrange(-320, 340)):
        case("round", (x, digits), round)
    if math.isfinite(x):
        case("round_even", (x,), lambda v: float(round(v)))
    kind, precision = rng.choice("eEfFgG"), rng.choice([0, 1, 2, 3, 6, 12, 17, 20, rng.randrange(60)])
    alternate = rng.random() < 0.2
    case("format", (x, kind, precision, alternate),
         lambda *_: ("%" + ("#" if alternate else "") + ".%d%s" % (precision, kind)) % x)
    y = rng.choice(floats)
    case("complex_repr", (x, y), lambda a, b: repr(complex(a, b)))
    if y and math.isfinite(x):
        case("divmod", (x, y), divmod)
        case("floor_divide", (x, y), lambda a, b: a // b)
        case("modulo", (x, y), lambda a, b: a % b)
    for a, b in ((x, y), (x, float(rng.randrange(-3, 4))), (abs(x), rng.choice([0.5, 1 / 3, 2.5]))):
        case("power", (a, b), power)

for precision in (350, 800, 1100, 1500):
    for x in (5e-324, 0.1, 1.7976931348623157e308, 1e-300):
        for kind in "efg":
            case("format", (x, kind, precision, 0), lambda *_: ("%%.%d%s" % (precision, kind)) % x)


def number_text():
    pieces = ["", "+", "-", " ", "0", "1", "12", "1_0", "_", ".", "5", "e", "E5", "e-3", "e+400", "inf", "nan", "Infinity",
              "9007199254740993", "\t", "00", "e-400", "x", "123456789012345678901234567890"]
    return "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 6)))


FIXED = ["1.", ".5", ".", "1e", "1_000.5", "1__0", "1_e5", "1e1_0", "1._5", "9007199254740993", "2.2250738585072011e-308",
         "1e309", "-1e309", "1e-400", " 1 ", "\n1\x0b", "infinit", "+inf", "-iNfInItY", "nan", "-nan", "", "  ", "1 2",
         "0x10", "5e-324", "2e-324", "3e-324", "1" * 400, "0." + "0" * 400 + "1", "1e99999999999999999999",
         "0e99999999999999999999", "1e-99999999999999999999", "1_", "_1", "1e_5", "1_.5", "1\x001"]
for text in FIXED + [number_text() for _ in range(800)]:
    case("parse", (text,), float)

HEX = ["0x1p0", "0x1.8p1", "1.8", "-0x.8p1", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0", "0x1.00000000000008p0",
       "0x1.000000000000080001p0", "0x1p1023", "0x1p1024", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023",
       "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x0.8p-1074", "inf", "-Infinity", "nan", "", "0x", "0x.p1", "0x1p",
       "0x1q", " 0x1 ", "x1", "0X1P+3", "0x1p99999999999999999999", "0x0p99999999999999999999",
       "0x1p-99999999999999999999", "0x1__0", "0x1.p2", "+0x1", "- 0x1", "a.b", "abcdef", "p1"]
for text in HEX:
    case("from_hex", (text,), float.fromhex)
for x in floats[:300]:
    if x == x:
        case("from_hex", (x.hex(),), float.fromhex)
finish()
