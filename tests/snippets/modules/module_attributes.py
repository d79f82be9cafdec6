import helpers.simple as m
import types
print(type(m) is types.ModuleType, m.__doc__, m.__name__, repr(m).startswith("<module 'helpers.simple' from"), sorted(k for k in vars(m) if not k.startswith("__")))
m.added = 5
print(m.added, hasattr(m, "nope"))
del m.added
try:
    m.added
except AttributeError as e:
    print(e)
print(__name__, __file__.endswith("module_attributes.py"), __doc__, __builtins__ is not None)
n = types.ModuleType("made", "doc")
n.x = 1
print(n, n.x, n.__doc__)


def f(): pass


print(f.__module__, m.change.__module__, m.Class.__module__, m.Class)
import helpers.dynamic as d
print(d.anything, d.other)
