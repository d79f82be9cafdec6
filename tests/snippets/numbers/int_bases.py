for n in (0, 1, -1, 10, 255, -255, 2**64, -(2**65)):
    print(bin(n), oct(n), hex(n), "%x %X %o" % (n, n, n), f"{n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:#X} {n:d} {n:n}")
for bad in (1.5, "1", None):
    for f in (bin, oct, hex):
        try:
            f(bad)
        except TypeError as e:
            print(e)


class I:
    def __index__(self):
        return 17


print(bin(I()), hex(I()), [0] * I() == [0] * 17, list(range(20))[I()], "a" * I())
