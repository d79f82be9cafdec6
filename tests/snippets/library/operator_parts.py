import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 3), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(-3), op.abs(-4), op.invert(5), op.not_(0), op.truth([]))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2), op.is_(1, 1), op.is_not(1, None), op.contains([1], 1), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 3), op.rshift(8, 2))
g = op.itemgetter(1)
print(g([5, 6]), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 1}), op.itemgetter(slice(1, 3))([1, 2, 3, 4]), sorted([(1, "b"), (2, "a")], key=op.itemgetter(1)))


class A:
    x = 5

    class b:
        c = 6

    def m(self, *a, **k): return a, k


print(op.attrgetter("x")(A), op.attrgetter("b.c")(A), op.attrgetter("x", "b.c")(A), op.methodcaller("m", 1, k=2)(A()), op.methodcaller("upper")("a"))
d = {"a": 1}
op.setitem(d, "b", 2)
op.delitem(d, "a")
l = [1]
print(d, op.getitem(d, "b"), op.concat([1], [2]), op.countOf([1, 2, 1], 1), op.indexOf([1, 2], 2), op.index(True), op.length_hint([1, 2]), op.iadd(l, [2]), l, op.call(len, "abc"))
print(list(map(op.mul, [1, 2], [3, 4])), op.itemgetter(1, 2), op.attrgetter("a.b"), op.methodcaller("f", 1, z=2), op.__add__(1, 2))
for f in (lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.itemgetter(5)([1]), lambda: op.attrgetter("zz")(1), lambda: op.indexOf([1], 5), lambda: op.add(1, "a"), lambda: op.methodcaller()):
    try:
        print(f())
    except (TypeError, IndexError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)
