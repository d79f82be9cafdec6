// Native functions, types and modules made from their tables.

#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/dunder_methods.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

namespace {

// The next parameter of a signature text, trimmed; empty at the end.
std::string_view next_parameter(std::string_view* rest) {
  std::size_t comma = rest->find(',');
  std::string_view parameter = rest->substr(0, comma);
  *rest = comma == std::string_view::npos ? std::string_view() : rest->substr(comma + 1);
  while (!parameter.empty() && parameter.front() == ' ') parameter.remove_prefix(1);
  while (!parameter.empty() && parameter.back() == ' ') parameter.remove_suffix(1);
  return parameter;
}

}  // namespace

const NativeSignature* make_signature(Vm& vm, const NativeDefinition& definition, const char* qualifier) {
  vm.signatures.push_back(std::make_unique<NativeSignature>());
  NativeSignature& signature = *vm.signatures.back();
  signature = NativeSignature{};
  signature.definition = &definition;
  signature.code = definition.code;
  signature.qualifier = qualifier;
  signature.has_receiver =
      definition.form == NativeDefinition::method || definition.form == NativeDefinition::class_method;
  if (signature.has_receiver) {
    signature.names.push_back({});
    signature.required = signature.positional = signature.positional_only = signature.parameters = 1;
  }
  std::string_view rest = definition.signature ? definition.signature : "*args, **kwargs";
  bool keyword_only = false;
  while (!rest.empty()) {
    std::string_view parameter = next_parameter(&rest);
    if (parameter.empty()) continue;
    if (parameter == "/") {
      signature.positional_only = signature.positional;
    } else if (parameter == "*") {
      keyword_only = true;
    } else if (parameter.starts_with("**")) {
      signature.star_keywords = true;
    } else if (parameter.starts_with("*")) {
      signature.star_arguments = true;
      keyword_only = true;
    } else {
      std::size_t equals = parameter.find('=');
      bool optional = equals != std::string_view::npos;
      std::string_view name = parameter.substr(0, equals);
      signature.names.push_back(intern_immortal(vm, name));
      if (keyword_only) {
        if (!optional) signature.required_keywords |= 1u << (signature.parameters - signature.positional);
      } else {
        ++signature.positional;
        if (!optional) signature.required = signature.positional;
      }
      ++signature.parameters;
    }
  }
  signature.plain = !signature.star_arguments && !signature.star_keywords && signature.required_keywords == 0;
  return &signature;
}

namespace {

// Whether CPython has a C slot for the method, which it then wraps.
bool is_slot_method(std::string_view name, const Type* type) {
  static constexpr std::string_view kSlots[] = {
      "__repr__",     "__hash__",  "__call__",  "__str__",     "__getattribute__", "__setattr__",
      "__delattr__",  "__lt__",    "__le__",    "__eq__",      "__ne__",           "__gt__",
      "__ge__",       "__iter__",  "__next__",  "__get__",     "__set__",          "__delete__",
      "__init__",     "__await__", "__aiter__", "__anext__",   "__bool__",         "__int__",
      "__float__",    "__index__", "__len__",   "__getitem__", "__setitem__",      "__delitem__",
      "__contains__", "__neg__",   "__pos__",   "__invert__",  "__abs__"};
  static constexpr std::string_view kOperators[] = {"add", "sub", "mul",    "truediv", "floordiv",
                                                    "mod", "pow", "matmul", "lshift",  "rshift",
                                                    "and", "or",  "xor",    "divmod"};
  // Written as methods there, for speed.
  if (name == "__getitem__" && (type->layout == Kind::List || type->layout == Kind::Dict)) return false;
  if (name == "__contains__" &&
      (type->layout == Kind::Dict || type->layout == Kind::Set || type->layout == Kind::FrozenSet)) {
    return false;
  }
  for (std::string_view slot : kSlots) {
    if (name == slot) return true;
  }
  if (!name.starts_with("__") || !name.ends_with("__") || name.size() < 6) return false;
  const std::string_view plain = name.substr(2, name.size() - 4);
  for (std::string_view op : kOperators) {
    if (plain == op || ((plain[0] == 'r' || plain[0] == 'i') && plain.substr(1) == op)) return true;
  }
  return false;
}

}  // namespace

Owned make_native_function(Vm& vm, const NativeDefinition& definition, Value owner, const char* qualifier) {
  Local held(vm, owner);
  const NativeSignature* signature = make_signature(vm, definition, qualifier);
  if (held && definition.form == NativeDefinition::method) {
    auto* made = const_cast<NativeSignature*>(signature);
    if (held.as<Type>() != vm.object_type) made->owner = held.as<Type>();  // immortal
    made->is_slot_wrapper = is_slot_method(definition.name, held.as<Type>());
  }
  auto* function = allocate<NativeFunction>(vm, Kind::NativeFunction);
  if (!function) return nullptr;
  function->signature = signature;
  if (held) initialize(vm, function, function->owner, held);
  return adopt(function);
}

namespace {

void add_to_type(Vm& vm, Type* type, const char* name, Owned&& value) {
  Local held(vm, std::move(value));
  dict_set_name(vm, load(type->dict), intern_immortal(vm, name), held);
}

Owned wrap(Vm& vm, Kind kind, Owned&& function) {
  Local held(vm, std::move(function));
  if (kind == Kind::StaticMethod) {
    auto* method = allocate<StaticMethod>(vm, kind);
    initialize(vm, method, method->function, held);
    return adopt(method);
  }
  auto* method = allocate<ClassMethod>(vm, kind);
  initialize(vm, method, method->function, held);
  return adopt(method);
}

const char* keep_text(Vm& vm, std::string text) {
  vm.kept_texts.push_back(std::make_unique<std::string>(std::move(text)));
  return vm.kept_texts.back()->c_str();
}

}  // namespace

Type* make_builtin_type(Vm& vm, const char* name, const char* module, Type* base, Kind layout,
                        std::uint16_t flags) {
  constexpr unsigned raw = (sizeof(Type) - sizeof(Object)) / sizeof(Word) - Type::kSlots;
  auto* type = static_cast<Type*>(
      vm.mutator.allocate_immortal(static_cast<KindNumber>(Kind::Type), Type::kSlots, raw));
  type->type_word.set(vm.kind_types[static_cast<unsigned>(Kind::Type)]);
  type->version = vm.next_version++;
  type->flags = flags | kTypeBuiltin;
  if (layout == Kind::Instance) type->flags |= kTypeNotWeakReferencable;
  type->layout = layout;
  type->payload = Kind::Instance;
  type->reserved_slots = base ? base->reserved_slots : 0;
  type->first_released = Instance::kSlots + (flags & kTypeException ? unsigned{kExceptionSlotCount} : 0u);
  type->inline_attributes = flags & kTypeException ? 2 : 0;
  type->attributes_seen = 0;
  type->first_instances = 0;
  Value self = Value::of(type);
  Value text = intern_immortal(vm, name);
  initialize(vm, type, type->name, text);
  initialize(vm, type, type->qualified_name, text);
  initialize(vm, type, type->dict, make_dict(vm));
  if (Type* metatype = vm.kind_types[static_cast<unsigned>(Kind::Type)]) {
    initialize(vm, type, type->metatype, Value::of(metatype));
  } else {
    initialize(vm, type, type->metatype, self);  // type itself
  }
  Local mro(vm, make_list(vm));
  list_append(vm, mro, self);
  if (base) {
    initialize(vm, type, type->base, Value::of(base));
    initialize(vm, type, type->bases, make_tuple(vm, {Value::of(base)}));
    Tuple* inherited = load(base->mro).as<Tuple>();
    for (std::uint32_t i = 0; i < load(base->mro).as<Tuple>()->length(); ++i) {
      inherited = load(base->mro).as<Tuple>();
      list_append(vm, mro, load(inherited->items[i]));
    }
  } else {
    initialize(vm, type, type->bases, vm.empty_tuple);
  }
  initialize(vm, type, type->mro, list_to_tuple(vm, mro));
  initialize(vm, type, type->root_shape, make_root_shape(vm, self, false));
  Local module_name(vm, make_str_utf8(vm, module));
  dict_set_name(vm, load(type->dict), vm.names.__module__, module_name);
  return type;
}

void add_type_members(Vm& vm, Type* type, const TypeDefinition& definition) {
  const char* qualifier = keep_text(vm, std::string(definition.name) + ".");
  Value owner = Value::of(type);
  if (definition.operations) add_dunder_methods(vm, type, *definition.operations, definition.kind);
  for (const NativeDefinition& method : definition.methods) {
    Owned function = make_native_function(vm, method, owner, qualifier);
    if (method.form == NativeDefinition::static_method)
      function = wrap(vm, Kind::StaticMethod, std::move(function));
    if (method.form == NativeDefinition::class_method)
      function = wrap(vm, Kind::ClassMethod, std::move(function));
    add_to_type(vm, type, method.name, std::move(function));
  }
  for (const GetSetDefinition& getter : definition.getters) {
    auto* descriptor = allocate<GetSetDescriptor>(vm, Kind::GetSetDescriptor);
    descriptor->definition = &getter;
    initialize(vm, descriptor, descriptor->owner, owner);
    add_to_type(vm, type, getter.name, adopt(descriptor));
  }
  if (definition.construct) {
    vm.constructors.push_back(std::make_unique<NativeDefinition>(NativeDefinition{
        "__new__", definition.construct, nullptr, NativeDefinition::static_method, nullptr}));
    NativeDefinition& made = *vm.constructors.back();
    std::string signature = "cls, /";
    if (!definition.construct_signature)
      signature = "cls, *args, **kwargs";
    else if (*definition.construct_signature)
      signature = std::string("cls, ") + definition.construct_signature;
    // "cls" must be given by position only, whatever follows.
    made.signature = keep_text(vm, signature);
    Local function(vm, make_native_function(vm, made, owner, qualifier));
    function.as<NativeFunction>();
    auto* parsed = const_cast<NativeSignature*>(function.as<NativeFunction>()->signature);
    if (parsed->positional_only == 0) parsed->positional_only = 1;
    parsed->constructed_name = definition.name;
    parsed->constructed_type = type;
    dict_set_name(vm, load(type->dict), vm.names.__new__, function);
  }
  if (definition.documentation) {
    Local text(vm, make_str_utf8(vm, definition.documentation));
    dict_set_name(vm, load(type->dict), vm.names.__doc__, text);
  } else if (!dict_get_name(vm, load(type->dict), vm.names.__doc__)) {
    dict_set_name(vm, load(type->dict), vm.names.__doc__, Value::none());
  }
  if (definition.operations && definition.operations->unhashable) {
    dict_set_name(vm, load(type->dict), vm.names.__hash__, Value::none());
  }
}

Type* declare_type(Vm& vm, const TypeDefinition& definition) {
  auto kind = static_cast<unsigned>(definition.kind);
  if (vm.kind_types[kind]) return vm.kind_types[kind];
  Type* base = definition.base == Kind::Instance ? vm.object_type
                                                 : vm.kind_types[static_cast<unsigned>(definition.base)];
  Type* type =
      make_builtin_type(vm, definition.name, definition.module, base, definition.kind, definition.flags);
  auto set = [&](Kind of) {
    vm.kind_types[static_cast<unsigned>(of)] = type;
    // Objects of these kinds are of several types.
    const bool cacheable = of != Kind::NativeFunction && of != Kind::BoundMethod;
    vm.kind_keys[static_cast<unsigned>(of)] = cacheable ? type->version : Vm::kNeverCached;
    vm.operations[static_cast<unsigned>(of)] = definition.operations;
  };
  set(definition.kind);
  if (definition.kind == Kind::True || definition.kind == Kind::False) {  // bool
    set(Kind::True);
    set(Kind::False);
  }
  return type;
}

Type* define_type(Vm& vm, const TypeDefinition& definition) {
  Type* type = declare_type(vm, definition);
  add_type_members(vm, type, definition);
  return type;
}

bool add_type(Vm& vm, Value module, Kind kind) {
  Type* type = vm.kind_types[static_cast<unsigned>(kind)];
  return dict_set_name(vm, load(module.as<Module>()->dict), load(type->name), Value::of(type));
}

bool add_to_module(Vm& vm, Value module_value, const char* name, Owned&& value) {
  if (!value) return false;
  Local module(vm, module_value), held(vm, std::move(value));
  return dict_set_name(vm, load(module.as<Module>()->dict), intern_immortal(vm, name), held);
}

}  // namespace midden::python
