t = (1, 2, 3, 2)
print(t, t[0], t[-1], t[1:3], t[::-1], len(t), t + (4,), t * 2, 2 in t, t.count(2), t.index(3), t.index(2, 2))
print((), (1,), tuple(), tuple("ab"), tuple([1]), tuple(range(3)), (1, (2, (3,))), ((),))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), () < (0,), (1, 2) == (1.0, 2.0), (1, "a") != (1, "b"), max([(1, 2), (1, 3), (0, 9)]))
x = 1, 2
a, b = x
print(x, a, b, hash((1, 2)) == hash((1, 2)), x is tuple(x), {(1, 2): "k"}[1, 2])
for f in (lambda: t.index(9), lambda: t[9], lambda: t["a"], lambda: t + [1], lambda: (1, []) < (1, 2), lambda: t.append(1), lambda: hash(([],)), lambda: t * 1.5, lambda: tuple(5), lambda: t.count(), lambda: (1, 2) < [1]):
    try:
        print(f())
    except (ValueError, IndexError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
m = ([1], 2)
m[0].append(5)
try:
    m[0] += [6]
except TypeError as e:
    print(e)
print(m)


class T(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)


s = T(1, 2)
print(s, type(s).__name__, s + (3,), type(s[:]).__name__, s == (1, 2), isinstance(s, tuple))
