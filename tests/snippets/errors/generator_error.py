def g():
    yield 1
    yield [][5]


for v in g():
    print(v)
