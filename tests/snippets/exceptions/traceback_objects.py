import sys, traceback


def a():
    b()


def b():
    c(0)


def c(x):
    return 1 / x


try:
    a()
except ZeroDivisionError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
    print(traceback.format_exc().splitlines()[-1])
    print(traceback.format_exception_only(type(e), e))
    f = e.__traceback__.tb_next.tb_next.tb_frame
    print(f.f_code.co_name, f.f_back.f_code.co_name if f.f_back else None)
try:
    raise ValueError("no chain").with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_lineno, e.__traceback__.tb_next)
saved = None
try:
    a()
except ZeroDivisionError as e:
    saved = e
try:
    raise saved
except ZeroDivisionError as e:
    n = 0
    tb = e.__traceback__
    while tb:
        n += 1
        tb = tb.tb_next
    print(n)
