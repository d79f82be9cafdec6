import sys
print(sys.get_int_max_str_digits())
n = 10**4299
print(len(str(n)), int("9" * 4300) % 1000)
for f in (lambda: str(10**4300), lambda: int("1" * 4301), lambda: repr(-(10**5000)), lambda: f"{10**4300}", lambda: "%d" % 10**4300, lambda: int("_".join("1" * 4301)), lambda: print(10**4300), lambda: [10**4300].__repr__()):
    try:
        f()
    except ValueError as e:
        print(e)
print(len(hex(10**5000)), len(bin(10**5000)), int("f" * 5000, 16).bit_length(), int("1" * 5000, 2).bit_length(), len("%x" % 10**5000))
sys.set_int_max_str_digits(6000)
print(len(str(10**5000)), sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(10**7000)))
try:
    sys.set_int_max_str_digits(5)
except ValueError as e:
    print(e)
