s = {3, 1, 2}
s.add(4)
s.add(1)
s.update([5, 6], (7,), {8})
s.discard(99)
s.discard(8)
s.remove(7)
print(s, len(s), 3 in s, 99 in s)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union(b, [9]), a.intersection(b, [2]), a.difference(b), a.symmetric_difference(b))
print(a < b, a <= a, a < {1, 2, 3, 4}, a >= {1}, a == {3, 2, 1}, a != b, a.issubset(b), a.issuperset({1}), a.isdisjoint({9}))
c = a.copy()
c |= {10}
c &= {1, 2, 10}
c -= {1}
c ^= {2, 20}
print(c, a, set(), {*()}, frozenset(), frozenset([1, 2]), set("a"), type(a | frozenset(b)).__name__, type(frozenset(b) | a).__name__)
a.intersection_update(b)
b.difference_update([4])
a.symmetric_difference_update([2, 50])
print(a, b)
one = {5}
print(one.pop(), one, bool(one), {1, 1.0, True}, {0, False})
f = frozenset([1, 2])
print(hash(f) == hash(frozenset([2, 1])), {f: "k"}[frozenset([2, 1])], f == {1, 2}, {f} == {frozenset({1, 2})}, {1, 2} in {f})
for g in (lambda: {1}.remove(5), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: {1} < [1], lambda: set(5), lambda: hash({1}), lambda: f.add(1), lambda: {1} + {2}, lambda: {1}.add([]), lambda: [] in {1}, lambda: {1}.update(5), lambda: set(1, 2), lambda: {1} - 5):
    try:
        print(g())
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
