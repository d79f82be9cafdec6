# only: refcount
class D:
    def __init__(self, n): self.n = n

    def __del__(self): print("del", self.n)


d = D(1)
print("before")
del d
print("after")
d = D(2)
d = D(3)
print("rebound")
D(4)
print("temp")


def f():
    x = D(5)
    print("in f")


f()
print("left f")
l = [D(6), D(7)]
l.pop(0)
print("popped")
l[0] = None
print("stored")
t = {"k": D(8)}
t.clear()
print("cleared")
a = b = D(9)
del a
print("one left")
del b
print("end")
