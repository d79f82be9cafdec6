def deco(f):
    raise TypeError("bad decorator")


@deco
def g():
    pass
