# only: refcount
# skip-stress
# What happens at the end, and in which order.
import atexit
import gc
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Anything:
    pass


atexit.register(print, "registered first")
atexit.register(print, "registered second")
target, other = Anything(), Anything()
finalizer = weakref.finalize(target, print, "finalize", 1)
late = weakref.finalize(other, print, "finalize", 2)
never = weakref.finalize(other, print, "finalize", 3)
never.atexit = False
print(finalizer.alive, finalizer.peek()[1:], late.atexit, never.atexit)
del target
print(finalizer.alive, finalizer(), finalizer.detach())


@atexit.register
def last():
    print("registered last")


atexit.register(print, "gone")
atexit.unregister(print)
atexit.register(print, "registered again")
cycle = Noisy("in a cycle")
cycle.cycle = cycle
del cycle
kept = Noisy("global")
print("end of the program")
