log = []


def f(kind):
    try:
        log.append("try")
        if kind == "return":
            return log.append("ret expr") or "from try"
        if kind == "raise":
            raise ValueError
        if kind == "nested":
            try:
                raise KeyError
            finally:
                log.append("inner finally")
    except ValueError:
        log.append("except")
        return "from except"
    else:
        log.append("else")
    finally:
        log.append("finally")
    return "end"


for k in ("none", "return", "raise", "nested"):
    try:
        print(k, f(k), log)
    except KeyError:
        print(k, "KeyError", log)
    log.clear()


def override():
    try:
        return 1
    finally:
        return 2


def swallow():
    try:
        1 / 0
    finally:
        return "swallowed"


def brk():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
            if i == 1:
                break
    return i


def brk2():
    while True:
        try:
            return "r"
        finally:
            break
    return "after loop"


def val():
    x = 1
    try:
        return x
    finally:
        x = 2


def deep():
    for i in range(2):
        try:
            try:
                if i:
                    return "deep"
                continue
            finally:
                print("inner", i)
        finally:
            print("outer", i)


print(override(), swallow(), brk(), brk2(), val(), deep())


def in_except():
    try:
        raise ValueError(1)
    except ValueError as e:
        try:
            return e.args
        finally:
            print("cleanup")


print(in_except())
