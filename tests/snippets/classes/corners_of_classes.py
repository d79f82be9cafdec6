# Descriptors, metaclasses, calls that fail, special methods that answer nonsense.
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
class D:
    def __init__(s, log): s.log = log
    def __get__(s, i, o): return ("get", i is not None, o.__name__)
    def __set__(s, i, v): s.log.append(v)
    def __delete__(s, i): s.log.append("del")
    def __set_name__(s, o, n): s.log.append(n)
log = []
class C:
    d = D(log)
    x: int = 5
    @property
    def p(s): "doc p"; return s._p
    @p.setter
    def p(s, v): s._p = v
    @classmethod
    def cm(cls, *a): return cls.__name__, a
    @staticmethod
    def sm(*a): return a
    def __getattr__(s, n):
        if n.startswith("dyn"): return n.upper()
        raise AttributeError(n)
c = C()
t(lambda: c.d)
t(lambda: C.d); c.d = 5; del c.d; print(log); c.p = 3
t(lambda: c.p)
t(lambda: C.p.__doc__)
t(lambda: C.p.fget.__name__)
t(c.cm, 1)
t(C.cm)
t(c.sm, 2)
t(lambda: c.dyn)
t(lambda: c.other)
t(lambda: C.__annotations__)
t(delattr, c, "p")
t(lambda: c.__dict__)
t(lambda: type(C.__dict__["sm"]).__name__)
t(setattr, C, "y", 1)
t(lambda: vars(C)["y"])
t(hasattr, c, "y")
t(getattr, c, "zz", 9)
class Meta(type):
    def __new__(m, n, b, ns, **kw): print("new", n, kw); return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw): super().__init__(n, b, ns)
    def __call__(c, *a): print("call", a); return super().__call__(*a)
    def __getattr__(c, n): return f"meta {n}"
    def __len__(c): return 42
    def __iter__(c): return iter([1, 2])
    def __contains__(c, x): return x == 7
    def __getitem__(c, k): return k
    def __instancecheck__(c, o): return o == "inst"
    @classmethod
    def __prepare__(m, n, b, **kw): return {"prepared": 1}
class M(metaclass=Meta, opt=1):
    def __init__(s, *a): s.a = a
t(lambda: M.prepared)
t(lambda: M(1, 2).a)
t(lambda: M.foo)
t(len, M)
t(list, M)
t(lambda: 7 in M)
t(lambda: M["k"])
t(isinstance, "inst", M)
t(type, M)
t(lambda: M.__class__.__name__)
t(lambda: type("Dyn", (M,), {})) 
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); Base.subs.append((cls.__name__, tag))
    def __class_getitem__(cls, k): return cls.__name__, k
class S1(Base, tag="t"): pass
class S2(S1): pass
t(lambda: Base.subs)
t(lambda: S2[int])
t(lambda: type("X", (Base,), {}, bad=1))
t(lambda: [k.__name__ for k in S2.__mro__])
t(lambda: [k for k in Base.__subclasses__() if k.__name__ != "X"])  # X goes when a collection comes by
t(lambda: S2.__bases__)
t(lambda: S2.__base__)
class X: pass
class Y(X): pass
t(lambda: type("Z", (X, Y), {}))
t(lambda: type("Z", (bool,), {}))
t(lambda: type("Z", (5,), {}))
t(lambda: type(1, (), {}))
t(lambda: type("Z", [], {}))
t(lambda: type("Z", (), []))
t(lambda: type("a\0b", (), {}))
t(lambda: type())
t(lambda: type(1, 2))
t(lambda: X(1))
t(lambda: X.foo)
t(lambda: X().foo)
t(lambda: object().x)
t(setattr, object(), "x", 1)
t(setattr, 5, "x", 1)
t(setattr, int, "x", 1)
t(lambda: delattr(X, "q"))
t(lambda: X.__name__)
t(lambda: X().__class__)
t(lambda: X() < X())
t(lambda: X() + 1)
t(lambda: -X())
t(lambda: X()[0])
t(lambda: X()())
t(lambda: len(X()))
t(lambda: iter(X()))
t(lambda: next(X()))
t(lambda: 1 in X())
t(lambda: X() @ X())
t(lambda: hash(X()) is not None)
t(lambda: X() == X())
t(lambda: bool(X()))
t(lambda: int(X()))
t(lambda: float(X()))
t(lambda: [][X()])
t(lambda: "a" * X())
t(lambda: round(X()))
t(lambda: abs(X()))
t(lambda: reversed(X()))
t(lambda: format(X(), "x"))
t(lambda: bytes(X()))
t(lambda: complex(X()))
t(lambda: setattr(X(), 5, 1))
t(lambda: getattr(X(), 5))
t(lambda: divmod(X(), 1))
t(lambda: X() ** 2)
t(lambda: range(X()))
t(lambda: "".join(X()))
t(lambda: print(end=5))
t(lambda: sorted(X()))
t(lambda: open(X()))
t(lambda: dict(X()))
t(lambda: isinstance(1, X()))
t(lambda: super(X, 5))
t(lambda: super().x)
t(lambda: X().__init__(1))
t(lambda: X.__init__())
t(lambda: object.__init__(5, 1))
t(lambda: int.bit_length())
t(lambda: int.bit_length("a"))
t(lambda: "a".upper.__name__)
t(lambda: str.upper("x"))
t(lambda: str.upper(5))
t(lambda: list.append([], 1, 2))
t(lambda: [].append())
t(lambda: dict.get({}))
t(lambda: {}.get(1, 2, 3))
t(lambda: (1).__add__())
t(lambda: (1).__add__(1, 2))
t(lambda: (1).__add__(x=1))
t(lambda: [].sort(1))
t(lambda: "a".split(sep=None, maxsplit=1))
t(lambda: "a".split(foo=1))
t(lambda: int(x=1))
t(lambda: len(obj=1))
class Num:
    def __init__(s, v): s.v = v
    def __add__(s, o): return NotImplemented
    def __radd__(s, o): return ("radd", o)
    def __iadd__(s, o): return NotImplemented
    def __eq__(s, o): return NotImplemented
    def __lt__(s, o): return "lt"
    def __index__(s): return s.v
    def __bool__(s): return 5
    def __len__(s): return -1
    def __hash__(s): return "x"
    def __repr__(s): return 5
    def __str__(s): return 7
    def __format__(s, f): return 8
    def __iter__(s): return 5
    def __contains__(s, x): return "yes"
    def __int__(s): return "i"
    def __float__(s): return 1
    def __getitem__(s, i): return i
    def __enter__(s): return s
n = Num(3)
t(lambda: n + 1)
t(lambda: 1 + n)
t(lambda: n + n)
t(lambda: n == 1)
t(lambda: n != 1)
t(lambda: n < 1)
t(lambda: 1 > n)
t(lambda: [1, 2, 3, 4][n])
t(lambda: [1] * n)
t(lambda: bool(n))
t(lambda: len(n))
t(lambda: hash(n))
t(lambda: repr(n))
t(lambda: str(n))
t(lambda: f"{n}")
t(lambda: list(n))
t(lambda: 5 in n)
t(lambda: int(n))
t(lambda: float(n))
t(lambda: n[1:2])
t(lambda: n[1, 2])
t(lambda: n[...])
t(lambda: range(n))
t(lambda: hex(n))
t(lambda: "%d" % n)
t(lambda: chr(n))
t(lambda: 1 << n)
t(lambda: round(1.2345, n))
t(lambda: bytes(n))
t(lambda: "abcd"[:n])
t(lambda: not n)
t(lambda: print(n))
t(lambda: {n: 1})
t(lambda: sorted([n, n]))
t(lambda: max(n, n))
t(lambda: all(n))
t(lambda: sum(n))
def g():
    global n; n += 1
t(g)
