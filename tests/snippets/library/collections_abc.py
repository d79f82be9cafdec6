from collections.abc import Iterable, Iterator, Sized, Container, Hashable, Callable, Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Generator, Collection, Reversible
for v in (1, "s", [1], (1,), {1: 2}, {1}, frozenset(), range(3), iter([]), (x for x in []), len, None, b"", bytearray(), {}.keys(), {}.items()):
    print(type(v).__name__, [c.__name__ for c in (Iterable, Iterator, Sized, Container, Hashable, Callable, Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Generator, Collection, Reversible) if isinstance(v, c)])


class Seq(Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i


s = Seq(4)
print(list(s), 9 in s, list(reversed(s)), s.index(4), s.count(1))


class Map(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)


m = Map()
m.update(a=1, b=2)
m.setdefault("c", 3)
print(dict(m), m.pop("a"), m.get("zz"), list(m.items()), "b" in m, m == {"b": 2, "c": 3}, m.popitem(), list(m.values()))
m.clear()
print(len(m))
try:
    m.pop("x")
except KeyError as e:
    print("KeyError", e)


class S(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)


a, b = S([1, 2, 3]), S([2, 3, 4])
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a <= b, S([2]) < a, a == S([3, 2, 1]), a.isdisjoint([9]))
for c in (Sequence, MutableMapping, Iterator):
    try:
        c()
    except TypeError as e:
        print(e)


class Bad(Sequence):
    def __len__(self): return 0


try:
    Bad()
except TypeError as e:
    print(e)


class Duck:
    def __iter__(self): return iter([])
    def __len__(self): return 0
    def __contains__(self, x): return False


print(isinstance(Duck(), Iterable), isinstance(Duck(), Sized), isinstance(Duck(), Collection), issubclass(Duck, Sequence))
Sequence.register(Duck)
print(isinstance(Duck(), Sequence))
