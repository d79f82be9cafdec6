"""Exact fractions."""

import math
from numbers import Rational

__all__ = ["Fraction"]

_HASH_MODULUS = 2**61 - 1
_HASH_INFINITY = 314159


def _parse(text):
    """numerator and denominator of a text such as 3/4, -1.25 or 1e-3."""
    word = text.strip()
    sign = -1 if word.startswith("-") else 1
    body = word[1:] if word[:1] in ("+", "-") else word
    numerator, slash, denominator = body.partition("/")
    if slash:
        if _is_digits(numerator) and _is_digits(denominator):
            return sign * int(numerator), int(denominator)
    else:
        mantissa, letter, exponent = body.replace("E", "e").partition("e")
        whole, point, decimals = mantissa.partition(".")
        valid = (whole or decimals) and (not whole or _is_digits(whole)) and (not decimals or _is_digits(decimals))
        if valid and (not letter or _is_digits(exponent.lstrip("+-")) and len(exponent) - len(exponent.lstrip("+-")) <= 1):
            value = int((whole + decimals).replace("_", ""))
            shift = (int(exponent) if letter else 0) - len(decimals.replace("_", ""))
            return (sign * value * 10**shift, 1) if shift >= 0 else (sign * value, 10**-shift)
    raise ValueError(f"Invalid literal for Fraction: {text!r}")


def _divided(a, b, c, d):
    if c == 0:
        raise ZeroDivisionError(f"Fraction({(a > 0) - (a < 0)}, 0)")
    return Fraction(a * d, b * c)


def _is_digits(word):
    return bool(word) and word[0] != "_" and word[-1] != "_" and "__" not in word and word.replace("_", "").isdigit()


class Fraction(Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or not isinstance(numerator, str) and hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance")
            numerator, denominator = _parse(numerator)
        elif not (type(numerator) is int is type(denominator)):
            if not isinstance(numerator, Rational) or not isinstance(denominator, Rational):
                raise TypeError("both arguments should be Rational instances")
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        if _normalize:
            divisor = math.gcd(numerator, denominator)
            if denominator < 0:
                divisor = -divisor
            numerator //= divisor
            denominator //= divisor
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The closest fraction whose denominator is not greater."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # The two candidates are bound1 and p1/q1; 2 * d * (q0 + k * q1) <= denominator decides without fractions.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def _operate(self, other, exact, inexact, swapped=False):
        """Ints and fractions give fractions, floats give floats."""
        if isinstance(other, Rational):
            a, b = self._numerator, self._denominator
            c, d = other.numerator, other.denominator
            return exact(c, d, a, b) if swapped else exact(a, b, c, d)
        if isinstance(other, float):
            return inexact(other, float(self)) if swapped else inexact(float(self), other)
        if isinstance(other, complex):
            return inexact(other, complex(self)) if swapped else inexact(complex(self), other)
        return NotImplemented

    def __add__(self, other):
        return self._operate(other, lambda a, b, c, d: Fraction(a * d + b * c, b * d), lambda x, y: x + y)

    __radd__ = __add__

    def __sub__(self, other, swapped=False):
        return self._operate(other, lambda a, b, c, d: Fraction(a * d - b * c, b * d), lambda x, y: x - y, swapped)

    def __rsub__(self, other):
        return self.__sub__(other, True)

    def __mul__(self, other):
        return self._operate(other, lambda a, b, c, d: Fraction(a * c, b * d), lambda x, y: x * y)

    __rmul__ = __mul__

    def __truediv__(self, other, swapped=False):
        return self._operate(other, _divided, lambda x, y: x / y, swapped)

    def __rtruediv__(self, other):
        return self.__truediv__(other, True)

    def __floordiv__(self, other, swapped=False):
        return self._operate(other, lambda a, b, c, d: (a * d) // (b * c), lambda x, y: x // y, swapped)

    def __rfloordiv__(self, other):
        return self.__floordiv__(other, True)

    def __mod__(self, other, swapped=False):
        return self._operate(other, lambda a, b, c, d: Fraction(a * d % (c * b), b * d), lambda x, y: x % y, swapped)

    def __rmod__(self, other):
        return self.__mod__(other, True)

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __pow__(self, other):
        if not isinstance(other, Rational):
            return float(self) ** other
        if other.denominator != 1:
            return float(self) ** float(other)
        power = other.numerator
        if power >= 0:
            return Fraction(self._numerator**power, self._denominator**power, _normalize=False)
        if self._numerator == 0:
            raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
        return Fraction(self._denominator**-power, self._numerator**-power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        if isinstance(other, Rational):
            return Fraction(other.numerator, other.denominator) ** self
        return other ** float(self)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator, _normalize=False)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator, _normalize=False)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator, _normalize=False)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole + whole % 2
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __complex__(self):
        return complex(float(self))

    def __bool__(self):
        return bool(self._numerator)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            value = _HASH_INFINITY
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def _compare(self, other, decide):
        if isinstance(other, Rational):
            return decide(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return decide(0.0, other)
            return self._compare(Fraction(other), decide)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        return self._compare(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)
