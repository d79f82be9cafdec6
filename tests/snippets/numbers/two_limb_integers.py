# Integers between one machine word and two, where arithmetic changes its ways.

EDGES = [0, 1, -1, 5, -7, 2**31, 2**61, 2**62 - 1, 2**62, 2**63 - 1, 2**63, 2**63 + 1, 2**64 - 1, 2**64, 2**64 + 3,
         2**126, 2**127 - 1, 2**127, 2**127 + 1, 2**128 - 1, 2**128, 2**191, 0x9E3779B97F4A7C15, 6364136223846793005]
EDGES += [-n for n in EDGES if n > 5]

OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "divmod": divmod,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "/": lambda a, b: a / b,
}

MODULUS = 2**255 - 19
for name, operate in OPERATORS.items():
    total = 0
    for a in EDGES:
        for b in EDGES:
            try:
                result = operate(a, b)
            except ZeroDivisionError as e:
                result = len(str(e))
            if isinstance(result, tuple):
                assert result[0] * b + result[1] == a
                result = result[0] * 31 + result[1]
            if isinstance(result, float):
                result = hash(result)
            total = (total * 1000003 + result) % MODULUS
    print(name, total)

total = 0
for a in EDGES:
    for shift in (0, 1, 31, 62, 63, 64, 65, 126, 127, 128, 200):
        total = (total * 1000003 + (a << shift) - (a >> shift) * 7) % MODULUS
print("shifts", total)
for shift in (-1, -2**70):
    for f in (lambda: 2**70 << shift, lambda: 2**70 >> shift):
        try:
            print(f())
        except ValueError as e:
            print(e)
print(2**70 >> 2**70, -(2**70) >> 2**70, 0 << 2**70)


def generator(state, count):
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        yield state


print(sum(generator(42, 500)), [hex(n) for n in generator(1, 3)])


def fnv(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return h


print(fnv(b"two limbs"), fnv(bytes(range(256))))
print(sorted(EDGES)[:3], 2**63 == 2**63 + 0, hash(2**64 + 3), -(2**63), ~(2**64), int(str(-(2**127))) == -(2**127))
print(isinstance(2**64 - 2**64, int), 2**64 - 2**64 == 0, [7][2**64 - 2**64])
