# Leaving try, with and loops in every way.
out = []


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        out.append("+" + self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        out.append("-" + self.name + (":" + kind.__name__ if kind else ""))
        return self.swallow


def run(function, *args):
    out.clear()
    try:
        result = function(*args)
    except BaseException as error:
        chain = []
        while error is not None:
            chain.append(repr(error))
            error = error.__context__
        result = chain
    import sys
    print(function.__name__, args, result, out, sys.exc_info()[0])


def finally_ways(way):
    for i in range(3):
        try:
            out.append(i)
            if way == "break": break
            if way == "continue": continue
            if way == "return": return i
            if way == "raise": raise KeyError(i)
        finally:
            out.append("f%d" % i)
    else:
        out.append("else")
    return "end"


for way in ("break", "continue", "return", "raise", None):
    run(finally_ways, way)


def finally_overrides(way):
    for i in range(3):
        try:
            if i == 1: raise ValueError(i)
            out.append(i)
            if i == 2: return "try"
        finally:
            if way == "break": break
            if way == "continue": continue
            if way == "return": return "finally"
    return "end"


for way in ("break", "continue", "return", None):
    run(finally_overrides, way)


def nested(way):
    try:
        with Manager("a"), Manager("b", way == "swallow") as b:
            try:
                for x in range(2):
                    with Manager("c%d" % x):
                        if way == "return": return b
                        if way == "break": break
                        if way in ("raise", "swallow"): raise OSError(way)
                        continue
            except KeyError:
                out.append("not here")
            else:
                out.append("else")
            finally:
                out.append("finally")
        out.append("after with")
    except OSError as e:
        out.append(repr(e))
        try:
            raise TypeError("second")
        except TypeError as e2:
            out.append(repr(e2.__context__))
            return "from handler"
    finally:
        out.append("outer finally")
    return "end"


for way in ("return", "break", "raise", "swallow", None):
    run(nested, way)


def handler_names(way):
    e = "before"
    try:
        raise ValueError(way)
    except ValueError as e:
        if way == "del":
            del e
        elif way == "set":
            e = 5
        elif way == "return":
            return e
        elif way == "raise":
            raise KeyError("new")
        elif way == "again":
            raise
        elif way == "from":
            raise KeyError("new") from e
    try:
        e
    except NameError as error:
        return str(error)


for way in ("del", "set", "return", "raise", "again", "from", None):
    run(handler_names, way)


def return_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


run(return_value_kept)


def return_in_return():
    try:
        try:
            return out.append("a")
        finally:
            out.append("b")
            1 / 0
    except ZeroDivisionError:
        return "caught"
    finally:
        out.append("c")


run(return_in_return)


def loops_in_finally():
    for i in range(2):
        try:
            return i
        finally:
            for j in range(3):
                if j == 1: break
            else:
                out.append("never")
            while True:
                try:
                    out.append("w")
                    break
                finally:
                    out.append("wf")
            if i == 0: continue


run(loops_in_finally)


def try_in_loop_else():
    for i in [1, 2]:
        try:
            if i == 2: raise ValueError
        except ValueError:
            out.append("v")
            break
        else:
            out.append("e")
            continue
        finally:
            out.append("f")
    else:
        out.append("no")
    while i:
        i -= 1
        try:
            if i: continue
        finally:
            out.append(i)
    else:
        out.append("while else")


run(try_in_loop_else)


def generator():
    try:
        with Manager("g"):
            for i in range(3):
                try:
                    got = yield i
                    out.append(got)
                except ValueError as e:
                    out.append(repr(e))
                    got = yield "handled"
                    out.append(got)
                finally:
                    out.append("gf")
    finally:
        out.append("end")
    return "result"


def drive():
    g = generator()
    seen = [next(g), g.send("s"), g.throw(ValueError("t")), g.send("u")]
    g.close()
    g2 = generator()
    next(g2)
    def outer():
        r = yield from g2
        out.append(r)
    seen.append(list(outer()))
    return seen


run(drive)


def matching(value):
    try:
        raise value
    except (KeyError, IndexError):
        return "lookup"
    except (lambda: OSError)() as e:
        return e.args
    except Exception:
        raise
    except:
        return "base"


for value in (KeyError(), OSError(1, "x"), ValueError("v"), KeyboardInterrupt()):
    run(matching, value)


def bad_class():
    try:
        raise ValueError
    except 5:
        pass


run(bad_class)


def bare():
    raise


run(bare)


def deep_context():
    try:
        raise A
    except NameError:
        try:
            raise KeyError("k")
        finally:
            try:
                raise IndexError("i")
            except IndexError:
                out.append("i")


run(deep_context)


def unbound(way):
    if way == 1:
        x = 1
    elif way == 2:
        for x in (): pass
    elif way == 3:
        x = 1
        del x
    elif way == 4:
        try:
            1 / 0
            x = 2
        except ZeroDivisionError:
            pass
    elif way == 5:
        while False: x = 1
    elif way == 6:
        with Manager("m", True):
            1 / 0
            x = 3
    elif way == 7:
        x = 1
        for i in range(2):
            out.append(x)
            del x
    elif way == 8:
        (x := 3) and 5
    elif way == 9:
        way and (x := 4)
    return x


for way in range(10):
    run(unbound, way)
