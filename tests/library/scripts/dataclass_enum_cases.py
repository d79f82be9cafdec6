from dataclasses import KW_ONLY, MISSING, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique
from typing import ClassVar


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class A:
    x: int
    y: list = field(default_factory=list)
    z: str = "z"
    c: ClassVar[int] = 7
    hidden: int = field(default=0, repr=False, compare=False)


@dataclass
class B(A):
    w: float = 1.5
    x: int = 3


@dataclass(order=True)
class O:
    a: int
    b: int = 0


@dataclass(frozen=True)
class Fz:
    a: int
    b: tuple = ()


@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int


@dataclass
class P:
    a: int
    i: InitVar[int] = 5
    total: int = field(init=False, default=0)

    def __post_init__(self, i):
        self.total = self.a + i


@dataclass(eq=False)
class NoEq:
    a: int


@dataclass(unsafe_hash=True)
class H:
    a: int
    b: int = field(default=0, hash=False)


@dataclass(slots=True)
class S:
    a: int
    b: int = 1


for f in (lambda: A(1), lambda: A(1, [2], "q"), lambda: A(), lambda: A(1, 2, 3, 4, 5), lambda: A(1, q=2), lambda: A(1, x=2), lambda: A(x=1, z=5), lambda: A(1) == A(1), lambda: A(1) == A(2), lambda: A(1, hidden=1) == A(1), lambda: A(1) == 5, lambda: A(1) < A(2), lambda: hash(A(1)), lambda: A.c,
          lambda: B(), lambda: B(1, [], "a", 0, 9.5), lambda: [f.name for f in fields(B)], lambda: B() == A(3), lambda: O(1) < O(2), lambda: O(1, 5) >= O(1, 4), lambda: sorted([O(2), O(1, 1), O(1)]), lambda: O(1) < 5, lambda: max(O(1), O(3)),
          lambda: Fz(1), lambda: hash(Fz(1)) == hash(Fz(1)), lambda: setattr(Fz(1), "a", 2), lambda: delattr(Fz(1), "a"), lambda: setattr(Fz(1), "new", 2), lambda: {Fz(1): 2}[Fz(1)], lambda: K(1, c=3), lambda: K(1, 2, 3), lambda: K(1), lambda: K(1, b=5, c=6), lambda: K(b=1),
          lambda: P(1), lambda: P(1, 10).total, lambda: NoEq(1) == NoEq(1), lambda: hash(H(1, 2)) == hash(H(1, 3)), lambda: H(1, 2) == H(1, 3), lambda: S(1), lambda: setattr(S(1), "q", 1), lambda: hasattr(S(1), "__dict__"), lambda: replace(A(1), x=5, z="n"), lambda: replace(Fz(1), a=9), lambda: replace(P(1), total=5),
          lambda: asdict(A(1, [O(1), {"k": O(2)}])), lambda: astuple(A(1, [O(1)])), lambda: is_dataclass(A), lambda: is_dataclass(A(1)), lambda: is_dataclass(5), lambda: fields(5), lambda: asdict(A), lambda: A.__match_args__, lambda: make_dataclass("M", [("p", int), ("q", int, field(default=4)), "r"] if False else [("p", int), ("q", int, 4)])(1), lambda: A(1).y is A(1).y, lambda: B.__mro__[1].__name__):
    attempt(f)


def bad1():
    @dataclass
    class X:
        a: int = 1
        b: int


def bad2():
    @dataclass
    class X:
        a: list = []


def bad3():
    @dataclass(order=True)
    class X:
        a: int

        def __lt__(self, o): pass


def bad4():
    @dataclass
    class X(Fz):
        q: int = 1


def bad5():
    field(default=1, default_factory=list)


for f in (bad1, bad2, bad3, bad4, bad5):
    attempt(f)


class Color(Enum):
    RED = 1
    GREEN = "g"
    BLUE = (1, 2)
    CRIMSON = 1

    def describe(self):
        return self.name, self.value

    @classmethod
    def default(cls):
        return cls.RED

    @property
    def lower(self):
        return self.name.lower()


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius


class N(IntEnum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


class W(StrEnum):
    UP = auto()
    DOWN = "down!"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class IP(IntFlag):
    A = 1
    B = 2


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last):
        return name * 2

    A = auto()
    B = auto()


class Mixed(str, Enum):
    A = "a"
    B = "b"


for f in (lambda: list(Color), lambda: Color.RED, lambda: repr(Color.BLUE), lambda: Color(1), lambda: Color((1, 2)), lambda: Color["GREEN"], lambda: Color(5), lambda: Color["Q"], lambda: Color.Q, lambda: Color.CRIMSON, lambda: Color.RED.describe(), lambda: Color.default(), lambda: Color.RED.lower, lambda: len(Color), lambda: list(reversed(Color)), lambda: Color.__members__ and list(Color.__members__), lambda: Color.RED in Color, lambda: {Color.RED: 1}[Color.CRIMSON], lambda: Color.RED == 1, lambda: Color.RED is Color(1), lambda: Color.RED < Color.GREEN, lambda: setattr(Color, "RED", 5), lambda: isinstance(Color.RED, Color), lambda: type(Color.RED), lambda: f"{Color.RED} {Color.RED!r:>20}", lambda: str(Color), lambda: repr(Color),
          lambda: Planet.MARS.mass, lambda: Planet.EARTH, lambda: Planet((6.4e23, 3.39e6)), lambda: list(N), lambda: N.B + 1, lambda: N(10), lambda: N.D, lambda: f"{N.A} {N.A!r} {N.A:03d}", lambda: N.A < N.B, lambda: [10, 20, 30][N.A], lambda: sorted([N.C, N.A]), lambda: N.A == 1, lambda: hash(N.A) == hash(1), lambda: str(N.A), lambda: W.UP, lambda: W.DOWN + "x", lambda: repr(W.UP), lambda: f"{W.UP}", lambda: W("up"),
          lambda: Perm.R | Perm.X, lambda: repr(Perm.R | Perm.X), lambda: Perm.RW, lambda: Perm.RW & Perm.R, lambda: Perm.R in Perm.RW, lambda: Perm.X in Perm.RW, lambda: ~Perm.R, lambda: Perm.R ^ Perm.RW, lambda: Perm(0), lambda: bool(Perm(0)), lambda: Perm(5), lambda: list(Perm.RW), lambda: list(Perm), lambda: Perm(99), lambda: Perm.R | 5, lambda: (Perm.R | Perm.W) is Perm.RW, lambda: IP.A | IP.B, lambda: IP.A | 4, lambda: IP.A & 1, lambda: IP.B + 1, lambda: repr(IP.A | IP.B), lambda: IP.A == 1, lambda: list(Auto), lambda: Mixed.A == "a", lambda: Mixed.A.upper(), lambda: repr(Mixed.B), lambda: str(Mixed.B), lambda: Mixed("b"),
          lambda: list(Enum("Animal", "CAT DOG")), lambda: Enum("An", {"X": 5, "Y": 6}).Y, lambda: IntEnum("I", ["P", "Q"]).Q + 1, lambda: Color.RED.name, lambda: Color.RED._value_):
    attempt(f)


def sub():
    class More(Color):
        X = 1


def dup():
    class D(Enum):
        A = 1
        A = 2


def uniq():
    @unique
    class U(Enum):
        A = 1
        B = 1


for f in (sub, dup, uniq):
    attempt(f)
