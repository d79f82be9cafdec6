// repr, str, ascii and format of any value.

#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/quote.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

namespace {

bool is_object_default(const Vm& vm, Value method) {
  return method.is(Kind::NativeFunction) &&
         load(method.as<NativeFunction>()->owner) == Value::of(vm.object_type);
}

Owned checked_string(Vm& vm, Owned&& result, const char* method) {
  if (!result) return nullptr;
  if (unwrap(result.value(), Kind::Str)) return std::move(result);
  return raise_type_error(vm, "%s returned non-string (type %s)", method,
                          type_name(vm, result.value()).c_str());
}

}  // namespace

Owned default_repr(Vm& vm, Value value) {
  Value type = type_of(vm, value);
  Value module = class_module(vm, type);
  std::string text = "<";
  if (module && is_str(module) && to_utf8(module) != "builtins") text += to_utf8(module) + ".";
  text += to_utf8(load(type.as<Type>()->qualified_name));
  char address[32];
  snprintf(address, sizeof address, " object at 0x%012llx>",
           static_cast<unsigned long long>(object_number(vm, value)));
  return make_str_utf8(vm, text + address);
}

Owned repr(Vm& vm, Value value) {
  if (!has_python_class(vm, value)) {
    const KindOperations* operations = vm.operations[static_cast<unsigned>(value.kind())];
    if (operations && operations->repr) {
      RecursionGuard guard(vm, " while getting the repr of an object");
      if (!guard) return nullptr;
      return operations->repr(vm, value);
    }
    return default_repr(vm, value);
  }
  Value method = lookup_in_type(vm, type_of(vm, value), vm.names.__repr__);
  if (!method || is_object_default(vm, method)) return default_repr(vm, value);
  return checked_string(vm, call_special(vm, value, vm.names.__repr__), "__repr__");
}

Owned str(Vm& vm, Value value) {
  if (is_str(value)) return retain(value);
  if (!has_python_class(vm, value)) {
    const KindOperations* operations = vm.operations[static_cast<unsigned>(value.kind())];
    if (operations && operations->str) return operations->str(vm, value);
    return repr(vm, value);
  }
  Value method = lookup_in_type(vm, type_of(vm, value), vm.names.__str__);
  if (!method || is_object_default(vm, method)) return repr(vm, value);
  return checked_string(vm, call_special(vm, value, vm.names.__str__), "__str__");
}

Owned ascii(Vm& vm, Value value) {
  Local shown(vm, repr(vm, value));
  if (!shown) return nullptr;
  Value plain = unwrap(shown, Kind::Str);
  if (text::is_ascii(plain.as<Str>()->view())) return shown.take();
  text::StringBuilder builder;
  text::append_ascii_escaped(builder, plain.as<Str>()->view());
  return make_str(vm, builder);
}

Owned format(Vm& vm, Value value_in, Value specification_in) {
  if (is_str(specification_in) && specification_in.as<Str>()->length == 0) {
    if (is_str(value_in)) return retain(value_in);
    if (value_in.kind() == Kind::Int) return str(vm, value_in);
  }
  Local value(vm, value_in), specification(vm, specification_in);
  if (!is_str(specification)) {
    return raise_type_error(vm, "Format specifier must be a string, not %s",
                            type_name(vm, specification).c_str());
  }
  if (!value.get().is(Kind::Instance)) {
    const KindOperations* operations = vm.operations[static_cast<unsigned>(value.get().kind())];
    if (operations && operations->format) {
      if (!Collector::kMoves || specification.get().object()->header.has_flag(kFlagImmortal)) {
        return operations->format(vm, value, specification.as<Str>()->view());
      }
      // The view would dangle when the specification moves: format from a copy.
      text::StringBuilder copy;
      copy.append(specification.as<Str>()->view());
      return operations->format(vm, value, copy.view());
    }
  } else {
    Value method = lookup_in_type(vm, type_of(vm, value), vm.names.__format__);
    if (method && !is_object_default(vm, method)) {
      Owned result = call_special(vm, value, vm.names.__format__, {specification});
      if (!result) return nullptr;
      if (unwrap(result.value(), Kind::Str)) return result;
      return raise_type_error(vm, "__format__ must return a str, not %s",
                              type_name(vm, result.value()).c_str());
    }
  }
  if (specification.as<Str>()->length) {
    return raise_type_error(vm, "unsupported format string passed to %s.__format__",
                            type_name(vm, value).c_str());
  }
  return str(vm, value);
}

ReprGuard::ReprGuard(Vm& vm, Value object) : vm_(vm), first_(true) {
  for (Word word : vm.repr_stack) first_ &= word != object.bits;
  vm.repr_stack.push_back(object.bits);
}
ReprGuard::~ReprGuard() { vm_.repr_stack.pop_back(); }

RecursionGuard::RecursionGuard(Vm& vm, const char* where) : vm_(vm) {
  bool native_ok = static_cast<const char*>(__builtin_frame_address(0)) > vm.native_stack_limit;
  ok_ = ++vm.depth <= vm.depth_limit && native_ok;
  if (!ok_) raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded%s", where);
}
RecursionGuard::~RecursionGuard() { --vm_.depth; }

}  // namespace midden::python
