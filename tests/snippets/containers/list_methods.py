a = [3, 1, 2]
a.append(5)
a.extend((6, 7))
a.extend("xy")
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("x")
a.reverse()
print(a, a.index(5), a.count(1), a.index(1, 2))
b = a.copy()
b.clear()
print(a, b, a * 2, a + [0], [0] * 3, [[]] * 2, 3 in a, 99 not in a)
for f in (lambda: a.remove(99), lambda: a.index(99), lambda: [].pop(), lambda: a.pop(50), lambda: a[50], lambda: a.__setitem__(50, 1), lambda: a + (1,), lambda: a.extend(5), lambda: a.pop("x"), lambda: a.insert("x", 1), lambda: a.append(), lambda: a.append(1, 2), lambda: [1] * [2], lambda: a["x"], lambda: a.index(1, 5, 2), lambda: list(5)):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
print(list(), list("abc"), list({1: 2}), list(range(3)), list((1, 2)), [*a])
