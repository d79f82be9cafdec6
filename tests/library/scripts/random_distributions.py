import random

for seed in range(40):
    r = random.Random(seed)
    print(seed, r.uniform(-3, 7), r.triangular(1, 9), r.triangular(0, 5, 5), r.normalvariate(2, 3), r.gauss(0, 1), r.gauss(5, 0.1))
    print(r.lognormvariate(0, 0.5), r.expovariate(0.7), r.vonmisesvariate(1, 0), r.vonmisesvariate(2, 4), r.paretovariate(2), r.weibullvariate(2, 3))
    for alpha in (0.3, 0.9, 1.0, 1.5, 8):
        print(r.gammavariate(alpha, 2), r.betavariate(alpha, 0.5))
    print([r.randrange(n) for n in (1, 2, 3, 10, 2**31, 2**32, 2**33, 10**25)], [r.randrange(-5, 100, 7), r.randrange(50, -50, -3)])
    print([r.randint(-n, n) for n in (0, 1, 10, 10**12)], r.randbytes(9), [r.getrandbits(k) for k in (0, 1, 31, 32, 33, 63, 64, 65, 1000)])
    items = list(range(seed + 1))
    r.shuffle(items)
    print(items, r.choice(items), [r.sample(range(200), k) for k in (0, 1, 5, 6, 21, 60, 199)])
    print(r.choices("abcde", k=6), r.choices(range(5), [1, 2, 3, 4, 0.5], k=6), r.choices([1, 2], cum_weights=[3, 9], k=4))
    print(r.sample(["red", "blue"], counts=[4, 2], k=5), r.sample("abc", 2), r.sample((1, 2, 3), 3))
    state = r.getstate()
    a = [r.random() for _ in range(700)]
    r.setstate(state)
    print(a == [r.random() for _ in range(700)], sum(a))


class Fixed(random.Random):
    def random(self):
        return 0.75


f = Fixed()
print(f.randrange(10), f.choice("abcd"), f.randint(1, 6), f.getrandbits(5) < 32)
for args in ((5.0,), (2.5,), ("a",), (1, 2.0), (1, 5, 1.0), (10, 0), (3, 3), (1, 9, 0), (0,), (-5,)):
    try:
        print(args, random.Random(1).randrange(*args))
    except (ValueError, TypeError) as e:
        print(args, type(e).__name__, e)
for v in (1, "x", b"y", None.__class__, 2.5, -7, True, [], bytearray(b"q")):
    try:
        print(random.Random(v).random() >= 0)
    except TypeError as e:
        print(e)
print(random.Random("same").random(), random.Random(b"same").random(), random.Random(bytearray(b"same")).random(), random.Random(-3).random(), random.Random(3).random(), random.Random(0.1).random(), random.Random(-0.1).random())
random.seed("v1", version=1)
print(random.random())
