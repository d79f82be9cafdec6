import bisect
import heapq
import random

r = random.Random(1)


class Item:
    compared = 0

    def __init__(self, key, tag):
        self.key, self.tag = key, tag

    def __lt__(self, other):
        Item.compared += 1
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}/{self.tag}"


for n in (0, 1, 2, 3, 10, 50, 200):
    data = [r.randrange(max(n // 2, 1)) for _ in range(n)]
    h = data[:]
    heapq.heapify(h)
    print(h)
    items = [Item(k, i) for i, k in enumerate(data)]
    heapq.heapify(items)
    print(items)
    for i in range(20):
        heapq.heappush(items, Item(r.randrange(10), 1000 + i))
        if i % 3 == 0 and len(items) > 3:
            print(heapq.heappop(items), heapq.heappushpop(items, Item(5, 2000 + i)), heapq.heapreplace(items, Item(1, 3000 + i)))
    print(items, [heapq.heappop(items) for _ in range(len(items))])
    pairs = [(k, i) for i, k in enumerate(data)]
    for k in (-1, 0, 1, 2, 5, n, n + 3):
        print(heapq.nlargest(k, data), heapq.nsmallest(k, data), heapq.nlargest(k, pairs, key=lambda p: p[0]), heapq.nsmallest(k, pairs, key=lambda p: -p[0]))
    streams = [sorted([r.randrange(30) for _ in range(r.randrange(6))]) for _ in range(5)]
    print(list(heapq.merge(*streams)), list(heapq.merge(*[s[::-1] for s in streams], reverse=True)))
    tagged = [[(v, t) for v in s] for t, s in enumerate(streams)]
    print(list(heapq.merge(*tagged, key=lambda p: p[0])), list(heapq.merge(*[s[::-1] for s in tagged], key=lambda p: p[0], reverse=True)))
    s = sorted(data)
    for x in range(-1, n // 2 + 2):
        print(bisect.bisect_left(s, x), bisect.bisect_right(s, x), bisect.bisect(s, x, n // 4, n // 2), end=" ")
    for x in data[:5]:
        bisect.insort(s, x)
        bisect.insort_left(s, x)
    print(s)
    keyed = sorted(pairs, key=lambda p: p[0])
    bisect.insort_left(keyed, (3, "left"), key=lambda p: p[0])
    bisect.insort_right(keyed, (3, "right"), key=lambda p: p[0])
    print(keyed)
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify({}), lambda: list(heapq.merge([1], 5))):
    try:
        print(f())
    except (IndexError, TypeError) as e:
        print(type(e).__name__)
