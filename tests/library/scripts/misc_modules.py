import base64
import contextlib
import copy
import getopt
import io
import numbers
import random
import reprlib
import traceback
import types
import typing
import warnings

r = random.Random(23)
for n in range(40):
    b = r.randbytes(n)
    print(base64.b64encode(b), base64.b32encode(b), base64.b16encode(b), base64.urlsafe_b64encode(b), base64.encodebytes(b))
    print(base64.b64decode(base64.b64encode(b)) == b, base64.b32decode(base64.b32encode(b)) == b, base64.b16decode(base64.b16encode(b)) == b, base64.urlsafe_b64decode(base64.urlsafe_b64encode(b)) == b)
for t in ("YQ==", "YQ=", "YQ", "Y", "YWI=", "YW Jj", "YWJj====", "!!!!", "YWJjZA=="):
    try:
        print(t, base64.b64decode(t))
    except ValueError as e:
        print(t, e)
for args, short, long in ((["-a", "-bval", "x", "-c"], "ab:c", []), (["--out", "f", "--verb", "y"], "", ["out=", "verbose", "verbatim"]), (["--verbo", "y"], "", ["out=", "verbose", "verbatim"]), (["-b"], "b:", []), (["--out"], "", ["out="]), (["--verbose=1"], "", ["verbose"]), (["-q"], "a", []), (["--", "-a"], "a", []), (["-ab", "v"], "ab:", []), (["-", "-a"], "a", [])):
    for f in (getopt.getopt, getopt.gnu_getopt):
        try:
            print(f(args, short, long))
        except getopt.GetoptError as e:
            print(e, e.opt)


def chain():
    try:
        try:
            {}["k"]
        except KeyError as e:
            raise ValueError("v") from e
    except ValueError:
        raise TypeError("t")


try:
    chain()
except TypeError as e:
    lines = traceback.format_exception(e)
    print([line for line in lines if not line.startswith("  File")])
    print(traceback.format_exception_only(e), len(traceback.extract_tb(e.__traceback__)), [f.name for f in traceback.extract_tb(e.__traceback__)], traceback.format_exc().count("Traceback"))
    out = io.StringIO()
    traceback.print_exc(file=out, chain=False)
    print(out.getvalue().splitlines()[-1])


class E(Exception):
    pass


for e in (E(), E("m"), KeyError("k"), ValueError("a\nb"), E(1, 2)):
    print(traceback.format_exception_only(e))
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    warnings.warn(RuntimeWarning("three"))
print([(w.category.__name__, str(w.message)) for w in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("boom")
    except UserWarning as e:
        print(e)


class R:
    @reprlib.recursive_repr("~")
    def __repr__(self):
        return f"<{self.me}>"


x = R()
x.me = [x]
print(x)
log = []


@contextlib.contextmanager
def cm(name, swallow=False):
    log.append("enter " + name)
    try:
        yield name
    except ValueError as e:
        log.append(f"{name} saw {e}")
        if not swallow:
            raise
    finally:
        log.append("exit " + name)


with contextlib.ExitStack() as stack:
    print([stack.enter_context(cm(n, n == "b")) for n in "abc"])
    stack.callback(log.append, "callback")
    stack.push(lambda t, v, tb: log.append(f"pushed {t and t.__name__}"))
    raise ValueError("inside")
print(log)
log.clear()
try:
    with contextlib.ExitStack() as stack:
        stack.enter_context(cm("q"))
        stack.callback(lambda: 1 / 0)
        raise ValueError("first")
except ZeroDivisionError as e:
    print(log, e, repr(e.__context__))
with contextlib.ExitStack() as stack:
    stack.callback(print, "kept")
    moved = stack.pop_all()
print("left")
moved.close()
with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(KeyError):
    {}["x"]


class Node:
    def __init__(self, v):
        self.v, self.links = v, []


nodes = [Node(i) for i in range(20)]
for n in nodes:
    n.links = r.sample(nodes, 3)
clone = copy.deepcopy(nodes)
index = {id(n): i for i, n in enumerate(clone)}
print([[index[id(l)] for l in n.links] for n in clone] == [[nodes.index(l) for l in n.links] for n in nodes], all(a is not b for a, b in zip(nodes, clone)))


class Sl:
    __slots__ = ("a", "__b")

    def __init__(self):
        self.a, self.__b = [1], 2

    def get(self):
        return self.__b


class SubD(dict):
    pass


class WithInit:
    def __init__(self, required):
        self.required = required


s = copy.deepcopy(Sl())
d = SubD(a=[1])
d.attr = {"k"}
e = copy.deepcopy(d)
print(s.a, s.get(), e, e.attr, type(e).__name__, e["a"] is d["a"], copy.deepcopy(WithInit([1])).required, copy.copy(ValueError(1, [2])).args, copy.deepcopy(ValueError("x")).args)
memo = {}
t = ([],)
print(copy.deepcopy(t, memo) is not t, copy.deepcopy([t, t])[0] is copy.deepcopy([t, t])[1], copy.deepcopy(frozenset([1])), copy.deepcopy(bytearray(b"x")), copy.copy([1]), copy.copy(Node))
print([isinstance(v, numbers.Number) for v in (1, 1.5, 1j, "x", True)], isinstance(1, numbers.Rational), issubclass(float, numbers.Real), issubclass(float, numbers.Rational))
ns = types.SimpleNamespace(x=1, y=[2])
ns.z = ns.x + 1
print(ns, ns == types.SimpleNamespace(x=1, y=[2], z=2), types.SimpleNamespace(), isinstance(len, types.BuiltinFunctionType), isinstance(print.__class__, type), types.new_class("Made", (int,), {}, lambda ns: ns.update(q=5)).q)
T = typing.TypeVar("T")


class Box(typing.Generic[T]):
    def __init__(self, v: T):
        self.v = v


class Kid(Box[int], typing.Sized):
    def __len__(self):
        return 1


class Pt(typing.NamedTuple):
    """A point."""
    x: int
    y: int = 2

    @property
    def s(self):
        return self.x + self.y


@typing.runtime_checkable
class Closes(typing.Protocol):
    def close(self): ...


class TD(typing.TypedDict):
    a: int


print(Box[int](3).v, Kid(4).v, len(Kid(1)), Pt(1), Pt(1).s, Pt._field_defaults, Pt.__annotations__, isinstance(io.StringIO(), Closes), isinstance(5, Closes), TD(a=1), typing.Optional[int], typing.List[int], typing.Dict[str, typing.Any], typing.Union[int, str, int], typing.NamedTuple("Q", [("a", int)])(5), typing.get_type_hints(Pt) == {"x": int, "y": int}, T, typing.cast("int", 5), typing.NewType("U", int)(3), typing.Tuple[int, ...])
