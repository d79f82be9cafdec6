#include "workloads/interpreter/numeric/mersenne_twister.h"

#include <algorithm>
#include <vector>

namespace midden::numeric {
namespace {

constexpr size_t kMiddle = 397;

uint32_t twist(uint32_t upper, uint32_t lower, uint32_t far) {
  const uint32_t mixed = (upper & 0x80000000U) | (lower & 0x7FFFFFFFU);
  return far ^ (mixed >> 1) ^ ((mixed & 1) != 0 ? 0x9908B0DFU : 0);
}

// Least significant word first.
void split_words(const IntegerView& value, std::vector<uint32_t>& out) {
  for (const uint64_t limb : value.limbs()) {
    out.push_back(static_cast<uint32_t>(limb));
    out.push_back(static_cast<uint32_t>(limb >> 32));
  }
  while (out.size() > 1 && out.back() == 0) out.pop_back();
  if (out.empty()) out.push_back(0);
}

}  // namespace

void MersenneTwister::init_by_value(uint32_t value) {
  state_[0] = value;
  for (uint32_t i = 1; i < kStateSize; ++i) {
    state_[i] = 1812433253U * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  }
  position_ = kStateSize;
}

void MersenneTwister::init_by_array(std::span<const uint32_t> key) {
  init_by_value(19650218U);
  size_t i = 1;
  const auto previous = [&] { return state_[i - 1] ^ (state_[i - 1] >> 30); };
  const auto advance = [&] {
    if (++i == kStateSize) {
      state_[0] = state_[kStateSize - 1];
      i = 1;
    }
  };
  size_t j = 0;
  for (size_t k = std::max(kStateSize, key.size()); k > 0; --k) {
    state_[i] = (state_[i] ^ (previous() * 1664525U)) + key[j] + static_cast<uint32_t>(j);
    advance();
    if (++j == key.size()) j = 0;
  }
  for (size_t k = kStateSize - 1; k > 0; --k) {
    state_[i] = (state_[i] ^ (previous() * 1566083941U)) - static_cast<uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000U;
}

void MersenneTwister::seed(const IntegerView& value) {
  std::vector<uint32_t> key;
  split_words(value, key);
  init_by_array(key);
}

void MersenneTwister::seed_bytes(std::span<const uint8_t> bytes) {
  std::vector<uint8_t> extended(bytes.begin(), bytes.end());
  const auto digest = sha512(bytes);
  extended.insert(extended.end(), digest.begin(), digest.end());
  BigInteger value;
  from_bytes(value, extended, false, false);
  seed(value);
}

void MersenneTwister::refill() {
  for (size_t i = 0; i < kStateSize; ++i) {
    state_[i] = twist(state_[i], state_[(i + 1) % kStateSize], state_[(i + kMiddle) % kStateSize]);
  }
  position_ = 0;
}

uint32_t MersenneTwister::next32() {
  if (position_ >= kStateSize) refill();
  uint32_t y = state_[position_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680U;
  y ^= (y << 15) & 0xEFC60000U;
  return y ^ (y >> 18);
}

double MersenneTwister::random() {
  const uint32_t high = next32() >> 5;
  const uint32_t low = next32() >> 6;
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

uint64_t MersenneTwister::getrandbits64(unsigned bits) {
  if (bits == 0) return 0;
  if (bits <= 32) return next32() >> (32 - bits);
  const uint64_t low = next32();
  return low | static_cast<uint64_t>(next32() >> (64 - bits)) << 32;
}

void MersenneTwister::getrandbits(BigInteger& out, uint64_t bits) {
  if (bits <= 64) return out.assign_unsigned(getrandbits64(static_cast<unsigned>(bits)));
  std::vector<uint64_t> limbs((bits + 63) / 64);
  uint64_t left = bits;
  for (uint64_t& limb : limbs) {
    const auto taken = static_cast<unsigned>(std::min<uint64_t>(left, 64));
    limb = getrandbits64(taken);
    left -= taken;
  }
  out.assign(limbs, false);
}

bool MersenneTwister::set_state(std::span<const uint32_t> words, uint32_t position) {
  if (words.size() != kStateSize || position > kStateSize) return false;
  std::copy(words.begin(), words.end(), state_.begin());
  position_ = position;
  return true;
}

}  // namespace midden::numeric
