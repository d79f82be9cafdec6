from collections import defaultdict
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, dict(d), d["new"], len(d), d.get("zz"), "zz" in d, d.default_factory)
c = defaultdict(int)
for ch in "mississippi":
    c[ch] += 1
print(dict(c), sorted(c.items(), key=lambda t: (-t[1], t[0])))
n = defaultdict(lambda: defaultdict(int))
n["x"]["y"] += 5
print({k: dict(v) for k, v in n.items()})
e = defaultdict(None, a=1)
try:
    e["b"]
except KeyError as err:
    print("KeyError", err)
e.default_factory = lambda: "made"
print(e["b"], dict(e), type(e.copy()).__name__, defaultdict(list, {"a": [1]}, b=2))
try:
    defaultdict(5)
except TypeError as err:
    print(err)


class K(dict):
    def __missing__(self, k): return k * 2


print(K()["ab"], repr(defaultdict(int)), defaultdict(int) == {}, isinstance(d, dict), list(d), d.pop("a"), d.setdefault("q", 5))
print(defaultdict(set) | {"a": 1})
