#include "workloads/interpreter/vm/traceback_text.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exception_groups.h"

namespace midden::python {

namespace {

constexpr std::uint64_t kRepetitionsShown = 3;
constexpr std::uint32_t kGroupWidth = 15;
constexpr unsigned kGroupDepth = 10;

constexpr const char* kCauseText = "The above exception was the direct cause of the following exception:";
constexpr const char* kContextText = "During handling of the above exception, another exception occurred:";

}  // namespace

void ExceptionPrinter::margin() {
  indent();
  if (group_depth_) text_ += "| ";
}

void ExceptionPrinter::append_lines(std::string_view lines) {
  if (style_ == syntax::CaretStyle::kInterpreter || !group_depth_) {
    text_ += lines;
    return;
  }
  for (char c : lines) {
    text_ += c;
    if (c == '\n') margin();
  }
}

void ExceptionPrinter::print(Value exception, bool chain) {
  // Causes and contexts come first, the innermost at the very top.
  struct Link {
    bool is_cause;
  };
  std::vector<Link> links;
  Local first(vm_, exception), exceptions(vm_, make_list(vm_));
  if (!exceptions || !list_append(vm_, exceptions, first.get())) return clear_pending(vm_);
  while (chain) {
    Value last = list_item(exceptions, list_length(exceptions) - 1);
    seen_.insert(object_number(vm_, last));
    last = list_item(exceptions, list_length(exceptions) - 1);
    Value next = exception_slot(last, kExceptionCause);
    bool is_cause = next && !next.is_none();
    if (!is_cause) {
      Value suppress = exception_slot(last, kExceptionFlags);
      next = suppress && suppress.is_true() ? Value{} : exception_slot(last, kExceptionContext);
    }
    if (!next || next.is_none()) break;
    {
      Local held(vm_, next);
      if (seen_.contains(object_number(vm_, held))) break;
      if (!list_append(vm_, exceptions, held.get())) return clear_pending(vm_);
    }
    links.push_back({is_cause});
  }
  bool close = need_close_;
  for (std::size_t i = links.size() + 1; i-- > 0;) {
    need_close_ = i == 0 && close;
    Local each(vm_, list_item(exceptions, i));
    print_one(each);
    if (i == 0) break;
    margin();
    text_ += '\n';
    margin();
    text_ += links[i - 1].is_cause ? kCauseText : kContextText;
    text_ += '\n';
    margin();
    text_ += '\n';
    end_piece();
  }
}

void ExceptionPrinter::print_one(Value exception) {
  if (is_exception_group(vm_, exception)) {
    print_group(exception);
    return;
  }
  Local held(vm_, exception);
  print_traceback(exception_slot(held, kExceptionTraceback));
  print_message(held);
}

void ExceptionPrinter::print_group(Value exception) {
  Local group(vm_, exception);
  if (group_depth_ > kGroupDepth) {
    margin();
    text_ += "... (max_group_depth is " + std::to_string(kGroupDepth) + ")\n";
    return;
  }
  bool outermost = group_depth_ == 0;
  if (outermost) group_depth_ = 1;
  Local traceback(vm_, exception_slot(group, kExceptionTraceback));
  if (traceback && !traceback.get().is_none() && limit_ != 0) {
    indent();
    text_ += group_depth_ == 1 ? "+ " : "| ";
    text_ += "Exception Group Traceback (most recent call last):\n";
    end_piece();
    print_entries(traceback);
  }
  print_message(group);

  Local members(vm_, group_exceptions(group));
  std::uint32_t count = members ? members.as<Tuple>()->length() : 0;
  std::uint32_t shown = std::min(count, kGroupWidth + 1);
  need_close_ = false;
  for (std::uint32_t i = 0; i < shown; ++i) {
    bool last = i + 1 == shown;
    if (last) need_close_ = true;  // a group within may close the frame
    indent();
    text_ += i == 0 ? "+-" : "  ";
    text_ += "+---------------- ";
    text_ += i < kGroupWidth ? std::to_string(i + 1) : std::string("...");
    text_ += " ----------------\n";
    end_piece();
    ++group_depth_;
    if (i < kGroupWidth) {
      Local member(vm_, load(members.as<Tuple>()->items[i]));
      if (is_exception(vm_, member)) print(member);
    } else {
      std::uint32_t more = count - kGroupWidth;
      margin();
      text_ += "and " + std::to_string(more) + " more exception" + (more > 1 ? "s\n" : "\n");
    }
    if (last && need_close_) {
      indent();
      text_ += "+------------------------------------\n";
      end_piece();
      need_close_ = false;
    }
    --group_depth_;
  }
  if (outermost) group_depth_ = 0;
}

void ExceptionPrinter::print_traceback(Value traceback) {
  if (!traceback || traceback.is_none() || limit_ == 0) return;
  margin();
  text_ += "Traceback (most recent call last):\n";
  end_piece();
  print_entries(traceback);
}

void ExceptionPrinter::repeated(std::uint64_t count) {
  if (count <= kRepetitionsShown) return;
  count -= kRepetitionsShown;
  if (style_ == syntax::CaretStyle::kTracebackModule) margin();
  text_ += "  [Previous line repeated " + std::to_string(count) + " more time" + (count > 1 ? "s]\n" : "]\n");
  end_piece();
}

void ExceptionPrinter::print_entries(Value traceback) {
  Local entry(vm_, traceback);
  std::int64_t depth = 0;
  for (Value at = traceback; at.is(Kind::Traceback); at = load(at.as<Traceback>()->next)) ++depth;
  const Code* last_code = nullptr;
  std::int32_t last_line = -1;
  std::uint64_t count = 0;
  while (entry && entry.get().is(Kind::Traceback)) {
    if (limit_ < 0 || depth-- <= limit_) {
      const Code* code = entry.as<Traceback>()->code;
      std::int32_t line = code->position(entry.as<Traceback>()->instruction).line;
      bool same = last_code && code->name() == last_code->name() && line == last_line &&
                  (code == last_code || str_equal(code->file_name(), last_code->file_name()));
      if (!same) {
        repeated(count);
        count = 0;
      }
      last_code = code;
      last_line = line;
      if (++count <= kRepetitionsShown) {
        print_entry(entry);
        end_piece();
      }
    }
    entry = load(entry.as<Traceback>()->next);
  }
  repeated(count);
}

void ExceptionPrinter::print_entry(Value entry) {
  const Code* code = entry.as<Traceback>()->code;
  const SourceRange& at = code->position(entry.as<Traceback>()->instruction);
  std::string file = to_utf8(code->file_name());
  margin();
  text_ += "  File \"" + file + "\", line " + std::to_string(at.line) + ", in ";
  text_ += to_utf8(code->name());
  text_ += '\n';
  std::string_view line = sources_.line(file, at.line);
  std::string_view shown = syntax::stripped_line(line, style_);
  if (line.empty() || (shown.empty() && style_ == syntax::CaretStyle::kTracebackModule)) return;
  margin();
  text_ += "    ";
  text_ += shown;
  text_ += '\n';
  std::string under = syntax::carets(line, {at.line, at.end_line, at.column, at.end_column}, style_);
  if (under.empty()) return;
  margin();
  text_ += under;
  text_ += '\n';
}

void ExceptionPrinter::print_class(Value type_value) {
  Local type(vm_, type_value);
  Local module(vm_, get_attribute_or_null(vm_, type, vm_.names.__module__));
  if (!module || !is_str(module)) {
    clear_pending(vm_);
    text_ += "<unknown>.";
  } else {
    std::string name = to_utf8(module);
    if (name != "builtins" && name != "__main__") text_ += name + ".";
  }
  text_ += to_utf8(load(type.as<Type>()->qualified_name));
}

void ExceptionPrinter::print_text_of(Value value) {
  Local shown(vm_, str(vm_, value));
  if (!shown) {
    clear_pending(vm_);
    text_ += "<exception str() failed>";
  } else if (Value plain = unwrap(shown, Kind::Str)) {
    append_lines(to_utf8(plain));
  }
}

void ExceptionPrinter::print_message(Value exception) {
  Local held(vm_, exception), message(vm_, exception);
  print_syntax_place(held, &message);
  margin();
  print_class(type_of(vm_, held));
  if (!message.get().is_none()) {
    std::size_t before = text_.size();
    text_ += ": ";
    std::size_t start = text_.size();
    print_text_of(message);
    if (text_.size() == start) text_.resize(before);
  }
  if (style_ == syntax::CaretStyle::kInterpreter) print_suggestion(held);
  text_ += '\n';
  end_piece();
  print_notes(held);
}

void ExceptionPrinter::print_notes(Value exception) {
  Local notes(vm_, get_attribute_or_null(vm_, exception, vm_.names.__notes__));
  if (!notes) return clear_pending(vm_);
  Local items(vm_);
  if (!lookup_in_type(vm_, type_of(vm_, notes), vm_.names.__getitem__) || notes.get().is(Kind::Dict) ||
      !(items = list_from(vm_, notes))) {
    clear_pending(vm_);
    if (style_ == syntax::CaretStyle::kTracebackModule && notes.get().is_none()) return;
    margin();
    Local shown(vm_, repr(vm_, notes));
    if (shown && is_str(shown)) text_ += to_utf8(shown);
    clear_pending(vm_);
    if (style_ == syntax::CaretStyle::kTracebackModule) text_ += '\n';
    end_piece();
    return;
  }
  for (std::uint64_t i = 0; i < list_length(items); ++i) {
    Local note(vm_, list_item(items, i));
    if (!is_str(note)) note = str(vm_, note);
    std::string text = "<note str() failed>";
    if (note && is_str(note)) text = to_utf8(note);
    clear_pending(vm_);
    std::string_view rest = text;
    do {
      std::size_t end = rest.find('\n');
      margin();
      text_ += rest.substr(0, end);
      text_ += '\n';
      end_piece();
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    } while (!rest.empty());
  }
}

}  // namespace midden::python
