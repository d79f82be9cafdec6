def f(kind):
    try:
        print("try", kind)
        if kind == 1:
            raise ValueError("v")
        if kind == 2:
            raise KeyError("k")
        if kind == 3:
            return "returned"
        if kind == 4:
            raise TypeError("t")
    except ValueError as e:
        print("except", e)
    except (KeyError, IndexError) as e:
        print("except tuple", repr(e))
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for kind in range(4):
    print(f(kind))
try:
    f(4)
except TypeError as e:
    print("outside", e)
try:
    raise OSError(2, "nope")
except Exception:
    print("base")
try:
    pass
except:
    print("never")
else:
    print("else")
try:
    1 / 0
except:
    print("bare")
try:
    try:
        raise ValueError(1)
    finally:
        print("f")
except ValueError as e:
    pass
try:
    e
except NameError as err:
    print(err)
