# skip-stress
total = 0
for i in range(200):
    block = [[j] * 10 for j in range(500)]
    block.append(block)
    total += len(block)
print(total)
s = ""
for i in range(2000):
    s = str(i) * 50
print(len(s))
d = {}
for i in range(100000):
    d[i % 1000] = [i]
print(len(d), d[999])
