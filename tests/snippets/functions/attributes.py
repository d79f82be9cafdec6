def f(a, b=1, *c, d=2, **e):
    "doc"
    return 1


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__, type(f).__name__)
f.x = 1
f.y = [2]
print(f.__dict__, f.x, hasattr(f, "z"))
f.__name__ = "renamed"
f.__defaults__ = (9,)
f.__kwdefaults__ = None
print(f.__name__, f(1, d=3))
c = f.__code__
print(c.co_name, c.co_argcount, c.co_varnames, c.co_flags & 0x0C, c.co_firstlineno, c.co_freevars, c.co_cellvars)


class C:
    def m(self):
        def inner():
            pass
        return inner

    lam = lambda self: 0


print(C.m.__qualname__, C().m().__qualname__, C.lam.__qualname__, C.m.__name__, C().m.__self__.__class__.__name__, C().m.__func__ is C.m, C.__qualname__)
try:
    f.__name__ = 5
except TypeError as e:
    print(e)
try:
    f.__defaults__ = 5
except TypeError as e:
    print(e)
try:
    f.nope
except AttributeError as e:
    print(e)
try:
    len.x = 1
except AttributeError as e:
    print(e)
print(len.__name__, [].append.__name__, "".join.__self__ == "", str.upper.__name__, f.__call__(5, d=1))
m = C().m
try:
    m.x = 1
except AttributeError as e:
    print(e)
