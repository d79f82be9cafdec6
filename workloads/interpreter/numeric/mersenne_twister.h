// The generator behind Python's `random`: MT19937 with CPython's seeding, so the same seed gives the same
// numbers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "workloads/interpreter/numeric/big_integer.h"

namespace midden::numeric {

class MersenneTwister {
 public:
  static constexpr size_t kStateSize = 624;

  MersenneTwister() { seed(IntegerView(0)); }

  void seed(const IntegerView& value);  // an int; its sign does not matter
  // seed(str or bytes) of version 2: `bytes` is the UTF-8 of the str, or the bytes.
  void seed_bytes(std::span<const uint8_t> bytes);

  double random();  // 53 bits in [0, 1)
  uint32_t next32();
  uint64_t getrandbits64(unsigned bits);             // bits <= 64
  void getrandbits(BigInteger& out, uint64_t bits);  // any count; 0 gives 0

  // getstate()/setstate(): the 624 words and the position in them (624: all used up).
  const std::array<uint32_t, kStateSize>& state() const { return state_; }
  uint32_t position() const { return position_; }
  bool set_state(std::span<const uint32_t> words, uint32_t position);  // false: wrong size or position

 private:
  void init_by_value(uint32_t value);
  void init_by_array(std::span<const uint32_t> key);
  void refill();

  std::array<uint32_t, kStateSize> state_;
  uint32_t position_ = kStateSize;
};

// SHA-512, of which seed_bytes needs one digest.
std::array<uint8_t, 64> sha512(std::span<const uint8_t> bytes);

}  // namespace midden::numeric
