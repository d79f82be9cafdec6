# only: refcount
# skip-stress
# What is frozen is not finalized at the end, nor is what it refers to.
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Noisy("global")
garbage = Noisy("garbage")
garbage.me = garbage
del garbage
gc.freeze()
later = Noisy("later global")
garbage = Noisy("later garbage")
garbage.me = garbage
del garbage
