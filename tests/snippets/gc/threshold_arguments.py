# only: refcount
# not: incremental
# What gc.set_threshold takes and refuses.
import gc

for arguments in ((), ("a",), (1, 2, 3, 4), (1.5,), (2**40,), (-2**40,), (5, None), (-5,), (7, -1), (700, 10, 10)):
    try:
        print(arguments, gc.set_threshold(*arguments), end=" ")
    except (TypeError, OverflowError) as error:
        print(arguments, type(error).__name__, error, end=" ")
    print(gc.get_threshold())
try:
    gc.set_threshold(5, threshold1=3)
except TypeError as error:
    print(error)
