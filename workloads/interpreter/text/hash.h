// CPython's hash values (64-bit, PYTHONHASHSEED=0): the same numbers, so the same set and dict orders where
// they matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

inline constexpr uint64_t kHashModulus = (uint64_t{1} << 61) - 1;
inline constexpr int64_t kHashInfinity = 314159;
inline constexpr uint64_t kHashImaginary = 1000003;
inline constexpr int64_t kHashNone = 0x5D0F4C1;  // CPython's comes from an address; ours is fixed

int64_t hash_bytes(const void* data, size_t size);  // bytes, and the buffers under str
int64_t hash_string(StringView s);  // either width, same value as CPython's 1, 2 or 4 byte form

inline int64_t hash_int(int64_t value) {
  const uint64_t magnitude =
      value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  uint64_t reduced = (magnitude & kHashModulus) + (magnitude >> 61);
  if (reduced >= kHashModulus) reduced -= kHashModulus;
  const int64_t hash = value < 0 ? -static_cast<int64_t>(reduced) : static_cast<int64_t>(reduced);
  return hash == -1 ? -2 : hash;
}
int64_t hash_limbs(std::span<const uint64_t> magnitude, bool negative);
// NaN hashes by identity in CPython: pass the object's identity hash.
int64_t hash_float(double value, int64_t nan_hash);
int64_t hash_complex(double real, double imaginary, int64_t nan_hash);

// tuple: hasher.add(hash(item)) in order, then finish().
class TupleHasher {
 public:
  void add(int64_t item_hash) {
    accumulator_ += static_cast<uint64_t>(item_hash) * kPrime2;
    accumulator_ = (accumulator_ << 31) | (accumulator_ >> 33);
    accumulator_ *= kPrime1;
    ++count_;
  }
  int64_t finish() const {
    const uint64_t hash = accumulator_ + (count_ ^ (kPrime5 ^ 3527539U));
    return hash == UINT64_MAX ? 1546275796 : static_cast<int64_t>(hash);
  }

 private:
  static constexpr uint64_t kPrime1 = 11400714785074694791ULL;
  static constexpr uint64_t kPrime2 = 14029467366897019727ULL;
  static constexpr uint64_t kPrime5 = 2870177450012600261ULL;
  uint64_t accumulator_ = kPrime5;
  uint64_t count_ = 0;
};

// frozenset: add(hash(item)) in any order, then finish(number of items).
class FrozensetHasher {
 public:
  void add(int64_t item_hash) {
    const auto h = static_cast<uint64_t>(item_hash);
    accumulator_ ^= ((h ^ 89869747U) ^ (h << 16)) * 3644798167U;
    ++count_;
  }
  int64_t finish() const {
    uint64_t hash = accumulator_ ^ ((count_ + 1) * 1927868237U);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923U;
    return hash == UINT64_MAX ? 590923713 : static_cast<int64_t>(hash);
  }

 private:
  uint64_t accumulator_ = 0;
  uint64_t count_ = 0;
};

}  // namespace midden::text
