from typing import Any, List, Dict, Optional, Union, Callable, Tuple, TypeVar, Generic, Iterable, Iterator, NamedTuple, Set, Protocol, ClassVar, Type, cast, overload, TYPE_CHECKING, Final, Sequence, Mapping, NoReturn, Literal
T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, x: T) -> "Stack[T]":
        self.items.append(x)
        return self

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


s: Stack[int] = Stack()
print(s.push(1).push(2).pop(), Stack[str]().pop(), TYPE_CHECKING, cast(int, "x"))


class Pt(NamedTuple):
    x: int
    y: int = 5

    def total(self) -> int: return self.x + self.y


print(Pt(1), Pt(1, 2).total(), Pt._fields)


class Shape(Protocol):
    def area(self) -> float: ...


class Sq:
    side: ClassVar[int] = 3
    limit: Final = 9

    def area(self) -> float: return self.side ** 2


def f(a: Dict[str, int], b: Union[int, str] = 1, *c: Tuple[int, ...], d: Callable[[int], int] = abs) -> Iterator[Any]:
    yield a


def g(x: Shape, k: Literal["a", "b"] = "a") -> Iterable[int]: return [x.area()]


@overload
def h(x: int) -> int: ...


def h(x): return x


print(list(f({})), g(Sq()), h(3), TypeVar("K").__name__)
