// SHA-512 (FIPS 180-4).
#include <bit>
#include <vector>

#include "workloads/interpreter/numeric/mersenne_twister.h"

namespace midden::numeric {
namespace {

using State = std::array<uint64_t, 8>;

// The first 64 bits of the fractional parts of the square roots of the first 8 primes, and of the cube roots
// of the first 80. Computed, not typed in: 64 bits of a root are an integer root of a shifted prime.
struct Constants {
  State initial;
  std::array<uint64_t, 80> rounds;

  Constants() {
    unsigned prime = 1;
    for (size_t i = 0; i < rounds.size(); ++i) {
      prime = next_prime(prime);
      rounds[i] = root_fraction(prime, 3);
      if (i < initial.size()) initial[i] = root_fraction(prime, 2);
    }
  }

  static unsigned next_prime(unsigned n) {
    const auto is_prime = [](unsigned candidate) {
      for (unsigned d = 2; d * d <= candidate; ++d) {
        if (candidate % d == 0) return false;
      }
      return true;
    };
    do ++n;
    while (!is_prime(n));
    return n;
  }
  static uint64_t root_fraction(unsigned prime, unsigned degree) {
    BigInteger value(prime);
    mpz_mul_2exp(value.mpz(), value.mpz(), 64 * degree);
    mpz_root(value.mpz(), value.mpz(), degree);
    return value.limbs()[0];
  }
};

void compress(State& state, const uint8_t* block, const Constants& constants) {
  std::array<uint64_t, 80> w;
  for (size_t i = 0; i < 16; ++i) {
    w[i] = 0;
    for (size_t k = 0; k < 8; ++k) w[i] = w[i] << 8 | block[8 * i + k];
  }
  for (size_t i = 16; i < 80; ++i) {
    const uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
    const uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (size_t i = 0; i < 80; ++i) {
    const uint64_t s1 = std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41);
    const uint64_t t1 = h + s1 + ((e & f) ^ (~e & g)) + constants.rounds[i] + w[i];
    const uint64_t s0 = std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39);
    const uint64_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  const State mixed = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) state[i] += mixed[i];
}

}  // namespace

std::array<uint8_t, 64> sha512(std::span<const uint8_t> bytes) {
  constexpr size_t kBlock = 128;
  const Constants constants;
  State state = constants.initial;
  // The message, a single 1 bit, zeros, and the bit count in the last 16 bytes of a block.
  std::vector<uint8_t> padded(bytes.begin(), bytes.end());
  padded.push_back(0x80);
  padded.resize((padded.size() + 16 + kBlock - 1) / kBlock * kBlock);
  const uint64_t bits = uint64_t{8} * bytes.size();
  for (size_t k = 0; k < 8; ++k) padded[padded.size() - 1 - k] = static_cast<uint8_t>(bits >> 8 * k);
  for (size_t start = 0; start < padded.size(); start += kBlock)
    compress(state, padded.data() + start, constants);
  std::array<uint8_t, 64> digest;
  for (size_t i = 0; i < 64; ++i) digest[i] = static_cast<uint8_t>(state[i / 8] >> (56 - 8 * (i % 8)));
  return digest;
}

}  // namespace midden::numeric
