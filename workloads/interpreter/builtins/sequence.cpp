#include "workloads/interpreter/builtins/sequence.h"

#include "workloads/interpreter/text/string_builder.h"

namespace midden::python {

std::string class_name(const Vm& vm, Value value) {
  return to_utf8(load(type_of(vm, value).as<Type>()->name));
}

Owned sequence_compare(Vm& vm, const Local& left, const Local& right, Comparison op) {
  const bool equality = op == Comparison::equal || op == Comparison::not_equal;
  if (equality && sequence_length(left) != sequence_length(right))
    return owned_bool(op == Comparison::not_equal);
  RecursionGuard guard(vm, " in comparison");
  if (!guard) return nullptr;
  // Items' __eq__ may change the lists: lengths are read anew each time.
  std::uint64_t i = 0;
  for (; i < sequence_length(left) && i < sequence_length(right); ++i) {
    const Value a = sequence_item(left, i), b = sequence_item(right, i);
    int equal = quick_equal(a, b);
    if (equal < 0) {
      Local x(vm, a), y(vm, b);
      equal = is_equal(vm, x, y);
      if (equal < 0) return nullptr;
    }
    if (equal) continue;
    if (op == Comparison::equal) return owned_bool(false);
    if (op == Comparison::not_equal) return owned_bool(true);
    if (i >= sequence_length(left) || i >= sequence_length(right)) break;
    Local x(vm, sequence_item(left, i)), y(vm, sequence_item(right, i));
    return compare(vm, x, y, op);
  }
  const std::uint64_t a = sequence_length(left), b = sequence_length(right);
  switch (op) {
    case Comparison::less:
      return owned_bool(a < b);
    case Comparison::less_equal:
      return owned_bool(a <= b);
    case Comparison::equal:
      return owned_bool(a == b);
    case Comparison::not_equal:
      return owned_bool(a != b);
    case Comparison::greater:
      return owned_bool(a > b);
    default:
      return owned_bool(a >= b);
  }
}

Owned sequence_repr(Vm& vm, const Local& sequence, char open, char close) {
  text::StringBuilder out;
  out.append(static_cast<char32_t>(open));
  ReprGuard guard(vm, sequence);
  if (!guard.first()) {
    out.append("...");
    out.append(static_cast<char32_t>(close));
    return make_str(vm, out);
  }
  RecursionGuard depth(vm, " while getting the repr of an object");
  if (!depth) return nullptr;
  for (std::uint64_t i = 0; i < sequence_length(sequence); ++i) {
    if (i > 0) out.append(", ");
    Local item(vm, sequence_item(sequence, i));
    Local shown(vm, repr(vm, item));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  if (open == '(' && sequence_length(sequence) == 1) out.append(U',');
  out.append(static_cast<char32_t>(close));
  return make_str(vm, out);
}

std::int64_t sequence_find(Vm& vm, const Local& sequence, const Local& item, std::int64_t start,
                           std::int64_t stop) {
  for (std::int64_t i = start; i < stop && i < static_cast<std::int64_t>(sequence_length(sequence)); ++i) {
    const Value candidate = sequence_item(sequence, static_cast<std::uint64_t>(i));
    int equal = quick_equal(candidate, item);
    if (equal < 0) {
      Local held(vm, candidate);
      equal = is_equal(vm, held, item);
      if (equal < 0) return -2;
    }
    if (equal) return i;
  }
  return -1;
}

int sequence_contains(Vm& vm, const Local& sequence, const Local& item) {
  const std::int64_t found = sequence_find(vm, sequence, item, 0, INT64_MAX);
  return found == -2 ? -1 : found >= 0;
}

std::int64_t sequence_count(Vm& vm, const Local& sequence, const Local& item) {
  std::int64_t count = 0;
  for (std::int64_t at = 0;; ++at, ++count) {
    at = sequence_find(vm, sequence, item, at, INT64_MAX);
    if (at < 0) return at == -2 ? -1 : count;
  }
}

bool search_bounds(Vm& vm, Value start, Value stop, std::int64_t length, std::int64_t* first,
                   std::int64_t* last) {
  Local end(vm, stop);
  *first = 0;
  *last = INT64_MAX;
  if (start && !to_index(vm, start, first, true)) return false;
  if (end && !to_index(vm, end, last, true)) return false;
  if (*first < 0) *first = std::max<std::int64_t>(*first + length, 0);
  if (*last < 0) *last = std::max<std::int64_t>(*last + length, 0);
  return true;
}

bool check_plain_arguments(Vm& vm, const Arguments& arguments, const char* name, std::uint32_t minimum,
                           std::uint32_t maximum) {
  const Value names = arguments.keyword_names();
  if (names && names.as<Tuple>()->length() > 0) {
    raise_type_error(vm, "%s() takes no keyword arguments", name);
    return false;
  }
  const std::uint32_t given = arguments.count() - 1;
  if (given >= minimum && given <= maximum) return true;
  const std::uint32_t limit = given < minimum ? minimum : maximum;
  const char* bound = minimum == maximum ? "" : given < minimum ? "at least " : "at most ";
  raise_type_error(vm, "%s expected %s%u argument%s, got %u", name, bound, limit, limit == 1 ? "" : "s",
                   given);
  return false;
}

Owned make_container_iterator(Vm& vm, Kind kind, Value container, std::uint64_t index,
                              std::uint64_t expected_length) {
  Local held(vm, container);
  ContainerIterator* iterator = allocate<ContainerIterator>(vm, kind);
  if (!iterator) return nullptr;
  iterator->index = index;
  iterator->expected_length = expected_length;
  initialize(vm, iterator, iterator->container, held.take());
  return adopt(iterator);
}

}  // namespace midden::python
