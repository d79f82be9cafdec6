import struct

from cases import case, finish, rng


def some_text():
    alphabet = rng.choice(["ab", "aé", "a€", "a😀€", "\ud800a"])
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(20)))


texts = [some_text() for _ in range(500)] + ["", "a", "abc", "ÿ", "Ā", "\uffff", "\U00010000", "x" * 1000]
for text in texts:
    case("string", (text,), hash)
    case("bytes", (text.encode("utf-8", "surrogatepass"),), hash)
values = [0, 1, -1, -2, 2**61 - 1, 2**61 - 2, 2**61, -(2**61 - 1), 2**63 - 1, -(2**63), 2**64, 2**122 - 1, 3**300, -(3**300)]
values += [rng.getrandbits(rng.randrange(1, 300)) * rng.choice([1, -1]) for _ in range(300)]
for value in values:
    case("int", (value,), hash)
floats = [0.0, -0.0, 1.0, -1.0, 0.5, 1e300, 5e-324, float("inf"), float("-inf"), 2.0**61, 2.0**61 - 256, 0.1, -1e-300]
floats += [struct.unpack(">d", rng.randbytes(8))[0] for _ in range(300)]
for x in floats:
    if x == x:
        case("float", (x,), hash)
        y = rng.choice(floats[:12])
        case("complex", (x, y), lambda a, b: hash(complex(a, b)))
for _ in range(200):
    items = [rng.choice(values) for _ in range(rng.randrange(8))]
    hashes = [hash(item) for item in items]
    case("tuple", (len(hashes), *hashes), lambda *_: hash(tuple(items)))
    members = frozenset(items)
    case("frozenset", (len(members), *(hash(item) for item in members)), lambda *_: hash(members))
finish()
