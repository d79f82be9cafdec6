// property, staticmethod, classmethod, super, and the descriptors of builtin types.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/object_type.h"

namespace midden::python {

namespace {

Owned none() { return retain(Value::none()); }
Owned or_none(Value value) { return retain(value ? value : Value::none()); }
Value none_to_null(Value value) { return value && !value.is_none() ? value : Value{}; }

// --- property ----------------------------------------------------------------------------------------------

Owned make_property(Vm& vm, Value type_value, Value getter_value, Value setter_value, Value deleter_value,
                    Value doc_value) {
  Local getter(vm, getter_value), setter(vm, setter_value), deleter(vm, deleter_value), doc(vm, doc_value);
  Local type(vm, type_value);
  if (!doc && getter) {
    Owned inherited = get_attribute_or_null(vm, getter, vm.names.__doc__);
    if (inherited) {
      doc = std::move(inherited);
    } else if (has_pending(vm)) {
      return nullptr;
    }
  }
  auto* property = allocate<Property>(vm, Kind::Property);
  if (!property) return nullptr;
  if (getter) initialize(vm, property, property->getter, getter);
  if (setter) initialize(vm, property, property->setter, setter);
  if (deleter) initialize(vm, property, property->deleter, deleter);
  if (doc) initialize(vm, property, property->documentation, doc);
  return wrap_payload(vm, type, adopt(property));
}
Owned property_new(Vm& vm, Arguments a) {
  return make_property(vm, a[0], none_to_null(a[1]), none_to_null(a[2]), none_to_null(a[3]),
                       none_to_null(a[4]));
}
Owned property_init(Vm&, Arguments) { return none(); }

std::string described_attribute(Vm& vm, Value property, Value instance) {
  // The name under which the class knows the property.
  Value mro = load(type_of(vm, instance).as<Type>()->mro);
  for (std::uint32_t i = 0; i < mro.as<Tuple>()->length(); ++i) {
    Value dict = load(load(mro.as<Tuple>()->items[i]).as<Type>()->dict);
    for (std::uint32_t e = 0; e < dict_entry_count(dict); ++e) {
      if (dict_entry_key(dict, e) && unwrap(dict_entry_value(dict, e), Kind::Property) == property) {
        return "property '" + to_utf8(dict_entry_key(dict, e)) + "' of '" + type_name(vm, instance) +
               "' object";
      }
    }
  }
  return "property of '" + type_name(vm, instance) + "' object";
}
Owned property_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return retain(self);
  Value getter = load(self.as<Property>()->getter);
  if (!getter) {
    return raise(vm, ExceptionClass::AttributeError, "%s has no getter",
                 described_attribute(vm, self, instance).c_str());
  }
  return call(vm, getter, {instance});
}
bool property_set(Vm& vm, Value self, Value instance, Value value) {
  Value method = load(value ? self.as<Property>()->setter : self.as<Property>()->deleter);
  if (!method) {
    raise(vm, ExceptionClass::AttributeError, "%s has no %s", described_attribute(vm, self, instance).c_str(),
          value ? "setter" : "deleter");
    return false;
  }
  Owned done = value ? call(vm, method, {instance, value}) : call(vm, method, {instance});
  return bool(done);
}
template <Slot Property::*slot>
Owned property_member(Vm&, Value self) {
  return or_none(load(unwrap_as<Property>(self, Kind::Property)->*slot));
}
bool property_set_doc(Vm& vm, Value self, Value value) {
  auto* property = unwrap_as<Property>(self, Kind::Property);
  store(vm, property, property->documentation, none_to_null(value));
  return true;
}
enum class Part { getter, setter, deleter };
template <Part part>
Owned property_with(Vm& vm, Arguments a) {
  auto* property = unwrap_as<Property>(a[0], Kind::Property);
  const bool replaces = !a[1].is_none();
  Value getter = part == Part::getter && replaces ? a[1] : load(property->getter);
  Value setter = part == Part::setter && replaces ? a[1] : load(property->setter);
  Value deleter = part == Part::deleter && replaces ? a[1] : load(property->deleter);
  Value doc = part == Part::getter ? Value{} : load(property->documentation);
  return make_property(vm, type_of(vm, a[0]), getter, setter, deleter, doc);
}
constexpr NativeDefinition kPropertyMethods[] = {{"getter", property_with<Part::getter>, "fget, /"},
                                                 {"setter", property_with<Part::setter>, "fset, /"},
                                                 {"deleter", property_with<Part::deleter>, "fdel, /"},
                                                 {"__init__", property_init, "*args, **kwargs"}};
constexpr GetSetDefinition kPropertyGetters[] = {
    {"fget", property_member<&Property::getter>},
    {"fset", property_member<&Property::setter>},
    {"fdel", property_member<&Property::deleter>},
    {"__doc__", property_member<&Property::documentation>, property_set_doc}};
constexpr KindOperations kPropertyOperations{.get_descriptor = property_get, .set_descriptor = property_set};
const TypeDefinition kPropertyType{.kind = Kind::Property,
                                   .name = "property",
                                   .module = "builtins",
                                   .operations = &kPropertyOperations,
                                   .methods = kPropertyMethods,
                                   .getters = kPropertyGetters,
                                   .construct = property_new,
                                   .construct_signature = "fget=, fset=, fdel=, doc="};

// --- staticmethod, classmethod -----------------------------------------------------------------------------

template <class T, Kind kind>
Owned wrapper_new(Vm& vm, Arguments a) {
  auto* method = allocate<T>(vm, kind);
  if (!method) return nullptr;
  initialize(vm, method, method->function, a[1]);
  return wrap_payload(vm, a[0], adopt(method));
}
template <class T>
Owned wrapper_function(Vm&, Value self) {
  return retain(load(self.as<T>()->function));
}
Owned static_get(Vm&, Value self, Value, Value) { return retain(load(self.as<StaticMethod>()->function)); }
Owned static_call(Vm& vm, Value self, Arguments a) {
  std::uint32_t keywords = a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0;
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < a.count() + keywords; ++i) values.push_back(Value{a.data()[i]});
  return call_span(vm, load(self.as<StaticMethod>()->function), values, a.keyword_names());
}
Owned class_get(Vm& vm, Value self, Value instance, Value owner) {
  Value function = load(self.as<ClassMethod>()->function);
  Value type = owner && !owner.is_none() ? owner : type_of(vm, instance);
  if (function.is(Kind::Function) || function.is(Kind::NativeFunction)) {
    Local held(vm, function), receiver(vm, type);
    auto* method = allocate<BoundMethod>(vm, Kind::BoundMethod);
    if (!method) return nullptr;
    initialize(vm, method, method->function, held);
    initialize(vm, method, method->receiver, receiver);
    return adopt(method);
  }
  return bind_descriptor(vm, function, type, type_of(vm, type));
}
template <class T>
Owned wrapper_get_attribute(Vm& vm, Value self, Value name) {
  Local held(vm, self), held_name(vm, name);
  if (Owned own = generic_get_attribute(vm, self, name)) return own;
  if (has_pending(vm)) return nullptr;
  Local function(vm, load(held.as<T>()->function));
  if (Owned found = get_attribute_or_null(vm, function, held_name)) return found;
  if (has_pending(vm)) return nullptr;
  return raise_no_attribute(vm, held, held_name);
}
template <class T, Kind kind>
Owned wrapper_repr(Vm& vm, Value self) {
  Local shown(vm, repr(vm, load(self.as<T>()->function)));
  if (!shown) return nullptr;
  return make_str_utf8(
      vm, (kind == Kind::StaticMethod ? "<staticmethod(" : "<classmethod(") + to_utf8(shown) + ")>");
}
constexpr GetSetDefinition kStaticGetters[] = {{"__func__", wrapper_function<StaticMethod>},
                                               {"__wrapped__", wrapper_function<StaticMethod>}};
constexpr KindOperations kStaticOperations{.repr = wrapper_repr<StaticMethod, Kind::StaticMethod>,
                                           .call = static_call,
                                           .get_attribute = wrapper_get_attribute<StaticMethod>,
                                           .get_descriptor = static_get};
const TypeDefinition kStaticMethodType{.kind = Kind::StaticMethod,
                                       .name = "staticmethod",
                                       .module = "builtins",
                                       .operations = &kStaticOperations,
                                       .getters = kStaticGetters,
                                       .construct = wrapper_new<StaticMethod, Kind::StaticMethod>,
                                       .construct_signature = "function, /"};
constexpr GetSetDefinition kClassGetters[] = {{"__func__", wrapper_function<ClassMethod>},
                                              {"__wrapped__", wrapper_function<ClassMethod>}};
constexpr KindOperations kClassOperations{.repr = wrapper_repr<ClassMethod, Kind::ClassMethod>,
                                          .get_attribute = wrapper_get_attribute<ClassMethod>,
                                          .get_descriptor = class_get};
const TypeDefinition kClassMethodType{.kind = Kind::ClassMethod,
                                      .name = "classmethod",
                                      .module = "builtins",
                                      .operations = &kClassOperations,
                                      .getters = kClassGetters,
                                      .construct = wrapper_new<ClassMethod, Kind::ClassMethod>,
                                      .construct_signature = "function, /"};

// --- super -------------------------------------------------------------------------------------------------

Owned super_new(Vm& vm, Arguments a) {
  Local type(vm), object(vm);
  if (a.has(1)) {
    type = a[1];
    if (!type.get().is(Kind::Type)) {
      return raise_type_error(vm, "super() argument 1 must be a type, not %s", type_name(vm, type).c_str());
    }
    if (a.has(2) && !a[2].is_none()) object = a[2];
  } else {
    // super(): __class__ and the first argument of the calling frame.
    Frame* frame = vm.frame;
    const CodeTemplate& source = frame->code->source();
    if (source.positional_count == 0) return raise(vm, ExceptionClass::RuntimeError, "super(): no arguments");
    Value first{frame->registers[0]};
    if (first && first.is(Kind::Cell)) first = load(first.as<Cell>()->content);
    if (!first) return raise(vm, ExceptionClass::RuntimeError, "super(): arg[0] deleted");
    object = first;
    bool found = false;
    for (std::size_t i = 0; i < source.free_names.size(); ++i) {
      if (source.free_names[i] != "__class__") continue;
      Value cell{frame->registers[source.free_registers[i]]};
      Value content = load(cell.as<Cell>()->content);
      if (!content) return raise(vm, ExceptionClass::RuntimeError, "super(): empty __class__ cell");
      type = content;
      found = true;
    }
    if (!found) return raise(vm, ExceptionClass::RuntimeError, "super(): __class__ cell not found");
  }
  Local object_type(vm);
  if (object) {
    if (object.get().is(Kind::Type) && is_subtype(vm, object, type)) {
      object_type = object.get();
    } else if (is_subtype(vm, type_of(vm, object), type)) {
      object_type = type_of(vm, object);
    } else {
      return raise_type_error(vm, "super(type, obj): obj must be an instance or subtype of type");
    }
  }
  auto* result = allocate<Super>(vm, Kind::Super);
  if (!result) return nullptr;
  initialize(vm, result, result->type, type);
  if (object) {
    initialize(vm, result, result->object, object);
    initialize(vm, result, result->object_type, object_type);
  }
  return adopt(result);
}
Owned super_get_attribute(Vm& vm, Value self, Value name) {
  auto* super = self.as<Super>();
  Value object_type = load(super->object_type);
  if (object_type && name != vm.names.__class__) {
    Tuple* mro = load(object_type.as<Type>()->mro).as<Tuple>();
    std::uint32_t i = 0;
    while (i < mro->length() && load(mro->items[i]) != load(super->type)) ++i;
    for (++i; i < mro->length(); ++i) {
      Value found = dict_get_name(vm, load(load(mro->items[i]).as<Type>()->dict), name);
      if (!found) continue;
      Value object = load(super->object);
      return bind_descriptor(vm, found, object == object_type ? Value{} : object, object_type);
    }
  }
  Local held(vm, self), held_name(vm, name);
  Owned own = generic_get_attribute(vm, self, name);
  if (own || has_pending(vm)) return own;
  return raise(vm, ExceptionClass::AttributeError, "'super' object has no attribute '%s'",
               to_utf8(held_name).c_str());
}
Owned super_repr(Vm& vm, Value self) {
  auto* super = self.as<Super>();
  std::string type = to_utf8(load(load(super->type).as<Type>()->name));
  Value object_type = load(super->object_type);
  std::string object = object_type ? "<" + to_utf8(load(object_type.as<Type>()->name)) + " object>" : "NULL";
  return make_str_utf8(vm, "<super: <class '" + type + "'>, " + object + ">");
}
template <Slot Super::*slot>
Owned super_member(Vm&, Value self) {
  return or_none(load(self.as<Super>()->*slot));
}
constexpr GetSetDefinition kSuperGetters[] = {{"__thisclass__", super_member<&Super::type>},
                                              {"__self__", super_member<&Super::object>},
                                              {"__self_class__", super_member<&Super::object_type>}};
constexpr KindOperations kSuperOperations{.repr = super_repr, .get_attribute = super_get_attribute};
const TypeDefinition kSuperType{.kind = Kind::Super,
                                .name = "super",
                                .module = "builtins",
                                .operations = &kSuperOperations,
                                .getters = kSuperGetters,
                                .construct = super_new,
                                .construct_signature = "type=, object=, /"};

// --- members and getters of builtin types ------------------------------------------------------------------

bool is_instance_of_owner(Vm& vm, Value owner, Value instance, const char* name) {
  if (is_subtype(vm, type_of(vm, instance), owner)) return true;
  raise_type_error(vm, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", name,
                   to_utf8(load(owner.as<Type>()->name)).c_str(), type_name(vm, instance).c_str());
  return false;
}
Owned member_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return retain(self);
  auto* member = self.as<MemberDescriptor>();
  if (!is_instance_of_owner(vm, load(member->owner), instance, to_utf8(load(member->name)).c_str()))
    return nullptr;
  Value value = load(instance.as<Instance>()->slots_[member->index]);
  if (value) return retain(value);
  return raise_no_attribute(vm, instance, load(member->name));
}
bool member_set(Vm& vm, Value self, Value instance, Value value) {
  auto* member = self.as<MemberDescriptor>();
  if (!is_instance_of_owner(vm, load(member->owner), instance, to_utf8(load(member->name)).c_str()))
    return false;
  auto* object = instance.as<Instance>();
  if (!value && !object->slots_[member->index].load()) {
    raise(vm, ExceptionClass::AttributeError, "%s", to_utf8(load(member->name)).c_str());
    return false;
  }
  store(vm, object, object->slots_[member->index], value);
  return true;
}
Owned member_repr(Vm& vm, Value self) {
  auto* member = self.as<MemberDescriptor>();
  return make_str_utf8(vm, "<member '" + to_utf8(load(member->name)) + "' of '" +
                               to_utf8(load(load(member->owner).as<Type>()->name)) + "' objects>");
}
Owned member_name(Vm&, Value self) { return retain(load(self.as<MemberDescriptor>()->name)); }
constexpr GetSetDefinition kMemberGetters[] = {{"__name__", member_name}};
constexpr KindOperations kMemberOperations{
    .repr = member_repr, .get_descriptor = member_get, .set_descriptor = member_set};
const TypeDefinition kMemberDescriptorType{.kind = Kind::MemberDescriptor,
                                           .name = "member_descriptor",
                                           .module = "builtins",
                                           .operations = &kMemberOperations,
                                           .getters = kMemberGetters,
                                           .flags = kTypeFinal};

Owned getset_get(Vm& vm, Value self, Value instance, Value) {
  if (!instance) return retain(self);
  auto* descriptor = self.as<GetSetDescriptor>();
  if (!is_instance_of_owner(vm, load(descriptor->owner), instance, descriptor->definition->name))
    return nullptr;
  return descriptor->definition->get(vm, instance);
}
bool getset_set(Vm& vm, Value self, Value instance, Value value) {
  auto* descriptor = self.as<GetSetDescriptor>();
  if (!is_instance_of_owner(vm, load(descriptor->owner), instance, descriptor->definition->name))
    return false;
  if (!descriptor->definition->set) {
    raise(vm, ExceptionClass::AttributeError, "attribute '%s' of '%s' objects is not writable",
          descriptor->definition->name, to_utf8(load(load(descriptor->owner).as<Type>()->name)).c_str());
    return false;
  }
  return descriptor->definition->set(vm, instance, value);
}
Owned getset_repr(Vm& vm, Value self) {
  auto* descriptor = self.as<GetSetDescriptor>();
  return make_str_utf8(vm, std::string("<attribute '") + descriptor->definition->name + "' of '" +
                               to_utf8(load(load(descriptor->owner).as<Type>()->name)) + "' objects>");
}
Owned getset_name(Vm& vm, Value self) {
  return make_str_utf8(vm, self.as<GetSetDescriptor>()->definition->name);
}
constexpr GetSetDefinition kGetSetGetters[] = {{"__name__", getset_name}};
constexpr KindOperations kGetSetOperations{
    .repr = getset_repr, .get_descriptor = getset_get, .set_descriptor = getset_set};
const TypeDefinition kGetSetDescriptorType{.kind = Kind::GetSetDescriptor,
                                           .name = "getset_descriptor",
                                           .module = "builtins",
                                           .operations = &kGetSetOperations,
                                           .getters = kGetSetGetters,
                                           .flags = kTypeFinal};

}  // namespace

std::span<const TypeDefinition* const> descriptor_types() {
  static constexpr const TypeDefinition* kTypes[] = {&kPropertyType,         &kStaticMethodType,
                                                     &kClassMethodType,      &kSuperType,
                                                     &kMemberDescriptorType, &kGetSetDescriptorType};
  return kTypes;
}

}  // namespace midden::python
