// The methods of str that bytes does not share, and the method table.

#include "workloads/interpreter/builtins/codec_calls.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/str_internal.h"
#include "workloads/interpreter/builtins/text_methods.h"

namespace midden::python {
namespace {

using Methods = TextMethods<StrText>;

Value plain_self(Arguments arguments) { return unwrap(arguments[0], Kind::Str); }

// --- join --------------------------------------------------------------------------------------------------
// The items as a List or Tuple that cannot change before the result is made; null: exception.
Owned joinable(Vm& vm, const Local& iterable) {
  if (iterable.get().is(Kind::List) || iterable.get().is(Kind::Tuple)) return retain(iterable);
  Owned list = list_from(vm, iterable);
  if (!list && pending_is(vm, ExceptionClass::TypeError)) {
    if (!has_special(vm, iterable, vm.names.__iter__) && !has_special(vm, iterable, vm.names.__getitem__)) {
      clear_pending(vm);
      return raise_type_error(vm, "can only join an iterable");
    }
  }
  return list;
}

Value sequence_item(Value sequence, std::uint64_t index) {
  return sequence.is(Kind::List) ? list_item(sequence, index) : load(sequence.as<Tuple>()->items[index]);
}

void append_text(std::uint8_t*& target, std::uint8_t width, text::StringView view) {
  if (width == view.width) {
    std::memcpy(target, view.data, view.byte_size());
  } else {
    auto* wide = reinterpret_cast<char32_t*>(target);
    for (const std::uint8_t c : view.narrow()) *wide++ = c;
  }
  target += view.length * width;
}

Owned str_join(Vm& vm, Arguments arguments) {
  const Local iterable(vm, arguments[1]);
  const Local sequence(vm, joinable(vm, iterable));
  if (!sequence) return nullptr;
  const std::uint64_t count =
      sequence.get().is(Kind::List) ? list_length(sequence) : sequence.as<Tuple>()->length();
  if (count == 0) return retain(vm.empty_string);
  text::StringView separator = str_view(plain_self(arguments));
  std::uint64_t length = separator.length * (count - 1);
  std::uint8_t widths = count > 1 && !separator.empty() ? separator.width : 1;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Value item = sequence_item(sequence, i);
    const Value string = is_str(item) ? item : unwrap(item, Kind::Str);
    if (!string) {
      return raise_type_error(vm, "sequence item %llu: expected str instance, %s found",
                              static_cast<unsigned long long>(i), type_name(vm, item).c_str());
    }
    if (count == 1 && is_str(item)) return retain(item);
    length += string.as<Str>()->length;
    widths |= string.as<Str>()->width;
  }
  if (length == 0) return retain(vm.empty_string);
  const std::uint8_t width = widths == 1 ? 1 : 4;
  Str* result = allocate_str(vm, length, width);
  if (!result) return nullptr;
  separator = str_view(plain_self(arguments));  // it may have moved
  std::uint8_t* target = result->data;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (i > 0) append_text(target, width, separator);
    append_text(target, width, str_view(unwrap(sequence_item(sequence, i), Kind::Str)));
  }
  return adopt(result);
}

// --- translate ---------------------------------------------------------------------------------------------
// What a table says of a character.
struct Translation {
  enum class Form : std::uint8_t { keep, drop, character, text, error } form = Form::keep;
  char32_t character = 0;
};

Translation look_up(Vm& vm, Value table, char32_t c, Local& mapped) {
  const Local keep(vm, table);
  const Local key(vm, make_int(vm, c));
  if (!key) return {Translation::Form::error};
  mapped = keep.get().is(Kind::Dict) ? dict_get(vm, keep, key) : get_item(vm, keep, key);
  if (!mapped) {
    if (!has_pending(vm)) return {};
    if (!pending_is(vm, ExceptionClass::LookupError)) return {Translation::Form::error};
    clear_pending(vm);
    return {};
  }
  const Value result = mapped;
  if (result.is_none()) return {Translation::Form::drop};
  if (const Value text = unwrap(result, Kind::Str)) {
    if (str_view(text).length != 1) return {Translation::Form::text};
    return {Translation::Form::character, str_view(text).at(0)};
  }
  const Value integer = as_int(vm, result);
  if (!integer) {
    raise_type_error(vm, "character mapping must return integer, None or str");
    return {Translation::Form::error};
  }
  std::int64_t code_point;
  if (!int_to_int64(integer, &code_point) || code_point < 0 || code_point > 0x10FFFF) {
    raise_value_error(vm, "character mapping must be in range(0x110000)");
    return {Translation::Form::error};
  }
  return {Translation::Form::character, static_cast<char32_t>(code_point)};
}

Owned str_translate(Vm& vm, Arguments arguments) {
  // With a plain dict as table, what it says of ASCII is asked once.
  const bool cacheable = arguments[1].is(Kind::Dict);
  Translation cache[128];
  bool cached[128] = {};
  text::StringBuilder out;
  Local mapped(vm);
  const std::uint64_t length = str_view(plain_self(arguments)).length;
  for (std::uint64_t i = 0; i < length; ++i) {
    const char32_t c = str_view(plain_self(arguments)).at(i);
    Translation translation;
    if (c < 128 && cached[c]) {
      translation = cache[c];
    } else {
      translation = look_up(vm, arguments[1], c, mapped);
      if (cacheable && c < 128 && translation.form != Translation::Form::text) {
        cache[c] = translation;
        cached[c] = true;
      }
    }
    switch (translation.form) {
      case Translation::Form::keep:
        out.append(c);
        break;
      case Translation::Form::drop:
        break;
      case Translation::Form::character:
        out.append(translation.character);
        break;
      case Translation::Form::text:
        out.append(str_view(unwrap(mapped, Kind::Str)));
        break;
      case Translation::Form::error:
        return nullptr;
    }
  }
  return make_str(vm, out);
}

bool put(Vm& vm, const Local& table, char32_t key, Value value) {
  const Local rooted(vm, value);
  const Local number(vm, make_int(vm, key));
  return number && dict_set(vm, table, number, rooted);
}

Owned table_from_dict(Vm& vm, Arguments arguments) {
  if (!unwrap(arguments[0], Kind::Dict)) {
    return raise_type_error(vm, "if you give only one argument to maketrans it must be a dict");
  }
  Local table(vm, make_dict(vm));
  if (!table) return nullptr;
  for (std::uint32_t i = 0; i < dict_entry_count(unwrap(arguments[0], Kind::Dict)); ++i) {
    const Value source = unwrap(arguments[0], Kind::Dict);
    const Value key = dict_entry_key(source, i);
    if (!key) continue;
    const Local value(vm, dict_entry_value(source, i));
    if (const Value text = unwrap(key, Kind::Str)) {
      if (str_view(text).length != 1) {
        return raise_value_error(vm, "string keys in translate table must be of length 1");
      }
      if (!put(vm, table, str_view(text).at(0), value)) return nullptr;
    } else if (as_int(vm, key)) {
      const Local number(vm, key);
      if (!dict_set(vm, table, number, value)) return nullptr;
    } else {
      return raise_type_error(vm, "keys in translate table must be strings or integers");
    }
  }
  return table.take();
}

Owned str_maketrans(Vm& vm, Arguments arguments) {
  if (!arguments[1]) return table_from_dict(vm, arguments);
  if (!unwrap(arguments[0], Kind::Str)) {
    return raise_type_error(vm, "first maketrans argument must be a string if there is a second argument");
  }
  if (!str_argument(vm, arguments[1], "maketrans() argument 2 must be str, not %s")) return nullptr;
  if (arguments[2] && !str_argument(vm, arguments[2], "maketrans() argument 3 must be str, not %s")) {
    return nullptr;
  }
  const auto view = [&](int i) {
    return str_view(unwrap(arguments[static_cast<std::size_t>(i)], Kind::Str));
  };
  if (view(0).length != view(1).length) {
    return raise_value_error(vm, "the first two maketrans arguments must have equal length");
  }
  Local table(vm, make_dict(vm));
  if (!table) return nullptr;
  for (std::uint64_t i = 0; i < view(0).length; ++i) {
    const Local target(vm, make_int(vm, view(1).at(i)));
    if (!target || !put(vm, table, view(0).at(i), target)) return nullptr;
  }
  for (std::uint64_t i = 0; arguments[2] && i < view(2).length; ++i) {
    if (!put(vm, table, view(2).at(i), Value::none())) return nullptr;
  }
  return table.take();
}

Owned str_encode(Vm& vm, Arguments arguments) {
  return encode_str(vm, plain_self(arguments), arguments[1], arguments[2], "encode");
}

Owned str_getnewargs(Vm& vm, Arguments arguments) { return make_tuple(vm, {plain_self(arguments)}); }

const NativeDefinition kStrMethods[] = {
    MIDDEN_TEXT_METHODS(StrText),
    {"join", str_join, "iterable, /"},
    {"encode", str_encode, "encoding=, errors="},
    {"format", str_format_method, "*args, **kwargs"},
    {"format_map", str_format_map_method, "mapping, /"},
    {"translate", str_translate, "table, /"},
    {"maketrans", str_maketrans, "x, y=, z=, /", NativeDefinition::static_method},
    {"lower", Methods::transform<text::append_lower>, ""},
    {"upper", Methods::transform<text::append_upper>, ""},
    {"title", Methods::transform<text::append_title>, ""},
    {"capitalize", Methods::transform<text::append_capitalized>, ""},
    {"swapcase", Methods::transform<text::append_swapped_case>, ""},
    {"casefold", Methods::transform<text::append_case_folded>, ""},
    {"isalpha", Methods::ask<text::all_alpha>, ""},
    {"isdecimal", Methods::ask<text::all_decimal>, ""},
    {"isdigit", Methods::ask<text::all_digit>, ""},
    {"isnumeric", Methods::ask<text::all_numeric>, ""},
    {"isalnum", Methods::ask<text::all_alnum>, ""},
    {"isspace", Methods::ask<text::all_space>, ""},
    {"isprintable", Methods::ask<text::all_printable>, ""},
    {"isidentifier", Methods::ask<text::is_identifier>, ""},
    {"isascii", Methods::ask<text::is_ascii>, ""},
    {"islower", Methods::ask<text::is_lower>, ""},
    {"isupper", Methods::ask<text::is_upper>, ""},
    {"istitle", Methods::ask<text::is_title>, ""},
    {"__getnewargs__", str_getnewargs, ""},
};

}  // namespace

const TypeDefinition kStrType = {
    .kind = Kind::Str,
    .name = "str",
    .module = "builtins",
    .operations = &kStrOperations,
    .methods = kStrMethods,
    .construct = str_construct,
    .construct_signature = "object=, encoding=, errors=",
};

}  // namespace midden::python
