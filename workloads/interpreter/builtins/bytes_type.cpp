// bytes and bytearray: what operators and syntax do with them.

#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/buffers.h"
#include "workloads/interpreter/builtins/bytes_internal.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/str_internal.h"
#include "workloads/interpreter/builtins/text_methods.h"
#include "workloads/interpreter/text/hash.h"
#include "workloads/interpreter/text/quote.h"

namespace midden::python {
namespace {

text::StringView content(Value self) {
  return self.is(Kind::Bytes) ? BytesText::view(self) : ByteArrayText::view(self);
}

Owned make_like(Vm& vm, Kind kind, std::string_view bytes) {
  return kind == Kind::Bytes ? make_bytes(vm, bytes) : make_bytearray(vm, bytes);
}

Owned bytes_repr(Vm& vm, Value self) {
  text::StringBuilder out;
  text::append_bytes_repr(out, content(self));
  return make_str(vm, out);
}

// Unlike bytes, a bytearray escapes ' between " too.
Owned bytearray_repr(Vm& vm, Value self) {
  text::StringBuilder quoted;
  text::append_bytes_repr(quoted, content(self));
  text::StringBuilder out;
  out.append("bytearray(");
  const bool double_quotes = !quoted.failed() && quoted.view().at(1) == '"';
  for (std::uint64_t i = 0; i < quoted.length(); ++i) {
    const char32_t c = quoted.view().at(i);
    if (double_quotes && c == '\'') out.append(U'\\');
    out.append(c);
  }
  out.append(U')');
  return make_str(vm, out);
}

bool bytes_hash(Vm&, Value self, std::int64_t* result) {
  Bytes* bytes = self.as<Bytes>();
  if (bytes->hash == -1) bytes->hash = text::hash_bytes(bytes->data, bytes->length);
  *result = bytes->hash;
  return true;
}

int order(std::string_view a, std::string_view b) {
  const int result = a.compare(b);
  return (result > 0) - (result < 0);
}

Owned bytes_compare(Vm&, Value left, Value right, Comparison op) {
  const auto known = [](Value value) { return unwrap(value, Kind::Bytes) || unwrap(value, Kind::ByteArray); };
  std::string_view a;
  std::string_view b;
  if (!known(left) || !known(right) || !bytes_view(left, &a) || !bytes_view(right, &b)) {
    return make_not_implemented();
  }
  return comparison_result(order(a, b), op);
}

Owned bytearray_compare(Vm&, Value left, Value right, Comparison op) {
  std::string_view a;
  std::string_view b;
  if (!bytes_view(left, &a) || !bytes_view(right, &b)) return make_not_implemented();
  return comparison_result(order(a, b), op);
}

int bytes_truth(Vm&, Value self) { return content(self).length != 0; }
std::int64_t bytes_length(Vm&, Value self) { return static_cast<std::int64_t>(content(self).length); }

Owned bytes_slice(Vm& vm, const Local& self, Value slice) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  const auto length = static_cast<std::int64_t>(content(self).length);
  if (!slice_indices(vm, slice, length, &start, &stop, &step, &count)) return nullptr;
  const bool fixed = self.get().is(Kind::Bytes);
  if (step == 1 || count <= 0) {
    const text::Range range{static_cast<std::uint64_t>(start),
                            static_cast<std::uint64_t>(start + (count > 0 ? count : 0))};
    return fixed ? BytesText::part(vm, self, range) : ByteArrayText::part(vm, self, range);
  }
  std::string out;
  out.reserve(static_cast<std::size_t>(count));
  const text::StringView view = content(self);
  for (std::int64_t i = 0; i < count; ++i) {
    out.push_back(static_cast<char>(view.at(static_cast<std::uint64_t>(start + i * step))));
  }
  return make_like(vm, fixed ? Kind::Bytes : Kind::ByteArray, out);
}

Owned bytes_subscript(Vm& vm, Value self, Value key) {
  const bool fixed = self.is(Kind::Bytes);
  const Local keep(vm, self);
  if (key.is(Kind::Slice)) return bytes_slice(vm, keep, key);
  std::int64_t index;
  if (!index_argument(vm, key,
                      fixed ? "byte indices must be integers or slices, not %s"
                            : "bytearray indices must be integers or slices, not %s",
                      &index)) {
    return nullptr;
  }
  const text::StringView view = content(keep);
  if (index < 0) index += static_cast<std::int64_t>(view.length);
  if (static_cast<std::uint64_t>(index) >= view.length) {
    return raise_index_error(vm, fixed ? "index out of range" : "bytearray index out of range");
  }
  return make_int(vm, static_cast<std::int64_t>(view.at(static_cast<std::uint64_t>(index))));
}

int bytes_contains(Vm& vm, Value self, Value item) {
  const Local keep(vm, self);
  if (is_index_like(vm, item)) {
    std::int64_t byte;
    if (!to_index(vm, item, &byte, true)) return -1;
    if (byte < 0 || byte > 255) {
      raise_value_error(vm, "byte must be in range(0, 256)");
      return -1;
    }
    return text::find(content(keep), static_cast<char32_t>(byte)) != text::kNotFound;
  }
  text::StringView needle;
  if (!BytesText::text(vm, item, &needle, nullptr)) return -1;
  return text::contains(content(keep), needle);
}

Owned bytes_concat(Vm& vm, Value left, Value right, Kind kind) {
  std::string_view a;
  std::string_view b;
  bytes_view(left, &a);
  if (!bytes_view(right, &b)) {
    return cannot_concatenate(
        vm, right, kind == Kind::Bytes ? "can't concat %s to bytes" : "can't concat %s to bytearray");
  }
  if (kind == Kind::Bytes && left.is(Kind::Bytes)) {
    if (b.empty()) return retain(left);
    if (a.empty() && right.is(Kind::Bytes)) return retain(right);
  }
  const Local keep_left(vm, left);
  const Local keep_right(vm, right);
  const std::size_t split = a.size();
  const std::size_t total = a.size() + b.size();
  Local result(vm, kind == Kind::Bytes ? adopt(allocate_bytes(vm, total)) : make_bytearray(vm, {}));
  if (!result || (kind == Kind::ByteArray && !bytearray_resize(vm, result, total))) return nullptr;
  std::uint8_t* target = kind == Kind::Bytes ? result.as<Bytes>()->data : bytearray_data(result);
  bytes_view(keep_left, &a);
  bytes_view(keep_right, &b);
  if (!a.empty()) std::memcpy(target, a.data(), a.size());
  if (!b.empty()) std::memcpy(target + split, b.data(), b.size());
  return result.take();
}

Owned bytes_repeat(Vm& vm, Value self, Value other, Kind kind) {
  const Local keep(vm, self);
  std::int64_t count;
  switch (repeat_count(vm, other, &count)) {
    case RepeatCount::not_implemented:
      return make_not_implemented();
    case RepeatCount::error:
      return nullptr;
    case RepeatCount::ok:
      break;
  }
  if (count == 1 && kind == Kind::Bytes) return retain(keep);
  text::StringBuilder out;
  if (count > 0) {
    const std::uint64_t length = content(keep).length;
    if (length > 0 && static_cast<std::uint64_t>(count) > UINT32_MAX / length) return raise_memory_error(vm);
    text::append_repeated(out, content(keep), static_cast<std::uint64_t>(count));
  }
  return kind == Kind::Bytes ? BytesText::make(vm, out) : ByteArrayText::make(vm, out);
}

template <Kind kKind>
Owned bytes_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  const Value a = unwrap(left, kKind);
  switch (op) {
    case BinaryOperator::add:
      return a ? bytes_concat(vm, a, right, kKind) : make_not_implemented();
    case BinaryOperator::multiply:
      return a ? bytes_repeat(vm, a, right, kKind) : bytes_repeat(vm, unwrap(right, kKind), left, kKind);
    case BinaryOperator::modulo: {
      if (!a) return make_not_implemented();
      Local result(vm, bytes_percent(vm, a, right));
      if (!result || kKind == Kind::Bytes) return result.take();
      return make_bytearray(
          vm, std::string(static_cast<const char*>(bytes_text(result).data), bytes_text(result).length));
    }
    default:
      return make_not_implemented();
  }
}

// --- iteration ---------------------------------------------------------------------------------------------
Owned bytes_iterate(Vm& vm, Value self) {
  const Local keep(vm, self);
  const Kind kind = self.is(Kind::Bytes) ? Kind::BytesIterator : Kind::ByteArrayIterator;
  auto* iterator = allocate<ContainerIterator>(vm, kind);
  if (!iterator) return nullptr;
  iterator->index = 0;
  iterator->expected_length = 0;
  initialize(vm, iterator, iterator->container, keep.get());
  return adopt(iterator);
}

Owned iterator_self(Vm&, Value self) { return retain(self); }

Owned bytes_next(Vm& vm, Value self) {
  auto* iterator = self.as<ContainerIterator>();
  const Value container = read(vm, iterator->container);
  if (!container) return nullptr;
  const text::StringView view = content(container);
  if (iterator->index < view.length) {
    return make_int(vm, static_cast<std::int64_t>(view.at(iterator->index++)));
  }
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

const KindOperations kIteratorOperations = {
    .iterate = iterator_self,
    .next = bytes_next,
};

constexpr std::uint32_t kOperators = operator_bit(BinaryOperator::add) |
                                     operator_bit(BinaryOperator::multiply) |
                                     operator_bit(BinaryOperator::modulo);

}  // namespace

const KindOperations kBytesOperations = {
    .repr = bytes_repr,
    .str = bytes_repr,
    .hash = bytes_hash,
    .compare = bytes_compare,
    .truth = bytes_truth,
    .length = bytes_length,
    .get_item = bytes_subscript,
    .contains = bytes_contains,
    .iterate = bytes_iterate,
    .binary = bytes_binary<Kind::Bytes>,
    .binary_operators = kOperators,
};

const KindOperations kByteArrayOperations = {
    .repr = bytearray_repr,
    .str = bytearray_repr,
    .unhashable = true,
    .compare = bytearray_compare,
    .truth = bytes_truth,
    .length = bytes_length,
    .get_item = bytes_subscript,
    .set_item = bytearray_set_item,
    .contains = bytes_contains,
    .iterate = bytes_iterate,
    .binary = bytes_binary<Kind::ByteArray>,
    .inplace = bytearray_inplace,
    .binary_operators = kOperators,
    .inplace_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::multiply),
};

const TypeDefinition kBytesIteratorType = {
    .kind = Kind::BytesIterator,
    .name = "bytes_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .flags = kTypeFinal,
};

const TypeDefinition kByteArrayIteratorType = {
    .kind = Kind::ByteArrayIterator,
    .name = "bytearray_iterator",
    .module = "builtins",
    .operations = &kIteratorOperations,
    .flags = kTypeFinal,
};

}  // namespace midden::python
