import copy


class P:
    def __init__(self, v): self.v, self.kids = v, []


p = P([1])
p.kids.append(p)
q = copy.copy(p)
r = copy.deepcopy(p)
print(q.v is p.v, q.kids is p.kids, r.v is p.v, r.kids[0] is r, r.v)


class C:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", isinstance(memo, dict))


print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]))


class S:
    __slots__ = ("a", "b")


s = S()
s.a = [1]
t = copy.deepcopy(s)
print(t.a, t.a is s.a, hasattr(t, "b"), copy.copy(s).a is s.a)


class G:
    def __init__(self): self.x = 1

    def __getstate__(self): return {"x": self.x + 100}
    def __setstate__(self, st): self.x = st["x"] + 1000


print(copy.copy(G()).x, copy.deepcopy(G()).x)


class R:
    def __init__(self, a, b): self.a, self.b = a, b
    def __reduce__(self): return (R, (self.a, "reduced"))


print(copy.copy(R(1, 2)).b, copy.deepcopy(R([1], 2)).a)
for v in (1, "s", None, 1.5, (1, 2), b"b", frozenset([1]), len, int, P, range(3), True, ...):
    print(copy.copy(v) is v, copy.deepcopy(v) is v, end=" ")
print()
x = [1, [2, (3, [4])], {"k": {5}}]
y = copy.deepcopy(x)
y[1][1][1].append(9)
y[2]["k"].add(6)
print(x, y, copy.copy({"a": 1}), copy.copy({1, 2}), copy.deepcopy((1, [2])))
shared = [0]
z = copy.deepcopy([shared, shared])
print(z[0] is z[1], z[0] is shared)


class L(list): pass


l = L([1, [2]])
l.tag = "t"
m = copy.deepcopy(l)
print(m, type(m).__name__, m.tag, m[1] is l[1], copy.copy(l).tag)
from collections import deque, defaultdict, OrderedDict, Counter
print(copy.deepcopy(deque([[1]])), copy.deepcopy(defaultdict(list, {1: [2]})), copy.copy(OrderedDict(a=1)), copy.deepcopy(Counter("aa")))
