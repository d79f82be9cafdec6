// Builtin functions that need the interpreter itself: exec, eval, compile, globals, locals, __import__,
// __build_class__.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/loop_support.h"

namespace midden::python {

namespace {

Owned builtin_globals(Vm& vm, Arguments) { return retain(Value{vm.frame->globals}); }
Owned builtin_locals(Vm& vm, Arguments) { return running_frame_locals(vm, vm.frame); }

// Source text or code object → Code. Null: error pending.
Code* code_argument(Vm& vm, Value source, const char* mode, bool separate_locals, const char* function) {
  if (source.is(Kind::Code)) return source.as<CodeObject>()->code;
  std::string_view bytes;
  std::string text;
  if (Value string = unwrap(source, Kind::Str)) {
    text = to_utf8(string);
  } else if (bytes_view(source, &bytes)) {
    text = bytes;
  } else {
    raise_type_error(vm, "%s() arg 1 must be a string, bytes or code object", function);
    return nullptr;
  }
  if (std::string_view(mode) == "eval") {
    std::size_t first = text.find_first_not_of(" \t");
    text.erase(0, first == std::string::npos ? text.size() : first);
  }
  return compile_source(vm, text, "<string>", mode, separate_locals);
}

Owned run_in(Vm& vm, Arguments a, const char* mode, const char* function) {
  Local globals(vm, a.has(1) && !a[1].is_none() ? a[1] : Value{});
  Local locals(vm, a.has(2) && !a[2].is_none() ? a[2] : Value{});
  if (globals && !globals.get().is(Kind::Dict)) {
    return raise_type_error(vm, "%s() globals must be a dict, not %s", function,
                            type_name(vm, globals).c_str());
  }
  bool own_scope = false;
  if (!globals) {
    globals = Value{vm.frame->globals};
    if (!locals) {
      locals = running_frame_locals(vm, vm.frame);
      if (!locals) return nullptr;
      own_scope = locals.get() != globals.get();
    }
  }
  if (!dict_get_name(vm, globals, vm.names.__builtins__)) {
    Local builtins(vm, import_module(vm, "builtins"));
    if (!builtins || !dict_set_name(vm, globals, vm.names.__builtins__, builtins)) return nullptr;
  }
  bool separate = own_scope || (locals && locals.get() != globals.get());
  Code* code = code_argument(vm, a[0], mode, separate, function);
  if (!code) return nullptr;
  return execute(vm, code, globals, separate ? locals.get() : Value{});
}
Owned builtin_eval(Vm& vm, Arguments a) { return run_in(vm, a, "eval", "eval"); }
Owned builtin_exec(Vm& vm, Arguments a) {
  Owned result = run_in(vm, a, "exec", "exec");
  return result ? retain(Value::none()) : Owned();
}
Owned builtin_compile(Vm& vm, Arguments a) {
  if (!is_str(a[2])) return raise_type_error(vm, "compile() argument 'mode' must be str");
  std::string mode = to_utf8(a[2]), file = is_str(a[1]) ? to_utf8(a[1]) : "<string>";
  if (mode != "exec" && mode != "eval" && mode != "single") {
    return raise_value_error(vm, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  std::string_view bytes;
  std::string text;
  if (Value string = unwrap(a[0], Kind::Str)) {
    text = to_utf8(string);
  } else if (bytes_view(a[0], &bytes)) {
    text = bytes;
  } else {
    return raise_type_error(vm, "compile() arg 1 must be a string, bytes or AST object");
  }
  // It may be run with local variables apart from the global ones.
  Code* code = compile_source(vm, text, file, mode, true);
  return code ? code->object(vm) : Owned();
}

Owned builtin_import(Vm& vm, Arguments a) {
  if (!is_str(a[0])) return raise_type_error(vm, "module name must be a string");
  Local level(vm, a.has(4) ? retain(a[4]) : make_int(vm, 0));
  Local from_list(vm);
  if (a.has(3) && !a[3].is_none()) {
    from_list = tuple_from(vm, a[3]);
    if (!from_list) return nullptr;
    if (from_list.as<Tuple>()->length() == 0) from_list = Value{};
  }
  return import_name(vm, vm.frame, a[0], from_list, level);
}

Owned builtin_exit(Vm& vm, Arguments a) {
  return raise_object(
      vm, call(vm, exception_type(vm, ExceptionClass::SystemExit), {a.has(0) ? a[0] : Value::none()}));
}

constexpr NativeDefinition kFunctions[] = {
    {"exit", builtin_exit, "code="},
    {"quit", builtin_exit, "code="},
    {"globals", builtin_globals, ""},
    {"locals", builtin_locals, ""},
    {"eval", builtin_eval, "source, globals=, locals=, /"},
    {"exec", builtin_exec, "source, globals=, locals=, /, *, closure="},
    {"compile", builtin_compile, "source, filename, mode, flags=, dont_inherit=, optimize="},
    {"__import__", builtin_import, "name, globals=, locals=, fromlist=, level="},
    {"__build_class__", build_class, "*args, **kwargs"},
};

}  // namespace

std::span<const NativeDefinition> evaluation_functions() { return kFunctions; }

}  // namespace midden::python
