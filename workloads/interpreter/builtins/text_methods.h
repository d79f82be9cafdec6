#pragma once

// The methods that str, bytes and bytearray share, over a policy that says how each of them is seen and made:
//
//   kKind, kTextKind, kName
//   view(self)                     its text, valid until the next allocation
//   needle(vm, value, &needle)     what find() and count() look for
//   text(vm, value, &view, who)    any other text argument; who: "replace() argument 1 " …, or null
//   make(vm, builder), part(vm, self, range)

#include <vector>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/text/search.h"
#include "workloads/interpreter/text/unicode.h"

namespace midden::python {

struct Needle {
  text::StringView view;
  std::uint8_t byte = 0;
};

struct StrText {
  static constexpr Kind kKind = Kind::Str;
  static constexpr text::TextKind kTextKind = text::TextKind::kStr;
  static constexpr const char* kName = "str";
  static text::StringView view(Value self) { return str_view(self); }
  static bool needle(Vm& vm, Value value, Needle* needle);
  static bool text(Vm& vm, Value value, text::StringView* view, const char* who);
  static bool fill_character(Vm& vm, Value value, const char* method, char32_t* fill);
  static Owned make(Vm& vm, const text::StringBuilder& builder) { return make_str(vm, builder); }
  static Owned part(Vm& vm, Value self, text::Range range) {
    return make_substring(vm, self, range.start, range.stop);
  }
};

struct BytesText {
  static constexpr Kind kKind = Kind::Bytes;
  static constexpr text::TextKind kTextKind = text::TextKind::kBytes;
  static constexpr const char* kName = "bytes";
  static text::StringView view(Value self) { return bytes_text(self); }
  static bool needle(Vm& vm, Value value, Needle* needle);
  static bool text(Vm& vm, Value value, text::StringView* view, const char* who);
  static bool fill_character(Vm& vm, Value value, const char* method, char32_t* fill);
  static Owned make(Vm& vm, const text::StringBuilder& builder);
  static Owned part(Vm& vm, Value self, text::Range range);
};

struct ByteArrayText : BytesText {
  static constexpr Kind kKind = Kind::ByteArray;
  static text::StringView view(Value self) { return {bytearray_data(self), self.as<ByteArray>()->length, 1}; }
  static Owned make(Vm& vm, const text::StringBuilder& builder);
  static Owned part(Vm& vm, Value self, text::Range range);
};

template <class P>
struct TextMethods {
  static Value self(Arguments arguments) { return unwrap(arguments[0], P::kKind); }
  static text::StringView self_view(Arguments arguments) { return P::view(self(arguments)); }
  static Owned whole(Vm& vm, Arguments arguments) {
    const Value object = self(arguments);
    return P::part(vm, object, {0, P::view(object).length});
  }

  // --- questions -------------------------------------------------------------------------------------------
  template <bool (*kQuestion)(text::StringView)>
  static Owned ask(Vm&, Arguments arguments) {
    return make_bool(kQuestion(self_view(arguments)));
  }

  // --- transformations -------------------------------------------------------------------------------------
  template <void (*kTransformation)(text::StringBuilder&, text::StringView)>
  static Owned transform(Vm& vm, Arguments arguments) {
    text::StringBuilder out;
    kTransformation(out, self_view(arguments));
    return P::make(vm, out);
  }

  // --- searching: sub, start=, end= ------------------------------------------------------------------------
  static bool range_arguments(Vm& vm, Arguments arguments, const char* method, std::int64_t* start,
                              std::int64_t* end) {
    *start = 0;
    *end = INT64_MAX;
    const std::uint32_t given = arguments.count() - 1;
    if (given < 1 || given > 3) {
      raise_type_error(vm, "%s() takes at %s (%u given)", method,
                       given < 1 ? "least 1 argument" : "most 3 arguments", given);
      return false;
    }
    return (!arguments.has(2) || slice_argument(vm, arguments[2], start)) &&
           (!arguments.has(3) || slice_argument(vm, arguments[3], end));
  }
  // False: exception. `found` is kNotFound when the range is empty.
  static bool search(Vm& vm, Arguments arguments, const char* method, std::int64_t* found) {
    const bool from_right = method[0] == 'r';
    std::int64_t start;
    std::int64_t end;
    if (!range_arguments(vm, arguments, method, &start, &end)) return false;
    Needle needle;
    if (!P::needle(vm, arguments[1], &needle)) return false;
    const text::StringView text = self_view(arguments);
    text::Range range;
    *found = !text::clamp_range(start, end, text.length, range) ? text::kNotFound
             : from_right                                       ? text::rfind(text, needle.view, range)
                                                                : text::find(text, needle.view, range);
    return true;
  }
  static Owned find(Vm& vm, Arguments arguments) {
    std::int64_t found;
    return search(vm, arguments, "find", &found) ? make_int(vm, found) : nullptr;
  }
  static Owned rfind(Vm& vm, Arguments arguments) {
    std::int64_t found;
    return search(vm, arguments, "rfind", &found) ? make_int(vm, found) : nullptr;
  }
  static Owned require(Vm& vm, std::int64_t found) {
    if (found != text::kNotFound) return make_int(vm, found);
    return raise_value_error(vm, P::kKind == Kind::Str ? "substring not found" : "subsection not found");
  }
  static Owned index(Vm& vm, Arguments arguments) {
    std::int64_t found;
    return search(vm, arguments, "index", &found) ? require(vm, found) : nullptr;
  }
  static Owned rindex(Vm& vm, Arguments arguments) {
    std::int64_t found;
    return search(vm, arguments, "rindex", &found) ? require(vm, found) : nullptr;
  }
  static Owned count(Vm& vm, Arguments arguments) {
    std::int64_t start;
    std::int64_t end;
    if (!range_arguments(vm, arguments, "count", &start, &end)) return nullptr;
    Needle needle;
    if (!P::needle(vm, arguments[1], &needle)) return nullptr;
    const text::StringView text = self_view(arguments);
    text::Range range;
    if (!text::clamp_range(start, end, text.length, range)) return make_int(vm, 0);
    return make_int(vm, static_cast<std::int64_t>(text::count(text, needle.view, range)));
  }

  // --- prefix and suffix -----------------------------------------------------------------------------------
  template <bool kSuffix>
  static bool has_affix(text::StringView text, text::StringView affix) {
    return kSuffix ? text::ends_with(text, affix) : text::starts_with(text, affix);
  }
  template <bool kSuffix>
  static Owned affix(Vm& vm, Arguments arguments) {
    constexpr const char* kMethod = kSuffix ? "endswith" : "startswith";
    std::int64_t start;
    std::int64_t end;
    if (!range_arguments(vm, arguments, kMethod, &start, &end)) return nullptr;
    const text::StringView text = self_view(arguments);
    text::Range range;
    const bool in_range = text::clamp_range(start, end, text.length, range);
    if (const Tuple* choices = unwrap_as<Tuple>(arguments[1], Kind::Tuple)) {
      for (std::uint32_t i = 0; i < choices->length(); ++i) {
        text::StringView choice;
        const Value item = load(choices->items[i]);
        if (P::kKind == Kind::Str && !unwrap(item, Kind::Str)) {
          return raise_type_error(vm, "tuple for %s must only contain str, not %s", kMethod,
                                  type_name(vm, item).c_str());
        }
        if (!P::text(vm, item, &choice, nullptr)) return nullptr;
        if (in_range && has_affix<kSuffix>(slice(text, range), choice)) return make_bool(true);
      }
      return make_bool(false);
    }
    text::StringView choice;
    std::string_view bytes;
    const bool is_text =
        P::kKind == Kind::Str ? !unwrap(arguments[1], Kind::Str).is_null() : bytes_view(arguments[1], &bytes);
    if (!is_text) {
      return raise_type_error(vm, "%s first arg must be %s or a tuple of %s, not %s", kMethod, P::kName,
                              P::kName, type_name(vm, arguments[1]).c_str());
    }
    if (!P::text(vm, arguments[1], &choice, nullptr)) return nullptr;
    return make_bool(in_range && has_affix<kSuffix>(slice(text, range), choice));
  }
  template <bool kSuffix>
  static Owned remove_affix(Vm& vm, Arguments arguments) {
    text::StringView affix;
    if (!P::text(vm, arguments[1], &affix, kSuffix ? "removesuffix() argument" : "removeprefix() argument")) {
      return nullptr;
    }
    const text::StringView text = self_view(arguments);
    text::Range range{0, text.length};
    if (affix.length > 0 && has_affix<kSuffix>(text, affix)) {
      if (kSuffix) {
        range.stop -= affix.length;
      } else {
        range.start += affix.length;
      }
    }
    return P::part(vm, self(arguments), range);
  }

  // --- cutting ---------------------------------------------------------------------------------------------
  template <bool kLeft, bool kRight>
  static Owned strip(Vm& vm, Arguments arguments) {
    const text::StringView text = self_view(arguments);
    if (!arguments[1] || arguments[1].is_none()) {
      return P::part(vm, self(arguments), text::strip_space(text, P::kTextKind, kLeft, kRight));
    }
    text::StringView characters;
    if (P::kKind == Kind::Str && !unwrap(arguments[1], Kind::Str)) {
      return raise_type_error(vm, "%s arg must be None or str",
                              kLeft && kRight ? "strip"
                              : kLeft         ? "lstrip"
                                              : "rstrip");
    }
    if (!P::text(vm, arguments[1], &characters, nullptr)) return nullptr;
    return P::part(vm, self(arguments), text::strip(text, characters, kLeft, kRight));
  }

  static Owned list_of_parts(Vm& vm, Arguments arguments, const std::vector<text::Range>& ranges) {
    Local list(vm, make_list(vm, ranges.size()));
    if (!list) return nullptr;
    for (const text::Range range : ranges) {
      Owned part = P::part(vm, self(arguments), range);
      if (!part || !list_append(vm, list, std::move(part))) return nullptr;
    }
    return list.take();
  }
  template <bool kFromRight>
  static Owned split(Vm& vm, Arguments arguments) {
    std::int64_t limit = text::kNoLimit;
    if (!optional_index(vm, arguments[2], &limit)) return nullptr;
    if (limit < 0) limit = text::kNoLimit;
    std::vector<text::Range> ranges;
    ranges.reserve(16);
    if (!arguments[1] || arguments[1].is_none()) {
      const text::StringView text = self_view(arguments);
      kFromRight ? text::rsplit_space(ranges, text, P::kTextKind, limit)
                 : text::split_space(ranges, text, P::kTextKind, limit);
    } else {
      text::StringView separator;
      if (P::kKind == Kind::Str && !unwrap(arguments[1], Kind::Str)) {
        return raise_type_error(vm, "must be str or None, not %s", type_name(vm, arguments[1]).c_str());
      }
      if (!P::text(vm, arguments[1], &separator, nullptr)) return nullptr;
      if (separator.empty()) return raise_value_error(vm, "empty separator");
      const text::StringView text = self_view(arguments);
      kFromRight ? text::rsplit(ranges, text, separator, limit) : text::split(ranges, text, separator, limit);
    }
    return list_of_parts(vm, arguments, ranges);
  }
  static Owned splitlines(Vm& vm, Arguments arguments) {
    bool keep_ends = false;
    if (arguments[1]) {
      const int truth = is_true(vm, arguments[1]);
      if (truth < 0) return nullptr;
      keep_ends = truth;
    }
    std::vector<text::Range> ranges;
    text::split_lines(ranges, self_view(arguments), P::kTextKind, keep_ends);
    return list_of_parts(vm, arguments, ranges);
  }
  template <bool kFromRight>
  static Owned partition(Vm& vm, Arguments arguments) {
    text::StringView separator;
    if (!P::text(vm, arguments[1], &separator, "")) return nullptr;
    if (separator.empty()) return raise_value_error(vm, "empty separator");
    const text::StringView text = self_view(arguments);
    const std::uint64_t end = text.length;
    const std::int64_t found =
        kFromRight ? text::rfind(text, separator, {0, end}) : text::find(text, separator, {0, end});
    text::Range ranges[3];
    if (found == text::kNotFound) {
      ranges[kFromRight ? 2 : 0] = {0, end};
    } else {
      const auto start = static_cast<std::uint64_t>(found);
      ranges[0] = {0, start};
      ranges[1] = {start, start + separator.length};
      ranges[2] = {start + separator.length, end};
    }
    Local parts[3] = {Local(vm), Local(vm), Local(vm)};
    for (int i = 0; i < 3; ++i) {
      parts[i] = P::part(vm, self(arguments), ranges[i]);
      if (!parts[i]) return nullptr;
    }
    return make_tuple(vm, {parts[0].get(), parts[1].get(), parts[2].get()});
  }

  // --- replacing and filling -------------------------------------------------------------------------------
  static Owned replace(Vm& vm, Arguments arguments) {
    std::int64_t limit = text::kNoLimit;
    if (!optional_index(vm, arguments[3], &limit)) return nullptr;
    if (limit < 0) limit = text::kNoLimit;
    text::StringView old_text;
    text::StringView new_text;
    if (!P::text(vm, arguments[1], &old_text, "replace() argument 1") ||
        !P::text(vm, arguments[2], &new_text, "replace() argument 2")) {
      return nullptr;
    }
    text::StringBuilder out;
    if (text::replace(out, self_view(arguments), old_text, new_text, limit) == 0) {
      return whole(vm, arguments);
    }
    return P::make(vm, out);
  }
  static Owned expandtabs(Vm& vm, Arguments arguments) {
    std::int32_t tab_size = 8;
    if (!optional_int32(vm, arguments[1], &tab_size)) return nullptr;
    text::StringBuilder out;
    text::append_expanded_tabs(out, self_view(arguments), tab_size);
    return P::make(vm, out);
  }
  template <void (*kFill)(text::StringBuilder&, text::StringView, std::int64_t, char32_t)>
  static Owned justify(Vm& vm, Arguments arguments, const char* method) {
    std::int64_t width;
    if (!to_index(vm, arguments[1], &width)) return nullptr;
    char32_t fill = ' ';
    if (arguments[2] && !P::fill_character(vm, arguments[2], method, &fill)) return nullptr;
    const text::StringView text = self_view(arguments);
    if (width <= static_cast<std::int64_t>(text.length)) return whole(vm, arguments);
    text::StringBuilder out;
    kFill(out, text, width, fill);
    return P::make(vm, out);
  }
  static Owned center(Vm& vm, Arguments arguments) {
    return justify<text::append_centered>(vm, arguments, "center");
  }
  static Owned ljust(Vm& vm, Arguments arguments) {
    return justify<text::append_left_justified>(vm, arguments, "ljust");
  }
  static Owned rjust(Vm& vm, Arguments arguments) {
    return justify<text::append_right_justified>(vm, arguments, "rjust");
  }
  static Owned zfill(Vm& vm, Arguments arguments) {
    std::int64_t width;
    if (!to_index(vm, arguments[1], &width)) return nullptr;
    const text::StringView text = self_view(arguments);
    if (width <= static_cast<std::int64_t>(text.length)) return whole(vm, arguments);
    text::StringBuilder out;
    text::append_zero_filled(out, text, width);
    return P::make(vm, out);
  }
};

// The rows of the method table that need nothing else.
#define MIDDEN_TEXT_METHODS(P)                                                                          \
  {"find", TextMethods<P>::find, "*sub_start_end"}, {"rfind", TextMethods<P>::rfind, "*sub_start_end"}, \
      {"index", TextMethods<P>::index, "*sub_start_end"},                                               \
      {"rindex", TextMethods<P>::rindex, "*sub_start_end"},                                             \
      {"count", TextMethods<P>::count, "*sub_start_end"},                                               \
      {"startswith", TextMethods<P>::affix<false>, "*prefix_start_end"},                                \
      {"endswith", TextMethods<P>::affix<true>, "*suffix_start_end"},                                   \
      {"removeprefix", TextMethods<P>::remove_affix<false>, "prefix, /"},                               \
      {"removesuffix", TextMethods<P>::remove_affix<true>, "suffix, /"},                                \
      {"strip", TextMethods<P>::strip<true, true>, "chars=, /"},                                        \
      {"lstrip", TextMethods<P>::strip<true, false>, "chars=, /"},                                      \
      {"rstrip", TextMethods<P>::strip<false, true>, "chars=, /"},                                      \
      {"split", TextMethods<P>::split<false>, "sep=, maxsplit="},                                       \
      {"rsplit", TextMethods<P>::split<true>, "sep=, maxsplit="},                                       \
      {"splitlines", TextMethods<P>::splitlines, "keepends="},                                          \
      {"partition", TextMethods<P>::partition<false>, "sep, /"},                                        \
      {"rpartition", TextMethods<P>::partition<true>, "sep, /"},                                        \
      {"replace", TextMethods<P>::replace, "old, new, count=, /"},                                      \
      {"expandtabs", TextMethods<P>::expandtabs, "tabsize="},                                           \
      {"center", TextMethods<P>::center, "width, fillchar=, /"},                                        \
      {"ljust", TextMethods<P>::ljust, "width, fillchar=, /"},                                          \
      {"rjust", TextMethods<P>::rjust, "width, fillchar=, /"}, {                                        \
    "zfill", TextMethods<P>::zfill, "width, /"                                                          \
  }

}  // namespace midden::python
