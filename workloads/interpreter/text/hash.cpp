#include "workloads/interpreter/text/hash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace midden::text {
namespace {

// SipHash-1-3 (Aumasson and Bernstein) with the all-zero key that PYTHONHASHSEED=0 stands for.
class SipHash13 {
 public:
  explicit SipHash13(uint64_t byte_count) : tail_(byte_count << 56) {}

  void word(uint64_t message) {
    v3_ ^= message;
    round();
    v0_ ^= message;
  }
  // bytes: the last, fewer than 8.
  uint64_t finish(const uint8_t* bytes, size_t count) {
    for (size_t i = 0; i < count; ++i) tail_ |= static_cast<uint64_t>(bytes[i]) << (8 * i);
    word(tail_);
    v2_ ^= 0xFF;
    round();
    round();
    round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void round() {
    v0_ += v1_;
    v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v1_;
    v0_ += v3_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_ = 0x736F6D6570736575;
  uint64_t v1_ = 0x646F72616E646F6D;
  uint64_t v2_ = 0x6C7967656E657261;
  uint64_t v3_ = 0x7465646279746573;
  uint64_t tail_;
};

int64_t avoid_minus_one(uint64_t hash) { return hash == UINT64_MAX ? -2 : static_cast<int64_t>(hash); }

// A wide string whose code points fit 16 bits hashes as CPython would store it: two bytes each.
int64_t hash_two_byte_form(std::span<const char32_t> wide) {
  SipHash13 hasher(wide.size() * 2);
  size_t i = 0;
  for (; i + 4 <= wide.size(); i += 4) {
    hasher.word(static_cast<uint64_t>(wide[i]) | static_cast<uint64_t>(wide[i + 1]) << 16 |
                static_cast<uint64_t>(wide[i + 2]) << 32 | static_cast<uint64_t>(wide[i + 3]) << 48);
  }
  std::array<uint8_t, 6> tail;
  size_t tail_size = 0;
  for (; i < wide.size(); ++i) {
    tail[tail_size++] = static_cast<uint8_t>(wide[i]);
    tail[tail_size++] = static_cast<uint8_t>(wide[i] >> 8);
  }
  return avoid_minus_one(hasher.finish(tail.data(), tail_size));
}

uint64_t rotate_mersenne(uint64_t x, unsigned count) {
  return ((x << count) & kHashModulus) | (x >> (61 - count));
}

}  // namespace

int64_t hash_bytes(const void* data, size_t size) {
  if (size == 0) return 0;
  SipHash13 hasher(size);
  const auto* bytes = static_cast<const uint8_t*>(data);
  size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes + i, 8);
    hasher.word(word);
  }
  return avoid_minus_one(hasher.finish(bytes + i, size - i));
}

int64_t hash_string(StringView s) {
  if (s.width == 1) return hash_bytes(s.data, s.length);
  char32_t bits = 0;
  for (const char32_t c : s.wide()) bits |= c;
  if (bits <= 0xFF) {  // not canonical: a slice of a wide string
    std::vector<uint8_t> narrow(s.wide().begin(), s.wide().end());
    return hash_bytes(narrow.data(), narrow.size());
  }
  return bits <= 0xFFFF ? hash_two_byte_form(s.wide()) : hash_bytes(s.data, s.byte_size());
}

int64_t hash_limbs(std::span<const uint64_t> magnitude, bool negative) {
  // 2**64 is 8 modulo 2**61 - 1.
  unsigned __int128 reduced = 0;
  for (size_t i = magnitude.size(); i-- > 0;) {
    reduced = reduced * 8 + magnitude[i];
    reduced = (reduced & kHashModulus) + (reduced >> 61);
    if (reduced >= kHashModulus) reduced -= kHashModulus;
  }
  const auto value = static_cast<int64_t>(reduced);
  const int64_t hash = negative ? -value : value;
  return hash == -1 ? -2 : hash;
}

int64_t hash_float(double value, int64_t nan_hash) {
  if (!std::isfinite(value)) {
    if (std::isnan(value)) return nan_hash;
    return value > 0 ? kHashInfinity : -kHashInfinity;
  }
  int exponent;
  double mantissa = std::frexp(value, &exponent);
  const bool negative = mantissa < 0;
  mantissa = std::fabs(mantissa);
  // Take the mantissa 28 bits at a time into a number modulo 2**61 - 1, in which doubling is a rotation.
  uint64_t x = 0;
  while (mantissa != 0) {
    x = rotate_mersenne(x, 28);
    mantissa *= 268435456.0;
    exponent -= 28;
    const auto digit = static_cast<uint64_t>(mantissa);
    mantissa -= static_cast<double>(digit);
    x += digit;
    if (x >= kHashModulus) x -= kHashModulus;
  }
  exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
  x = rotate_mersenne(x, static_cast<unsigned>(exponent));
  const int64_t hash = negative ? -static_cast<int64_t>(x) : static_cast<int64_t>(x);
  return hash == -1 ? -2 : hash;
}

int64_t hash_complex(double real, double imaginary, int64_t nan_hash) {
  const auto left = static_cast<uint64_t>(hash_float(real, nan_hash));
  const auto right = static_cast<uint64_t>(hash_float(imaginary, nan_hash));
  return avoid_minus_one(left + kHashImaginary * right);
}

}  // namespace midden::text
