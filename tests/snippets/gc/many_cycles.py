# not: none
import gc
alive = 0


class N:
    def __init__(self):
        global alive
        alive += 1
        self.next = None
        self.data = [1, 2, 3]

    def __del__(self):
        global alive
        alive -= 1


def ring(n):
    nodes = [N() for _ in range(n)]
    for i, x in enumerate(nodes):
        x.next = nodes[(i + 1) % n]


for _ in range(50):
    ring(10)
gc.collect()
print(alive)
keep = N()
keep.next = keep
ring(5)
gc.collect()
print(alive)
del keep
gc.collect()
print(alive)
