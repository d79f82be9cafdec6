import struct

from cases import case, finish, rng

INTS = [0, 1, -1, 7, 65, 255, -255, 1234567, -1234567, 10**18, -(10**30), 0x10FFFF, 0x110000, 2**200]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.1, 1234567.891, -1234567.891, 1e16, 1e-5, 1e22, 1e300, 5e-324, float("inf"), float("-inf"),
          float("nan"), 123456.0, 99999.95, 0.00001234, 2.5, 1e5]
TEXTS = ["", "abc", "é", "€uro", "😀", "hello world"]


def spec():
    fill_align = rng.choice(["", "", "", "<", ">", "=", "^", "*<", "0>", "0=", "x^", "€>", "<<"])
    sign = rng.choice(["", "", "", "+", "-", " "])
    z = rng.choice(["", "", "", "", "", "z"])
    alternate = rng.choice(["", "", "", "#"])
    zero = rng.choice(["", "", "0"])
    width = rng.choice(["", "", "1", "5", "10", "17", "24"])
    grouping = rng.choice(["", "", "", ",", "_"])
    precision = rng.choice(["", "", "", ".0", ".1", ".3", ".10", ".", ".20"])
    kind = rng.choice(["", "", "b", "c", "d", "o", "x", "X", "n", "e", "E", "f", "F", "g", "G", "%", "s", "q"])
    return fill_align + sign + z + alternate + zero + width + grouping + precision + kind


FIXED = ["", "5ss", "\0", ".", ".x", "é", "1é", "**^5", "99999999999999999999", ".99999999999999999999", "5,_", "5_,", "5,,",
         ".2147483648f", "٣", "=", "<", ">>", "=+10", "020,", "08_x", "#_b", "-", "+", "__", "1.5.2", " ", "z#0", "0_", "0,.3f"]
for text in FIXED:
    for value in (65, -3, 10**25):
        case("format_int", (value, text), format)
    for value in (1.5, float("inf"), -0.0):
        case("format_float", (value, text), format)
    case("format_str", ("abc", text), format)
    case("format_complex", (1.5, -2.0, text), lambda a, b, s: format(complex(a, b), s))
for _ in range(4000):
    text = spec()
    case("format_int", (rng.choice(INTS), text), format)
    x = rng.choice(FLOATS) if rng.random() < 0.7 else struct.unpack(">d", rng.randbytes(8))[0]
    case("format_float", (x, text), format)
    case("format_str", (rng.choice(TEXTS), text), format)
    case("format_complex", (x, rng.choice(FLOATS), text), lambda a, b, s: format(complex(a, b), s))
case("format_int", (10**5000, "d"), format)
case("format_int", (10**5000, "x"), format)


def percent(kinds):
    return ("%" + "".join(rng.choice("-+ #0") for _ in range(rng.randrange(3))) + rng.choice(["", "1", "5", "12", "25"])
            + rng.choice(["", "", ".", ".0", ".3", ".15"]) + rng.choice(["", "", "l", "h"]) + rng.choice(kinds))


for _ in range(1500):
    text = rng.choice(["", "a", "é%%", "€"]) + percent("diuoxX") + rng.choice(["", "z", "%%"])
    case("percent_int", (text, rng.choice(INTS)), lambda f, v: f % v)
    text = percent("eEfFgG")
    case("percent_float", (text, rng.choice(FLOATS)), lambda f, v: f % v)
    text = percent("s")
    case("percent_text", (text, rng.choice(TEXTS)), lambda f, v: f % v)
    text = percent("c")
    case("percent_char", (text, rng.choice("aé€😀")), lambda f, v: f % v)
for text in ("%", "%5", "%.", "%l", "%y", "%é", "%\x01", "%hhd", "abc%", "%(a)d", "%(a", "%99999999999999999999d", "%5%",
             "%.99999999999999999999d", "%.2147483648d", "%#- +0d", "%", "%0", "%.3%", "%ll"):
    case("percent_int", (text, 5), lambda f, v: f % v)
for text in ("%(a)d", "%(a", "%(a(b)c)d", "%()d", "%((", "%(a)", "%(a)%", "%(a)5.3d!", "%(a)y"):
    case("percent_mapping", (text,), lambda f: f % {"a": 7, "a(b)c": 7, "": 7})


class Item:
    """Shows how a replacement field was taken apart."""

    def __init__(self, text):
        self.text = text

    def __getattr__(self, name):
        return Item(self.text + "." + name)

    def __getitem__(self, key):
        return Item("%s[%s%s]" % (self.text, type(key).__name__, key))

    def __repr__(self):
        return "r" + self.text

    def __str__(self):
        return "s" + self.text

    def __format__(self, spec):
        return "<%s:%s>" % (self.text, spec)


def render(text):
    return text.format(*(Item(str(i)) for i in range(10)), **KEYWORDS)


KEYWORDS = {name: Item(name) for name in ("a", "b", "a b", "0 ", " 0", "-1", "0]")}
FORMATS = """{ } {{ }} {}} {{} {0 {0! {0!r {0!} {0!rr} {0!x} {0: {0:{ {0:{} {0:{}} {0:{1}} {}{0} {0}{} {0.} {0[} {0[]} {0[a]b}
{0[a].b} {0.b} {0[0]} {0[-1]} {0[abc]} {0[1x]} {.b} {[0]} {a} {0:{a}} {!r} {:>5} {0!r:>5} {0:}} {0:{{}}} {0:{1:{2}}}
{99999999999999999999} {0[99999999999999999999]} {}{} {0.b.c} {0[a} {0!é} {0:a}b} a{b {0:!r} {0[:]} {0[!]} {0!s:{1}{2}}
{0.b!r} {01} {٣} {0[٣]} {0:{}{}} {:{}{}} }{ {0}} {!} {: {!r: {0.b {a.b[c]!r:{b}} {0..b} {.} {0[[]} {0[]]} {0[a]]} {0:{1!r}}
{{0}} {0:{1.b}} {0!r!s} {0!}} {0{}} {{{0}}} {0!r:{} {0]} {0.b[1].c[x]!s} €{0}é {0:€} {0!a} x{{y}}z {:{a!r:>{b}}}""".split()
FORMATS += ["{a b}", "{0 }", "{ 0}", "", "plain", "{0!r }"]
PIECES = ["{", "}", "{{", "}}", "0", "a", "!", "r", ":", "[", "]", ".", "b", "x", "{0}", "{}", "{a!s}"]
FORMATS += ["".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 9))) for _ in range(2000)]
for text in FORMATS:
    case("str_format", (text,), render)


def number_text():
    pieces = ["", "+", "-", " ", "0", "1", "9", "_", "0x", "0b", "0o", "f", "Z", "٣", "１", "\u2003", "\x1c", "\n", "é", "10", "1_0"]
    return "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 6)))


NUMBERS = ["", "abc", "0x_1f", "01", "00", "0_0", "0b12", "_1", "1_", "1__2", "0x", "a\0b", "1\0", "1" * 4300, "1" * 4301,
           "1" * 5000 + "x", "1_" * 2500 + "1", " 12 ", "é" * 300, "'", "x" * 250, "\x1c1", "\x1c１", "-0", "+-1", "z" * 30]
for text in NUMBERS + [number_text() for _ in range(1500)]:
    base = rng.choice([10, 10, 0, 2, 8, 16, 36, 3])
    for b in (10, base):
        case("parse_int", (text, b), int)
    case("parse_float", (text,), float)
for base in (-1, 1, 37, 2**70):
    case("parse_int", ("1", base if base < 100 else 99), int)
COMPLEX = ["1+2j", "1+2", "j", "-j", "+j", "1", "1j", "-1.5e3-2.5e-3j", "(1+2j)", " ( 1+2j ) ", "(1+2j", "1+2j)", "()", "",
           "nan+infj", "inf", "infj", "-nanj", "1_0+2_0j", "１+２j", "+-2j", "1e5-j", "1+j", "1 +2j", "1+ 2j", "1+2J", "1e", "1e+j",
           "infinity-infinityj", "1..2j", ".5j", "5.j", "1_+2j", "((1))", "1+2j3", "jj", "1j+2", "e5j", "+", "-", "i"]
for text in COMPLEX:
    case("parse_complex", (text,), lambda t: [(z := complex(t)).real, z.imag])
finish()
