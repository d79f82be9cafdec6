for a in (7, -7, 0, 10**20, -10**20):
    for b in (3, -3, 1, 10**19 + 1, -(2**70)):
        print(a + b, a - b, a * b, a // b, a % b, divmod(a, b))
print(7 ** 0, 0 ** 0, (-2) ** 3, 2 ** 100, 2 ** -2, (-2) ** -1)
for op in ("1 // 0", "1 % 0"):
    pass
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 0 ** -1):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
