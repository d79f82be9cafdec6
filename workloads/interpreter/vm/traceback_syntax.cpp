// What is printed of a SyntaxError before its message, and suggestions behind messages.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/suggestion.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/traceback_text.h"

namespace midden::python {

namespace {

// An attribute that must be a small int; None is `if_none`. False: it is neither.
bool integer_attribute(Vm& vm, Value object, Value name, std::int64_t if_none, std::int64_t* result) {
  Local value(vm, get_attribute_or_null(vm, object, name));
  if (!value) return false;
  if (value.get().is_none()) {
    *result = if_none;
    return true;
  }
  Value integer = as_int(vm, value);
  return integer && int_to_int64(integer, result);
}

// The line of the text in which the error lies, and carets below it.
void append_error_line(std::string& out, std::string_view text, std::int64_t offset,
                       std::int64_t end_offset) {
  std::int64_t carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
  --offset;
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\f')) {
    text.remove_prefix(1);
    --offset;
  }
  auto length = static_cast<std::int64_t>(text.size());
  if (length > 0 && text.back() == '\n') --length;
  offset = std::min(offset, length);
  for (;;) {
    std::size_t line_end = text.find('\n');
    if (line_end == std::string_view::npos || static_cast<std::int64_t>(line_end) >= offset) break;
    text.remove_prefix(line_end + 1);
    length -= static_cast<std::int64_t>(line_end) + 1;
    offset -= static_cast<std::int64_t>(line_end) + 1;
  }
  out += "    ";
  out += text;
  if (length >= static_cast<std::int64_t>(text.size())) out += '\n';
  if (offset < 0) return;
  out.append(static_cast<std::size_t>(offset) + 4, ' ');
  out.append(static_cast<std::size_t>(std::min<std::int64_t>(carets, 1 << 16)), '^');
  out += '\n';
}

void add_names(Vm&, std::vector<std::string>& names, Value dict) {
  for (std::uint32_t i = 0; i < dict_entry_count(dict); ++i) {
    Value key = dict_entry_key(dict, i);
    if (key && is_str(key)) names.push_back(to_utf8(key));
  }
}

std::optional<std::string> suggest_for_name(Vm& vm, Value exception, std::string_view mistyped) {
  Value traceback = exception_slot(exception, kExceptionTraceback);
  if (!traceback || !traceback.is(Kind::Traceback)) return {};
  for (Value next = traceback; next && next.is(Kind::Traceback); next = load(next.as<Traceback>()->next)) {
    traceback = next;
  }
  if (auto found = text::suggest(mistyped, traceback.as<Traceback>()->code->source().local_names))
    return found;
  std::vector<std::string> names;
  add_names(vm, names, load(load(traceback.as<Traceback>()->frame).as<FrameObject>()->globals));
  if (auto found = text::suggest(mistyped, names)) return found;
  names.clear();
  add_names(vm, names, Value{vm.builtins});
  return text::suggest(mistyped, names);
}

std::optional<std::string> suggest_for_attribute(Vm& vm, Value object_value, std::string_view mistyped) {
  Local object(vm, object_value);
  Value dir = dict_get_name(vm, Value{vm.builtins}, intern_immortal(vm, "dir"));
  if (!dir) return {};
  Local listed(vm, call(vm, dir, {object}));
  if (!listed || !listed.get().is(Kind::List)) return {};
  std::vector<std::string> names;
  for (std::uint64_t i = 0; i < list_length(listed); ++i) {
    if (is_str(list_item(listed, i))) names.push_back(to_utf8(list_item(listed, i)));
  }
  return text::suggest(mistyped, names);
}

}  // namespace

// As the module `traceback` shows it.
bool ExceptionPrinter::print_syntax_lines(Value exception_value, Local* replaced) {
  Local exception(vm_, exception_value);
  if (!is_subtype(vm_, type_of(vm_, exception), exception_type(vm_, ExceptionClass::SyntaxError)))
    return false;
  auto slot = [&](unsigned number) { return exception_slot(exception, number); };
  auto number = [&](unsigned which, std::int64_t otherwise) {
    Value value = slot(which), integer = value ? as_int(vm_, value) : Value{};
    std::int64_t result;
    return integer && int_to_int64(integer, &result) ? result : otherwise;
  };
  auto given = [](Value value) { return value && !value.is_none(); };
  std::string file = "<string>", suffix;
  if (Value name = slot(kSyntaxErrorFile); given(name)) {
    Local shown(vm_, str(vm_, name));
    if (shown) file = to_utf8(unwrap(shown, Kind::Str));
    clear_pending(vm_);
    suffix = " (" + file + ")";
  }
  if (given(slot(kSyntaxErrorLine))) {
    Local line(vm_, str(vm_, slot(kSyntaxErrorLine)));
    suffix.clear();
    margin();
    text_ += "  File \"" + file + "\", line " + (line ? to_utf8(unwrap(line, Kind::Str)) : std::string("?")) +
             "\n";
    clear_pending(vm_);
    end_piece();
  }
  if (Value text = slot(kSyntaxErrorText); given(text) && is_str(text))
    print_marked_line(to_utf8(text), number(kSyntaxErrorOffset, INT64_MIN), number(kSyntaxErrorEndOffset, 0));
  Local message(vm_, given(slot(kSyntaxErrorMessage)) ? str(vm_, slot(kSyntaxErrorMessage)) : Owned());
  clear_pending(vm_);
  std::string shown = message ? to_utf8(unwrap(message, Kind::Str)) : std::string();
  if (shown.empty()) shown = "<no detail available>";
  Owned made = make_str_utf8(vm_, shown + suffix);
  if (made) *replaced = std::move(made);
  clear_pending(vm_);
  return true;
}

void ExceptionPrinter::print_marked_line(std::string_view line, std::int64_t offset,
                                         std::int64_t end_offset) {
  while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  std::int64_t removed = 0;
  while (!line.empty() && (line.front() == ' ' || line.front() == '\n' || line.front() == '\f')) {
    line.remove_prefix(1);
    ++removed;
  }
  margin();
  text_ += "    ";
  append_lines(line);
  text_ += '\n';
  end_piece();
  if (offset == INT64_MIN) return;
  if (end_offset == 0 || end_offset == -1 || end_offset == offset) end_offset = offset + 1;
  std::int64_t column = offset - 1 - removed;
  if (column < 0) return;
  margin();
  text_ += "    ";
  std::int64_t passed = 0;
  for (std::size_t i = 0; i < line.size() && passed < column; ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0) == 0x80) continue;
    text_ += line[i] == '\t' ? '\t' : ' ';
    ++passed;
  }
  text_.append(static_cast<std::size_t>(std::clamp<std::int64_t>(end_offset - offset, 0, 1 << 16)), '^');
  text_ += '\n';
  end_piece();
}

bool ExceptionPrinter::print_syntax_place(Value exception_value, Local* replaced) {
  if (style_ == syntax::CaretStyle::kTracebackModule) return print_syntax_lines(exception_value, replaced);
  Local exception(vm_, exception_value);
  Local place(vm_, get_attribute_or_null(vm_, exception, vm_.names.print_file_and_line));
  if (!place) {
    clear_pending(vm_);
    return false;
  }
  Local message(vm_, get_attribute_or_null(vm_, exception, vm_.names.msg));
  Local file(vm_, get_attribute_or_null(vm_, exception, vm_.names.filename));
  std::int64_t line = 0, offset = -1, end_line = 0, end_offset = -1;
  bool complete = message && file && integer_attribute(vm_, exception, vm_.names.lineno, -1, &line) &&
                  integer_attribute(vm_, exception, vm_.names.offset, -1, &offset) &&
                  integer_attribute(vm_, exception, vm_.names.end_lineno, line, &end_line) &&
                  integer_attribute(vm_, exception, vm_.names.end_offset, -1, &end_offset);
  if (!complete || line < 0) {
    clear_pending(vm_);
    return false;
  }
  std::string name = "<string>";
  if (!file.get().is_none()) {
    Local shown(vm_, str(vm_, file));
    if (shown && is_str(shown)) name = to_utf8(shown);
  }
  Local text(vm_, get_attribute_or_null(vm_, exception, vm_.names.text));
  clear_pending(vm_);
  margin();
  text_ += "  File \"" + name + "\", line " + std::to_string(line) + "\n";
  if (text && is_str(text)) {
    std::string shown = to_utf8(text);
    if (end_line > line) end_offset = static_cast<std::int64_t>(shown.size());
    append_error_line(text_, shown, offset,
                      std::min(end_offset, static_cast<std::int64_t>(shown.size()) + 1));
  }
  *replaced = message.get();
  return true;
}

void ExceptionPrinter::print_suggestion(Value exception_value) {
  Local exception(vm_, exception_value);
  bool of_name = is_subtype(vm_, type_of(vm_, exception), exception_type(vm_, ExceptionClass::NameError));
  bool of_attribute =
      is_subtype(vm_, type_of(vm_, exception), exception_type(vm_, ExceptionClass::AttributeError));
  if (!of_name && !of_attribute) return;
  Local name(vm_, get_attribute_or_null(vm_, exception, vm_.names.name));
  std::optional<std::string> found;
  if (name && is_str(name)) {
    std::string mistyped = to_utf8(name);
    if (of_attribute) {
      Local object(vm_, get_attribute_or_null(vm_, exception, vm_.names.obj));
      if (object) found = suggest_for_attribute(vm_, object, mistyped);
    } else {
      found = suggest_for_name(vm_, exception, mistyped);
    }
  }
  clear_pending(vm_);
  if (found) text_ += ". Did you mean: '" + *found + "'?";
}

}  // namespace midden::python
