import random
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, namedtuple

r = random.Random(5)
for n in range(30):
    a = Counter("".join(r.choices("abcdef", k=n)))
    b = Counter({c: r.randrange(-2, 4) for c in "abcxyz"})
    print(a, b, a + b, a - b, a | b, a & b, +b, -b, a == b, a <= b, a < b, a >= b, a.most_common(3), b.most_common(), a.total())
    c = a.copy()
    c += b
    print(c)
    c -= a
    print(c)
    c |= b
    c &= a
    print(c, sorted(a.elements()), list(a), Counter(a=0) == Counter())
    c.update(b)
    c.subtract("abc")
    c.update(x=5)
    print(c, c["nothing"], len(c))
for n in range(20):
    d = OrderedDict((r.randrange(20), i) for i in range(n))
    for _ in range(n):
        k = r.choice(list(d))
        op = r.randrange(4)
        if op == 0:
            d.move_to_end(k)
        elif op == 1:
            d.move_to_end(k, last=False)
        elif op == 2 and len(d) > 3:
            print(d.popitem(last=r.random() < 0.5), end=" ")
        else:
            d[k] = "new"
    print(d, list(reversed(d)), d == dict(d), OrderedDict(sorted(d.items(), key=str)) == d)
    print(list(d.keys()), list(d.values()), list(reversed(d.items())), d | {99: 1}, {99: 1} | d, d.copy() == d)
P = namedtuple("P", ["a", "b", "c"], defaults=[2, 3])
for args, kw in (((1,), {}), ((), {"a": 1}), ((1, 2, 3), {}), ((), {}), ((1,), {"c": 5}), ((1, 2, 3, 4), {}), ((1,), {"a": 2}), ((1,), {"z": 2}), ((), {"b": 1}), ((1, 2), {"b": 3})):
    try:
        print(P(*args, **kw))
    except TypeError as e:
        print(e)
Q = namedtuple("Q", "x, y z")
for args, kw in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {})):
    try:
        print(Q(*args, **kw))
    except TypeError as e:
        print(e)
for args in ((1, "a"), ("T", 5), ("T", ["a", 5]), ("for", "a"), ("T", "a b a"), ("T", "_x"), ("T", "a-b"), ("T", "")):
    try:
        print(namedtuple(*args)._fields)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(namedtuple("R", "a class _b a 1x", rename=True)._fields, Q._make("abc")._asdict(), Q(1, 2, 3)._replace(y=9), Q.__match_args__, Q(1, 2, 3).__getnewargs__())
c = ChainMap({"a": 1}, {"a": 2, "b": 3}, {"c": 4})
print(c, list(c), dict(c), len(c), c.parents, c.new_child(z=1), c.copy(), bool(ChainMap()), ChainMap.fromkeys("ab", 1), c.pop("a"), c["a"], "q" in c, sorted(c.values()), c == {"a": 2, "b": 3, "c": 4})
for f in (lambda: c.pop("zz"), lambda: c.popitem(), lambda: c["zz"], lambda: c.__delitem__("b")):
    try:
        print(f())
    except KeyError as e:
        print(e)
u = UserDict(a=1)
u["b"] = 2
print(u, len(u), dict(u), u == {"a": 1, "b": 2}, u.copy(), u.pop("a"), list(u.items()), UserDict.fromkeys("xy"))
l = UserList([3, 1, 2])
l += [5]
print(l + [1], [0] + l, l * 2, sorted(l), l[1:], l[-1], l == [3, 1, 2, 5], l.index(2), l.count(1), l.pop(), l, l.copy(), 3 in l, len(l), max(l))
l.extend(UserList([7]))
l.reverse()
l.remove(1)
l.insert(0, "i")
print(l, l > [0] if False else "", bool(UserList()))
s = UserString("Hello")
print(s, s + "x", "y" + s, s * 2, s.upper(), s[1:3], len(s), s == "Hello", "ell" in s, s.find("l"), s.split("l"), hash(s) == hash("Hello"), repr(s))
