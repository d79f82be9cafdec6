class Seq:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return ("slice", i.start, i.stop, i.step)
        if i < 0 or i >= self.n:
            raise IndexError(i)
        return i * 10


s = Seq(3)
print(len(s), s[1], list(s), 20 in s, 5 in s, list(reversed(s)), s[1:2], s[::2], [*s], max(s), sorted(s, reverse=True), bool(s), bool(Seq(0)), tuple(s), list(zip(s, "ab")), dict(enumerate(s)))
a, b, c = s
print(a, b, c, sum(s), list(map(str, s)), s.__len__(), next(iter(s)))


class Map:
    def __init__(self): self.log = []
    def __setitem__(self, k, v): self.log.append(("set", k, v))
    def __delitem__(self, k): self.log.append(("del", k))
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == "yes"


m = Map()
m[1] = 2
m["a", 2] = 3
m[1:2] = 4
del m[5]
del m[::2]
m[0] += 7
print(m.log, m["q"], "yes" in m, "no" in m)
try:
    len(m)
except TypeError as e:
    print(e)


class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(It(3)), 1 in It(3), sum(It(4)), [x for x in It(2)], list(zip(It(2), It(3))))


class BadIter:
    def __iter__(self): return 5


class NoneIter:
    __iter__ = None


class BadLen:
    def __len__(self): return "x"


for f in (lambda: list(BadIter()), lambda: list(NoneIter()), lambda: len(BadLen()), lambda: 1 in NoneIter(), lambda: reversed(It(1)), lambda: list(5)):
    try:
        print(f())
    except TypeError as e:
        print(e)
