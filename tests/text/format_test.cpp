#include "workloads/interpreter/text/format_spec.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/oracle/differential.h"
#include "workloads/interpreter/text/number_text.h"
#include "workloads/interpreter/text/percent_format.h"
#include "workloads/interpreter/text/str_format.h"

using namespace midden::text;
namespace numeric = midden::numeric;
using midden::oracle::Case;
using midden::oracle::show;

namespace {

// What the interpreter does for `format % value` with one value that `render` knows how to render.
template <class Render>
std::string percent(const Case& c, bool has_mapping, Render render) {
  const StringView format = c.view(0);
  StringBuilder out;
  PercentParser parser(format, has_mapping);
  Range literal;
  PercentDirective directive;
  int used = 0;
  while (true) {
    switch (parser.next(literal, directive)) {
      case PercentItem::kEnd:
        return used == 1 || has_mapping ? show(out)
                                        : "!TypeError not all arguments converted during string formatting";
      case PercentItem::kError:
        return show(parser.error());
      case PercentItem::kLiteral:
        out.append(slice(format, literal));
        break;
      case PercentItem::kDirective:
        if (!directive.has_key && used++ == 1) return "!TypeError not enough arguments for format string";
        if (!is_supported_percent_type(directive.type)) return show(unsupported_percent_type(directive));
        if (const Error error = render(out, directive)) return show(error);
        break;
    }
  }
}

// str.format with the arguments of format_cases.py: fields show how they were taken apart.
Error render_format(std::string& out, StringView format, FieldNumbering& numbering, int depth);

Error render_field(std::string& out, StringView format, const ReplacementField& field,
                   FieldNumbering& numbering, int depth) {
  const StringView name_text = slice(format, field.name);
  FieldName name(name_text);
  if (name.check()) return name.check();
  std::string item;
  if (name.is_automatic() || name.is_index()) {
    int64_t index = name.index();
    if (const Error error = name.is_automatic() ? numbering.automatic(index) : numbering.manual())
      return error;
    if (index >= 10) {
      return {ErrorKind::kIndexError,
              "Replacement index " + std::to_string(index) + " out of range for positional args tuple"};
    }
    item = std::to_string(index);
  } else {
    item = show(slice(name_text, name.keyword()));
    const std::set<std::string> known = {"a", "b", "a b", "0 ", " 0", "-1", "0]"};
    if (!known.contains(item)) return {ErrorKind::kKeyError, item};
  }
  FieldStep step;
  while (name.next(step)) {
    const std::string text = show(slice(name_text, step.text));
    item += step.is_attribute ? "." + text
            : step.is_index   ? "[int" + std::to_string(step.index) + "]"
                              : "[str" + text + "]";
  }
  if (name.error()) return name.error();
  bool converted = false;
  if (field.conversion == 'r' || field.conversion == 'a' || field.conversion == 's') {
    item = (field.conversion == 's' ? "s" : "r") + item;
    converted = true;
  } else if (field.conversion != 0) {
    return unknown_conversion(field.conversion);
  }
  std::string spec = show(slice(format, field.spec));
  if (field.spec_has_fields) {
    spec.clear();
    if (const Error error = render_format(spec, slice(format, field.spec), numbering, depth - 1))
      return error;
  }
  if (!converted) {
    out += "<" + item + ":" + spec + ">";
    return {};
  }
  StringBuilder text, spec_text, formatted;
  text.append_utf8(item);
  spec_text.append_utf8(spec);
  const Error error = format_string(formatted, text.view(), spec_text.view());
  out += show(formatted);
  return error;
}

Error render_format(std::string& out, StringView format, FieldNumbering& numbering, int depth) {
  if (depth < 0) return Error::value("Max string recursion exceeded");
  FormatParser parser(format);
  Range literal;
  ReplacementField field;
  while (true) {
    switch (parser.next(literal, field)) {
      case FormatItem::kEnd:
        return {};
      case FormatItem::kError:
        return parser.error();
      case FormatItem::kLiteral:
        out += show(slice(format, literal));
        break;
      case FormatItem::kField:
        if (const Error error = render_field(out, format, field, numbering, depth)) return error;
        break;
    }
  }
}

}  // namespace

TEST_CASE("values are formatted, and formats refused, as by CPython") {
  midden::oracle::compare_with_python(
      "tests/text/format_cases.py",
      {
          {"format_int",
           [](const Case& c) {
             StringBuilder out;
             const Error error = format_int(out, c.big(0), c.view(1));
             return show(error, out);
           }},
          {"format_float",
           [](const Case& c) {
             StringBuilder out;
             const Error error = format_float(out, c.real(0), c.view(1));
             return show(error, out);
           }},
          {"format_str",
           [](const Case& c) {
             StringBuilder out;
             const Error error = format_string(out, c.view(0), c.view(1));
             return show(error, out);
           }},
          {"format_complex",
           [](const Case& c) {
             StringBuilder out;
             const Error error = format_complex(out, c.real(0), c.real(1), c.view(2));
             return show(error, out);
           }},
          {"percent_int",
           [](const Case& c) {
             const auto value = c.big(1);
             return percent(c, false, [&](StringBuilder& out, const PercentDirective& directive) {
               return format_percent_int(out, directive, value);
             });
           }},
          {"percent_mapping",
           [](const Case& c) {
             return percent(c, true, [&](StringBuilder& out, const PercentDirective& directive) {
               return format_percent_int(out, directive, 7);
             });
           }},
          {"percent_float",
           [](const Case& c) {
             return percent(c, false, [&](StringBuilder& out, const PercentDirective& directive) {
               return format_percent_float(out, directive, c.real(1));
             });
           }},
          {"percent_text",
           [](const Case& c) {
             return percent(c, false, [&](StringBuilder& out, const PercentDirective& directive) {
               format_percent_text(out, directive, c.view(1));
               return Error();
             });
           }},
          {"percent_char",
           [](const Case& c) {
             return percent(c, false, [&](StringBuilder& out, const PercentDirective& directive) {
               format_percent_char(out, directive, c.view(1).at(0));
               return Error();
             });
           }},
          {"str_format",
           [](const Case& c) {
             std::string out;
             FieldNumbering numbering;
             const Error error = render_format(out, c.view(0), numbering, 1);
             return error ? show(error) : out;
           }},
          {"parse_int",
           [](const Case& c) {
             BigInteger out;
             const Error error = parse_int(out, c.view(0), c.integer(1));
             int64_t small = 0;
             const bool is_small = c.integer(1) == 10 && parse_small_int(small, c.view(0));
             if (is_small && (error || numeric::compare(out, small) != 0))
               return std::string("small differs");
             return show(error, out);
           }},
          {"parse_float",
           [](const Case& c) {
             double out = 0;
             const Error error = parse_float(out, c.view(0));
             return show(error, out);
           }},
          {"parse_complex",
           [](const Case& c) {
             double real = 0, imaginary = 0;
             const Error error = parse_complex(real, imaginary, c.view(0));
             return error ? show(error) : show(real) + "|" + show(imaginary);
           }},
      });
}
