# skip-stress
a = list(range(100000))
print(len(a), sum(a), a[99999], a[::20000])
d = {i: str(i) for i in range(50000)}
print(len(d), d[49999], sum(len(v) for v in d.values()))
for i in range(0, 50000, 2):
    del d[i]
print(len(d), next(iter(d)))
s = set(range(30000))
s -= set(range(0, 30000, 3))
print(len(s), sum(s))
t = tuple(range(10000))
print(t[-1], hash(t) == hash(tuple(range(10000))), t == tuple(range(10000)))
q = []
for i in range(5000):
    q.insert(0, i)
while len(q) > 4990:
    q.pop(0)
print(q[:3], len(q))
m = [[i * j for j in range(100)] for i in range(100)]
print(sum(map(sum, m)), m[99][99], list(zip(*m))[5][:5])
w = a * 3
print(len(w), w[100000], w.count(5), w.index(99999))
