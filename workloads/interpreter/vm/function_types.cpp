// Functions, methods, code objects, cells, modules.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/instance_members.h"
#include "workloads/interpreter/vm/object_type.h"

namespace midden::python {

namespace {

Owned or_none(Value value) { return retain(value ? value : Value::none()); }

std::string address_text(Vm& vm, Value value) {
  char text[32];
  snprintf(text, sizeof text, "0x%012llx", static_cast<unsigned long long>(object_number(vm, value)));
  return text;
}

// Descriptors that bind functions to instances.
Owned get_bound(Vm& vm, Value descriptor, Value instance, Value owner) {
  return bind_descriptor(vm, descriptor, instance, owner);
}

// --- function ----------------------------------------------------------------------------------------------

Owned function_repr(Vm& vm, Value self) {
  return make_str_utf8(vm, "<function " + to_utf8(load(self.as<Function>()->qualified_name)) + " at " +
                               address_text(vm, self) + ">");
}

template <Slot Function::*slot>
Owned function_get(Vm&, Value self) {
  return or_none(load(self.as<Function>()->*slot));
}
template <Slot Function::*slot>
bool function_set(Vm& vm, Value self, Value value) {
  store(vm, self.object(), self.as<Function>()->*slot, value && !value.is_none() ? value : Value{});
  return true;
}
// Of a certain kind, or None.
template <Slot Function::*slot, Kind kind>
bool function_set_kind(Vm& vm, Value self, Value value) {
  bool none = !value || value.is_none();
  Value plain = none ? Value{} : unwrap(value, kind);
  if (!none && !plain) {
    if (slot == &Function::dict) {
      raise_type_error(vm, "__dict__ must be set to a dictionary, not a '%s'", type_name(vm, value).c_str());
      return false;
    }
    const char* name = slot == &Function::defaults           ? "__defaults__"
                       : slot == &Function::keyword_defaults ? "__kwdefaults__"
                                                             : "__annotations__";
    raise_type_error(vm, "%s must be set to a %s object", name, kind == Kind::Tuple ? "tuple" : "dict");
    return false;
  }
  store(vm, self.object(), self.as<Function>()->*slot, plain);
  return true;
}
template <Slot Function::*slot>
bool function_set_text(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "%s must be set to a string object",
                     slot == &Function::name ? "__name__" : "__qualname__");
    return false;
  }
  store(vm, self.object(), self.as<Function>()->*slot, value);
  return true;
}
template <Slot Function::*slot>
Owned function_get_dict(Vm& vm, Value self) {
  Value present = load(self.as<Function>()->*slot);
  if (present) return retain(present);
  Local function(vm, self), dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  store(vm, function.as<Function>(), function.as<Function>()->*slot, dict.get());
  return dict.take();
}
Owned function_code(Vm& vm, Value self) { return self.as<Function>()->code->object(vm); }
bool function_set_code(Vm& vm, Value self, Value value) {
  if (!value || !value.is(Kind::Code)) {
    raise_type_error(vm, "__code__ must be set to a code object");
    return false;
  }
  Value closure = load(self.as<Function>()->closure);
  std::size_t cells = closure ? closure.as<Tuple>()->length() : 0;
  std::size_t expected = value.as<CodeObject>()->code->source().free_names.size();
  if (cells != expected) {
    raise_value_error(vm, "%s() requires a code object with %zu free vars, not %zu",
                      to_utf8(load(self.as<Function>()->name)).c_str(), cells, expected);
    return false;
  }
  self.as<Function>()->code = value.as<CodeObject>()->code;
  return true;
}
bool function_set_attribute(Vm& vm, Value self, Value name, Value value) {
  Value found = lookup_in_type(vm, type_of(vm, self), name);
  if (found && is_data_descriptor(vm, found)) return generic_set_attribute(vm, self, name, value);
  Local function(vm, self), held_name(vm, name), held(vm, value);
  Local dict(vm, function_get_dict<&Function::dict>(vm, self));
  if (!dict) return false;
  if (held) return dict_set(vm, dict, held_name, held);
  int deleted = dict_delete(vm, dict, held_name);
  if (deleted == 0) raise_no_attribute(vm, function, held_name);
  return deleted > 0;
}

constexpr GetSetDefinition kFunctionGetters[] = {
    {"__name__", function_get<&Function::name>, function_set_text<&Function::name>},
    {"__qualname__", function_get<&Function::qualified_name>, function_set_text<&Function::qualified_name>},
    {"__module__", function_get<&Function::module>, function_set<&Function::module>},
    {"__doc__", function_get<&Function::documentation>, function_set<&Function::documentation>},
    {"__defaults__", function_get<&Function::defaults>, function_set_kind<&Function::defaults, Kind::Tuple>},
    {"__kwdefaults__", function_get<&Function::keyword_defaults>,
     function_set_kind<&Function::keyword_defaults, Kind::Dict>},
    {"__closure__", function_get<&Function::closure>},
    {"__globals__", function_get<&Function::globals>},
    {"__dict__", function_get_dict<&Function::dict>, function_set_kind<&Function::dict, Kind::Dict>},
    {"__annotations__", function_get_dict<&Function::annotations>,
     function_set_kind<&Function::annotations, Kind::Dict>},
    {"__code__", function_code, function_set_code},
};
Owned call_operation(Vm& vm, Value callee, Arguments a) {
  std::uint32_t keywords = a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0;
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < a.count() + keywords; ++i) values.push_back(Value{a.data()[i]});
  return call_span(vm, callee, values, a.keyword_names());
}
// types.FunctionType(code, globals, name, argdefs, closure)
Owned function_new(Vm& vm, Arguments a) {
  if (!a[1].is(Kind::Code)) {
    return raise_type_error(vm, "function() argument 'code' must be code, not %s",
                            type_name(vm, a[1]).c_str());
  }
  if (!a[2].is(Kind::Dict)) {
    return raise_type_error(vm, "function() argument 'globals' must be dict, not %s",
                            type_name(vm, a[2]).c_str());
  }
  auto* function = allocate<Function>(vm, Kind::Function);
  if (!function) return nullptr;
  Code* code = a[1].as<CodeObject>()->code;
  function->code = code;
  auto given = [&](unsigned i) { return a.has(i) && !a[i].is_none(); };
  initialize(vm, function, function->globals, a[2]);
  initialize(vm, function, function->name, given(3) ? a[3] : code->name());
  initialize(vm, function, function->qualified_name, given(3) ? a[3] : code->qualified_name());
  if (given(4)) initialize(vm, function, function->defaults, a[4]);
  if (given(5)) initialize(vm, function, function->closure, a[5]);
  if (Value module = dict_get_name(vm, a[2], vm.names.__name__))
    initialize(vm, function, function->module, module);
  if (code->docstring()) initialize(vm, function, function->documentation, code->docstring());
  return adopt(function);
}
constexpr KindOperations kFunctionOperations{.repr = function_repr,
                                             .call = call_operation,
                                             .set_attribute = function_set_attribute,
                                             .get_descriptor = get_bound};
const TypeDefinition kFunctionType{.kind = Kind::Function,
                                   .name = "function",
                                   .module = "builtins",
                                   .operations = &kFunctionOperations,
                                   .getters = kFunctionGetters,
                                   .construct = function_new,
                                   .construct_signature = "code, globals, name=, argdefs=, closure=",
                                   .flags = kTypeFinal};

// --- builtin functions and methods -------------------------------------------------------------------------

// The function of a NativeFunction or of a BoundMethod that binds one.
NativeFunction* native_of(Value self) {
  if (self.is(Kind::BoundMethod)) self = load(self.as<BoundMethod>()->function);
  return self.as<NativeFunction>();
}
Value native_receiver(Value self) {
  return load(self.is(Kind::BoundMethod) ? self.as<BoundMethod>()->receiver
                                         : self.as<NativeFunction>()->receiver);
}
std::string owner_name(const NativeFunction* function) {
  return to_utf8(load(load(function->owner).as<Type>()->name));
}

Owned native_repr(Vm& vm, Value self) {
  auto* function = native_of(self);
  std::string name = function->signature->definition->name;
  switch (native_callable_kind(self)) {
    case Kind::WrapperDescriptor:
      return make_str_utf8(vm, "<slot wrapper '" + name + "' of '" + owner_name(function) + "' objects>");
    case Kind::MethodDescriptor:
      return make_str_utf8(vm, "<method '" + name + "' of '" + owner_name(function) + "' objects>");
    default:
      break;
  }
  Value receiver = native_receiver(self);
  if (function->signature->constructed_type) receiver = Value::of(function->signature->constructed_type);
  if (!receiver || receiver.is(Kind::Module)) return make_str_utf8(vm, "<built-in function " + name + ">");
  const std::string of = " of " + class_name(vm, receiver) + " object at " + address_text(vm, receiver) + ">";
  const bool wrapper = native_callable_kind(self) == Kind::MethodWrapper;
  return make_str_utf8(vm, (wrapper ? "<method-wrapper '" + name + "'" : "<built-in method " + name) + of);
}
Owned native_name(Vm& vm, Value self) {
  return make_str_utf8(vm, native_of(self)->signature->definition->name);
}
Owned native_qualname(Vm& vm, Value self) {
  auto* function = native_of(self);
  std::string name = function->signature->definition->name;
  if (function->signature->constructed_type) {
    name = std::string(function->signature->constructed_name) + "." + name;
  } else if (function->owner.load()) {
    Value receiver = native_receiver(self);
    // A class method bound to a derived class is named after that class.
    name = (receiver && receiver.is(Kind::Type) ? to_utf8(load(receiver.as<Type>()->qualified_name))
                                                : owner_name(function)) +
           "." + name;
  }
  return make_str_utf8(vm, name);
}
Owned native_doc(Vm& vm, Value self) {
  const char* text = native_of(self)->signature->definition->documentation;
  return text ? make_str_utf8(vm, text) : retain(Value::none());
}
Owned native_module(Vm&, Value self) {
  Value receiver = native_receiver(self);
  if (receiver && receiver.is(Kind::Module)) return retain(load(receiver.as<Module>()->name));
  return retain(Value::none());
}
Owned native_self(Vm&, Value self) {
  auto* function = native_of(self);
  if (function->signature->constructed_type) return retain(Value::of(function->signature->constructed_type));
  return or_none(native_receiver(self));
}
Owned native_owner(Vm&, Value self) { return or_none(load(native_of(self)->owner)); }
Owned native_text_signature(Vm&, Value) { return retain(Value::none()); }
constexpr GetSetDefinition kNativeGetters[] = {
    {"__name__", native_name}, {"__qualname__", native_qualname},
    {"__doc__", native_doc},   {"__module__", native_module},
    {"__self__", native_self}, {"__text_signature__", native_text_signature},
};
constexpr GetSetDefinition kDescriptorGetters[] = {
    {"__name__", native_name},
    {"__qualname__", native_qualname},
    {"__doc__", native_doc},
    {"__objclass__", native_owner},
    {"__text_signature__", native_text_signature},
};
constexpr GetSetDefinition kMethodWrapperGetters[] = {
    {"__name__", native_name},      {"__qualname__", native_qualname},
    {"__doc__", native_doc},        {"__self__", native_self},
    {"__objclass__", native_owner}, {"__text_signature__", native_text_signature},
};
constexpr KindOperations kNativeOperations{
    .repr = native_repr, .call = call_operation, .get_descriptor = get_bound};
const TypeDefinition kNativeFunctionType{.kind = Kind::NativeFunction,
                                         .name = "builtin_function_or_method",
                                         .module = "builtins",
                                         .operations = &kNativeOperations,
                                         .getters = kNativeGetters,
                                         .flags = kTypeFinal};
const TypeDefinition kMethodDescriptorType{.kind = Kind::MethodDescriptor,
                                           .name = "method_descriptor",
                                           .module = "builtins",
                                           .operations = &kNativeOperations,
                                           .getters = kDescriptorGetters,
                                           .flags = kTypeFinal};
const TypeDefinition kWrapperDescriptorType{.kind = Kind::WrapperDescriptor,
                                            .name = "wrapper_descriptor",
                                            .module = "builtins",
                                            .operations = &kNativeOperations,
                                            .getters = kDescriptorGetters,
                                            .flags = kTypeFinal};
constexpr KindOperations kMethodWrapperOperations{.repr = native_repr, .call = call_operation};
const TypeDefinition kMethodWrapperType{.kind = Kind::MethodWrapper,
                                        .name = "method-wrapper",
                                        .module = "builtins",
                                        .operations = &kMethodWrapperOperations,
                                        .getters = kMethodWrapperGetters,
                                        .flags = kTypeFinal};

Owned method_repr(Vm& vm, Value self) {
  Value function = load(self.as<BoundMethod>()->function), receiver = load(self.as<BoundMethod>()->receiver);
  if (function.is(Kind::NativeFunction)) return native_repr(vm, self);
  std::string name = "?";
  if (function.is(Kind::Function)) name = to_utf8(load(function.as<Function>()->qualified_name));
  Local shown(vm, repr(vm, receiver));
  if (!shown) return nullptr;
  return make_str_utf8(vm, "<bound method " + name + " of " + to_utf8(shown) + ">");
}
Owned method_compare(Vm&, Value left, Value right, Comparison op) {
  if (op != Comparison::equal && op != Comparison::not_equal) return retain(Value::not_implemented());
  if (!left.is(Kind::BoundMethod) || !right.is(Kind::BoundMethod)) return retain(Value::not_implemented());
  bool same = load(left.as<BoundMethod>()->function) == load(right.as<BoundMethod>()->function) &&
              load(left.as<BoundMethod>()->receiver) == load(right.as<BoundMethod>()->receiver);
  return retain(Value::boolean(same == (op == Comparison::equal)));
}
bool method_hash(Vm& vm, Value self, std::int64_t* result) {
  Value receiver = load(self.as<BoundMethod>()->receiver);
  std::uint64_t number =
      Model::is_reference(receiver.bits) ? vm.mutator.identity(receiver.object()) : receiver.bits;
  *result = static_cast<std::int64_t>(
      number ^ vm.mutator.identity(load(self.as<BoundMethod>()->function).object()) << 20);
  return true;
}
// Attributes of a bound method are those of its function.
Owned method_get_attribute(Vm& vm, Value self, Value name) {
  Local held(vm, self), held_name(vm, name);
  if (Owned own = generic_get_attribute(vm, self, name)) return own;
  if (has_pending(vm)) return nullptr;
  Local function(vm, load(held.as<BoundMethod>()->function));
  if (Owned found = get_attribute_or_null(vm, function, held_name)) return found;
  if (has_pending(vm)) return nullptr;
  return raise_no_attribute(vm, held, held_name);
}
Owned method_self(Vm&, Value self) { return retain(load(self.as<BoundMethod>()->receiver)); }
Owned method_function(Vm&, Value self) { return retain(load(self.as<BoundMethod>()->function)); }
constexpr GetSetDefinition kMethodGetters[] = {{"__self__", method_self}, {"__func__", method_function}};
Owned method_new(Vm& vm, Arguments a) {
  auto* method = allocate<BoundMethod>(vm, Kind::BoundMethod);
  if (!method) return nullptr;
  initialize(vm, method, method->function, a[1]);
  initialize(vm, method, method->receiver, a[2]);
  return adopt(method);
}
constexpr KindOperations kMethodOperations{.repr = method_repr,
                                           .hash = method_hash,
                                           .compare = method_compare,
                                           .call = call_operation,
                                           .get_attribute = method_get_attribute};
const TypeDefinition kBoundMethodType{.kind = Kind::BoundMethod,
                                      .name = "method",
                                      .module = "builtins",
                                      .operations = &kMethodOperations,
                                      .getters = kMethodGetters,
                                      .construct = method_new,
                                      .construct_signature = "function, instance, /",
                                      .flags = kTypeFinal};

// --- code, cell, module ------------------------------------------------------------------------------------

const Code& code_of(Value self) { return *self.as<CodeObject>()->code; }
Owned code_repr(Vm& vm, Value self) {
  const CodeTemplate& source = code_of(self).source();
  return make_str_utf8(vm, "<code object " + source.name + " at " + address_text(vm, self) + ", file \"" +
                               source.file_name + "\", line " + std::to_string(source.first_line) + ">");
}
Owned code_name(Vm&, Value self) { return retain(code_of(self).name()); }
Owned code_qualname(Vm&, Value self) { return retain(code_of(self).qualified_name()); }
Owned code_filename(Vm&, Value self) { return retain(code_of(self).file_name()); }
Owned code_first_line(Vm& vm, Value self) { return make_int(vm, code_of(self).source().first_line); }
Owned code_argument_count(Vm& vm, Value self) {
  return make_int(vm, code_of(self).source().positional_count);
}
Owned code_keyword_count(Vm& vm, Value self) {
  return make_int(vm, code_of(self).source().keyword_only_count);
}
Owned code_positional_only(Vm& vm, Value self) {
  return make_int(vm, code_of(self).source().positional_only_count);
}
Owned code_flags(Vm& vm, Value self) {
  const CodeTemplate& source = code_of(self).source();
  std::int64_t flags = (source.is_optimized ? 3 : 0) | (source.has_star_arguments ? 4 : 0) |
                       (source.has_star_keywords ? 8 : 0) | (source.is_nested ? 16 : 0) |
                       (source.is_generator ? 32 : 0) | (source.is_coroutine ? 128 : 0) |
                       (source.is_async_generator ? 512 : 0);
  return make_int(vm, flags);
}
Owned code_variable_names(Vm& vm, Value self) {
  Local held(vm, self), list(vm, make_list(vm));
  for (std::size_t i = 0; list && i < code_of(held).source().local_names.size(); ++i) {
    if (!list_append(vm, list, code_of(held).local_name(i))) return nullptr;
  }
  return list ? list_to_tuple(vm, list) : Owned();
}
Owned text_tuple(Vm& vm, const std::vector<std::string>& texts) {
  Local list(vm, make_list(vm));
  for (const std::string& text : texts) {
    if (!list || !list_append(vm, list, make_str_utf8(vm, text))) return nullptr;
  }
  return list ? list_to_tuple(vm, list) : Owned();
}
Owned code_free_names(Vm& vm, Value self) { return text_tuple(vm, code_of(self).source().free_names); }
Owned code_cell_names(Vm& vm, Value self) { return text_tuple(vm, code_of(self).source().cell_names); }
Owned code_names(Vm& vm, Value self) { return text_tuple(vm, code_of(self).source().names); }
Owned code_local_count(Vm& vm, Value self) {
  return make_int(vm, static_cast<std::int64_t>(code_of(self).source().local_names.size()));
}
Owned code_stack_size(Vm& vm, Value self) { return make_int(vm, code_of(self).register_count); }
constexpr GetSetDefinition kCodeGetters[] = {
    {"co_freevars", code_free_names},
    {"co_cellvars", code_cell_names},
    {"co_names", code_names},
    {"co_nlocals", code_local_count},
    {"co_stacksize", code_stack_size},
    {"co_name", code_name},
    {"co_qualname", code_qualname},
    {"co_filename", code_filename},
    {"co_firstlineno", code_first_line},
    {"co_argcount", code_argument_count},
    {"co_kwonlyargcount", code_keyword_count},
    {"co_posonlyargcount", code_positional_only},
    {"co_flags", code_flags},
    {"co_varnames", code_variable_names},
};
constexpr KindOperations kCodeOperations{.repr = code_repr};
const TypeDefinition kCodeType{.kind = Kind::Code,
                               .name = "code",
                               .module = "builtins",
                               .operations = &kCodeOperations,
                               .getters = kCodeGetters,
                               .flags = kTypeFinal};

Owned cell_contents(Vm& vm, Value self) {
  Value content = load(self.as<Cell>()->content);
  return content ? retain(content) : raise_value_error(vm, "Cell is empty");
}
bool set_cell_contents(Vm& vm, Value self, Value value) {
  store(vm, self.object(), self.as<Cell>()->content, value);
  return true;
}
constexpr GetSetDefinition kCellGetters[] = {{"cell_contents", cell_contents, set_cell_contents}};
constexpr KindOperations kCellOperations{};
const TypeDefinition kCellType{.kind = Kind::Cell,
                               .name = "cell",
                               .module = "builtins",
                               .operations = &kCellOperations,
                               .getters = kCellGetters,
                               .flags = kTypeFinal};

Owned module_repr(Vm& vm, Value self) {
  std::string name = to_utf8(load(self.as<Module>()->name));
  Value file = dict_get_name(vm, load(self.as<Module>()->dict), vm.names.__file__);
  if (file && is_str(file)) return make_str_utf8(vm, "<module '" + name + "' from '" + to_utf8(file) + "'>");
  for (const ModuleDefinition* definition : vm.native_modules) {
    if (name == definition->name) return make_str_utf8(vm, "<module '" + name + "' (built-in)>");
  }
  return make_str_utf8(vm, "<module '" + name + "'>");
}
Owned module_new(Vm& vm, Arguments a) {
  if (!is_str(a[1]))
    return raise_type_error(vm, "module() argument 'name' must be str, not %s", type_name(vm, a[1]).c_str());
  Local module(vm, make_module(vm, to_utf8(a[1])));
  if (!module || (a.has(2) && !dict_set_name(vm, module_dict(module), vm.names.__doc__, a[2])))
    return nullptr;
  return module.take();
}
constexpr KindOperations kModuleOperations{.repr = module_repr};
constexpr GetSetDefinition kModuleGetters[] = {{"__dict__", get_object_dict}};
const TypeDefinition kModuleType{.kind = Kind::Module,
                                 .name = "module",
                                 .module = "builtins",
                                 .operations = &kModuleOperations,
                                 .getters = kModuleGetters,
                                 .construct = module_new,
                                 .construct_signature = "name, doc="};

}  // namespace

Kind native_callable_kind(Value value) {
  if (value.is(Kind::BoundMethod)) {
    Value function = load(value.as<BoundMethod>()->function);
    if (!function.is(Kind::NativeFunction)) return Kind::BoundMethod;
    return function.as<NativeFunction>()->signature->is_slot_wrapper ? Kind::MethodWrapper
                                                                     : Kind::NativeFunction;
  }
  auto* function = value.as<NativeFunction>();
  if (!function->owner.load() || !function->signature->has_receiver) return Kind::NativeFunction;
  return function->signature->is_slot_wrapper ? Kind::WrapperDescriptor : Kind::MethodDescriptor;
}

std::span<const TypeDefinition* const> function_types() {
  static constexpr const TypeDefinition* kTypes[] = {&kFunctionType,
                                                     &kNativeFunctionType,
                                                     &kMethodDescriptorType,
                                                     &kWrapperDescriptorType,
                                                     &kMethodWrapperType,
                                                     &kBoundMethodType,
                                                     &kCodeType,
                                                     &kCellType,
                                                     &kModuleType};
  return kTypes;
}

}  // namespace midden::python
