out = []
for i in range(5):
    for j in range(5):
        if j > i:
            break
        if (i + j) % 2:
            continue
        out.append((i, j))
    else:
        out.append(f"full {i}")
print(out)
total = 0
for i in range(10):
    k = i
    while k > 0:
        k -= 3
        if k == 1:
            break
    else:
        total += i
print(total)


def find(m, v):
    for r, row in enumerate(m):
        for c, x in enumerate(row):
            if x == v:
                return r, c
    return None


print(find([[1, 2], [3, 4]], 3), find([], 1))
for x in [1, 2, 3]:
    x *= 10
print(x)
for i in range(3):
    i += 10
print(i)
n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
print(steps)
print([(a, b, c) for c in range(1, 20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
