print(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < -1e308)
print(1 < 1.5 < 2, True == 1, True < 2, 0 == False, 0.0 == -0.0, 1 != 1.0, 3 > 2.9999)
inf, nan = float("inf"), float("nan")
print(10**400 < inf, -10**400 > -inf, 0 < nan, 0 > nan, nan in [nan], [nan] == [nan], nan == nan, (nan,) == (nan,))
for f in (lambda: 1 < "a", lambda: 1j < 2j, lambda: [] < 1, lambda: None < None, lambda: {} < {}, lambda: (1,) < [1], lambda: 1 >= None):
    try:
        f()
    except TypeError as e:
        print(e)
print(1 == "1", None == 0, [] == (), 1 != "1", "a" != b"a", 1 == 1 + 0j)
print(sorted([3, 1.5, True, 10**20, -0.5]), max(1, 1.0), min(1.0, 1), max(2, 1.5, True))
