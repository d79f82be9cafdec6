# Frames: who called, what the variables are, and that tracebacks keep them.
import sys, types, traceback


def inner(a, b=2):
    c = a + b
    frame = sys._getframe()
    return frame, frame.f_locals


frame, variables = inner(1)
print(type(frame).__name__, type(frame) is types.FrameType, sorted(k for k in variables if k != "frame"), variables["c"])
print(frame.f_code.co_name, frame.f_code is inner.__code__, frame.f_back is sys._getframe(), frame.f_globals is globals())
print(frame.f_lineno, frame.f_lasti >= 0, frame.f_builtins["len"] is len, frame.f_trace)


def depth():
    f, n = sys._getframe(), 0
    while f:
        f, n = f.f_back, n + 1
    return n


def nested(k):
    return depth() if k == 0 else nested(k - 1)


print(depth(), nested(0), nested(5))
print(sys._getframe() is sys._getframe(), sys._getframe(0).f_code.co_name)
try:
    sys._getframe(100)
except ValueError as e:
    print(e)


def fails(x):
    y = x * 2
    z = [x, y]
    cell = x

    def uses():
        return cell

    return z[5]


def catches():
    here = "catcher"
    try:
        fails(21)
    except IndexError as e:
        return e


e = catches()
tb = e.__traceback__
print(tb.tb_frame.f_code.co_name, tb.tb_frame.f_locals["here"], tb.tb_lineno, tb.tb_frame.f_lineno)
last = tb.tb_next.tb_frame
print(last.f_code.co_name, {k: v for k, v in last.f_locals.items() if k != "uses"})
print(last.f_back is tb.tb_frame, tb.tb_frame.f_back.f_code.co_name, tb.tb_next.tb_next)
traceback.clear_frames(tb)
print(last.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)


def generator():
    one = 1
    got = yield one
    two = 2
    frame = sys._getframe()
    yield frame.f_back.f_code.co_name, sorted(frame.f_locals)
    yield me.gi_frame.f_locals["got"], me.gi_frame.f_code.co_name


me = generator()
print(me.gi_frame.f_locals, me.gi_frame.f_lineno, me.gi_frame.f_back)
next(me)
print(me.gi_frame.f_locals, me.gi_frame.f_lineno)


def resume():
    return me.send("sent")


print(resume())
print(next(me))
print(next(me, "end"), me.gi_frame)


def broken():
    kept = "in generator"
    yield 1
    raise KeyError(kept)


g = broken()
next(g)
try:
    next(g)
except KeyError as e:
    f = e.__traceback__.tb_next.tb_frame
    print(f.f_code.co_name, f.f_locals, f.f_back)


class Body:
    attribute = 1
    names = sorted(n for n in sys._getframe().f_locals if not n.startswith("__"))


print(Body.names)


def summary():
    try:
        fails(1)
    except IndexError as e:
        return traceback.extract_tb(e.__traceback__), traceback.extract_stack()


entries, stack = summary()
print([(entry.name, entry.lineno, entry.line) for entry in entries])
print([(entry.name, entry.line) for entry in stack])
print(repr(frame).split(",")[0].split(" at ")[0], repr(frame).split(", ", 2)[2])


def tb_next_changes():
    try:
        fails(3)
    except IndexError as e:
        tb = e.__traceback__
        tb.tb_next = None
        print(tb.tb_next)
        try:
            tb.tb_next = tb
        except ValueError as error:
            print(error)
        try:
            tb.tb_next = 5
        except TypeError as error:
            print(error)


tb_next_changes()


def closure():
    captured = [1]

    def use():
        local = 2
        return sys._getframe().f_locals, sys._getframe(1).f_locals["captured"], captured

    return use()


print(closure())
