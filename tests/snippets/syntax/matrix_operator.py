class M:
    def __init__(self, v):
        self.v = v

    def __matmul__(self, o):
        return ("matmul", self.v, o.v if isinstance(o, M) else o)

    def __rmatmul__(self, o):
        return ("rmatmul", o, self.v)

    def __imatmul__(self, o):
        self.v += 100
        return self


a = M(1)
print(a @ M(2), a @ 3, 4 @ a)
a @= 1
print(a.v)
try:
    1 @ 2
except TypeError as e:
    print(e)
try:
    x = [1]
    x @= 2
except TypeError as e:
    print(e)
