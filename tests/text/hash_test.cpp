#include "workloads/interpreter/text/hash.h"

#include <catch2/catch.hpp>

#include "tests/oracle/differential.h"

using namespace midden::text;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

template <class Hasher>
std::string hash_all(const Case& c) {
  Hasher hasher;
  for (int64_t i = 0; i < c.integer(0); ++i) hasher.add(c.integer(static_cast<size_t>(i + 1)));
  return show(hasher.finish());
}

}  // namespace

TEST_CASE("hashes are CPython's under PYTHONHASHSEED=0") {
  midden::oracle::compare_with_python(
      "tests/text/hash_cases.py",
      {
          {"string",
           [](const Case& c) {
             // The same text held wide must hash the same.
             StringBuilder wide;
             wide.append(char32_t{0x10000});
             wide.append(c.view(0));
             const StringView copy = wide.view().slice(1, wide.length());
             const int64_t hash = hash_string(c.view(0));
             return hash == hash_string(copy) ? show(hash) : "differs by width";
           }},
          {"bytes", [](const Case& c) { return show(hash_bytes(c.view(0).data, c.view(0).length)); }},
          {"int",
           [](const Case& c) {
             const auto value = c.big(0);
             const int64_t hash = hash_limbs(value.limbs(), value.negative());
             const bool same = !value.fits_int64() || hash == hash_int(value.to_int64());
             return same ? show(hash) : "differs by size";
           }},
          {"float", [](const Case& c) { return show(hash_float(c.real(0), 0)); }},
          {"complex", [](const Case& c) { return show(hash_complex(c.real(0), c.real(1), 0)); }},
          {"tuple", hash_all<TupleHasher>},
          {"frozenset", hash_all<FrozensetHasher>},
      });
}
