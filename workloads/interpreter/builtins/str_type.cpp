// str: what operators and syntax do with it. Its methods: str_methods.cpp.

#include "workloads/interpreter/builtins/codec_calls.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/builtins/str_internal.h"
#include "workloads/interpreter/builtins/text_methods.h"
#include "workloads/interpreter/text/format_spec.h"
#include "workloads/interpreter/text/quote.h"

namespace midden::python {
namespace {

Value plain_str(Value value) { return is_str(value) ? value : unwrap(value, Kind::Str); }

Owned str_repr(Vm& vm, Value self) {
  text::StringBuilder out;
  text::append_repr(out, str_view(self));
  return make_str(vm, out);
}

Owned str_self(Vm&, Value self) { return retain(self); }

bool hash_of_str(Vm&, Value self, std::int64_t* result) {
  *result = str_hash(self);
  return true;
}

Owned str_compare(Vm&, Value left, Value right, Comparison op) {
  left = plain_str(left);
  right = plain_str(right);
  if (!left || !right) return make_not_implemented();
  if (op == Comparison::equal) return make_bool(str_equal(left, right));
  if (op == Comparison::not_equal) return make_bool(!str_equal(left, right));
  return comparison_result(left == right ? 0 : text::compare(str_view(left), str_view(right)), op);
}

int str_truth(Vm&, Value self) { return self.as<Str>()->length != 0; }
std::int64_t str_length(Vm&, Value self) { return self.as<Str>()->length; }

Owned str_slice(Vm& vm, Value self, Value slice) {
  const Local keep(vm, self);
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  if (!slice_indices(vm, slice, self.as<Str>()->length, &start, &stop, &step, &count)) return nullptr;
  if (count <= 0) return retain(vm.empty_string);
  if (step == 1) {
    return make_substring(vm, keep, static_cast<std::uint64_t>(start),
                          static_cast<std::uint64_t>(start + count));
  }
  text::StringBuilder out;
  const text::StringView text = str_view(keep);
  out.reserve(static_cast<std::uint64_t>(count));
  for (std::int64_t i = 0; i < count; ++i) out.append(text.at(static_cast<std::uint64_t>(start + i * step)));
  return make_str(vm, out);
}

Owned str_subscript(Vm& vm, Value self, Value key) {
  if (is_small_int(key)) return str_get_item(vm, self, small_int(key));
  if (key.is(Kind::Slice)) return str_slice(vm, self, key);
  const Local keep(vm, self);
  std::int64_t index;
  if (!index_argument(vm, key, "string indices must be integers, not '%s'", &index)) return nullptr;
  return str_get_item(vm, keep, index);
}

int str_contains(Vm& vm, Value self, Value item) {
  if (is_str(item)) {
    const text::StringView text = str_view(self), character = str_view(item);
    if (character.length == 1 && text.width == 1 && character.width == 1) {
      return text.length > 0 && std::memchr(text.data, character.narrow()[0], text.length) != nullptr;
    }
  }
  const Value needle = str_argument(vm, item, "'in <string>' requires string as left operand, not %s");
  if (!needle) return -1;
  return text::contains(str_view(self), str_view(needle));
}

Owned str_repeat(Vm& vm, Value self, Value other) {
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
  const std::uint64_t length = keep.as<Str>()->length;
  if (count <= 0 || length == 0) return retain(vm.empty_string);
  if (count == 1) return retain(keep);
  std::uint64_t total;
  if (__builtin_mul_overflow(length, static_cast<std::uint64_t>(count), &total))
    return raise_memory_error(vm);
  Str* result = allocate_str(vm, total, keep.as<Str>()->width);
  if (!result) return nullptr;
  const text::StringView text = str_view(keep);
  const std::size_t all = total * text.width;
  std::size_t done = text.byte_size();
  std::memcpy(result->data, text.data, done);
  while (done < all) {  // doubling what is there
    const std::size_t more = done < all - done ? done : all - done;
    std::memcpy(result->data + done, result->data, more);
    done += more;
  }
  return adopt(result);
}

Owned str_binary(Vm& vm, BinaryOperator op, Value left, Value right) {
  switch (op) {
    case BinaryOperator::add: {
      const Value a = plain_str(left);
      const Value b = plain_str(right);
      if (a && b) return str_concat(vm, a, b);
      return a ? cannot_concatenate(vm, right, "can only concatenate str (not \"%s\") to str")
               : make_not_implemented();
    }
    case BinaryOperator::multiply: {
      const Value text = plain_str(left);
      return text ? str_repeat(vm, text, right) : str_repeat(vm, plain_str(right), left);
    }
    case BinaryOperator::modulo: {
      const Value format = plain_str(left);
      return format ? str_percent(vm, format, right) : make_not_implemented();
    }
    default:
      return make_not_implemented();
  }
}

Owned str_format_spec(Vm& vm, Value self, text::StringView specification) {
  if (specification.empty()) return retain(self);
  text::StringBuilder out;
  if (const auto error = text::format_string(out, str_view(self), specification)) {
    return raise_error(vm, error);
  }
  return make_str(vm, out);
}

// --- iteration ---------------------------------------------------------------------------------------------
Owned str_iterate(Vm& vm, Value self) {
  const Local keep(vm, self);
  auto* iterator = allocate<ContainerIterator>(vm, Kind::StrIterator);
  if (!iterator) return nullptr;
  iterator->index = 0;
  iterator->expected_length = 0;
  initialize(vm, iterator, iterator->container, keep.get());
  return adopt(iterator);
}

Owned str_next(Vm& vm, Value self) {
  auto* iterator = self.as<ContainerIterator>();
  const Value string = read(vm, iterator->container);
  if (!string) return nullptr;
  const text::StringView text = str_view(string);
  if (iterator->index < text.length) return make_char(vm, text.at(iterator->index++));
  store(vm, iterator, iterator->container, Value{});
  return nullptr;
}

Owned str_iterator_length_hint(Vm& vm, Arguments arguments) {
  const auto* iterator = arguments[0].as<ContainerIterator>();
  const Value string = read(vm, iterator->container);
  return make_int(vm, string ? static_cast<std::int64_t>(string.as<Str>()->length - iterator->index) : 0);
}

const KindOperations kStrIteratorOperations = {
    .iterate = str_self,
    .next = str_next,
};

const NativeDefinition kStrIteratorMethods[] = {
    {"__length_hint__", str_iterator_length_hint, ""},
};

}  // namespace

// --- str(object='', encoding=, errors=)
// ---------------------------------------------------------------------
Owned str_construct(Vm& vm, Arguments arguments) {
  Local result(vm);
  if (!arguments[1]) {
    result = vm.empty_string;
  } else if (!arguments[2] && !arguments[3]) {
    result = str(vm, arguments[1]);
  } else if (unwrap(arguments[1], Kind::Str)) {
    return raise_type_error(vm, "decoding str is not supported");
  } else {
    result = decode_bytes(vm, arguments[1], arguments[2], arguments[3], "str");
  }
  if (!result) return nullptr;
  if (!is_str(result)) {  // __str__ may answer an instance of a derived class
    if (arguments[0] == Value::of(vm.kind_types[static_cast<unsigned>(Kind::Str)])) return result.take();
    result = unwrap(result, Kind::Str);
  }
  return wrap_payload(vm, arguments[0], result.take());
}

const KindOperations kStrOperations = {
    .repr = str_repr,
    .str = str_self,
    .hash = hash_of_str,
    .compare = str_compare,
    .truth = str_truth,
    .length = str_length,
    .get_item = str_subscript,
    .contains = str_contains,
    .iterate = str_iterate,
    .binary = str_binary,
    .binary_operators = operator_bit(BinaryOperator::add) | operator_bit(BinaryOperator::multiply) |
                        operator_bit(BinaryOperator::modulo),
    .format = str_format_spec,
};

const TypeDefinition kStrIteratorType = {
    .kind = Kind::StrIterator,
    .name = "str_iterator",
    .module = "builtins",
    .operations = &kStrIteratorOperations,
    .methods = kStrIteratorMethods,
    .flags = kTypeFinal,
};

}  // namespace midden::python
