import heapq
h = []
for x in (5, 1, 8, 3, 9, 2):
    heapq.heappush(h, x)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h)
a = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapq.heapify(a)
print(a, [heapq.heappop(a) for _ in range(10)], a)
data = [(i * 7919) % 1000 for i in range(200)]
print(heapq.nlargest(5, data), heapq.nsmallest(5, data), heapq.nlargest(3, ["a", "bbb", "cc"], key=len), heapq.nsmallest(2, data, key=lambda x: -x), heapq.nlargest(0, data), heapq.nsmallest(1, [3, 1]), heapq.nlargest(1000, [1, 2]), heapq.nlargest(1, []))
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge("bd", "ac")), list(heapq.merge([3, 1], [4, 2], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
try:
    heapq.heappush([1], "a")
except TypeError as e:
    print(e)
try:
    heapq.heapify((1, 2))
except TypeError as e:
    print(e)
q = []
for n, t in enumerate(["write", "test", "code", "plan"]):
    heapq.heappush(q, (len(t) % 3, n, t))
print([heapq.heappop(q) for _ in range(4)])


def dijkstra(g, s):
    dist, q = {s: 0}, [(0, s)]
    while q:
        d, u = heapq.heappop(q)
        if d > dist[u]:
            continue
        for v, w in g[u].items():
            if d + w < dist.get(v, 1e9):
                dist[v] = d + w
                heapq.heappush(q, (d + w, v))
    return dist


print(dijkstra({"a": {"b": 7, "c": 3}, "b": {"d": 1}, "c": {"b": 2, "d": 8}, "d": {}}, "a"))
h = [3, 1, 2]
heapq.heapify(h)
heapq.heappush(h, 0)
print(h, sorted(h) == [heapq.heappop(h) for _ in range(4)])
