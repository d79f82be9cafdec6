# Exceptions that are hard to print.
import sys
# cycles
a = ValueError("a"); b = ValueError("b"); a.__context__ = b; b.__cause__ = a
sys.excepthook(type(a), a, None)
a.__context__ = a
sys.excepthook(type(a), a, None)
# a long chain
e = None
for i in range(300):
    n = KeyError(i); n.__context__ = e; e = n
sys.excepthook(type(e), e, None)
class S(str): pass
class E1(Exception):
    def __str__(self): return S("sub")
class E2(Exception):
    def __str__(self): raise SystemExit(9)
class E3(Exception):
    __module__ = 5
class E4(Exception):
    __module__ = "m.n"
class Outer:
    class E5(Exception): pass
class E6(Exception):
    def __str__(self): return str(self)
class E7(Exception):
    def __getattribute__(self, n): raise OSError
for c in (E1, E2, E3, E4, Outer.E5, E6, E7):
    x = c()
    sys.excepthook(c, x, None)
class Meta(type):
    @property
    def __module__(self): 1/0
class E8(Exception, metaclass=Meta): pass
sys.excepthook(E8, E8(), None)
s = SyntaxError("m", ("f", 1, 1000000, "abc", 1, 99999999))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError("m", ("f", "x", 1, "abc"))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError("m", (None, 5, None, None))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError("m", ("f", 5, -3, "  abc\n  def\n", 6, 4))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError("m", ("f", 5, 10, "  abc\n  def\n", 5, 14))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError(None, ("f", 5, 10, "\t  é = 5\n", 5, 14))
sys.excepthook(SyntaxError, s, None)
s = SyntaxError("x"); s.lineno = 2**70
sys.excepthook(SyntaxError, s, None)
sys.excepthook(SyntaxError, SyntaxError(), None)
n = NameError("x"); n.name = "pritn"
sys.excepthook(NameError, n, None)
n = NameError("x"); n.name = 5
sys.excepthook(NameError, n, None)
sys.tracebacklimit = 1
def f(n):
    if n: f(n-1)
    else: 1/0
try: f(3)
except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = 0
try: f(3)
except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = -5
try: f(3)
except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = "x"
try: f(3)
except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
sys.tracebacklimit = 2**80
try: f(3)
except Exception as e: sys.excepthook(type(e), e, e.__traceback__)
def hook(t, v, tb):
    print("hook", t, v)
    raise KeyError("in hook")
sys.excepthook = hook
def g():
    f(2)
g()
