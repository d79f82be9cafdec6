# only: refcount
# skip-stress
# What dies when the program ends, and in which order: garbage first, then what modules refer to.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Noisy("first global")
_private = Noisy("private")
second = Noisy("second global")
cyclic = Noisy("cyclic global")
cyclic.me = cyclic
garbage = Noisy("garbage")
garbage.me = garbage
del garbage
