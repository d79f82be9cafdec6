import random
import statistics
from fractions import Fraction as F

r = random.Random(17)
for n in range(150):
    a = F(r.randrange(-50, 50), r.randrange(1, 30))
    b = r.choice([F(r.randrange(-50, 50), r.randrange(1, 30)), r.randrange(-9, 9), r.uniform(-5, 5)])
    print(a, b, a + b, b + a, a - b, b - a, a * b, b * a, a == b, a < b, a <= b, b < a, a >= b, hash(a), float(a), int(a), round(a), round(a, 2), round(a, -1), -a, abs(a), +a, bool(a), repr(a))
    for f in (lambda: a / b, lambda: b / a, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: b // a, lambda: b % a, lambda: a ** 3, lambda: a ** -2, lambda: a ** 0.5, lambda: 2 ** a):
        try:
            print(f(), end=" ")
        except ZeroDivisionError as e:
            print("ZeroDivisionError", e, end=" ")
        except TypeError as e:
            print("TypeError", end=" ")
    print(a.limit_denominator(r.randrange(1, 20)), F(r.random()).limit_denominator(100))
for t in ("1/2", "-3/6", " 7 ", "1.5", "-.25", "1e3", "2.5E-2", "+4/8", "1_000/3", "", "a", "1/", "/2", "1/0", "1.2/3", "--1", "1/-2", "0x1", "1e", "5."):
    try:
        print(repr(t), F(t))
    except (ValueError, ZeroDivisionError) as e:
        print(repr(t), type(e).__name__, e)
for args in ((0.1,), (3,), (F(1, 2),), (F(1, 2), F(3, 4)), (True,), (1.5, 2), ("1", 2), ([],), (1j,), (None,)):
    try:
        print(args, F(*args))
    except (TypeError, ValueError) as e:
        print(args, e)
for n in (1, 2, 3, 10, 51):
    ints = [r.randrange(-100, 100) for _ in range(n)]
    floats = [r.uniform(-10, 10) for _ in range(n)]
    fracs = [F(i, 7) for i in ints]
    for data in (ints, floats, fracs):
        for f in (statistics.mean, statistics.median, statistics.median_low, statistics.median_high, statistics.mode, statistics.multimode, statistics.stdev, statistics.pstdev, statistics.variance, statistics.pvariance, statistics.fmean, statistics.quantiles):
            try:
                print(f.__name__, f(data), end="; ")
            except statistics.StatisticsError as e:
                print(f.__name__, e, end="; ")
        print()
    positive = [abs(x) + 1 for x in ints]
    print(statistics.harmonic_mean(positive), statistics.fmean(positive, [1] * n))
for f in (statistics.mean, statistics.median, statistics.mode, statistics.stdev, statistics.fmean):
    try:
        f([])
    except statistics.StatisticsError as e:
        print(e)
