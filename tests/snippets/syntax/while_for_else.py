for i in range(3):
    if i == 5:
        break
else:
    print("no break")
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("done", n)
while True:
    break
else:
    print("never")
for i in []:
    pass
else:
    print("empty")
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == j:
            continue
        print(i, j)
    else:
        print("never")
for x, (y, z) in [(1, (2, 3)), (4, (5, 6))]:
    print(x + y + z)
d = {}
for d["k"] in range(3):
    pass
print(d)
