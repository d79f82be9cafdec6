# Carets, trees of groups, notes.
import sys
a=1
def f():
    return (a) + ("b")
def g():
    return (a)+("b")   
def h(x):
    return x  [  0  ]
def k():
    x = 1; x[0][1] // 2  # c
def m():
    return [1,
      2][
      5]
def n():
    (a +
       "x")
def o():
    x = 'é' + a.ü
for q in (f,g,lambda: h(3),k,m,n,o):
    try: q()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)
class C(Exception):
    def __str__(self): return 1
def eg():
    try:
        raise KeyError(1)
    except KeyError as e:
        x = e
    y = ValueError("a\nb")
    y.add_note("n1\nn2")
    y.__cause__ = x
    s = SyntaxError("bad", ("f.py", 3, 2, "  foo bar\n", 3, 5))
    def rec(n):
        if n == 0: raise ZeroDivisionError
        rec(n-1)
    try: rec(20)
    except Exception as e: z = e
    inner = ExceptionGroup("in", [z, s, C()])
    e = ExceptionGroup("multi\nline", [x, y, inner]+[OSError(i) for i in range(20)])
    e.add_note("gn")
    return e
try:
    try: raise eg()
    except Exception as e: raise ValueError from e
except Exception as e:
    sys.excepthook(type(e), e, e.__traceback__)
for notes in (3, "abc", [1, "x\n\ny"], [C()], (), None, b"x"):
    e = ValueError(1)
    e.__notes__ = notes
    sys.excepthook(type(e), e, e.__traceback__)
def deep(n):
    return TypeError(n) if n == 0 else ExceptionGroup("d%d" % n, [deep(n-1)])
e = deep(12)
sys.excepthook(type(e), e, e.__traceback__)
