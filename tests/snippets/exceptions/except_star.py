# stderr: exact
def t(f):
    try:
        f()
    except BaseException as e:
        show(e)
    else:
        print("ok")
def show(e, n=0):
    c = e.__context__
    print(" " * n, type(e).__name__, e.args, "ctx", type(c).__name__, "cause", e.__cause__, e.__suppress_context__)
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions:
            show(x, n + 2)
def a():
    try:
        raise ValueError(1)
    except* ValueError as e:
        print(f"{e!r}")
def b():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(1), ValueError(3)])])
    except* ValueError as e:
        print(f"{e!r}")
    except* TypeError as e:
        print(f"{e!r}")
        raise
    except* OSError:
        print("no")
def c():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(1), ValueError(3)])])
    except* ValueError as e:
        raise RuntimeError(5)
    except* TypeError as e:
        raise IndexError from e
def d():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* (ValueError, TypeError) as e:
        raise e
def e():
    try:
        raise ValueError(3)
    except* TypeError:
        pass
def f():
    try:
        raise ValueError(3)
    except* ExceptionGroup:
        pass
def g():
    try:
        raise ValueError(3)
    except* 3:
        pass
def h():
    try:
        raise KeyboardInterrupt
    except* KeyboardInterrupt as e:
        print(f"{e!r}")
        raise
def i():
    try:
        pass
    except* ValueError: print("x")
    else: print("else")
    finally: print("fin")
def j():
    e = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(1), ValueError(3)])])
    e.add_note("note")
    e.__cause__ = OSError(1)
    m, r = e.split(lambda x: isinstance(x, ValueError))
    print(f"{m!r} {r!r} {m.__notes__} {m.__notes__ is e.__notes__} {m.__cause__ is e.__cause__} {m.__suppress_context__}")
    m, r = e.split(KeyError)
    print(f"{m!r} {r!r} {m.__notes__}")
    print(e.subgroup(ExceptionGroup) is e, e.subgroup(lambda x: False))
    def bad(x): raise OSError("boo")
    e.split(bad)
class My(ExceptionGroup):
    def derive(self, excs): return My(self.message + "!", excs)
class Bad(ExceptionGroup):
    def derive(self, excs): return 3
def k():
    m = My("m", [ValueError(1), OSError(2), My("n", [OSError(3)])])
    print(f"{m.split(OSError)}")
    try: raise m
    except* ValueError: pass
def l():
    Bad("m", [ValueError(1), OSError(2)]).split(OSError)
def m():
    try:
        try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as e: 1/0
    except* ZeroDivisionError as q: print(f"{q!r}")
for q in a,b,c,d,e,f,g,h,i,j,k,l,m: print(q.__name__); t(q)
def n():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(1), ValueError(3)])])
    except* ValueError as e:
        raise RuntimeError(5)
    except* TypeError as e:
        raise IndexError from e
n()
