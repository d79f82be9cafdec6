"""Means, medians and deviations. Sums are exact, as fractions, and rounded once at the end."""

import math
from fractions import Fraction

__all__ = [
    "StatisticsError", "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_high", "median_low",
    "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    pass


def _exact(values):
    """The values as fractions, and the type of the result."""
    kind = int
    fractions = []
    for value in values:
        if isinstance(value, float):
            kind = float
        elif isinstance(value, Fraction) and kind is int:
            kind = Fraction
        fractions.append(Fraction(value))
    return fractions, kind


def _converted(value, kind):
    if kind is int and value.denominator != 1:
        return float(value)
    return kind(value)


def mean(data):
    fractions, kind = _exact(data)
    if not fractions:
        raise StatisticsError("mean requires at least one data point")
    return _converted(sum(fractions) / len(fractions), kind)


def fmean(data, weights=None):
    values = [float(value) for value in data]
    if weights is not None:
        weights = [float(weight) for weight in weights]
        if len(weights) != len(values):
            raise StatisticsError("data and weights must be the same length")
        total = math.fsum(weights)
        if not total:
            raise StatisticsError("sum of weights must be non-zero")
        return math.fsum([value * weight for value, weight in zip(values, weights)]) / total
    if not values:
        raise StatisticsError("fmean requires at least one data point")
    return math.fsum(values) / len(values)


def geometric_mean(data):
    try:
        return math.exp(fmean([math.log(value) for value in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    values = list(data)
    if not values:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any([value < 0 for value in values]):
        raise StatisticsError("harmonic mean does not support negative values")
    if any([value == 0 for value in values]):
        return 0
    weights = [1] * len(values) if weights is None else list(weights)
    fractions, kind = _exact(values)
    total = sum([Fraction(weight) for weight in weights])
    return _converted(total / sum([weight / value for weight, value in zip(weights, fractions)]), kind)


def _sorted(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values


def median(data):
    values = _sorted(data)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = _sorted(data)
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = _sorted(data)
    return values[len(values) // 2]


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(data)
    count = len(values)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (count - 1), n)
            result.append((values[j] * (n - delta) + values[j + 1] * delta) / n)
        return result
    if method != "exclusive":
        raise ValueError(f"Unknown method: {method!r}")
    for i in range(1, n):
        j = i * (count + 1) // n
        j = min(max(j, 1), count - 1)
        delta = i * (count + 1) - j * n
        result.append((values[j - 1] * (n - delta) + values[j] * delta) / n)
    return result


def _squares(data, centre):
    fractions, kind = _exact(data)
    if not fractions:
        return Fraction(0), 0, kind
    middle = sum(fractions) / len(fractions) if centre is None else Fraction(centre)
    return sum([(value - middle) ** 2 for value in fractions]), len(fractions), kind


def variance(data, xbar=None):
    squares, count, kind = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _converted(squares / (count - 1), kind)


def pvariance(data, mu=None):
    squares, count, kind = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _converted(squares / count, kind)


def stdev(data, xbar=None):
    squares, count, _ = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _square_root(squares / (count - 1))


def pstdev(data, mu=None):
    squares, count, _ = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _square_root(squares / count)


def _square_root(fraction):
    """The correctly rounded root of a fraction: an integer root with more bits than a float has, rounded to odd."""
    n, m = fraction.numerator, fraction.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return (_odd_root(n, m << 2 * shift) << shift) / 1
    return _odd_root(n << -2 * shift, m) / (1 << -shift)


def _odd_root(n, m):
    root = math.isqrt(n // m)
    return root | (root * root * m != n)
