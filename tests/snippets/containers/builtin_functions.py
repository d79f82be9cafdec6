print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip("ab", "cd", "ef")), dict(zip("ab", [1, 2])), list(zip([1])))
print(list(enumerate("abc")), list(enumerate("ab", 5)), list(enumerate([], start=1)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None.__class__, [])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed((1, 2))))
print(any([0, "", None]), all([]), len("abc"), len({}), len(range(7)), isinstance(1, (str, int)), issubclass(bool, int), callable(len), callable(5))
print(next(iter([5])), next(iter([]), "default"), list(iter([1, 2].pop, 1)), sorted("bca"), sum([1, 2]), divmod(7, 2))
for f in (lambda: list(zip([1], 5)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(map(len, 5)), lambda: list(map(len)), lambda: next([]), lambda: next(iter([])), lambda: iter(5), lambda: reversed({1}), lambda: reversed(5), lambda: len(5), lambda: enumerate(5), lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: filter(None), lambda: list(map(int, ["a"])), lambda: len(), lambda: iter(5, 6), lambda: list(zip([1], [1, 2], strict=True)), lambda: isinstance(1)):
    try:
        print(f())
    except (TypeError, ValueError, StopIteration) as e:
        print(type(e).__name__, e)
