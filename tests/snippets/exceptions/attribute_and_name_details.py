class C:
    value = 1


try:
    C().valeu
except AttributeError as e:
    print(e, e.name, type(e.obj).__name__)
try:
    undefined_name
except NameError as e:
    print(e, e.name)
try:
    [].push
except AttributeError as e:
    print(e, e.name, e.obj)
try:
    None.x
except AttributeError as e:
    print(e)
try:
    (1).real = 5
except AttributeError as e:
    print(e)
try:
    len.foo
except AttributeError as e:
    print(e)
try:
    C.nope
except AttributeError as e:
    print(e)
try:
    (lambda: 0).nope
except AttributeError as e:
    print(e)
try:
    import math
    math.nope
except AttributeError as e:
    print(e)
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    "abc".foo()
except AttributeError as e:
    print(e)
try:
    type.nope
except AttributeError as e:
    print(e)
try:
    C().value()
except TypeError as e:
    print(e)
try:
    {}.a = 1
except AttributeError as e:
    print(e)
try:
    del "abc".upper
except AttributeError as e:
    print(e)
try:
    range(3).start = 1
except AttributeError as e:
    print(e)
try:
    (1, 2).x = 1
except AttributeError as e:
    print(e)
