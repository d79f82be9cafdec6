a = [5, 2, 9, 1, 5, 6]
a.sort()
print(a)
a.sort(reverse=True)
print(a, sorted(a), sorted(a, reverse=True), sorted("hello"), sorted({3: 1, 1: 2}), sorted((2, 1)))
words = ["banana", "kiwi", "apple", "fig", "date", "Elder"]
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=str.lower))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "y"), (2, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=lambda p: (-p[0], p[1])))
print(sorted([3, 1.5, True, -2, 10**20]), sorted([[2], [1, 2], [1]]), sorted([float("inf"), 1, -float("inf")]))
big = [(i * 7919) % 1009 for i in range(1009)]
print(sorted(big) == list(range(1009)), sorted(big, key=lambda x: -x)[:5], sorted(big, key=lambda x: x % 10)[:5])
runs = list(range(100)) + list(range(50, 0, -1)) + [7] * 30
print(sorted(runs)[::10], sum(sorted(runs)), sorted(runs, reverse=True)[:8])
for f in (lambda: [1, "a"].sort(), lambda: sorted([1, None]), lambda: sorted(5), lambda: [1].sort(lambda x: x), lambda: sorted([1], len), lambda: [3, 1].sort(key=5), lambda: sorted([1j, 2j]), lambda: sorted(), lambda: [].sort(foo=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
log = []


class K:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __repr__(self):
        return f"K{self.v}"


print(sorted([K(3), K(1), K(2)]), min([K(3), K(1)]), sorted([K(3), K(1)], reverse=True))
a = [3, 2, 1]


def peek(x):
    log.append(len(a))
    return x


try:
    a.sort(key=peek)
    print(a, log)
    a.sort(key=lambda x: a.append(x) or x)
except ValueError as e:
    print(e)
