print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(2**61 - 1), hash(2**61), hash(-(2**61)), hash(10**18))
print([hash(i) for i in (0, 1, -1, -2, 5, 2**31, 2**62, -2**63)])
print([hash(x) for x in (0.25, 1.5, -1.5, 1e10, 1e-10, 123.456)])
print(hash(range(5)) == hash(range(0, 5)), hash(None) == hash(None))
d = {1: "a"}
d[1.0] = "b"
d[True] = "c"
print(d, len({1, 1.0, True, 1 + 0j}))
for v in ([], {}, set(), bytearray(), slice(1)):
    try:
        hash(v)
    except TypeError as e:
        print(e)
    try:
        {v: 1}
    except TypeError as e:
        print(e)
