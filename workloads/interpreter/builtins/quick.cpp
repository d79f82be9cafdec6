#include "workloads/interpreter/builtins/quick.h"

#include <cmath>

namespace midden::python {
namespace {

// Integers up to here are doubles without rounding.
constexpr std::int64_t kExactDouble = std::int64_t{1} << 53;

bool is_exact_number(Value value) {
  if (is_small_int(value)) return small_int(value) <= kExactDouble && small_int(value) >= -kExactDouble;
  return is_float(value);
}
double number(Value value) {
  return is_small_int(value) ? static_cast<double>(small_int(value)) : float_value(value);
}

// Kinds whose equality with each other is known to be false when the kinds differ.
bool is_plain(Value value) {
  switch (value.kind()) {
    case Kind::NoneType:
    case Kind::Str:
    case Kind::Tuple:
    case Kind::Int:
    case Kind::Float:
      return true;
    default:
      return false;
  }
}

}  // namespace

int quick_equal_slow(Value left, Value right, int depth) {
  if (left.is(Kind::Tuple) && right.is(Kind::Tuple)) {
    if (depth == 0) return -1;
    const Tuple* a = left.as<Tuple>();
    const Tuple* b = right.as<Tuple>();
    const std::uint32_t count = std::min(a->length(), b->length());
    for (std::uint32_t i = 0; i < count; ++i) {
      const int equal = quick_equal(load(a->items[i]), load(b->items[i]), depth - 1);
      if (equal != 1) return equal;
    }
    return a->length() == b->length();
  }
  if (!is_plain(left) || !is_plain(right)) return -1;
  if (is_exact_number(left) && is_exact_number(right)) return number(left) == number(right);
  const Kind kind = left.kind();
  if (kind != right.kind()) {
    const bool numbers = (kind == Kind::Int || kind == Kind::Float) &&
                         (right.kind() == Kind::Int || right.kind() == Kind::Float);
    return numbers ? -1 : 0;
  }
  if (kind == Kind::Str) return str_equal(left, right);
  if (kind == Kind::Int) return int_compare(left, right) == 0;
  return -1;
}

bool quick_hash_slow(Value value, std::int64_t* result, int depth) {
  switch (value.kind()) {
    case Kind::NoneType:
      *result = text::kHashNone;
      return true;
    case Kind::False:
      *result = 0;
      return true;
    case Kind::True:
      *result = 1;
      return true;
    case Kind::Int:
      *result = int_hash(value);
      return true;
    case Kind::Float:
      if (std::isnan(float_value(value))) return false;
      *result = text::hash_float(float_value(value), 0);
      return true;
    case Kind::Tuple: {
      if (depth == 0) return false;
      text::TupleHasher hasher;
      const Tuple* tuple = value.as<Tuple>();
      for (std::uint32_t i = 0; i < tuple->length(); ++i) {
        std::int64_t item;
        if (!quick_hash(load(tuple->items[i]), &item, depth - 1)) return false;
        hasher.add(item);
      }
      *result = hasher.finish();
      return true;
    }
    default:
      return false;
  }
}

namespace {

int tuple_order(Value left, Value right, int depth) {
  const Tuple* a = left.as<Tuple>();
  const Tuple* b = right.as<Tuple>();
  const std::uint32_t count = std::min(a->length(), b->length());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Value x = load(a->items[i]), y = load(b->items[i]);
    const int equal = quick_equal(x, y, depth - 1);
    if (equal == 1) continue;
    return equal == 0 ? quick_order(x, y, depth - 1) : 2;
  }
  return a->length() < b->length() ? -1 : a->length() > b->length();
}

}  // namespace

int quick_order(Value left, Value right, int depth) {
  if (is_small_int(left) && is_small_int(right)) {
    const std::int64_t a = small_int(left), b = small_int(right);
    return a < b ? -1 : a > b;
  }
  if (left.is(Kind::Tuple) && right.is(Kind::Tuple) && depth > 0) return tuple_order(left, right, depth);
  if (is_str(left) && is_str(right)) {
    const int order = text::compare(left.as<Str>()->view(), right.as<Str>()->view());
    return order < 0 ? -1 : order > 0;
  }
  if (is_small_int(left) || is_float(left)) {
    if (!(is_small_int(right) || is_float(right)) || !is_exact_number(left) || !is_exact_number(right))
      return 2;
    const double a = number(left), b = number(right);
    if (a < b) return -1;
    if (a > b) return 1;
    return a == b ? 0 : 2;
  }
  return 2;
}

}  // namespace midden::python
