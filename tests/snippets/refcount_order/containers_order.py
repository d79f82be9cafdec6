# only: refcount
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print(self.n, end=" ")


l = [D(i) for i in range(4)]
del l
print("list")
t = tuple(D(i) for i in range(4))
del t
print("tuple")
d = {i: D(i) for i in range(4)}
del d
print("dict")


class O:
    pass


o = O()
o.a, o.b = D("a"), D("b")
del o
print("object")
x = [D(i) for i in range(5)]
del x[1:3]
print("slice")
x[:] = []
print("all")
n = D("inner")
n.child = D("child")
del n
print("nested")


def f(a, b):
    c = D("local")
    return None


f(D("arg1"), D("arg2"))
print("call")
for i in [D("loop1"), D("loop2")]:
    pass
del i
print("loop")
