# skip-stress
# only: refcount
import sys, gc
class D:
    def __del__(self): raise ValueError("in del")
seen=[]
def hook(u):
    print(type(u).__name__, u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__, u.object.__qualname__ if hasattr(u.object,'__qualname__') else '', u.exc_traceback is not None)
old=sys.unraisablehook
sys.unraisablehook=hook
D()
import weakref
class A: pass
a=A(); r=weakref.ref(a, lambda r: 1/0)
del a
def cb(phase, info): raise KeyError(phase)
gc.callbacks.append(cb); gc.collect(); gc.callbacks.clear()
print(sys.unraisablehook is hook, sys.__unraisablehook__ is old)
def g():
    try: yield
    finally: raise OSError("gen")
x=g(); next(x); del x
def bad(u): raise RuntimeError("hook")
sys.unraisablehook = old
