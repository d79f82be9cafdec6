import copy
a = [[1, 2], {"k": [3]}]
b = a
c = a[:]
d = copy.copy(a)
e = copy.deepcopy(a)
a[0].append(9)
a[1]["k"].append(8)
a.append("new")
print(b, c, d, e, sep="\n")
m = [[0] * 3] * 2
m[0][0] = 1
print(m)
n = [[0] * 3 for _ in range(2)]
n[0][0] = 1
print(n)


def default(x=[]):
    x.append(len(x))
    return x


print(default(), default(), default([5]), default())
r = []
r.append(r)
s = copy.deepcopy(r)
print(s is not r, s[0] is s)
t = (1, [2])
u = copy.deepcopy(t)
print(u == t, u[1] is t[1], copy.copy(t) is t)


class P:
    def __init__(self):
        self.x = [1]


p = P()
q, w = copy.copy(p), copy.deepcopy(p)
p.x.append(2)
print(q.x, w.x)
