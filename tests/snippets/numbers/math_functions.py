import math
for x in (0.0, 0.5, 1.0, 2.0, -0.75, 10.25):
    print(math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.exp(x), math.sinh(x), math.cosh(x), math.tanh(x), math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x))
for x in (0.5, 1.0, 2.0, 10.0, 1e10, 10**30):
    print(math.sqrt(x), math.log(x), math.log2(x), math.log10(x), math.log1p(x), math.log(x, 3), math.isqrt(int(x)))
print(math.asin(0.5), math.acos(0.5), math.atan2(1, -1), math.atan2(-0.0, -1), math.hypot(3, 4), math.hypot(1, 2, 2), math.asinh(1), math.acosh(2), math.atanh(0.5))
print(math.pow(2, 0.5), math.fmod(7, -3), math.fmod(-7, 3), math.modf(3.25), math.modf(-3.25), math.frexp(10.0), math.ldexp(0.625, 4), math.copysign(3, -0.0))
print(math.degrees(math.pi), math.radians(180), math.pi, math.e, math.tau, math.inf, math.nan)
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 2, abs_tol=1))
print(math.gcd(12, 18), math.gcd(0, 5), math.gcd(-4, 6), math.gcd(), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(2, 3, 5))
print(math.factorial(0), math.factorial(20), math.factorial(30), math.comb(10, 3), math.perm(10, 3), math.perm(5), math.comb(60, 30))
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([0.5, 4]))
print(math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10), math.expm1(1e-10), math.remainder(7, 2), math.dist([1, 2], [4, 6]), math.exp2(3) , math.cbrt(27))
print(math.nextafter(1.0, 2.0), math.ulp(1.0), math.isqrt(10**40))
print(math.floor(1e20), math.ceil(-0.5), math.trunc(-2.7), math.floor(10**30))
