class NoNext:
    def __iter__(self): return self


class RaisesInNext:
    def __iter__(self): return self
    def __next__(self): raise ValueError("in next")


class RaisesInIter:
    def __iter__(self): raise KeyError("in iter")


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


class OldStop:
    def __getitem__(self, i):
        if i > 1:
            raise StopIteration
        return i


for c in (NoNext, RaisesInNext, RaisesInIter, Old, OldStop):
    for f in (list, sum, sorted, lambda x: 1 in x, lambda x: [*x], lambda x: dict(enumerate(x)), lambda x: (lambda *a: a)(*x)):
        try:
            print(c.__name__, f(c()))
        except (TypeError, ValueError, KeyError) as e:
            print(c.__name__, type(e).__name__, e)
try:
    for x in 5:
        pass
except TypeError as e:
    print(e)
try:
    for a, b in [1]:
        pass
except TypeError as e:
    print(e)
try:
    for a, b in [(1, 2, 3)]:
        pass
except ValueError as e:
    print(e)
try:
    a, b, c = "xy"
except ValueError as e:
    print(e)
try:
    x, *y, z = [1]
except ValueError as e:
    print(e)
