# What the module traceback makes of exceptions.
import sys
import traceback


def f(x):
    return x + "a"   


def g():
    try:
        f(1)
    except TypeError as e:
        raise KeyError("k") from e


def depth(n):
    if n:
        depth(n - 1)
    else:
        raise ExceptionGroup("two\nlines", [ValueError(1), OSError(2, "x")])


for call in g, lambda: depth(9), lambda: compile("a b", "name.py", "exec"):
    try:
        call()
    except Exception as e:
        e.add_note("a\nnote")
        print(traceback.format_exc())
        lines = traceback.format_exception(e)
        print(len(lines), [len(line) for line in lines])
        traceback.print_exception(e, file=sys.stdout)
        traceback.print_exception(type(e), e, e.__traceback__, file=sys.stdout, chain=False)
        traceback.print_tb(e.__traceback__, file=sys.stdout)
        print(traceback.format_tb(e.__traceback__, 1))
        print(traceback.format_exception_only(e))
        print([(s.lineno, s.name, s.line) for s in traceback.extract_tb(e.__traceback__)])
