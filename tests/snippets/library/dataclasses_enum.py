from dataclasses import dataclass, field, asdict, replace, astuple
from enum import Enum, IntEnum, auto, Flag


@dataclass
class P:
    x: int
    y: int = 5
    tags: list = field(default_factory=list)


print(P(1), P(1, 2) == P(1, 2), P(1).tags is not P(1).tags, asdict(P(1)), replace(P(1), x=9), astuple(P(3)))


@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = "b"


print(F(1) < F(2), hash(F(1)) == hash(F(1)), sorted([F(2), F(1)]))
try:
    F(1).a = 5
except AttributeError as e:
    print(type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1


print(Color.RED, Color.RED.name, Color.RED.value, Color(2), Color["GREEN"], list(Color), Color.ALIAS is Color.RED, repr(Color.RED), isinstance(Color.RED, Color), len(Color), Color.RED == 1)


class N(IntEnum):
    ONE = auto()
    TWO = auto()


print(N.ONE + 1, N.TWO > N.ONE, N(2), [N.ONE], f"{N.ONE}", N.TWO == 2)
for f in (lambda: Color(9), lambda: Color["NO"], lambda: Color.NO):
    try:
        f()
    except (ValueError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)


class Perm(Flag):
    R = auto()
    W = auto()


print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W), (Perm.R | Perm.W).value)
