import sys

from cases import case, finish, rng

PREDICATES = ("isalpha isdecimal isdigit isnumeric isalnum isspace isprintable isidentifier islower isupper istitle").split()
MAPPINGS = "lower upper title capitalize swapcase casefold".split()
ALL = [chr(c) for c in range(sys.maxunicode + 1)]


def digest(words):
    """One number for a million answers (FNV-1a over 32-bit words)."""
    state = 0xCBF29CE484222325
    for word in words:
        state = ((state ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return state


# Every code point, in blocks so that a difference can be found.
BLOCK = 0x1000
for start in range(0, len(ALL), BLOCK):
    block = ALL[start:start + BLOCK]
    if 0x30000 <= start < 0xE0000 or start >= 0xE2000:
        block = block[:256]
    for name in PREDICATES:
        method = getattr(str, name)
        case("predicate", (name, start, len(block)), lambda *_: digest(method(c) for c in block))
    case("predicate", ("continues", start, len(block)), lambda *_: digest(("a" + c).isidentifier() for c in block))
    for name in MAPPINGS:
        method = getattr(str, name)
        case("mapping", (name, start, len(block)), lambda *_: digest(ord(m) for c in block for m in method(c)))
    # What a final sigma sees on either side of it.
    case("mapping", ("sigma-after", start, len(block)), lambda *_: digest(ord(m) for c in block for m in (c + "Σ").lower()))
    case("mapping", ("sigma-before", start, len(block)),
         lambda *_: digest(ord(m) for c in block for m in ("AΣ" + c + "A").lower()))
    case("mapping", ("repr", start, len(block)), lambda *_: digest(ord(m) for c in block for m in repr(c)))

ODD = "aAzZ09 _-.'ßéÉÿµΣσςΑαǅǆǄİıŉﬁ\u0345\u00ad\u2019\u3000\x1c\x85٣²½Ⅷⅷ😀\U00010400\ud800\n\t\r\x00\\\""


def some_text():
    alphabet = rng.choice(["aA b'.", "aéÉ ß", ODD, ODD, "ΑΣσ.' "])
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(12)))


for _ in range(800):
    text = some_text()
    for name in PREDICATES:
        case("test", (name, text), lambda *_: getattr(text, name)())
    for name in MAPPINGS:
        case("map", (name, text), lambda *_: getattr(text, name)())
    case("repr", (text,), repr)
    case("ascii", (text,), ascii)
    data = text.encode("utf-8", "surrogatepass")
    case("bytes_repr", (data,), repr)
    for name in "isalpha isdigit isalnum isspace islower isupper istitle".split():
        case("bytes_test", (name, data), lambda *_: getattr(data, name)())
    for name in "lower upper title capitalize swapcase".split():
        case("bytes_map", (name, data), lambda *_: getattr(data, name)())
for text in ("", "'", '"', "'\"", "it's", 'say "x"', "\\", "tab\there", "\x7f\x80\xa0\xad\xff"):
    case("repr", (text,), repr)
    case("ascii", (text,), ascii)
    case("bytes_repr", (text.encode("latin-1"),), repr)
finish()
