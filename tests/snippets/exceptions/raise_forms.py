import sys
for make in (lambda: ValueError, lambda: ValueError("a"), lambda: ValueError("a", 1), lambda: KeyError("k"), lambda: KeyError(), lambda: OSError(2, "msg"), lambda: OSError(2, "msg", "file"), lambda: StopIteration(5), lambda: SystemExit(3), lambda: UnicodeDecodeError("utf-8", b"x", 0, 1, "why"), lambda: AttributeError("x"), lambda: ImportError("no", name="n", path="p"), lambda: NameError("n"), lambda: AssertionError(), lambda: IndexError((1, 2))):
    try:
        raise make()
    except BaseException as e:
        print(type(e).__name__, e.args, str(e), repr(e))
for bad in (5, "text", None, int, object()):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise
except RuntimeError as e:
    print(e)


class NotExc:
    pass


try:
    raise NotExc
except TypeError as e:
    print(e)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as e:
    print(e)
try:
    try:
        1 / 0
    except (ValueError, "x"):
        pass
except TypeError as e:
    print(e)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, type(tb).__name__, tb.tb_lineno, v.__traceback__ is tb)
print(sys.exc_info())


def picky():
    raise ValueError("picky")


try:
    picky()
except Exception as e:
    print(repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)
