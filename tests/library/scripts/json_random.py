import json
import random

r = random.Random(11)


def value(depth):
    k = r.randrange(9 if depth else 6)
    if k == 0:
        return None
    if k == 1:
        return r.random() < 0.5
    if k == 2:
        return r.randrange(-10**r.randrange(1, 25), 10**r.randrange(1, 25))
    if k == 3:
        return r.choice([r.random(), r.uniform(-1e20, 1e20), r.random() * 1e-12, 1e300, -0.0, 3.0])
    if k in (4, 5):
        return "".join([chr(r.choice([r.randrange(32), r.randrange(32, 127), r.randrange(128, 0x800), r.randrange(0xE000, 0x10000), r.randrange(0x10000, 0x110000), 34, 92, 47])) for _ in range(r.randrange(8))])
    if k == 6:
        return [value(depth - 1) for _ in range(r.randrange(5))]
    if k == 7:
        return tuple([value(depth - 1) for _ in range(r.randrange(3))])
    return {r.choice([str(i), i, None, True, 1.5]) if r.random() < 0.3 else f"key {i}": value(depth - 1) for i in range(r.randrange(5))}


for i in range(300):
    v = value(4)
    t = json.dumps(v)
    print(t)
    print(json.dumps(v, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"))
    print(json.dumps(v, indent=r.randrange(4)))
    print(json.dumps(json.loads(t), sort_keys=True) == json.dumps(json.loads(json.dumps(v, indent=3)), sort_keys=True))
    for _ in range(6):
        if t:
            p = r.randrange(len(t))
            broken = t[:p] + r.choice(['"', "}", "]", ",", ":", "x", "", "\\", "1", "{", "-", "\n", "\x01"]) + t[p + r.randrange(2):]
            try:
                print(repr(json.loads(broken)))
            except ValueError as e:
                print(e)
for bad in ("[1e]", "[1.]", "[.5]", "[-]", "[01]", "[1e5]", "[1E+5]", "[--1]", "[+1]", "tru", "[nulll]", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "[\"\t\"]", "{\"a\":}", "{,}", "[,]", "{\"a\" 1}", "[1}", "Infinity", "-Infinit", "NaN", " 1 ", "\ufeff1", "{\"a\": 1 \"b\"}", "[1\n,\n2,]", "{\"a\":1,\n\"b\"}"):
    try:
        print(repr(bad), json.loads(bad))
    except ValueError as e:
        print(repr(bad), e)
a = []
a.append(a)
try:
    json.dumps(a)
except ValueError as e:
    print(e)


class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps({"z": 1j, "l": [2j]}, cls=E))
try:
    json.dumps(object, cls=E)
except TypeError as e:
    print(e)
try:
    json.dumps({(1,): 2})
except TypeError as e:
    print(e)
print(json.dumps({(1,): 2, "a": 1}, skipkeys=True), json.loads("[1, 2.5, NaN]", parse_int=str, parse_float=lambda s: s + "!", parse_constant=lambda s: s + "?"), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list))
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
for data in (b'{"a": "\xc3\xa9"}', '"é"'.encode("utf-16"), '"é"'.encode("utf-32"), bytearray(b"[1]"), '"a"'.encode("utf-16-le")):
    print(json.loads(data))
try:
    json.loads(5)
except TypeError as e:
    print(e)
