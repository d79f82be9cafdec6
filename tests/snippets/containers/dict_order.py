d = {}
for k in "zyxabc":
    d[k] = len(d)
del d["y"]
d["y"] = "again"
d["z"] = "kept place"
print(d, list(d.items())[-1])
for i in range(20):
    d[i] = i
for i in range(0, 20, 3):
    del d[i]
print(list(d))
print(d.popitem(), d.popitem(), next(iter(d)), next(reversed(d)))
d.pop("x")
d["x"] = 1
print(list(d), list(d.values())[:3])
a = {1: "a", 2: "b"}
b = {2: "b", 1: "a"}
print(a == b, list(a) == list(b))
d = {i: i for i in range(1000)}
for i in range(990):
    del d[i]
print(d)
d.update({i: -i for i in range(5)})
print(d)
