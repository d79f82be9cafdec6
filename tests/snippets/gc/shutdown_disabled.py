# only: refcount
# skip-stress
# With the collector switched off garbage dies only with the modules.
import gc

gc.disable()


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Noisy("global")
garbage = Noisy("garbage")
garbage.me = garbage
del garbage
