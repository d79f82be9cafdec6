from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sorted(c.elements()), sum(c.values()), len(c), c.total())
c.update("aab")
c.subtract({"a": 3, "q": 1})
print(c, +c, -c, c.most_common()[-1])
a, b = Counter(x=3, y=1), Counter(x=1, z=5)
print(a + b, a - b, a & b, a | b, a == Counter(x=3, y=1), Counter(a), Counter(), Counter({"k": 2}), Counter([1, 1, 2]))
a += b
a -= Counter(z=2)
print(a, dict(a), list(a), a.get("n", 0))
del a["x"]
del a["not there"]
print(a, "x" in a, Counter(a=1) <= Counter(a=2), Counter(a=0) == Counter())
print(Counter(w for w in "the cat the dog".split()).most_common(1), max(Counter("aab"), key=Counter("aab").get))
try:
    Counter.fromkeys("ab")
except NotImplementedError as e:
    print(e)
try:
    Counter(1)
except TypeError as e:
    print(e)
