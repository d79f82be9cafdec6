# only: refcount
# not: incremental
# skip-stress
# What is tracked from the beginning, later, never, and no longer.
import gc


class Plain:
    pass


class Slotted:
    __slots__ = ("a",)


class Number(int):
    pass


def generator():
    yield 1


cell = 1


def closure():
    return lambda: cell


gc.disable()
for value in ([], set(), frozenset({1}), tuple([1, 2]), Plain(), Slotted(), Number(3), Plain, closure, len, generator(),
              iter([]), {}.keys(), slice(1), gc, ValueError("x"), property(), enumerate([]), zip(), iter({})):
    print(type(value).__name__, gc.is_tracked(value))
for value in (1, "s", b"b", bytearray(b"x"), 1.5, 2j, True, None, ..., object(), range(3), iter(range(3)), (), int,
              generator.__code__):
    print(type(value).__name__, gc.is_tracked(value))

d = {}
print("dict", gc.is_tracked(d))
d[1] = "one"
d["two"] = 2.0
d[(1, 2)[0]] = b"x"
print(gc.is_tracked(d), gc.is_tracked({1: 2, "a": None}))
d["list"] = []
print(gc.is_tracked(d), gc.is_tracked({"a": {}}), gc.is_tracked({tuple([1, 2]): 3}))
del d["list"]
print(gc.is_tracked(d))
gc.collect(0), gc.collect(1)
print("young", gc.is_tracked(d))
gc.collect()
print("full", gc.is_tracked(d))
d["again"] = d
print(gc.is_tracked(d))
copied = dict({1: 2})
print(gc.is_tracked(copied), gc.is_tracked(dict(d)), gc.is_tracked({1: 2}.copy()), gc.is_tracked(d.copy()))
updated = {}
updated.update(a=1)
print(gc.is_tracked(updated))
updated.update(b=[])
print(gc.is_tracked(updated), gc.is_tracked({n: n for n in range(5)}), gc.is_tracked({n: [n] for n in range(5)}))
updated = {1: 1}
updated[1] = []
print(gc.is_tracked(updated), gc.is_tracked(dict.fromkeys("ab")), gc.is_tracked(dict.fromkeys("ab", [])))
updated = {}
updated.setdefault("a", 1)
print(gc.is_tracked(updated))
updated.setdefault("b", []).append(1)
print(gc.is_tracked(updated))

one = int("1")
t = (one, "two")
nested = (t, 3.0)
with_list = (one, [])
print(gc.is_tracked(t), gc.is_tracked(nested), gc.is_tracked(with_list))
gc.collect(0)
print(gc.is_tracked(t), gc.is_tracked(nested), gc.is_tracked(with_list))

instance = Plain()
instance.a = 1
print(gc.is_tracked(instance), gc.is_tracked(instance.__dict__))
instance.b = []
print(gc.is_tracked(instance.__dict__))

# Found although the dict was untracked for a while.
cycle = {1: 2}
cycle["self"] = cycle
other = {"x": 1}
gc.collect()
other["self"] = other
del cycle, other
print(gc.collect())
