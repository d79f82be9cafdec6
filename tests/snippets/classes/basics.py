class A:
    """Doc of A."""
    x = 1
    lst = []

    def __init__(self, v):
        self.v = v

    def m(self):
        return self.v

    def set(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)
        return self


a, b = A(1), A(2)
a.x = 5
a.lst.append("shared")
print(a.x, b.x, A.x, b.lst, a.m(), A.m(b), a.__dict__, A.__name__, A.__doc__, A.__module__, type(a) is A, isinstance(a, A), a.__class__.__name__)
A.x = 7
A.new = lambda self: "added"
print(b.x, a.x, b.new(), a.set(p=1, q=2).p, sorted(a.__dict__), "m" in A.__dict__, hasattr(a, "v"), getattr(a, "zz", "dflt"))
del a.x
print(a.x, vars(b), [k for k in dir(a) if not k.startswith("__")])
for f in (lambda: a.nope, lambda: A.nope, lambda: A(), lambda: A(1, 2), lambda: a.m(1), lambda: A.m(), lambda: delattr(a, "nope"), lambda: a(), lambda: getattr(a, 5), lambda: setattr(a, 5, 1), lambda: A.__init__(5), lambda: a + 1, lambda: a[0], lambda: len(a), lambda: a < a, lambda: iter(a), lambda: a in a, lambda: -a, lambda: int(a), lambda: float(a), lambda: next(a)):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    a[0] = 1
except TypeError as e:
    print(e)
try:
    del a[0]
except TypeError as e:
    print(e)
print(a == a, a == b, a != b, hash(a) == hash(a), bool(a), a is not b)
print(repr(A), str(A), repr(a).startswith("<__main__.A object at"))
