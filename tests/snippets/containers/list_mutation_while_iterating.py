a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(2)
    print(x, end=" ")
print(a)
b = [1]
for x in b:
    if len(b) < 6:
        b.append(x + 1)
print(b)
it = iter(a)
next(it)
a.clear()
print(list(it), list(it))
a.append(7)
print(list(it))
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
c = [1, 2, 3]
it = reversed(c)
c.append(4)
print(list(it), it.__length_hint__(), iter([1, 2, 3]).__length_hint__())
z = [1, 2, 3]
z[:] = [v * 2 for v in z]
print(z)
for i, v in enumerate(z):
    z[i] = v + i
print(z)
