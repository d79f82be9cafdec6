for a in (7.5, -7.5, 0.5, 1e300):
    for b in (2.0, -2.0, 0.3, 1e-300):
        print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(2.0 ** 0.5, 2 ** 0.5, (-8.0) ** 2, 0.0 ** 0, 1e200 * 1e200, -1e200 * 1e200, 1e-200 * 1e-200)
print(7 / 2, -7 / 2, 1 / 3, 10**30 / 10**29, 2**1000 / 2**999, 3 * 1.5, 1 + 2.5, 5 // 2.0, 5 % 2.5, True + 0.5)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0.0), lambda: 0.0 ** -1,
          lambda: 1e200 ** 2, lambda: 10**400 / 1.0, lambda: float(10**400), lambda: 10**400 / 3, lambda: 1.5 + "a"):
    try:
        print(f())
    except (ZeroDivisionError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
print((-8) ** (1 / 3))
inf = float("inf")
nan = float("nan")
print(inf - inf, inf * 0, inf + 1, -inf < inf, nan == nan, nan != nan, nan < 1, inf // 1, 5 % inf, -5 % inf)
