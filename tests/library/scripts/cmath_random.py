import cmath
import random

r = random.Random(4)
functions = [cmath.exp, cmath.log, cmath.log10, cmath.sqrt, cmath.sin, cmath.cos, cmath.tan, cmath.sinh, cmath.cosh, cmath.tanh, cmath.asin, cmath.acos, cmath.atan, cmath.asinh, cmath.acosh, cmath.atanh, cmath.phase, cmath.polar]
numbers = [complex(a, b) for a in (0.0, 1.0, -1.0, 0.5, -2.5, 1e-10, 30.0) for b in (0.0, 1.0, -1.0, 0.25, -3.5)]
numbers += [complex(r.uniform(-5, 5), r.uniform(-5, 5)) for _ in range(200)] + [complex(r.gauss(0, 1e5), r.gauss(0, 1e-5)) for _ in range(20)] + [2, -3, 0.5, True]
for z in numbers:
    for f in functions:
        try:
            print(f.__name__, z, f(z))
        except (ValueError, OverflowError) as e:
            print(f.__name__, z, type(e).__name__, e)
    print(cmath.rect(abs(z), complex(z).imag), cmath.isclose(z, z + 1e-12), cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z))
print(cmath.rect(-1, 0), cmath.rect(2, True))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj, cmath.log(8, 2), cmath.log(1j, 3))
