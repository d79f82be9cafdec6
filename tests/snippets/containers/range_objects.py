for r in (range(5), range(2, 8), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 0), range(-5, 5, 2)):
    print(r, list(r), len(r), r[0] if r else None, r[-1] if r else None, 4 in r, r[1:3], r[::-1], list(reversed(r)), bool(r), sum(r), r.count(4))
r = range(10**20, 10**20 + 5)
print(r, len(r), r[2], 10**20 + 3 in r, list(r)[-1], r.start, r.stop, r.step, r.index(10**20 + 1))
print(range(5) == range(0, 5, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1), hash(range(0)) == hash(range(3, 2)), range(5) != [0, 1, 2, 3, 4])
print(range(3).index(2), 2.0 in range(3), "a" in range(3), True in range(3), max(range(10)), min(range(3, 9)))
for f in (lambda: range(1.5), lambda: range(), lambda: range(1, 2, 0), lambda: range("a"), lambda: range(5)[9], lambda: range(5)["a"], lambda: range(3).index(7), lambda: range(1, 2, 3, 4), lambda: len(range(10**30)), lambda: range(None)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError) as e:
        print(type(e).__name__, e)
try:
    range(3).start = 5
except AttributeError as e:
    print(e)
