#include "workloads/interpreter/vm/imports.h"

#include <unistd.h>

#include <sys/stat.h>

#include <cstdio>
#include <cstring>
#include <optional>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/compiler/compile.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/loop_support.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

namespace {

std::nullptr_t raise_syntax_problem(Vm& vm, const syntax::SyntaxProblem& problem) {
  switch (problem.kind) {
    case syntax::ProblemKind::kMemoryError:
      return raise(vm, ExceptionClass::MemoryError, "%s", problem.message.c_str());
    case syntax::ProblemKind::kRecursionError:
      return raise(vm, ExceptionClass::RecursionError, "%s", problem.message.c_str());
    case syntax::ProblemKind::kValueError:
      return raise_value_error(vm, "%s", problem.message.c_str());
    default:
      break;
  }
  ExceptionClass type = problem.kind == syntax::ProblemKind::kIndentationError
                            ? ExceptionClass::IndentationError
                        : problem.kind == syntax::ProblemKind::kTabError ? ExceptionClass::TabError
                                                                         : ExceptionClass::SyntaxError;
  Local message(vm, make_str_utf8(vm, problem.message)), file(vm, make_str_utf8(vm, problem.filename));
  Local text(vm, problem.has_text ? make_str_utf8(vm, problem.text) : retain(Value::none()));
  auto number = [&](int value, bool present) {
    return present ? make_int(vm, value) : retain(Value::none());
  };
  Local line(vm, number(problem.line, true)), offset(vm, number(problem.offset, true));
  Local end_line(vm, number(problem.end_line, problem.has_end)),
      end_offset(vm, number(problem.end_offset, problem.has_end));
  if (!message || !file || !text) return nullptr;
  Local details(vm, make_tuple(vm, {file, line, offset, text, end_line, end_offset}));
  if (!details) return nullptr;
  return raise_object(vm, call(vm, exception_type(vm, type), {message, details}));
}

std::optional<std::string> read_file(const std::string& path, int* error) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) {
    *error = errno;
    return std::nullopt;
  }
  if (S_ISDIR(status.st_mode)) {
    *error = EISDIR;
    return std::nullopt;
  }
  FILE* file = fopen(path.c_str(), "rb");
  if (!file) {
    *error = errno;
    return std::nullopt;
  }
  std::string text;
  char buffer[65536];
  while (std::size_t n = fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  bool failed = ferror(file);
  *error = errno;
  fclose(file);
  if (failed) return std::nullopt;
  return text;
}

bool is_file(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}
bool is_directory(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Code* code_from(Vm& vm, CompileResult&& result) {
  if (result.problem) {
    raise_syntax_problem(vm, *result.problem);
    return nullptr;
  }
  return Code::create(vm, result.code);
}

}  // namespace

Code* compile_source(Vm& vm, std::string_view source, const std::string& file_name, std::string_view mode,
                     bool separate_locals, bool is_file) {
  CompileOptions options;
  options.separate_locals = separate_locals;
  if (mode == "eval") {
    return code_from(vm, compile_expression_source(source, file_name, syntax::SourceOrigin::kText, options));
  }
  return code_from(vm, midden::compile_source(
                           source, file_name,
                           is_file ? syntax::SourceOrigin::kFile : syntax::SourceOrigin::kText, options));
}

Owned execute(Vm& vm, Code* code, Value globals_value, Value locals_value) {
  Local globals(vm, globals_value), locals(vm, locals_value);
  auto* function = allocate<Function>(vm, Kind::Function);
  if (!function) return nullptr;
  function->code = code;
  initialize(vm, function, function->globals, globals);
  initialize(vm, function, function->name, code->name());
  initialize(vm, function, function->qualified_name, code->qualified_name());
  Local callee(vm, adopt(function));
  if (code->source().is_class_body) return call(vm, callee, {locals ? locals.get() : globals.get()});
  return call(vm, callee);
}

Owned make_module(Vm& vm, std::string_view name) {
  Local text(vm, make_str_utf8(vm, name)), dict(vm, make_dict(vm));
  if (!text || !dict) return nullptr;
  if (!dict_set_name(vm, dict, vm.names.__name__, text) ||
      !dict_set_name(vm, dict, vm.names.__doc__, Value::none()) ||
      !dict_set_name(vm, dict, vm.names.__package__, vm.empty_string) ||
      !dict_set_name(vm, dict, vm.names.__loader__, Value::none()) ||
      !dict_set_name(vm, dict, vm.names.__spec__, Value::none())) {
    return nullptr;
  }
  auto* module = allocate<Module>(vm, Kind::Module);
  if (!module) return nullptr;
  initialize(vm, module, module->name, text);
  initialize(vm, module, module->dict, dict);
  return adopt(module);
}

void register_native_module(Vm& vm, const ModuleDefinition& definition) {
  vm.native_modules.push_back(&definition);
}

bool add_functions(Vm& vm, Value module_value, std::span<const NativeDefinition> functions) {
  Local module(vm, module_value);
  // Messages name functions of modules in full, those of builtins alone.
  std::string name = to_utf8(load(module.as<Module>()->name));
  vm.kept_texts.push_back(std::make_unique<std::string>(name == "builtins" ? "" : name + "."));
  const char* qualifier = vm.kept_texts.back()->c_str();
  for (const NativeDefinition& function : functions) {
    NativeDefinition* plain = new NativeDefinition(function);
    plain->form = NativeDefinition::function;
    vm.constructors.emplace_back(plain);
    Local made(vm, make_native_function(vm, *plain, Value{}, qualifier));
    if (!made) return false;
    initialize(vm, made.get().object(), made.as<NativeFunction>()->receiver, module);
    if (!dict_set_name(vm, module_dict(module), intern_immortal(vm, function.name), made)) return false;
  }
  return true;
}

namespace {

bool fill_native_module(Vm& vm, const ModuleDefinition& definition, Value module_value) {
  Local module(vm, module_value);
  if (!add_functions(vm, module, definition.functions)) return false;
  return !definition.initialize || definition.initialize(vm, module);
}

bool remember_module(Vm& vm, Value name, Value module) {
  return dict_set(vm, Value{vm.modules}, name, module);
}

Owned import_native(Vm& vm, const std::string& name) {
  for (const ModuleDefinition* definition : vm.native_modules) {
    if (name != definition->name) continue;
    Local module(vm, make_module(vm, name));
    Local key(vm, make_str_utf8(vm, name));
    if (!module || !key || !remember_module(vm, key, module)) return nullptr;
    if (!fill_native_module(vm, *definition, module)) return nullptr;
    return module.take();
  }
  return nullptr;
}

Owned import_source(Vm& vm, const std::string& name, const std::string& path,
                    const std::string& package_path) {
  int error = 0;
  std::optional<std::string> text = read_file(path, &error);
  Local path_text(vm, make_str_utf8(vm, path));
  if (!text) return raise_os_error(vm, error, path_text);
  Local module(vm, make_module(vm, name)), key(vm, make_str_utf8(vm, name));
  if (!module || !key || !path_text) return nullptr;
  if (!dict_set_name(vm, module_dict(module), vm.names.__file__, path_text)) return nullptr;
  std::string package = name;
  if (package_path.empty()) {
    std::size_t dot = name.rfind('.');
    package = dot == std::string::npos ? "" : name.substr(0, dot);
  } else {
    Local entry(vm, make_str_utf8(vm, package_path)), list(vm, make_list(vm));
    if (!list || !list_append(vm, list, entry.get()) ||
        !dict_set_name(vm, module_dict(module), vm.names.__path__, list)) {
      return nullptr;
    }
  }
  Local package_text(vm, make_str_utf8(vm, package));
  if (!package_text || !dict_set_name(vm, module_dict(module), vm.names.__package__, package_text))
    return nullptr;
  Code* code = compile_source(vm, *text, path, "exec", false, true);
  if (!code) return nullptr;
  if (!remember_module(vm, key, module)) return nullptr;
  Owned done = execute(vm, code, module_dict(module), Value{});
  if (!done) {
    Local pending(vm, take_pending(vm));
    dict_delete(vm, Value{vm.modules}, key);
    vm.pending = pending.take().take().bits;
    return nullptr;
  }
  // A module may replace itself in sys.modules.
  Owned current = dict_get(vm, Value{vm.modules}, key);
  return current ? std::move(current) : module.take();
}

// Searches one folder for `leaf`, part of the module `name`.
Owned import_from_folder(Vm& vm, const std::string& name, const std::string& leaf, const std::string& folder,
                         bool* found) {
  std::string base = (folder.empty() ? std::string(".") : folder) + "/" + leaf;
  if (folder.empty()) base = leaf;
  *found = true;
  if (is_file(base + "/__init__.py")) return import_source(vm, name, base + "/__init__.py", base);
  if (is_file(base + ".py")) return import_source(vm, name, base + ".py", "");
  if (is_directory(base)) {  // a namespace package
    Local module(vm, make_module(vm, name)), key(vm, make_str_utf8(vm, name)),
        entry(vm, make_str_utf8(vm, base));
    Local list(vm, make_list(vm));
    if (!module || !list || !list_append(vm, list, entry.get()) ||
        !dict_set_name(vm, module_dict(module), vm.names.__path__, list) ||
        !dict_set_name(vm, module_dict(module), vm.names.__package__, key) ||
        !remember_module(vm, key, module)) {
      return nullptr;
    }
    return module.take();
  }
  *found = false;
  return nullptr;
}

std::vector<std::string> string_list(Value list) {
  std::vector<std::string> result;
  if (!list || !list.is(Kind::List)) return result;
  for (std::uint64_t i = 0; i < list_length(list); ++i) {
    if (is_str(list_item(list, i))) result.push_back(to_utf8(list_item(list, i)));
  }
  return result;
}

std::nullptr_t raise_not_found(Vm& vm, const std::string& name, const std::string& parent_without_path) {
  std::string suffix = parent_without_path.empty() ? "" : "; '" + parent_without_path + "' is not a package";
  raise(vm, ExceptionClass::ModuleNotFoundError, "No module named '%s'%s", name.c_str(), suffix.c_str());
  Local error(vm, take_pending(vm)), text(vm, make_str_utf8(vm, name));
  if (!text) return nullptr;
  raise_object(vm, error.take());
  set_name_error_name(vm, text);
  return nullptr;
}

// One module whose parent packages are already imported.
Owned import_one(Vm& vm, const std::string& name, Value parent_value) {
  Local parent(vm, parent_value), key(vm, make_str_utf8(vm, name));
  if (!key) return nullptr;
  Owned known = dict_get(vm, Value{vm.modules}, key);
  if (known) {
    if (!known.value().is_none()) return known;
    raise(vm, ExceptionClass::ModuleNotFoundError, "import of %s halted; None in sys.modules", name.c_str());
    return nullptr;
  }
  if (has_pending(vm)) return nullptr;
  if (!parent) {
    Owned native = import_native(vm, name);
    if (native || has_pending(vm)) return native;
  }
  std::size_t dot = name.rfind('.');
  std::string leaf = dot == std::string::npos ? name : name.substr(dot + 1);
  std::vector<std::string> folders;
  if (parent) {
    Value path = dict_get_name(vm, module_dict(parent), vm.names.__path__);
    if (!path) {
      Owned native = import_native(vm, name);
      if (native || has_pending(vm)) return native;
      return raise_not_found(vm, name, name.substr(0, dot));
    }
    folders = string_list(path);
  } else {
    folders = string_list(dict_get_name(vm, Value{vm.sys_dict}, vm.names.path));
  }
  for (const std::string& folder : folders) {
    bool found;
    Owned module = import_from_folder(vm, name, leaf, folder, &found);
    if (found) {
      if (module && parent) {
        Local held(vm, std::move(module)), attribute(vm, intern(vm, make_str_utf8(vm, leaf).value()));
        if (!attribute || !dict_set_name(vm, module_dict(parent), attribute, held)) return nullptr;
        return held.take();
      }
      return module;
    }
  }
  return raise_not_found(vm, name, "");
}

}  // namespace

Owned import_module(Vm& vm, std::string_view dotted_name) {
  Local module(vm);
  std::size_t from = 0;
  for (;;) {
    std::size_t dot = dotted_name.find('.', from);
    std::string name(dotted_name.substr(0, dot));
    module = import_one(vm, name, module);
    if (!module) return nullptr;
    if (dot == std::string_view::npos) return module.take();
    from = dot + 1;
  }
}

Owned import_name(Vm& vm, Frame* frame, Value name_value, Value from_list_value, Value level_value) {
  std::string name = to_utf8(name_value);
  std::int64_t level = level_value && is_small_int(level_value) ? small_int(level_value) : 0;
  Local from_list(vm, from_list_value);
  if (level > 0) {
    Value package = dict_get_name(vm, Value{frame->globals}, vm.names.__package__);
    std::string base = package && is_str(package) ? to_utf8(package) : "";
    if (base.empty()) {
      return raise(vm, ExceptionClass::ImportError, "attempted relative import with no known parent package");
    }
    for (std::int64_t i = 1; i < level; ++i) {
      std::size_t dot = base.rfind('.');
      if (dot == std::string::npos) {
        return raise(vm, ExceptionClass::ImportError, "attempted relative import beyond top-level package");
      }
      base.resize(dot);
    }
    name = name.empty() ? base : base + "." + name;
  }
  Local module(vm, import_module(vm, name));
  if (!module) return nullptr;
  if (!from_list || from_list.get().is_none()) {
    std::size_t dot = name.find('.');
    if (dot == std::string::npos || level > 0) return module.take();
    return import_module(vm, name.substr(0, dot));
  }
  // `from package import submodule`
  if (module.get().is(Kind::Module) && dict_get_name(vm, module_dict(module), vm.names.__path__)) {
    for (std::uint32_t i = 0; i < from_list.as<Tuple>()->length(); ++i) {
      Local item(vm, load(from_list.as<Tuple>()->items[i]));
      if (!is_str(item) || dict_get_name(vm, module_dict(module), item)) continue;
      if (to_utf8(item) == "*") continue;
      Owned submodule = import_one(vm, name + "." + to_utf8(item), module);
      if (submodule) continue;
      if (!pending_is(vm, ExceptionClass::ModuleNotFoundError)) return nullptr;
      clear_pending(vm);  // ImportFrom says it better
    }
  }
  return module.take();
}

Owned import_from(Vm& vm, Value module_value, Value name) {
  Local module(vm, module_value);
  Owned found = get_attribute_or_null(vm, module, name);
  if (found) return found;
  if (has_pending(vm)) return nullptr;
  std::string text = to_utf8(name), module_name = "<unknown module name>", file = "unknown location";
  if (module.get().is(Kind::Module)) {
    Value name_in_dict = dict_get_name(vm, module_dict(module), vm.names.__name__);
    if (name_in_dict && is_str(name_in_dict)) module_name = to_utf8(name_in_dict);
    Value path = dict_get_name(vm, module_dict(module), vm.names.__file__);
    if (path && is_str(path)) file = to_utf8(path);
    // A submodule that is being imported right now.
    Local key(vm, make_str_utf8(vm, module_name + "." + text));
    Owned submodule = dict_get(vm, Value{vm.modules}, key);
    if (submodule || has_pending(vm)) return submodule;
  }
  Local shown(vm, make_str_utf8(vm, module_name));
  if (!shown) return nullptr;
  raise(vm, ExceptionClass::ImportError, "cannot import name '%s' from '%s' (%s)", text.c_str(),
        module_name.c_str(), file.c_str());
  set_name_error_name(vm, shown);
  return nullptr;
}

bool import_star(Vm& vm, Value module_value, Value globals_value) {
  // Anything may stand in sys.modules.
  Local module(vm, module_value), globals(vm, globals_value);
  Local all(vm, get_attribute_or_null(vm, module, vm.names.__all__));
  if (!all && has_pending(vm)) return false;
  const bool underscored = bool(all);
  if (!all) {
    Local dict(vm, get_attribute_or_null(vm, module, vm.names.__dict__));
    if (!dict) {
      if (!has_pending(vm)) {
        raise(vm, ExceptionClass::ImportError, "from-import-* object has no __dict__ and no __all__");
      }
      return false;
    }
    all = call_method(vm, dict, vm.names.keys);
    if (!all) return false;
  }
  Local names(vm, list_from(vm, all));
  if (!names) return false;
  for (std::uint64_t i = 0; i < list_length(names); ++i) {
    Value item = list_item(names, i);
    if (!is_str(item)) {
      raise_type_error(vm, "%s in %s must be str, not %s", underscored ? "Item" : "Key",
                       underscored ? "__all__" : "__dict__", type_name(vm, item).c_str());
      return false;
    }
    if (!underscored && str_view(item).length && str_view(item).at(0) == '_') continue;
    Local name(vm, intern(vm, item));
    if (!name) return false;
    Local value(vm, get_attribute(vm, module, name));
    if (!value || !dict_set(vm, globals, name, value)) return false;
  }
  return true;
}

namespace {

// CPython reads its program line by line into C strings: a NUL hides the rest of its line.
void cut_lines_at_nul(std::string* text) {
  for (std::size_t nul; (nul = text->find('\0')) != std::string::npos;) {
    std::size_t end = text->find('\n', nul);
    text->erase(nul, end == std::string::npos ? std::string::npos : end - nul);
  }
}

}  // namespace

bool run_program(Vm& vm, const std::string& given) {
  // __file__ and tracebacks have the whole path.
  std::string path = given;
  char folder[4096];
  if (!given.starts_with('/') && getcwd(folder, sizeof folder)) path = std::string(folder) + "/" + given;
  int error = 0;
  std::optional<std::string> text = read_file(path, &error);
  if (!text) {
    // As CPython: no traceback, exit status 2. The caller has checked that the file can be opened.
    Local path_text(vm, make_str_utf8(vm, path));
    raise_os_error(vm, error, path_text);
    return false;
  }
  cut_lines_at_nul(&*text);
  Local module(vm, make_module(vm, "__main__")), file(vm, make_str_utf8(vm, path));
  if (!module || !file) return false;
  if (!remember_module(vm, vm.names.__main__, module) ||
      !dict_set_name(vm, module_dict(module), vm.names.__file__, file) ||
      !dict_set_name(vm, module_dict(module), vm.names.__package__, Value::none())) {
    return false;
  }
  Local builtins(vm, import_module(vm, "builtins"));
  if (!builtins || !dict_set_name(vm, module_dict(module), vm.names.__builtins__, builtins)) return false;
  Code* code = compile_source(vm, *text, path, "exec", false, true);
  if (!code) return false;
  return bool(execute(vm, code, module_dict(module), Value{}));
}

}  // namespace midden::python
