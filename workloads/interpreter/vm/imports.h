#pragma once

// import: native modules, `.py` files beside the program, and the library folder of the interpreter.

#include <span>
#include <string>
#include <string_view>

#include "workloads/interpreter/vm/frame.h"

namespace midden::python {

void register_native_module(Vm& vm, const ModuleDefinition& definition);
// Adds native functions to a module.
bool add_functions(Vm& vm, Value module, std::span<const NativeDefinition> functions);
// The module of this dotted name, imported if need be; the last component's module.
Owned import_module(Vm& vm, std::string_view dotted_name);
Owned import_from(Vm& vm, Value module, Value name);
bool import_star(Vm& vm, Value module, Value globals);
Owned make_module(Vm& vm, std::string_view name);
inline Value module_dict(Value module) { return load(module.as<Module>()->dict); }

// Compiles source text. mode: "exec", "eval" or "single". Null: SyntaxError pending.
Code* compile_source(Vm& vm, std::string_view source, const std::string& file_name, std::string_view mode,
                     bool separate_locals, bool is_file = false);
// Runs a module's, expression's or class-like code in the namespaces given (locals null: the globals).
Owned execute(Vm& vm, Code* code, Value globals, Value locals);
// Runs the program file as __main__. False: an exception is pending.
bool run_program(Vm& vm, const std::string& path);

}  // namespace midden::python
