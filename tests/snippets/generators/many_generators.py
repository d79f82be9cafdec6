def g(i):
    x = [i] * 3
    while True:
        s = yield sum(x)
        x.append(s or 1)


gens = [g(i) for i in range(500)]
print(sum(next(x) for x in gens))
print(sum(x.send(2) for x in gens))
del gens[::2]
print(sum(next(x) for x in gens), len(gens))
for x in gens:
    x.close()
print(sum(1 for x in gens for _ in x))


def chain(n):
    if n:
        yield n
        yield from chain(n - 1)


print(list(chain(100))[-3:], sum(chain(200)))
it = iter(range(10))
for i in range(30):
    it = (x + 1 for x in it)
print(list(it))
