n = 1234567
print(n.bit_length(), n.bit_count(), (-n).bit_length(), (0).bit_length(), (255).bit_count())
print(n.to_bytes(4, "big"), n.to_bytes(4, "little"), (-5).to_bytes(2, "big", signed=True), (1).to_bytes())
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\x01\x02", "little"), int.from_bytes(b"\xff", "big", signed=True))
print(n.real, n.imag, n.numerator, n.denominator, n.conjugate(), n.as_integer_ratio())
print((2**100).to_bytes(13, "big"))
print(n.__add__(1), n.__radd__(1), n.__neg__(), n.__float__(), n.__index__(), n.__bool__(), n.__add__("x"), n.__floor__() if hasattr(n, "__floor__") else "")
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle")):
    try:
        f()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
