// Builtin functions about code and namespaces.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/vm/code.h"
#include "workloads/interpreter/vm/frame.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {
namespace {

Owned globals(Vm& vm, Arguments) { return retain(Value{vm.frame->globals}); }
Owned locals(Vm& vm, Arguments) { return current_locals(vm); }

Value content(Value value) { return value && value.is(Kind::Cell) ? load(value.as<Cell>()->content) : value; }

// Names whose registers hold cells, added to the dict of a function's locals.
bool add_cells(Vm& vm, const Local& dict, const std::vector<std::string>& names,
               const std::vector<std::uint16_t>& registers) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Value name = intern_immortal(vm, names[i]);
    const Value value = content(Value{vm.frame->registers[registers[i]]});
    if (value && !dict_set_name(vm, dict, name, value)) return false;
  }
  return true;
}

// The source text in a str or bytes-like object.
bool source_text(Vm& vm, Value source, const char* function, std::string* text) {
  std::string_view bytes;
  if (const Value string = as_kind(source, Kind::Str)) {
    *text = to_utf8(string);
  } else if (bytes_view(source, &bytes)) {
    *text = bytes;
  } else {
    raise_type_error(vm, "%s() arg 1 must be a string, bytes or code object", function);
    return false;
  }
  if (text->find('\0') == std::string::npos) return true;
  raise_value_error(vm, "source code string cannot contain null bytes");
  return false;
}

// The namespaces of eval and exec: arguments[1] and [2], by default the caller's.
bool namespaces(Vm& vm, Arguments arguments, const char* function, Local& global, Local& local) {
  auto given = [&](std::size_t i) { return arguments[i] && !arguments[i].is_none(); };
  if (given(1)) {
    if (!as_dict(arguments[1])) {
      raise_type_error(vm, "%s() globals must be a dict, not %s", function,
                       type_name(vm, arguments[1]).c_str());
      return false;
    }
    global = as_dict(arguments[1]);
    if (given(2)) local = arguments[2];
    if (!dict_get_name(vm, global, vm.names.__builtins__)) {
      const Value module = dict_get_name(vm, Value{vm.modules}, intern_immortal(vm, "builtins"));
      if (!dict_set_name(vm, global, vm.names.__builtins__, module ? module : Value{vm.builtins}))
        return false;
    }
    return true;
  }
  global = Value{vm.frame->globals};
  if (given(2)) {
    local = arguments[2];
  } else {
    local = current_locals(vm);
    if (!local) return false;
  }
  return true;
}

Owned run_source(Vm& vm, Arguments arguments, const char* function, const char* mode) {
  Local global(vm), local(vm);
  if (!namespaces(vm, arguments, function, global, local)) return nullptr;
  if (local.get() == global.get()) local = Value{};
  Code* code;
  if (arguments[0].is(Kind::Code)) {
    code = arguments[0].as<CodeObject>()->code;
  } else {
    std::string text;
    if (!source_text(vm, arguments[0], function, &text)) return nullptr;
    if (mode[1] == 'v') text.erase(0, text.find_first_not_of(" \t"));
    code = compile_source(vm, text, "<string>", mode, static_cast<bool>(local));
    if (!code) return nullptr;
  }
  return execute(vm, code, global, local);
}

Owned eval(Vm& vm, Arguments arguments) { return run_source(vm, arguments, "eval", "eval"); }

Owned exec(Vm& vm, Arguments arguments) {
  const Owned result = run_source(vm, arguments, "exec", "exec");
  return result ? owned_none() : nullptr;
}

Owned compile(Vm& vm, Arguments arguments) {
  std::string text;
  if (arguments[0].is(Kind::Code)) return retain(arguments[0]);
  if (!source_text(vm, arguments[0], "compile", &text)) return nullptr;
  const Value file = as_kind(arguments[1], Kind::Str), how = as_kind(arguments[2], Kind::Str);
  if (!file) {
    return raise_type_error(vm, "expected str, bytes or os.PathLike object, not %s",
                            type_name(vm, arguments[1]).c_str());
  }
  if (!how) {
    return raise_type_error(vm, "compile() argument 'mode' must be str, not %s",
                            type_name(vm, arguments[2]).c_str());
  }
  const std::string mode = to_utf8(how);
  if (mode != "exec" && mode != "eval" && mode != "single") {
    return raise_value_error(vm, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  Code* code = compile_source(vm, text, to_utf8(file), mode, false);
  if (!code) return nullptr;
  CodeObject* object = allocate<CodeObject>(vm, Kind::Code);
  if (!object) return nullptr;
  object->code = code;
  return adopt(object);
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"globals", globals, "", kForm},
    {"locals", locals, "", kForm},
    {"eval", eval, "source, globals=, locals=, /", kForm},
    {"exec", exec, "source, globals=, locals=, /, *, closure=", kForm},
    {"compile", compile, "source, filename, mode, flags=, dont_inherit=, optimize=", kForm},
};

}  // namespace

Owned current_locals(Vm& vm) {
  const Frame* frame = vm.frame;
  const CodeTemplate& source = frame->code->source();
  if (!source.is_optimized) {
    const bool has_namespace = source.is_class_body;
    return retain(has_namespace ? Value{frame->registers[0]} : Value{frame->globals});
  }
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  for (std::size_t i = 0; i < source.local_names.size(); ++i) {
    const Value value = Value{vm.frame->registers[i]};
    if (!value || value.is(Kind::Cell)) continue;
    if (!dict_set_name(vm, dict, frame->code->local_name(i), value)) return nullptr;
  }
  if (!add_cells(vm, dict, source.cell_names, source.cell_registers) ||
      !add_cells(vm, dict, source.free_names, source.free_registers)) {
    return nullptr;
  }
  return dict.take();
}

std::span<const NativeDefinition> builtins_code_functions() { return kFunctions; }

}  // namespace midden::python
