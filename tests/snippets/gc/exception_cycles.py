# not: none
import gc, weakref


class C:
    pass


def fail():
    c = C()
    r.append(weakref.ref(c))
    try:
        raise ValueError("x")
    except ValueError as e:
        keep = e
    return None


r = []
fail()
gc.collect()
print(r[0]())
