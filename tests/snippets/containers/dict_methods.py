d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.setdefault("a", 9), d.setdefault("d", 4), d.pop("a"), d.pop("zz", None), d.popitem(), d)
d.update({"x": 1}, y=2)
d.update([("p", 5), ("q", 6)])
d.update(zip("mn", (7, 8)))
print(d)
e = d.copy()
e.clear()
print(e, d == dict(d), {"a": 1} == {"a": 1.0}, {"a": 1} != {"b": 1})
print(dict(), dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict(zip("xy", [1, 2])))
print({**d, "b": 0} | {"new": 1}, {1: 2} | {1: 3})
f = {1: 1}
f |= {2: 2}
f |= [(3, 3)]
print(f, reversed({1: 1, 2: 2}) is not None, list(reversed({1: 1, 2: 2})), list(reversed({1: 1, 2: 2}.items())))
for g in (lambda: d["nope"], lambda: d.pop("nope"), lambda: {}.popitem(), lambda: dict([1]), lambda: dict(5), lambda: d.update(5), lambda: dict([(1, 2, 3)]), lambda: {[]: 1}, lambda: d.__delitem__("nope"), lambda: {1: 2} | 5, lambda: d.get(), lambda: dict(1, 2), lambda: {}[[1]], lambda: dict(["abc"]), lambda: {} + {}, lambda: d.fromkeys(5)):
    try:
        print(g())
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
