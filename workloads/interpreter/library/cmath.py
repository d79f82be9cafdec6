"""Functions of complex numbers."""

import math
from math import e, inf, nan, pi, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

_LARGE_EXPONENT = 709.0
_LN2 = math.log(2.0)


def phase(z):
    z = complex(z)
    return math.atan2(z.imag, z.real)


def polar(z):
    z = complex(z)
    return abs(z), phase(z)


def rect(r, phi):
    r, phi = float(r), float(phi)
    if not math.isfinite(phi) and r and not math.isnan(r) and not math.isnan(phi):
        raise ValueError("math domain error")
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isfinite(z):
    z = complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z):
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z):
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def exp(z):
    z = complex(z)
    if z.real > _LARGE_EXPONENT:
        scale = math.exp(z.real - 1.0)
        result = complex(scale * math.cos(z.imag) * e, scale * math.sin(z.imag) * e)
        if isinf(result):
            raise OverflowError("math range error")
        return result
    scale = math.exp(z.real)
    return complex(scale * math.cos(z.imag), scale * math.sin(z.imag))


def log(z, base=None):
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    result = complex(_log_of_size(abs(z.real), abs(z.imag)), phase(z))
    return result if base is None else result / log(base)


def _log_of_size(x, y):
    """log(hypot(x, y)) without losing digits near 1."""
    if x > 8.98e307 or y > 8.98e307:
        return math.log(math.hypot(x / 2.0, y / 2.0)) + _LN2
    if x < 2.3e-308 and y < 2.3e-308:
        return math.log(math.hypot(math.ldexp(x, 53), math.ldexp(y, 53))) - 53 * _LN2
    size = math.hypot(x, y)
    if 0.71 <= size <= 1.73:
        greater, lesser = max(x, y), min(x, y)
        return math.log1p((greater - 1) * (greater + 1) + lesser * lesser) / 2.0
    return math.log(size)


def log10(z):
    result = log(z)
    return complex(result.real / math.log(10.0), result.imag / math.log(10.0))


def sqrt(z):
    z = complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    x, y = abs(z.real), abs(z.imag)
    if x < 2.3e-308 and y < 2.3e-308 and (x > 0.0 or y > 0.0):
        x = math.ldexp(x, 54)
        s = math.ldexp(math.sqrt(x + math.hypot(x, math.ldexp(y, 54))), -27)
    else:
        x /= 8.0
        s = 2.0 * math.sqrt(x + math.hypot(x, y / 8.0))
    d = y / (2.0 * s)
    if z.real >= 0.0:
        return complex(s, math.copysign(d, z.imag))
    return complex(d, math.copysign(s, z.imag))


def cosh(z):
    z = complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z):
    z = complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z):
    z = complex(z)
    if abs(z.real) > 354.0:
        return complex(math.copysign(1.0, z.real), 4.0 * math.sin(z.imag) * math.cos(z.imag) * math.exp(-2.0 * abs(z.real)))
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)


def _rotated(function):
    """sin from sinh and so on: f(z) = -i g(iz)."""

    def rotated(z):
        z = complex(z)
        result = function(complex(-z.imag, z.real))
        return complex(result.imag, -result.real)

    rotated.__name__ = rotated.__qualname__ = function.__name__.rstrip("h")
    return rotated


def cos(z):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


sin = _rotated(sinh)
tan = _rotated(tanh)


def asinh(z):
    z = complex(z)
    s1 = sqrt(complex(1.0 + z.imag, -z.real))
    s2 = sqrt(complex(1.0 - z.imag, z.real))
    real = math.asinh(s1.real * s2.imag - s2.real * s1.imag)
    return complex(real, math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def acosh(z):
    z = complex(z)
    s1 = sqrt(complex(z.real - 1.0, z.imag))
    s2 = sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def acos(z):
    z = complex(z)
    s1 = sqrt(complex(1.0 - z.real, -z.imag))
    s2 = sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def atanh(z):
    z = complex(z)
    if z.real < 0.0 or z.real == 0.0 and math.copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay < 1.5e-154:
        if ay == 0.0:
            raise ValueError("math domain error")
        return complex(-math.log(math.sqrt(ay) / math.sqrt(math.hypot(ay, 2.0))), math.copysign(math.atan2(2.0, -ay) / 2, z.imag))
    real = math.log1p(4.0 * z.real / ((1.0 - z.real) * (1.0 - z.real) + ay * ay)) / 4.0
    return complex(real, -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


asin = _rotated(asinh)
atan = _rotated(atanh)
