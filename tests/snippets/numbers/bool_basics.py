print(True, False, repr(True), str(False), bool(), bool(0), bool("0"), bool([0]), bool(None), bool(0.0), bool(1e-300))
print(True + True, True - False, True * 3, True / 2, -True, +False, True ** 2, True == 1, True is True, isinstance(True, int))
print(True & True, True | False, True ^ True, not True, int(True), float(True), True.real, [10, 20][True])
print({True: "t", 1: "one", 1.0: "float"}, {0: 1, False: 2}, sum([True, False, True]))
print(bool.__mro__, bool.__name__, type(True).__bases__)
try:
    class B(bool):
        pass
except TypeError as e:
    print(e)


class T:
    def __bool__(self):
        return False


class L:
    def __len__(self):
        return 0


class Bad:
    def __bool__(self):
        return 1


class BadLen:
    def __len__(self):
        return -1


class BadLen2:
    def __len__(self):
        return "x"


print(bool(T()), bool(L()), not T(), 1 if L() else 2)
for c in (Bad, BadLen, BadLen2):
    try:
        bool(c())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print("%s %d" % (True, True), f"{True}", f"{True:d}", f"{False!r:>6}")
