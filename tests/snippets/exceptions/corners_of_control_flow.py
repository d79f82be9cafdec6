# try, finally, with, generators, unpacking: where control goes and what is said.
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
def f1():
    try: return 1
    finally: print("f")
def f2():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally: print("fin", i)
    else: print("no")
def f3():
    try: raise ValueError("a")
    finally: return "swallowed"
def f4():
    while True:
        try: 1/0
        except ZeroDivisionError: break
        finally: print("x")
    return "y"
def f5():
    try:
        try: raise KeyError(1)
        finally: raise IndexError(2)
    except IndexError as e: return e.__context__, e.__cause__, e.__suppress_context__
def f6():
    try: raise A from B()
    except Exception as e: return e.__cause__, type(e).__name__
class A(Exception): pass
class B(Exception): pass
def f7():
    e = ValueError(1, 2); e.add_note("n"); return e, str(e), e.args, e.__notes__
def f8():
    try: raise "x"
    except TypeError as e: return str(e)
def f9():
    try: raise int
    except TypeError as e: return str(e)
def f10():
    try: 1/0
    except (int, ZeroDivisionError): pass
def f11():
    try: 1/0
    except ValueError or ZeroDivisionError: pass
def f12():
    try: 1/0
    except 5: pass
def f13():
    try: raise ValueError from 5
    except TypeError as e: return str(e)
def f14():
    try: pass
    except: pass
    else: raise KeyError("else")
    finally: print("fin")
def f15():
    e = 5
    try: 1/0
    except ZeroDivisionError as e: pass
    return e
def f16():
    def g():
        try: yield 1
        except GeneratorExit: print("exit"); raise
        finally: print("closed")
    x = g(); next(x); x.close(); x.close()
    y = g(); next(y); del y
    z = g(); z.close(); return list(z)
def f17():
    def g():
        r = yield from h(); print("r", r); return "done"
    def h():
        try: x = yield 1; print("got", x)
        except KeyError as e: print("key", e); yield "recovered"
        return "hret"
    x = g(); print(next(x)); print(x.throw(KeyError("k"))); 
    try: next(x)
    except StopIteration as e: return e.value
def f18():
    def g():
        try: yield 1
        except GeneratorExit: yield 2
    x = g(); next(x); x.close()
def f19():
    def g(): yield; return 5
    x = g(); next(x)
    try: x.send(1)
    except StopIteration as e: print(e.value, e.args)
    x = g()
    x.send(1)
def f20():
    def g(): raise StopIteration; yield
    next(g())
class CM:
    def __init__(s, n, sup=False): s.n, s.sup = n, sup
    def __enter__(s): print("enter", s.n); return s.n
    def __exit__(s, t, v, tb): print("exit", s.n, t and t.__name__, v); return s.sup
def f21():
    with CM(1) as a, CM(2, True) as b: raise ValueError(a, b)
    print("after")
    with (CM(3) as c, CM(4)): return c
def f22():
    with 5: pass
def f23():
    class X: 
        def __enter__(s): pass
    with X(): pass
def f24():
    with CM(1, True):
        with CM(2): raise KeyError
    return "ok"
def f25(): assert False, ("a", 1)
def f26(): assert 0
def f27():
    x = 1
    del x
    return x
def f28():
    for i in []: pass
    return i
def f29(): return undefined_thing
def f30():
    def g(): nonlocal_x += 1
    g()
def f31():
    def g(): return z
    r = g(); z = 1
def f32(): a, b = 1, 2, 3
def f33(): a, b, c = 1, 2
def f34(): a, *b, c = [1]
def f35(): a, b = 5
def f36(): (a, (b, *c)), d = (1, "xyz"), 4; return a, b, c, d
def f37(): [a, b] = {1: 2, 3: 4}; return a, b
def f38(): a = b = c = []; a.append(1); return c
def f39(): x = [1, 2, 3]; i = 0; i, x[i] = 1, 9; return x
def f40(): return 1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2, 1 in [1] == True, not 1 == 2
def f41():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("h", [OSError(3)])])
    except* ValueError as e: print("v", e.exceptions)
    except* OSError as e: print("o", e.exceptions)
def f42():
    try: raise ValueError("single")
    except* ValueError as e: print(repr(e))
def f43(): raise StopIteration(1, 2)
def f44():
    try: raise SystemExit("x")
    except SystemExit as e: return e.code
def f45(): return OSError(2, "msg", "file"), str(OSError(2, "msg", "file")), OSError(2, "msg", "f", None, "g").filename2
def f46(): return str(KeyError("a")), str(KeyError()), str(KeyError(1, 2)), repr(KeyError("a",)), UnicodeDecodeError("utf8", b"a", 0, 1, "r")
def f47(): return ImportError("m", name="n", path="p").name, AttributeError("x", name="n", obj=1).obj, NameError("x", name="q").name
def f48(): raise UnicodeEncodeError("a", "b", 1)
def f49():
    import nonexistent.module
def f51():
    from collections import abc as x, OrderedDict as y; return x.__name__, y.__name__
for i in [*range(1, 50), 51]: print("--", i)
t(globals()[f"f{i}"])
