# skip-stress
import gc
head = None
for i in range(200000):
    head = (i, head)
gc.collect()
n, c = 0, head
while c is not None:
    n += 1
    c = c[1]
print(n)
del head, c
gc.collect()


class L:
    def __init__(self, n): self.n = n


x = None
for i in range(200000):
    x = L(x)
gc.collect()
x = None
gc.collect()
d = {}
for i in range(100000):
    d = {"k": d}
d = None
gc.collect()
print("ok")
