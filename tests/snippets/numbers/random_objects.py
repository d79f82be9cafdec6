import random
r = random.Random(7)
s = random.Random(7)
print(r.random() == s.random(), r.randint(1, 6), s.randint(1, 6))
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], state[0], len(state[1]), state[2])
random.seed(1)
b = random.random()
random.seed(1)
print(b == random.random(), b)
for f in (lambda: r.randrange(0), lambda: r.randrange(5, 5), lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.sample([1, 2], 3),
          lambda: r.randrange(1, 10, 0), lambda: r.choices([], k=1), lambda: r.sample([1], -1), lambda: r.seed([1]), lambda: r.choices([1, 2], [1], k=1), lambda: r.getrandbits(-1), lambda: r.sample({1, 2}, 1)):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)


class My(random.Random):
    def random(self):
        return 0.25


m = My(3)
print(m.random(), m.uniform(0, 8), m.randrange(100), m.choice("abcd"), m.gauss(0, 1))
print(random.Random("abc").random(), random.Random(3).gauss(1, 2), random.Random(5).vonmisesvariate(1, 2), random.Random(5).gammavariate(2, 3), random.Random(6).gammavariate(0.5, 2), random.Random(6).lognormvariate(0, 1), random.Random(6).paretovariate(3), random.Random(6).weibullvariate(1, 2))
