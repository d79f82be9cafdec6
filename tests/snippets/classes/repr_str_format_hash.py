class A:
    def __repr__(self): return "A-repr"


class B:
    def __str__(self): return "B-str"
    def __repr__(self): return "B-repr"
    def __format__(self, s): return f"B-fmt[{s}]"
    def __bytes__(self): return b"B-bytes"
    def __hash__(self): return 99
    def __bool__(self): return False
    def __sizeof__(self): return 1000


a, b = A(), B()
print(a, str(a), f"{a}", [a], {"k": a}, (a,), "%s %r" % (a, a))
print(b, repr(b), f"{b} {b!r} {b!s} {b:>5}", [b], bytes(b), hash(b), bool(b), "{:x}".format(b))
try:
    f"{a:>5}"
except TypeError as e:
    print(e)
try:
    bytes(a)
except TypeError as e:
    print(e)


class C:
    pass


r = repr(C())
print(r.split(" at ")[0], repr(C), str(C), repr(C.__init__).split(" of ")[0])


class Outer:
    class Inner:
        pass


print(Outer.Inner, Outer.Inner.__qualname__, repr(Outer.Inner()).split(" at ")[0])


def f():
    class L:
        pass
    return L


print(f(), f().__qualname__)
print(repr(len), repr(int), repr(print), repr(None), repr(type), repr(object), repr(Ellipsis), repr(NotImplemented), repr(str.upper), repr(dict.get), repr([].append).split(" at ")[0], repr(f).split(" at ")[0], repr(int.__add__), repr((5).__add__).split(" at ")[0], repr(C().__class__), repr(range(3)), repr(slice(1)), repr(super(Outer, Outer())).split(" at ")[0][:40], repr(property()).split(" at ")[0], repr(zip()).split(" at ")[0])
