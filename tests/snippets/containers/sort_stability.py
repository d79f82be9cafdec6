data = [(i % 5, i) for i in range(50)]
s = sorted(data, key=lambda t: t[0])
print(all(s[i][1] < s[i + 1][1] for i in range(49) if s[i][0] == s[i + 1][0]), s[:12])
r = sorted(data, key=lambda t: t[0], reverse=True)
print(r[:12])
x = [1, 1.0, True, 0, False, 0.0]
print(sorted(x), sorted(x, reverse=True), max(x), min(x))
seed = 42
vals = []
for i in range(300):
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    vals.append((seed >> 8) % 40)
idx = sorted(range(300), key=vals.__getitem__)
print(all(idx[i] < idx[i + 1] for i in range(299) if vals[idx[i]] == vals[idx[i + 1]]), idx[:20])
strs = sorted((str(v) for v in vals), key=int)
print(strs[:10], sorted(set(strs))[:10])
count = 0


class C:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        global count
        count += 1
        return self.v < o.v


sorted(C(v) for v in range(100))
print(count)
count = 0
sorted(C(v) for v in range(100, 0, -1))
print(count)
count = 0
out = sorted(C(v) for v in vals)
print(count < 2600, [c.v for c in out] == sorted(vals))
