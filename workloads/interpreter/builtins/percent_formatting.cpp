// The % operator of str and bytes.

#include "workloads/interpreter/text/percent_format.h"

#include <charconv>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/library_errors.h"
#include "workloads/interpreter/builtins/str_internal.h"
#include "workloads/interpreter/builtins/text_copy.h"

namespace midden::python {
namespace {

class PercentFormatting {
 public:
  // `format` is copied: the object may move while arguments are converted.
  PercentFormatting(Vm& vm, text::StringView format, Value arguments, bool bytes)
      : vm_(vm), argument_(vm, arguments), mapping_(vm), bytes_(bytes), format_(format) {
    if (const Tuple* tuple = unwrap_as<Tuple>(arguments, Kind::Tuple)) {
      count_ = tuple->length();
      index_ = 0;
      is_tuple_ = true;
    } else if (!unwrap(arguments, bytes ? Kind::Bytes : Kind::Str) &&
               !(bytes && unwrap(arguments, Kind::ByteArray)) &&
               has_special(vm, arguments, vm.names.__getitem__)) {
      mapping_ = arguments;
    }
  }

  bool run() {
    if (format_.failed()) {
      raise_memory_error(vm_);
      return false;
    }
    text::PercentParser parser(format_.view(), static_cast<bool>(mapping_));
    text::Range literal;
    for (;;) {
      text::PercentDirective directive;
      switch (parser.next(literal, directive)) {
        case text::PercentItem::kLiteral:
          out_.append(slice(format_.view(), literal));
          break;
        case text::PercentItem::kDirective:
          if (!render(directive)) return false;
          break;
        case text::PercentItem::kError:
          raise_error(vm_, parser.error());
          return false;
        case text::PercentItem::kEnd:
          if (index_ < count_ && !mapping_) {
            raise_type_error(vm_, "not all arguments converted during %s formatting",
                             bytes_ ? "bytes" : "string");
            return false;
          }
          return true;
      }
    }
  }

  const text::StringBuilder& result() const { return out_; }

 private:
  // Borrowed: valid until the next allocation; null: exception.
  Value next_argument() {
    if (index_ >= count_) {
      raise_type_error(vm_, "not enough arguments for format string");
      return {};
    }
    const std::int64_t at = index_++;
    return is_tuple_ ? load(unwrap_as<Tuple>(argument_, Kind::Tuple)->items[at]) : argument_.get();
  }

  bool select_key(text::Range range) {
    if (!mapping_) {
      raise_type_error(vm_, "format requires a mapping");
      return false;
    }
    const text::StringView text = slice(format_.view(), range);
    const Local key(vm_, bytes_ ? make_bytes(vm_, {static_cast<const char*>(text.data), text.length})
                                : make_str(vm_, text));
    if (!key) return false;
    argument_ = get_item(vm_, mapping_, key);
    is_tuple_ = false;
    index_ = 0;
    count_ = 1;
    return static_cast<bool>(argument_);
  }

  bool star(std::int64_t* result, bool precision) {
    const Value argument = next_argument();
    if (!argument) return false;
    const Value integer = as_int(vm_, argument);
    if (!integer) {
      raise_type_error(vm_, "* wants int");
      return false;
    }
    if (int_to_int64(integer, result) && (!precision || (*result <= INT32_MAX && *result >= INT32_MIN))) {
      return true;
    }
    raise(vm_, ExceptionClass::OverflowError, "Python int too large to convert to C %s",
          precision ? "int" : "ssize_t");
    return false;
  }

  bool render(text::PercentDirective& directive) {
    if (directive.has_key && !select_key(directive.key)) return false;
    std::int64_t number;
    if (directive.width == text::PercentDirective::kStar) {
      if (!star(&number, false)) return false;
      directive.set_width(number);
    }
    if (directive.precision == text::PercentDirective::kStar) {
      if (!star(&number, true)) return false;
      directive.set_precision(number);
    }
    if (directive.width > UINT32_MAX) {
      raise_memory_error(vm_);
      return false;
    }
    const Value argument = next_argument();
    if (!argument) return false;
    if (!text::is_supported_percent_type(directive.type, bytes_)) {
      raise_error(vm_, text::unsupported_percent_type(directive));
      return false;
    }
    switch (directive.type) {
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return render_int(directive, argument);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return render_float(directive, argument);
      case 'c':
        return bytes_ ? render_byte(directive, argument) : render_char(directive, argument);
      default:
        return bytes_ && (directive.type == 's' || directive.type == 'b') ? render_bytes(directive, argument)
                                                                          : render_text(directive, argument);
    }
  }

  // %d without anything else, of a small integer.
  bool render_plain(const text::PercentDirective& directive, Value argument) {
    if (!is_small_int(argument) || directive.type != 'd' ||
        directive.width != text::PercentDirective::kNone ||
        directive.precision != text::PercentDirective::kNone || directive.plus || directive.space) {
      return false;
    }
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, small_int(argument)).ptr;
    out_.append(std::string_view(digits, static_cast<std::size_t>(end - digits)));
    return true;
  }

  bool render_int(const text::PercentDirective& directive, Value argument) {
    if (render_plain(directive, argument)) return true;
    const Local value(vm_, argument);
    Local integer(vm_, as_int(vm_, argument));
    const bool decimal = directive.type == 'd' || directive.type == 'i' || directive.type == 'u';
    if (!integer) {
      if (!unwrap(value, Kind::Str) && !unwrap(value, Kind::Complex)) {
        integer = decimal ? number_to_int(vm_, value) : index_to_int(vm_, value);
      }
      if (!integer) {
        if (has_pending(vm_)) {
          if (!pending_is(vm_, ExceptionClass::TypeError)) return false;
          clear_pending(vm_);
        }
        raise_type_error(vm_, "%%%c format: %s is required, not %s", static_cast<int>(directive.type),
                         decimal ? "a real number" : "an integer", type_name(vm_, value).c_str());
        return false;
      }
    }
    const auto error = text::format_percent_int(out_, directive, int_view(integer), vm_.int_max_str_digits);
    if (error) raise_error(vm_, error);
    return !error;
  }

  bool render_float(const text::PercentDirective& directive, Value argument) {
    const Local value(vm_, argument);
    double number;
    if (!to_double(vm_, value, &number)) {
      if (bytes_ && pending_is(vm_, ExceptionClass::TypeError)) {
        clear_pending(vm_);
        raise_type_error(vm_, "float argument required, not %s", type_name(vm_, value).c_str());
      }
      return false;
    }
    if (const auto error = text::format_percent_float(out_, directive, number)) {
      raise_error(vm_, error);
      return false;
    }
    return true;
  }

  bool render_char(const text::PercentDirective& directive, Value argument) {
    if (const Value text = unwrap(argument, Kind::Str)) {
      if (str_view(text).length == 1) {
        text::format_percent_char(out_, directive, str_view(text).at(0));
        return true;
      }
    } else if (is_index_like(vm_, argument)) {
      std::int64_t code_point;
      if (!to_index(vm_, argument, &code_point, true)) return false;
      if (code_point < 0 || code_point > 0x10FFFF) {
        raise(vm_, ExceptionClass::OverflowError, "%%c arg not in range(0x110000)");
        return false;
      }
      text::format_percent_char(out_, directive, static_cast<char32_t>(code_point));
      return true;
    }
    raise_type_error(vm_, "%%c requires int or char");
    return false;
  }

  bool render_byte(const text::PercentDirective& directive, Value argument) {
    std::string_view bytes;
    if (!argument.is(Kind::MemoryView) && bytes_view(argument, &bytes)) {
      if (bytes.size() == 1) {
        text::format_percent_char(out_, directive, static_cast<std::uint8_t>(bytes[0]));
        return true;
      }
    } else if (is_index_like(vm_, argument)) {
      std::int64_t byte;
      if (!to_index(vm_, argument, &byte, true)) return false;
      if (byte < 0 || byte > 255) {
        raise(vm_, ExceptionClass::OverflowError, "%%c arg not in range(256)");
        return false;
      }
      text::format_percent_char(out_, directive, static_cast<char32_t>(byte));
      return true;
    }
    raise_type_error(vm_, "%%c requires an integer in range(256) or a single byte");
    return false;
  }

  bool render_text(const text::PercentDirective& directive, Value argument) {
    if (directive.type == 's' && is_str(argument)) {
      text::format_percent_text(out_, directive, str_view(argument));
      return true;
    }
    const Local text(vm_, directive.type == 's'              ? str(vm_, argument)
                          : directive.type == 'r' && !bytes_ ? repr(vm_, argument)
                                                             : ascii(vm_, argument));
    if (!text) return false;
    text::format_percent_text(out_, directive, str_view(unwrap(text, Kind::Str)));
    return true;
  }

  bool render_bytes(const text::PercentDirective& directive, Value argument) {
    std::string_view bytes;
    if (bytes_view(argument, &bytes)) {
      text::format_percent_text(out_, directive, as_view(bytes));
      return true;
    }
    const Local value(vm_, argument);
    const Local converted(vm_, call_special(vm_, value, vm_.names.__bytes__));
    if (converted && bytes_view(converted, &bytes)) {
      text::format_percent_text(out_, directive, as_view(bytes));
      return true;
    }
    if (!has_pending(vm_)) {
      raise_type_error(vm_,
                       "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'",
                       type_name(vm_, value).c_str());
    }
    return false;
  }

  Vm& vm_;
  Local argument_;  // the tuple, or the only argument
  Local mapping_;
  const bool bytes_;
  bool is_tuple_ = false;
  std::int64_t index_ = 0;
  std::int64_t count_ = 1;
  const TextCopy format_;
  text::StringBuilder out_;
};

}  // namespace

Owned str_percent(Vm& vm, Value format, Value arguments) {
  PercentFormatting formatting(vm, str_view(format), arguments, false);
  return formatting.run() ? make_str(vm, formatting.result()) : nullptr;
}

Owned bytes_percent(Vm& vm, Value format, Value arguments) {
  std::string_view view;
  bytes_view(format, &view);
  PercentFormatting formatting(vm, as_view(view), arguments, true);
  if (!formatting.run()) return nullptr;
  const text::StringBuilder& result = formatting.result();
  if (result.failed()) return raise_memory_error(vm);
  return make_bytes(vm, {static_cast<const char*>(result.view().data), result.length()});
}

}  // namespace midden::python
