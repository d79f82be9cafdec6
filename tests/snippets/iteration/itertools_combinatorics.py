from itertools import *
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(product("a", [])))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations("ab", 3)), list(permutations([])))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations(range(4), 0)), list(combinations_with_replacement("abc", 2)))
print(len(list(permutations(range(6)))), sum(1 for _ in combinations(range(12), 5)), sum(1 for _ in product(range(3), repeat=5)))
for k, g in groupby("aaabbcaa"):
    print(k, list(g))
print([(k, len(list(g))) for k, g in groupby(range(10), lambda x: x // 4)], [k for k, g in groupby([1, 1, 2])])
g = groupby("aab")
k1, it1 = next(g)
k2, it2 = next(g)
print(k1, list(it1), k2, list(it2))
print(list(map("".join, product("xy", repeat=2))), max(permutations([1, 3, 2])), [c for c in combinations("abcde", 3) if "a" in c][:3])
for f in (lambda: product([1], repeat=-1), lambda: combinations([1], -1), lambda: permutations([1], -1), lambda: permutations(5), lambda: product(1), lambda: combinations([1])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
