for a, b in ((7, 3), (-7, 3), (7, -3), (-7, -3), (7.5, 2), (-7.5, 2), (7, -2.5), (True, 2), (10**20, 7), (-10**20, 10**10)):
    q, r = divmod(a, b)
    print(a, b, q, r, q * b + r == a)
print(abs(-5), abs(5.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-10**30))
print(pow(2, 3), pow(2, 3, 5), pow(2.0, 3), pow(2, -1), pow(0, 0), pow(10, 20), pow(base=2, exp=4), pow(2, exp=5, mod=7))
for f in (lambda: abs("x"), lambda: pow(2.0, 3, 5), lambda: pow("a", 2), lambda: divmod(1, "a"), lambda: divmod("a", 1), lambda: -"a", lambda: +[], lambda: ~{}):
    try:
        f()
    except TypeError as e:
        print(e)
