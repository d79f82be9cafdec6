def show(e, depth=0):
    while e is not None:
        print(" " * depth + repr(e), "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)
        e = e.__cause__ or e.__context__
        depth += 1


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("implicit")
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("explicit") from z
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("suppressed") from None
except ValueError as e:
    show(e)
try:
    raise KeyError from IndexError("class cause")
except KeyError as e:
    show(e)
try:
    try:
        raise KeyError(1)
    finally:
        {}["in finally"]
except KeyError as e:
    show(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        try:
            raise KeyError("b")
        except KeyError:
            pass
        raise
except ValueError as e:
    show(e)
try:
    try:
        raise ValueError("same")
    except ValueError as e:
        raise e
except ValueError as e:
    show(e)
e = ValueError("x")
e.__cause__ = KeyError("c")
print(e.__suppress_context__)
try:
    e.__cause__ = 5
except TypeError as t:
    print(t)
try:
    e.__context__ = 5
except TypeError as t:
    print(t)
