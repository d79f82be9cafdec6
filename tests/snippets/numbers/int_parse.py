for s in ("12", " 12 ", "-7", "+7", "1_000", "0", "-0", "007", "\t5\n", "١٢", "9" * 30):
    print(repr(s), int(s))
for s, b in (("ff", 16), ("0xff", 16), ("0b11", 2), ("0o17", 8), ("z", 36), ("0xFf", 0), ("0b1", 0), ("10", 3), ("-0x10", 0), ("1_0", 0)):
    print(s, b, int(s, b))
for args in (("",), ("abc",), ("1.5",), ("1__0",), ("_1",), ("0x10",), ("12", 2), ("5", 1), ("5", 37), ("010", 0), ("-",), ("1 2",), (" ",)):
    try:
        print(int(*args))
    except ValueError as e:
        print(args, e)
for v in ([], None, 1j, {}, object):
    try:
        int(v)
    except TypeError as e:
        print(e)
print(int(), int(3.9), int(-3.9), int(True), int(b"42"), int(1e20), int("12", base=10))
for v in (float("inf"), float("nan"), float("-inf")):
    try:
        int(v)
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
try:
    int(5, 10)
except TypeError as e:
    print(e)
