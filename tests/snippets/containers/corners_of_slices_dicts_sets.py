# Slices of everything, list, dict and set operations and their messages.
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
a = list(range(10))
for sl in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(2, 8, 3), slice(100, 200), slice(-100, 3), slice(None, None, 0), slice(1.5), slice("a"), slice(5, 2)):
    t(lambda: a[sl])
t(lambda: tuple(a)[sl])
t(lambda: "0123456789"[sl])
t(lambda: bytes(range(10))[sl])
t(lambda: range(10)[sl])
t(lambda: sl.indices(10))
def op(f):
    b = list(range(10)); f(b); return b
def s1(b): b[2:5] = "xyz"
def s2(b): b[::2] = [0]*5
def s3(b): b[::2] = [0]*4
def s4(b): del b[::3]
def s5(b): b[5:2] = [1, 2]
def s6(b): b[-2:] = []
def s7(b): b[::-1] = range(10)
def s8(b): b[2:5] = 5
def s9(b): b[20] = 1
def s10(b): del b[20]
def s11(b): b["a"] = 1
def s12(b): b.insert(-100, "i"); b.insert(100, "e"); b.insert(-1, "m")
def s13(b): b.remove(99)
def s14(b): b.pop(20)
def s15(b): b *= 2; b += (1,); b.extend("ab"); b.reverse()
def s16(b): b[:] = b[3:] + b[:3]
def s17(b): b[1:3] = b
def s18(b): del b[:]; b.pop()
def s19(b): b.sort(key=lambda x: (x % 3, -x)); b.sort(reverse=True, key=lambda x: x % 2)
def s20(b): b.index(3, 5)
def s21(b): b += 5
def s22(b): del b[8:2:-2]
for f in (s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, s22): t(op, f)
t(lambda: [1, 2] < [1, 2, 3])
t(lambda: [1, "a"] < [1, 2])
t(lambda: [1] + (2,))
t(lambda: [1] * "a")
t(lambda: [1] * 2.0)
t(lambda: 2 * [1])
t(lambda: [1] * -1)
t(lambda: (1,) + [2])
t(lambda: (1, 2) == [1, 2])
t(lambda: [] == ())
t(lambda: (1, 2).index(3))
t(lambda: (1, 2, 1).count(1))
t(lambda: hash((1, [2])))
t(lambda: [[1]*2]*2)
t(list, 5)
t(list, "ab", "c")
t(tuple, {1: 2})
t(lambda: [1, 2].copy() is [1, 2])
d = {"a": 1, "b": 2}
t(d.get, "x")
t(d.get, [])
t(lambda: d["x"])
t(lambda: d[[]])
t(d.pop, "x")
t(d.pop, "x", 5)
t(d.setdefault, "c", 3)
t(d.setdefault, "d")
t(d.popitem)
t({}.popitem)
t(lambda: d.update([("e", 5)], f=6))
t(lambda: d)
t(d.update, 5)
t(d.update, [1])
t(d.update, [(1, 2, 3)])
t(dict, [("a", 1)], a=2)
t(dict, 5)
t(dict, ["ab"])
t(dict.fromkeys, "ab", 0)
t(dict.fromkeys, 5)
t(lambda: d | {"z": 1})
t(lambda: d | [("z", 1)])
t(lambda: {**d, "a": 9})
t(lambda: d.keys() & {"a"})
t(lambda: list(reversed(d)))
t(lambda: list(reversed(d.items())))
t(lambda: d.keys() == {"a", "b", "c", "e", "f"})
t(lambda: d.values() == d.values())
t(lambda: d == {})
t(lambda: d < d)
t(lambda: d.keys().isdisjoint([1]))
t(repr, d.keys())
t(repr, {}.items())
t(lambda: d.items().mapping)
t(lambda: dict(d, **{"1": 2}))
t(lambda: dict(**{1: 2}))
t(lambda: f(**{1: 2}))
t(lambda: {1: "a", 1.0: "b", True: "c"})
t(lambda: {[]: 1})
t(lambda: dict(a=1).__contains__("a"))
t(lambda: d.__getitem__("q"))
t(lambda: "a" in d.keys())
t(lambda: ("a", 1) in d.items())
t(lambda: len(d.values()))
def ch():
    for k in d: d[k + "!"] = 1
t(ch)
def ch2():
    for k in list(d): del d[k]
    return d
t(ch2)
def ch3():
    x = {1, 2}
    for i in x: x.add(i + 10)
t(ch3)
s = {1, 2, 3}
t(lambda: s | [1])
t(s.union, [9], "a")
t(s.intersection)
t(s.difference, [1], [2])
t(s.issubset, [1, 2, 3, 4])
t(lambda: s <= [1])
t(lambda: s & frozenset([1]))
t(lambda: frozenset([1]) & s)
t(s.remove, 9)
t(s.remove, [1])
t(lambda: {1} in {frozenset({1})})
t(lambda: s ^ {1, 9})
t(s.symmetric_difference, [1, 9])
t(lambda: s.update([1], 5))
t(lambda: set("hello") == set("ehlo"))
t(lambda: {1, 2} < {1, 2, 3} > {3})
t(lambda: s.__or__([1]))
t(lambda: frozenset(s) == s)
t(lambda: hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
t(lambda: set([[]]))
t(lambda: s.pop() in (1, 2, 3))
t(frozenset, 5)
t(lambda: frozenset().add)
t(lambda: -s)
t(lambda: s + s)
t(lambda: s == [1])
t(lambda: s - {1} | {5})
t(repr, set())
t(repr, frozenset({1}))
