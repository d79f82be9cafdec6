from itertools import *
print(list(islice(count(), 5)), list(islice(count(10, -2), 4)), list(islice(count(0.5, 0.25), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(repeat(1), 2)))
print(list(islice("abcdef", 2, 5)), list(islice("abcdef", None)), list(islice("abcdef", 1, None, 2)), list(islice([1, 2], 10)), list(cycle([])))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print(list(chain([1], "ab", ())), list(chain.from_iterable(["ab", [1]])), list(compress("abcd", [1, 0, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest([1, 2, 3], "a", fillvalue="-")))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([], initial=5)), list(accumulate([1, 2], initial=100)), list(accumulate([3, 1, 4], max)))
print(list(pairwise("abcd")), list(pairwise([1])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
x, y, z = tee(iter(range(3)), 3)
print(list(x), next(y), list(z), list(y))
c = count(5)
print(next(c), next(c), c, repeat(1, 2), repr(cycle([1])).split(" at ")[0])
for f in (lambda: list(islice([1], -1)), lambda: count("a"), lambda: islice([1], 0, 1, 0), lambda: repeat(), lambda: tee([1], -1), lambda: chain(5).__next__(), lambda: list(zip_longest([1], foo=2)), lambda: islice([1]), lambda: list(starmap(pow, [1])), lambda: list(compress(1, 2))):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
