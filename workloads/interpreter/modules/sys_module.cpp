// The module sys.

#include <unistd.h>

#include <cfloat>
#include <climits>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/io.h"
#include "workloads/interpreter/modules/modules.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/named_tuple.h"
#include "workloads/interpreter/vm/uncaught.h"

namespace midden::python {

namespace {

Owned none() { return retain(Value::none()); }

Owned sys_exit(Vm& vm, Arguments a) {
  Local argument(vm, a.has(0) ? a[0] : Value::none());
  if (!a.has(0) || argument.get().is_none()) {
    return raise_object(vm, call(vm, exception_type(vm, ExceptionClass::SystemExit)));
  }
  if (argument.get().is(Kind::Tuple)) {
    std::vector<Value> items;
    for (std::uint32_t i = 0; i < argument.as<Tuple>()->length(); ++i)
      items.push_back(load(argument.as<Tuple>()->items[i]));
    return raise_object(vm, call_span(vm, exception_type(vm, ExceptionClass::SystemExit), items));
  }
  return raise_object(vm, call(vm, exception_type(vm, ExceptionClass::SystemExit), {argument}));
}
Owned sys_getrecursionlimit(Vm& vm, Arguments) { return make_int(vm, vm.depth_limit); }
Owned sys_setrecursionlimit(Vm& vm, Arguments a) {
  std::int64_t limit;
  if (!to_index(vm, a[0], &limit)) return nullptr;
  if (limit < 1) return raise_value_error(vm, "recursion limit must be greater or equal than 1");
  if (limit <= vm.depth) {
    return raise(vm, ExceptionClass::RecursionError,
                 "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                 static_cast<long long>(limit), vm.depth);
  }
  vm.depth_limit = limit > INT_MAX ? INT_MAX : static_cast<std::uint32_t>(limit);
  return none();
}
Owned sys_intern(Vm& vm, Arguments a) {
  if (!is_str(a[0]))
    return raise_type_error(vm, "intern() argument must be str, not %s", type_name(vm, a[0]).c_str());
  return intern(vm, a[0]);
}
Owned sys_exc_info(Vm& vm, Arguments) {
  if (!vm.handled) return make_tuple(vm, {Value::none(), Value::none(), Value::none()});
  Value exception{vm.handled};
  Value traceback = exception_slot(exception, kExceptionTraceback);
  return make_tuple(vm, {type_of(vm, exception), exception, traceback ? traceback : Value::none()});
}
Owned sys_exception(Vm& vm, Arguments) { return retain(vm.handled ? Value{vm.handled} : Value::none()); }
Owned sys_getsizeof(Vm& vm, Arguments a) {
  std::int64_t size =
      Model::is_reference(a[0].bits) ? static_cast<std::int64_t>(a[0].object()->size_bytes()) : 8;
  return make_int(vm, size);
}
Owned sys_getrefcount(Vm& vm, Arguments a) {
  // As in CPython the argument itself counts. Collectors without counts cannot know more than that.
  std::int64_t count =
      Collector::kCounts && Model::is_reference(a[0].bits) ? Mutator::reference_count(a[0].bits) : 2;
  return make_int(vm, count);
}
Owned sys_getframe(Vm& vm, Arguments a) {
  std::int64_t depth = 0;
  if (a.has(0) && !to_index(vm, a[0], &depth)) return nullptr;
  Frame* frame = vm.frame - depth;
  if (depth < 0 || frame <= vm.frames) return raise_value_error(vm, "call stack is not deep enough");
  return get_frame_object(vm, frame);
}
Owned sys_getdefaultencoding(Vm& vm, Arguments) { return make_str_utf8(vm, "utf-8"); }
Owned sys_get_digits(Vm& vm, Arguments) { return make_int(vm, vm.int_max_str_digits); }
Owned sys_set_digits(Vm& vm, Arguments a) {
  std::int64_t digits;
  if (!to_index(vm, a[0], &digits)) return nullptr;
  if (digits != 0 && (digits < 640 || digits > INT32_MAX))
    return raise_value_error(vm, "maxdigits must be 0 or larger than 640");
  vm.int_max_str_digits = static_cast<int>(digits);
  return none();
}
Owned sys_is_finalizing(Vm&, Arguments) { return retain(Value::boolean(false)); }
Owned sys_getswitchinterval(Vm& vm, Arguments) { return make_float(vm, 0.005); }
Owned sys_ignore(Vm&, Arguments) { return none(); }

constexpr NativeDefinition kFunctions[] = {
    {"exit", sys_exit, "status=, /"},
    {"getrecursionlimit", sys_getrecursionlimit, ""},
    {"setrecursionlimit", sys_setrecursionlimit, "limit, /"},
    {"intern", sys_intern, "string, /"},
    {"exc_info", sys_exc_info, ""},
    {"exception", sys_exception, ""},
    {"excepthook", sys_excepthook, "exctype, value, traceback, /"},
    {"unraisablehook", sys_unraisablehook, "unraisable, /"},
    {"getsizeof", sys_getsizeof, "object, default="},
    {"getrefcount", sys_getrefcount, "object, /"},
    {"_getframe", sys_getframe, "depth=, /"},
    {"getdefaultencoding", sys_getdefaultencoding, ""},
    {"getfilesystemencoding", sys_getdefaultencoding, ""},
    {"get_int_max_str_digits", sys_get_digits, ""},
    {"set_int_max_str_digits", sys_set_digits, "maxdigits"},
    {"is_finalizing", sys_is_finalizing, ""},
    {"getswitchinterval", sys_getswitchinterval, ""},
    {"setswitchinterval", sys_ignore, "interval, /"},
    {"settrace", sys_ignore, "function, /"},
    {"setprofile", sys_ignore, "function, /"},
};

// A class for structured values that programs read by attribute.
Owned make_namespace(Vm& vm, std::initializer_list<std::pair<const char*, Value>> fields) {
  RootedWords values(vm, fields.size());
  if (!values) return nullptr;
  std::size_t i = 0;
  for (auto& field : fields) values.set(i++, field.second);
  Local object(vm, call(vm, Value::of(vm.kind_types[static_cast<unsigned>(Kind::SimpleNamespace)])));
  if (!object) return nullptr;
  i = 0;
  for (auto& field : fields) {
    if (!set_attribute(vm, object, intern_immortal(vm, field.first), values[i++])) return nullptr;
  }
  return object.take();
}

std::string own_path() {
  char path[4096];
  const ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "";
}

bool initialize_sys(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  auto set = [&](const char* name, Owned&& value) {
    return add_to_module(vm, module, name, std::move(value));
  };
  auto text = [&](const char* name, const std::string& value) { return set(name, make_str_utf8(vm, value)); };
  auto list = [&](const char* name, const std::vector<std::string>& items) {
    Local result(vm, make_list(vm));
    for (const std::string& item : items) {
      Owned entry = make_str_utf8(vm, item);
      if (!result || !entry || !list_append(vm, result, std::move(entry))) return false;
    }
    return set(name, result.take());
  };
  for (auto [saved, name] :
       {std::pair{"__excepthook__", "excepthook"}, {"__unraisablehook__", "unraisablehook"}}) {
    if (!set(saved, get_attribute(vm, module, intern_immortal(vm, name)))) return false;
  }
  if (!list("argv", vm.arguments) || !list("path", vm.module_path) || !list("warnoptions", {})) return false;
  if (!set("modules", retain(Value{vm.modules}))) return false;
  if (!set("maxsize", make_int(vm, INT64_MAX)) || !set("maxunicode", make_int(vm, 0x10FFFF))) return false;
  if (!text("byteorder", "little") || !text("platform", "linux") || !text("executable", own_path()) ||
      !text("prefix", "") || !text("version", "3.11.2 (midden)") || !text("copyright", "") ||
      !text("float_repr_style", "short")) {
    return false;
  }
  if (!set("hexversion", make_int(vm, 0x030b02f0)) ||
      !set("dont_write_bytecode", retain(Value::boolean(true))))
    return false;
  Local major(vm, make_int(vm, 3)), minor(vm, make_int(vm, 11)), micro(vm, make_int(vm, 2)),
      zero(vm, make_int(vm, 0));
  Local level(vm, make_str_utf8(vm, "final"));
  Local items(vm, make_tuple(vm, {major, minor, micro, level, zero}));
  static constexpr const char* kVersionNames[] = {"major", "minor", "micro", "releaselevel", "serial"};
  Local version(vm, items ? make_named_tuple(vm, "version_info", items, kVersionNames) : Owned());
  if (!version || !set("version_info", retain(version))) return false;
  Local name(vm, make_str_utf8(vm, "midden"));
  if (!set("implementation", make_namespace(vm, {{"name", name}, {"version", version}}))) return false;
  Local largest(vm, make_float(vm, DBL_MAX)), smallest(vm, make_float(vm, DBL_MIN)),
      epsilon(vm, make_float(vm, DBL_EPSILON));
  Local digits(vm, make_int(vm, DBL_DIG)), mantissa(vm, make_int(vm, DBL_MANT_DIG)),
      radix(vm, make_int(vm, 2));
  Local max_exponent(vm, make_int(vm, DBL_MAX_EXP)), min_exponent(vm, make_int(vm, DBL_MIN_EXP));
  Local max_10(vm, make_int(vm, DBL_MAX_10_EXP)), min_10(vm, make_int(vm, DBL_MIN_10_EXP)),
      rounds(vm, make_int(vm, 1));
  if (!set("float_info", make_namespace(vm, {{"max", largest},
                                             {"min", smallest},
                                             {"epsilon", epsilon},
                                             {"dig", digits},
                                             {"mant_dig", mantissa},
                                             {"radix", radix},
                                             {"max_exp", max_exponent},
                                             {"min_exp", min_exponent},
                                             {"max_10_exp", max_10},
                                             {"min_10_exp", min_10},
                                             {"rounds", rounds}}))) {
    return false;
  }
  Local bits_per_digit(vm, make_int(vm, 30)), digit_size(vm, make_int(vm, 4)),
      default_digits(vm, make_int(vm, 4300)), least_digits(vm, make_int(vm, 640));
  if (!set("int_info", make_namespace(vm, {{"bits_per_digit", bits_per_digit},
                                           {"sizeof_digit", digit_size},
                                           {"default_max_str_digits", default_digits},
                                           {"str_digits_check_threshold", least_digits}}))) {
    return false;
  }
  Local width(vm, make_int(vm, 64)), modulus(vm, make_int(vm, (std::int64_t{1} << 61) - 1)),
      infinity(vm, make_int(vm, 314159));
  Local imaginary(vm, make_int(vm, 1000003));
  if (!set("hash_info", make_namespace(vm, {{"width", width},
                                            {"modulus", modulus},
                                            {"inf", infinity},
                                            {"nan", zero},
                                            {"imag", imaginary}}))) {
    return false;
  }
  if (!set("flags", make_namespace(vm, {{"optimize", zero},
                                        {"debug", zero},
                                        {"verbose", zero},
                                        {"hash_randomization", zero},
                                        {"interactive", zero},
                                        {"dev_mode", zero},
                                        {"utf8_mode", zero}}))) {
    return false;
  }
  Local names(vm, make_list(vm));
  for (const ModuleDefinition* definition : vm.native_modules) {
    Owned entry = make_str_utf8(vm, definition->name);
    if (!names || !entry || !list_append(vm, names, std::move(entry))) return false;
  }
  if (!set("builtin_module_names", list_to_tuple(vm, names))) return false;
  return add_standard_streams(vm, module_dict(module));
}

}  // namespace

const ModuleDefinition kSysModule{"sys", kFunctions, initialize_sys};

}  // namespace midden::python
