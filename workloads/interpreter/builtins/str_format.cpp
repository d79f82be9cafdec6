// str.format and str.format_map.

#include "workloads/interpreter/text/str_format.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/builtins/str_internal.h"
#include "workloads/interpreter/builtins/text_copy.h"

namespace midden::python {
namespace {

class FormatCall {
 public:
  // mapping: of format_map, else null. arguments[0] is the format string.
  FormatCall(Vm& vm, Arguments arguments, Value mapping)
      : vm_(vm), arguments_(arguments), mapping_(vm, mapping) {}

  Owned run() {
    const TextCopy format(str_view(unwrap(arguments_[0], Kind::Str)));
    text::StringBuilder out;
    if (format.failed()) return raise_memory_error(vm_);
    return expand(out, format.view(), 2) ? make_str(vm_, out) : nullptr;
  }

 private:
  bool fail(const numeric::Error& error) {
    raise_error(vm_, error);
    return false;
  }

  bool expand(text::StringBuilder& out, text::StringView format, int depth) {
    if (depth == 0) {
      raise_value_error(vm_, "Max string recursion exceeded");
      return false;
    }
    text::FormatParser parser(format);
    text::Range literal;
    for (;;) {
      text::ReplacementField field;
      switch (parser.next(literal, field)) {
        case text::FormatItem::kLiteral:
          out.append(slice(format, literal));
          break;
        case text::FormatItem::kField:
          if (!append_field(out, format, field, depth)) return false;
          break;
        case text::FormatItem::kError:
          return fail(parser.error());
        case text::FormatItem::kEnd:
          return true;
      }
    }
  }

  bool append_field(text::StringBuilder& out, text::StringView format, const text::ReplacementField& field,
                    int depth) {
    Local value(vm_, find_value(slice(format, field.name)));
    if (!value) return false;
    switch (field.conversion) {
      case 0:
        break;
      case 'r':
        value = repr(vm_, value);
        break;
      case 's':
        value = str(vm_, value);
        break;
      case 'a':
        value = ascii(vm_, value);
        break;
      default:
        return fail(text::unknown_conversion(field.conversion));
    }
    if (!value) return false;
    if (field.spec.length() == 0 && is_str(value)) {
      out.append(str_view(value));
      return true;
    }
    Local specification(vm_, vm_.empty_string);
    if (field.spec_has_fields) {
      text::StringBuilder expanded;
      if (!expand(expanded, slice(format, field.spec), depth - 1)) return false;
      specification = make_str(vm_, expanded);
    } else if (field.spec.length() > 0) {
      specification = make_str(vm_, slice(format, field.spec));
    }
    if (!specification) return false;
    const Local text(vm_, python::format(vm_, value, specification));
    if (!text) return false;
    out.append(str_view(unwrap(text, Kind::Str)));
    return true;
  }

  Owned positional(std::int64_t index) {
    if (mapping_) return raise_value_error(vm_, "Format string contains positional fields");
    if (static_cast<std::uint64_t>(index) + 1 >= arguments_.count()) {
      return raise_index_error(vm_, "Replacement index %lld out of range for positional args tuple",
                               static_cast<long long>(index));
    }
    return retain(arguments_[static_cast<std::size_t>(index) + 1]);
  }

  Owned keyword(text::StringView name) {
    const Local key(vm_, make_str(vm_, name));
    if (!key) return nullptr;
    if (mapping_) return get_item(vm_, mapping_, key);
    if (const Value names = arguments_.keyword_names()) {
      const Tuple* tuple = names.as<Tuple>();
      for (std::uint32_t i = 0; i < tuple->length(); ++i) {
        if (str_equal(load(tuple->items[i]), key)) return retain(arguments_[arguments_.count() + i]);
      }
    }
    return raise_with(vm_, ExceptionClass::KeyError, key);
  }

  Owned find_first(text::StringView text, const text::FieldName& name) {
    if (name.is_automatic()) {
      std::int64_t index;
      if (mapping_) return positional(0);
      if (const auto error = numbering_.automatic(index)) return raise_error(vm_, error);
      return positional(index);
    }
    if (name.is_index()) {
      if (!mapping_) {
        if (const auto error = numbering_.manual()) return raise_error(vm_, error);
      }
      return positional(name.index());
    }
    return keyword(slice(text, name.keyword()));
  }

  Owned find_value(text::StringView text) {
    text::FieldName name(text);
    if (const auto error = name.check()) return raise_error(vm_, error);
    Local value(vm_, find_first(text, name));
    if (!value) return nullptr;
    text::FieldStep step;
    while (name.next(step)) {
      if (step.is_attribute) {
        Owned attribute = make_str(vm_, slice(text, step.text));
        if (!attribute) return nullptr;
        const Local attribute_name(vm_, std::move(attribute));
        const Local interned(vm_, intern(vm_, attribute_name));
        value = get_attribute(vm_, value, interned);
      } else {
        const Local key(vm_,
                        step.is_index ? make_int(vm_, step.index) : make_str(vm_, slice(text, step.text)));
        if (!key) return nullptr;
        value = get_item(vm_, value, key);
      }
      if (!value) return nullptr;
    }
    if (name.error()) return raise_error(vm_, name.error());
    return value.take();
  }

  Vm& vm_;
  Arguments arguments_;
  Local mapping_;
  text::FieldNumbering numbering_;
};

}  // namespace

Owned str_format_method(Vm& vm, Arguments arguments) { return FormatCall(vm, arguments, {}).run(); }

Owned str_format_map_method(Vm& vm, Arguments arguments) {
  return FormatCall(vm, arguments, arguments[1]).run();
}

}  // namespace midden::python
