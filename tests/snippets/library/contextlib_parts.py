from contextlib import contextmanager, closing, suppress, ExitStack, redirect_stdout, nullcontext, ContextDecorator
import io


@contextmanager
def tag(n):
    print("open", n)
    try:
        yield n.upper()
    except ValueError as e:
        print("handled", e)
    finally:
        print("close", n)


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("v")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as e:
    print("out", e)


@tag("deco")
def f(): return "f result"


print(f())


class R:
    def close(self): print("closed")


with closing(R()) as r:
    print(type(r).__name__)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
with ExitStack() as st:
    for n in "xy":
        st.enter_context(tag(n))
    st.callback(print, "callback", 1)
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))
with nullcontext(5) as n:
    print(n)


@contextmanager
def bad():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


for c in (bad, twice):
    try:
        with c():
            pass
    except RuntimeError as e:
        print(e)
