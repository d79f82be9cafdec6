for n in (0, 7, -7, 10**18, -10**18, 10**19, 2**63, -2**63, 10**40):
    s = str(n)
    print(s, int(s) == n, repr(n) == s, f"{n}" == s, "%d" % n == s, s.isdigit(), s.lstrip("-").isdigit())
print("".join(str(i) for i in range(30)), [int(c) for c in "12345"], sum(int(c) for c in str(2**200)))
print(int("1" * 20) * 9, "5" * 3, int("5" * 3) * 2, str(5) + str(6), str(-0), str(-0.0))
print([str(x) for x in (1.0, 1e3, 1e-7, 123456.789, 1e22, 0.1)], [float(x) for x in ("1.0", "1e3", "1e-7", ".5")])
