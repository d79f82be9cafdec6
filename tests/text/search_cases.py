from cases import case, finish, rng


def some_text(limit=14):
    alphabet = rng.choice(["ab", "ab", "a b", "aé b", "aß\u20ac \u3000b", "a\U0001f600b ", "a\n\r\tb", "a\x1c\x85\u2028\v b"])
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(limit)))


def index():
    return rng.choice([0, 0, 1, 2, -1, -2, 5, 100, -100, 2**62, rng.randrange(-15, 15)])


for _ in range(1500):
    text, needle = some_text(), some_text(4)
    start, end = index(), rng.choice([2**62, index()])
    for name in ("find", "rfind", "count"):
        case("search", (name, text, needle, start, end), lambda *_: getattr(text, name)(needle, start, end))
    case("startswith", (text, needle), str.startswith)
    case("endswith", (text, needle), str.endswith)
    case("replace", (text, needle, some_text(3), rng.choice([-1, -1, 0, 1, 2])), str.replace)
    limit = rng.choice([-1, -1, 0, 1, 2, 3])
    if needle:
        case("split", (text, needle, limit), str.split)
        case("rsplit", (text, needle, limit), str.rsplit)
        case("strip", (text, needle), lambda *_: (text.strip(needle), text.lstrip(needle), text.rstrip(needle)))
    data = text.encode("utf-8")
    case("split_space", ("str", text, limit), lambda *_: text.split(None, limit))
    case("rsplit_space", ("str", text, limit), lambda *_: text.rsplit(None, limit))
    case("split_space", ("bytes", data, limit), lambda *_: data.split(None, limit))
    case("rsplit_space", ("bytes", data, limit), lambda *_: data.rsplit(None, limit))
    for keep in (0, 1):
        case("splitlines", ("str", text, keep), lambda *_: text.splitlines(keep))
        case("splitlines", ("bytes", data, keep), lambda *_: data.splitlines(keep))
    case("strip_space", ("str", text), lambda *_: (text.strip(), text.lstrip(), text.rstrip()))
    case("strip_space", ("bytes", data), lambda *_: (data.strip(), data.lstrip(), data.rstrip()))
    case("expandtabs", (text, rng.choice([8, 4, 1, 0, -1])), str.expandtabs)
    fill = rng.choice(" *\u20ac")
    width = rng.randrange(-2, 20)
    for name in ("center", "ljust", "rjust"):
        case(name, (text, width, fill), getattr(str, name))
    text = rng.choice(["", "+", "-", "+1"]) + text
    case("zfill", (text, width), str.zfill)
    case("repeat", (text, rng.randrange(5)), lambda s, n: s * n)

# Long repetitive texts, where a careless search goes wrong or quadratic.
for _ in range(200):
    unit = rng.choice(["a", "ab", "aab", "abaab", "é", "€a", "😀😀a"])
    text = unit * rng.randrange(1, 60) + rng.choice(["", "b", "€"]) + unit * rng.randrange(40)
    at = rng.randrange(len(text))
    needle = text[at:at + rng.randrange(1, 50)] + rng.choice(["", "", "b", "€"])
    for name in ("find", "rfind", "count"):
        case("search", (name, text, needle, 0, 2**62), lambda *_: getattr(text, name)(needle))
finish()
