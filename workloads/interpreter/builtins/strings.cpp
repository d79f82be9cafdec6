#include "workloads/interpreter/builtins/strings.h"

#include <cstring>

#include "workloads/interpreter/builtins/intern_table.h"
#include "workloads/interpreter/builtins/str_append.h"
#include "workloads/interpreter/text/codecs.h"
#include "workloads/interpreter/text/hash.h"

namespace midden::python {
namespace {

constexpr std::uint64_t kFixedBytes = sizeof(Str) - sizeof(ExtentObject);

void set_fields(Str* object, std::uint64_t length, std::uint8_t width) {
  object->length = static_cast<std::uint32_t>(length);
  object->width = width;
  object->interned = 0;
  object->unused = 0;
  object->hash = -1;
}

std::uint8_t width_needed(text::StringView view) {
  return view.width == 1 || text::max_code_point_class(view) <= 0xFF ? 1 : 4;
}

// The destination is as wide as the text, or 4.
void copy_text(std::uint8_t* target, std::uint8_t width, text::StringView view) {
  if (view.length == 0) return;
  if (width == view.width) {
    std::memcpy(target, view.data, view.byte_size());
  } else if (width == 4) {
    auto* wide = reinterpret_cast<char32_t*>(target);
    for (const std::uint8_t c : view.narrow()) *wide++ = c;
  } else {
    for (const char32_t c : view.wide()) *target++ = static_cast<std::uint8_t>(c);
  }
}

}  // namespace

Str* allocate_str(Vm& vm, std::uint64_t length, std::uint8_t width) {
  if (length > UINT32_MAX) [[unlikely]]
    return static_cast<Str*>(raise_memory_error(vm));
  Str* object = allocate_extent<Str>(vm, Kind::Str, 0, kFixedBytes + length * width);
  if (object) [[likely]]
    set_fields(object, length, width);
  return object;
}

Owned make_str(Vm& vm, text::StringView view) {
  if (view.length == 0) return retain(vm.empty_string);
  if (view.length == 1) return make_char(vm, view.at(0));
  const std::uint8_t width = width_needed(view);
  Str* object = allocate_str(vm, view.length, width);
  if (!object) [[unlikely]]
    return nullptr;
  copy_text(object->data, width, view);
  return adopt(object);
}

Owned make_str(Vm& vm, const text::StringBuilder& builder) {
  if (builder.failed()) return raise_memory_error(vm);
  return make_str(vm, builder.view());
}

Owned make_str_utf8(Vm& vm, std::string_view utf8) {
  if (text::is_ascii(utf8)) return make_str(vm, text::StringView(utf8));
  text::StringBuilder builder;
  builder.append_utf8(utf8);
  return make_str(vm, builder);
}

Owned make_char(Vm& vm, char32_t code_point) {
  if (code_point <= 0xFF) return retain(vm.characters[code_point]);
  Str* object = allocate_str(vm, 1, 4);
  if (!object) return nullptr;
  *reinterpret_cast<char32_t*>(object->data) = code_point;
  return adopt(object);
}

Owned make_substring(Vm& vm, Value string, std::uint64_t start, std::uint64_t stop) {
  const text::StringView all = str_view(string);
  if (start == 0 && stop == all.length) return retain(string);
  const text::StringView part = all.slice(start, stop);
  if (part.length == 0) return retain(vm.empty_string);
  if (part.length == 1) return make_char(vm, part.at(0));
  const std::uint8_t width = width_needed(part);
  const Local keep(vm, string);
  Str* object = allocate_str(vm, part.length, width);
  if (!object) return nullptr;
  copy_text(object->data, width, str_view(keep).slice(start, stop));
  return adopt(object);
}

Owned intern(Vm& vm, Value string) {
  Str* object = string.as<Str>();
  if (object->interned) return retain(string);
  const std::int64_t hash = str_hash(string);
  if (const Value found = vm.interned->find(object->view(), hash)) {
    vm.mutator.read_weak_word(found.bits);
    return retain(found);
  }
  vm.interned->insert_weak(string, hash);
  return retain(string);
}

Value make_str_immortal(Vm& vm, text::StringView view) {
  const std::uint8_t width = width_needed(view);
  const std::uint64_t words = (kFixedBytes + view.length * width + 7) / 8;
  auto* object = words > UINT32_MAX || view.length > UINT32_MAX
                     ? nullptr
                     : static_cast<Str*>(vm.mutator.allocate_immortal_extent(
                           static_cast<KindNumber>(Kind::Str), 0, static_cast<unsigned>(words)));
  if (!object) {
    raise_memory_error(vm);
    return {};
  }
  object->type_word.set(vm.kind_types[static_cast<unsigned>(Kind::Str)]);
  set_fields(object, view.length, width);
  copy_text(object->data, width, view);
  compute_str_hash(object);
  return Value::of(object);
}

Value intern_immortal(Vm& vm, std::string_view utf8) {
  text::StringBuilder builder;
  builder.append_utf8(utf8);
  if (builder.failed()) {
    raise_memory_error(vm);
    return {};
  }
  const std::int64_t hash = text::hash_string(builder.view());
  const Value found = vm.interned->find(builder.view(), hash);
  if (found && found.object()->header.has_flag(kFlagImmortal)) return found;
  const Value fresh = make_str_immortal(vm, builder.view());
  if (fresh) vm.interned->insert_immortal(fresh, hash);
  return fresh;
}

std::string to_utf8(Value string) { return text::to_utf8(str_view(string)); }

std::int64_t compute_str_hash(Str* string) { return string->hash = text::hash_string(string->view()); }

bool str_equal_text(const Str* left, const Str* right) {
  if (left->length == 0) return true;
  if (left->data[0] != right->data[0]) return false;
  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash) return false;
  return std::memcmp(left->data, right->data, std::size_t{left->length} * left->width) == 0;
}

namespace {

// With room for `spare` code points more than the text has.
Owned concat(Vm& vm, Value left, Value right, std::uint64_t spare) {
  const std::uint64_t left_length = left.as<Str>()->length;
  const std::uint64_t length = left_length + right.as<Str>()->length;
  const std::uint8_t width = (left.as<Str>()->width | right.as<Str>()->width) == 1 ? 1 : 4;
  const Local keep_left(vm, left);
  const Local keep_right(vm, right);
  Str* object = allocate_str(vm, length + spare, width);
  if (!object) [[unlikely]]
    return nullptr;
  object->length = static_cast<std::uint32_t>(length);
  copy_text(object->data, width, str_view(keep_left));
  copy_text(object->data + left_length * width, width, str_view(keep_right));
  return adopt(object);
}

}  // namespace

Owned str_concat(Vm& vm, Value left, Value right) {
  if (left.as<Str>()->length == 0) return retain(right);
  if (right.as<Str>()->length == 0) return retain(left);
  return concat(vm, left, right, 0);
}

Owned str_concat_to_extend(Vm& vm, Value left, Value right) {
  if (!Collector::kCounts || left.as<Str>()->length == 0 || right.as<Str>()->length == 0) {
    return str_concat(vm, left, right);
  }
  const std::uint64_t length = std::uint64_t{left.as<Str>()->length} + right.as<Str>()->length;
  const std::uint64_t spare = length / 4 + 24;
  return concat(vm, left, right, length + spare <= UINT32_MAX ? spare : 0);
}

bool str_extend_in_place(Value string, Value tail) {
  if (!Mutator::is_only_reference(string.bits)) return false;
  Str* target = string.as<Str>();
  const text::StringView more = str_view(tail);
  const std::uint64_t room =
      (std::uint64_t{target->extent_word.raw_words} * 8 - kFixedBytes) / target->width - target->length;
  if (target->interned || more.width > target->width || more.length > room) return false;
  copy_text(target->data + std::uint64_t{target->length} * target->width, target->width, more);
  target->length += static_cast<std::uint32_t>(more.length);
  target->hash = -1;
  return true;
}

Owned str_concat_many(Vm& vm, const Word* first, std::size_t count) {
  std::uint64_t length = 0;
  std::uint8_t width = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const text::StringView view = str_view(Value{first[i]});
    length += view.length;
    if (view.length > 0) {
      if (view.length == length && i + 1 == count) return retain(Value{first[i]});
      width |= view.width;
    }
  }
  if (length == 0) return retain(vm.empty_string);
  width = width == 1 ? 1 : 4;
  Str* object = allocate_str(vm, length, width);
  if (!object) [[unlikely]]
    return nullptr;
  std::uint8_t* target = object->data;
  for (std::size_t i = 0; i < count; ++i) {
    const text::StringView view = str_view(Value{first[i]});
    copy_text(target, width, view);
    target += view.length * width;
  }
  return adopt(object);
}

Owned str_get_item(Vm& vm, Value string, std::int64_t index) {
  const Str* object = string.as<Str>();
  if (index < 0) index += object->length;
  if (static_cast<std::uint64_t>(index) >= object->length)
    return raise_index_error(vm, "string index out of range");
  return make_char(vm, object->view().at(static_cast<std::uint64_t>(index)));
}

}  // namespace midden::python
