class Tree:
    def __init__(self, v, kids=()):
        self.v, self.kids = v, kids

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k

    def paths(self, prefix=()):
        here = prefix + (self.v,)
        if not self.kids:
            yield here
        for k in self.kids:
            yield from k.paths(here)


t = Tree(1, [Tree(2), Tree(3, [Tree(4), Tree(5)])])
print(list(t), list(t.paths()), sum(t), 4 in t, 9 in t, max(t))


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return (i for i in range(self.n))


print(list(Count(3)), list(zip(Count(2), Count(3))), [a + b for a in Count(2) for b in Count(2)])


class Co:
    def __init__(self):
        self.log = []
        self.gen = self.run()
        next(self.gen)

    def run(self):
        while True:
            m = yield
            self.log.append(m)

    def put(self, m):
        self.gen.send(m)


c = Co()
c.put(1)
c.put(2)
print(c.log)
