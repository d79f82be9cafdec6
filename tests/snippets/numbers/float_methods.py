import math
for x in (0.5, 1.0, -2.75, 1e300, 0.1):
    print(x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex(x.hex()) == x)
print(float.fromhex("0x1.8p3"), float.fromhex("-0x1p-2"), float("inf").hex(), float("nan").hex())
print((1.5).real, (1.5).imag, (1.5).conjugate(), (2.5).__trunc__(), (2.7).__int__(), (2.5).__floor__(), (2.5).__ceil__())
for s in ("1.5", " 2 ", "-1e5", "1_0.5", "inf", "-Infinity", "NaN", ".5", "5.", "1e400", "-1e-400", "+3", "1E+2"):
    print(repr(s), float(s))
for s in ("", "abc", "1.5.2", "1e", "0x1", "--1", "1_", "1 2", "."):
    try:
        float(s)
    except ValueError as e:
        print(e)
for v in (None, [], 1j):
    try:
        float(v)
    except TypeError as e:
        print(e)
for v in (float("inf"), float("nan")):
    try:
        v.as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(e)
print(hash(1.0) == hash(1), hash(0.5), hash(-0.0), hash(1e300), hash(float("inf")), hash(2.5))
print(float(), float(True), float(10**20), float("١.٥"))
