#pragma once

// IEEE 754 binary16, for struct's `e`.

#include <cmath>
#include <cstdint>

namespace midden::python {

inline double half_to_double(std::uint16_t half) {
  const int exponent = (half >> 10) & 31;
  const int fraction = half & 1023;
  double value;
  if (exponent == 31) {
    value = fraction ? NAN : INFINITY;
  } else {
    value = exponent ? std::ldexp(1024 + fraction, exponent - 25) : std::ldexp(fraction, -24);
  }
  return std::copysign(value, half & 0x8000 ? -1.0 : 1.0);
}

// Rounds to nearest, ties to even. False: too large.
inline bool double_to_half(double value, std::uint16_t* half) {
  const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double size = std::fabs(value);
  if (std::isnan(value)) {
    *half = sign | 0x7E00;
    return true;
  }
  if (std::isinf(value)) {
    *half = sign | 0x7C00;
    return true;
  }
  // In units of the last place: numbers below 2**-14 share the exponent of the smallest normal number.
  int exponent = size == 0.0 ? -14 : std::ilogb(size);
  if (exponent < -14) exponent = -14;
  if (exponent > 15) return false;
  const auto units = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(size, 10 - exponent)));
  // A carry out of the fraction raises the exponent by itself.
  const std::uint32_t bits = units < 1024 ? units : static_cast<std::uint32_t>(exponent + 14) * 1024 + units;
  if (bits >= 0x7C00) return false;
  *half = static_cast<std::uint16_t>(sign | bits);
  return true;
}

}  // namespace midden::python
