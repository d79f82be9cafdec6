// _traceback: what the library's traceback.py leaves to the interpreter.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/traceback_text.h"

namespace midden::python {

namespace {

// The lines that traceback.format_exception gives, carets and groups included.
Owned format_lines(Vm& vm, Arguments a) {
  if (!is_exception(vm, a[0])) {
    return raise_type_error(vm, "Exception expected for value, %s found", type_name(vm, a[0]).c_str());
  }
  int chain = is_true(vm, a[1]);
  if (chain < 0) return nullptr;
  ExceptionPrinter printer(vm, syntax::CaretStyle::kTracebackModule);
  printer.set_limit(-1);
  printer.print(a[0], chain);
  Local lines(vm, make_list(vm));
  std::size_t start = 0;
  for (std::size_t end : printer.breaks()) {
    if (end == start) continue;
    if (!lines || !list_append(vm, lines, make_str_utf8(vm, printer.text().substr(start, end - start))))
      return nullptr;
    start = end;
  }
  return lines.take();
}

// (line, end_line, column, end_column) of a traceback's entry; columns in bytes.
Owned positions(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Traceback)) return raise_type_error(vm, "traceback expected");
  auto* entry = a[0].as<Traceback>();
  const SourceRange range = entry->code->position(entry->instruction);
  auto number = [&](std::int32_t value) { return value < 0 ? retain(Value::none()) : make_int(vm, value); };
  Local line(vm, number(range.line)), end_line(vm, number(range.end_line));
  Local column(vm, number(range.column)), end_column(vm, number(range.end_column));
  return make_tuple(vm, {line, end_line, column, end_column});
}

// What stands under a source line: carets(line, positions)
Owned carets(Vm& vm, Arguments a) {
  Value tuple = a[1];
  if (!is_str(a[0]) || !tuple.is(Kind::Tuple) || tuple.as<Tuple>()->length() != 4) {
    return raise_type_error(vm, "carets(line, (line, end_line, column, end_column))");
  }
  int numbers[4];
  for (std::uint32_t i = 0; i < 4; ++i) {
    Value item = load(tuple.as<Tuple>()->items[i]);
    std::int64_t number = -1;
    if (!item.is_none() && (!as_int(vm, item) || !int_to_int64(as_int(vm, item), &number))) number = -1;
    numbers[i] = number < 0 || number > INT32_MAX ? -1 : static_cast<int>(number);
  }
  std::string under = syntax::carets(to_utf8(a[0]), {numbers[0], numbers[1], numbers[2], numbers[3]},
                                     syntax::CaretStyle::kTracebackModule);
  return make_str_utf8(vm, under);
}

constexpr NativeDefinition kFunctions[] = {
    {"format_exception", format_lines, "exception, chain, /", NativeDefinition::function},
    {"positions", positions, "traceback, /", NativeDefinition::function},
    {"carets", carets, "line, positions, /", NativeDefinition::function},
};

}  // namespace

const ModuleDefinition kTracebackModule{"_traceback", kFunctions};

}  // namespace midden::python
