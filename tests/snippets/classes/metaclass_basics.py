class Meta(type):
    registry = []

    def __new__(m, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if not k.startswith("__")), kw)
        c = super().__new__(m, name, bases, ns)
        c.added = name.lower()
        m.registry.append(name)
        return c

    def __init__(c, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(c, *a, **k):
        print("call", c.__name__, a, k)
        return super().__call__(*a, **k)

    def __repr__(c):
        return f"<Meta {c.__name__}>"

    def __len__(c):
        return 7

    def __getattr__(c, n):
        return f"meta-{n}"

    def __contains__(c, x):
        return x == 1

    def __iter__(c):
        return iter([1, 2])

    def __getitem__(c, k):
        return k

    @property
    def prop(c):
        return "metaprop"


class A(metaclass=Meta):
    x = 1

    def __init__(self, v): self.v = v


class B(A, option=5):
    y = 2


b = B(3)
print(A, B, type(A), A.added, B.added, Meta.registry, len(A), A.whatever, b.v, 1 in A, list(B), A["k"], B.prop, isinstance(B, Meta), type(b) is B)
try:
    b.whatever
except AttributeError as e:
    print(e)
D = Meta("D", (A,), {"z": 1})
print(D, D.z, D.__mro__)


class Prep(type):
    @classmethod
    def __prepare__(m, name, bases):
        print("prepare", name)
        return {"injected": 42}


class E(metaclass=Prep):
    z = injected + 1


print(E.z, E.injected)
T = type("T", (object,), {"f": lambda self: "f", "c": 3})
print(T, T().f(), T.c, type(T), type(type), type(5), type("X", (T,), {})().c)


class M2(type): pass


try:
    class F(A, metaclass=M2): pass
except TypeError as e:
    print(e)


def func_meta(name, bases, ns):
    return (name, bases, sorted(k for k in ns if not k.startswith("__")))


class G(metaclass=func_meta):
    q = 1


print(G)
