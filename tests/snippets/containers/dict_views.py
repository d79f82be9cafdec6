d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, ("z", 1) in i)
d["d"] = 4
print(k, v, list(i)[-1])
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), k == {"a", "b", "c", "d"}, k.isdisjoint({"z"}), sorted(i & {("a", 1), ("b", 5)}), k >= {"a"}, k < {"a"})
print(repr(iter(k)).split(" at ")[0], type(iter(d)).__name__, type(iter(v)).__name__, type(iter(i)).__name__)
try:
    for x in d:
        d[x + "!"] = 0
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2}
try:
    for x in d:
        del d[x]
except RuntimeError as e:
    print(e)
try:
    for x in d.items():
        d.clear()
except RuntimeError as e:
    print(e)
d = {1: 1}
for x in d:
    d[x] = 5
print(d)
try:
    d.keys()[0]
except TypeError as e:
    print(e)
try:
    hash(d.keys())
except TypeError as e:
    print(e)
print({}.keys() == set(), {1: 2}.items() == {(1, 2)}, d.keys().mapping)
