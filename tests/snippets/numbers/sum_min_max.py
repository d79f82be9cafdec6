print(sum([1, 2, 3]), sum([1.5, 2]), sum([], 10), sum([[1], [2]], []), sum((1, 2), start=5), sum({1: 2, 3: 4}), sum(range(101)))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b"), min([], default=7), max({}, default=None), min((1, 2), (1, 1)))
print(min([3, -5, 2], key=abs), max(["a", "bbb", "cc"], key=len), max([1, 2, 3], key=lambda x: -x), max("aa", "bb", key=len))
for f in (lambda: min([]), lambda: max(), lambda: min(1), lambda: max([1, "a"]), lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum(5), lambda: max(1, 2, default=3), lambda: min(1, 2, foo=3), lambda: sum([b"a"], b"")):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(sum([0.1] * 3), sum([10**20, 0.5]), sum([True, True]))
print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(4)), all("abc"))
