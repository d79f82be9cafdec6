# not: none
import gc
saved = []


class R:
    def __init__(self, n): self.n, self.me = n, self

    def __del__(self):
        print("del", self.n)
        saved.append(self)


r = R(1)
del r
gc.collect()
print(len(saved), saved[0].n, saved[0].me is saved[0])
saved.clear()
gc.collect()
print(len(saved))
