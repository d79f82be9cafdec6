a = 3 + 4j
print(a, a.real, a.imag, abs(a), a.conjugate(), -a, a + 1, a - 2.5, a * a, a / (1 - 2j), a ** 2, a == 3 + 4j, bool(0j))
print(complex(1, 2), complex("1+2j"), complex(" -3.5j "), complex(2), complex(), complex(1.5, -0.0), complex("inf"))
print(repr(1j), repr(-1j), repr(0j), repr(complex(0, -0.0)), repr(complex(-0.0, 1)), repr(1e20 + 1e-5j), [1j])
print(2j ** 2, 1j ** 4, (1 + 1j) ** -1, 2 ** (1j * 0), hash(3 + 0j) == hash(3))
print(sum([1j, 2, 3.5]), a != 1, 1j * 1j)
for f in (lambda: a < 1, lambda: a // 1, lambda: a % 2, lambda: int(a), lambda: float(a), lambda: complex("x"), lambda: 1j / 0, lambda: complex("1", 2), lambda: complex([])):
    try:
        f()
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
print(f"{a:.2f}", f"{a}", "{:>12}".format(1j), str(complex(float("nan"), float("inf"))))
