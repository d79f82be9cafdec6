#include "workloads/interpreter/vm/instance_members.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/errors.h"
#include "workloads/interpreter/vm/heap_walk.h"

namespace midden::python {

bool is_weakly_referenceable(Kind kind) {
  switch (kind) {
    case Kind::Set:
    case Kind::FrozenSet:
    case Kind::Type:
    case Kind::Module:
    case Kind::Function:
    case Kind::NativeFunction:
    case Kind::BoundMethod:
    case Kind::Code:
    case Kind::Generator:
    case Kind::Coroutine:
    case Kind::AsyncGenerator:
    case Kind::MemoryView:
    case Kind::GenericAlias:
    case Kind::UnionType:
    case Kind::Deque:
    case Kind::Partial:
    case Kind::LruCache:
    case Kind::ArrayArray:
    case Kind::File:
    case Kind::StringIO:
    case Kind::BytesIO:
      return true;
    default:
      return false;
  }
}

Owned get_object_dict(Vm& vm, Value object) {
  if (object.is(Kind::Instance)) {
    const std::uint16_t flags = type_of(vm, object).as<Type>()->flags;
    if (!(flags & (kTypeNoDict | kTypeBuiltin)) || (flags & kTypeException)) return instance_dict(vm, object);
  }
  if (object.is(Kind::Module)) return retain(load(object.as<Module>()->dict));
  return raise_no_attribute(vm, object, vm.names.__dict__);
}

bool set_object_dict(Vm& vm, Value self, Value given) {
  Local object(vm, self), dict(vm, given ? retain(given) : make_dict(vm));
  if (!dict) return false;
  if (!dict.get().is(Kind::Dict)) {
    raise_type_error(vm, "__dict__ must be set to a dictionary, not a '%s'", type_name(vm, dict).c_str());
    return false;
  }
  if (!object.get().is(Kind::Instance)) {
    raise_no_attribute(vm, object, vm.names.__dict__);
    return false;
  }
  return set_instance_dict(vm, object, dict);
}

namespace {

// The object's weak reference; the one without a callback if there is one.
Owned get_weak_reference(Vm& vm, Value self) {
  if (Collector::kCounts && !self.object()->header.has_flag(kFlagWeaklyReferenced))
    return retain(Value::none());
  Local object(vm, self), found(vm, Value::none());
  for_each_live_container(vm, [&](Value value) {
    if (!value.is(Kind::WeakReference)) return;
    if (vm.mutator.read_weak(value.object()) != object.get().bits) return;
    if (found.get().is_none() || !load(value.as<WeakReference>()->callback)) found = value;
  });
  return found.take();
}

constexpr GetSetDefinition kDictMember{"__dict__", get_object_dict, set_object_dict};
constexpr GetSetDefinition kWeakReferenceMember{"__weakref__", get_weak_reference};

bool add_member(Vm& vm, const Local& type, Value name, const GetSetDefinition& definition) {
  auto* descriptor = allocate<GetSetDescriptor>(vm, Kind::GetSetDescriptor);
  if (!descriptor) return false;
  descriptor->definition = &definition;
  initialize(vm, descriptor, descriptor->owner, type);
  Local held(vm, adopt(descriptor));
  return dict_set_name(vm, load(type.as<Type>()->dict), name, held);
}

// Instances of the base, or of the builtin kind, have it already.
bool base_has_dict(Vm& vm, const Type* base) {
  if (base->flags & kTypeException) return true;
  if (!(base->flags & kTypeBuiltin)) return !(base->flags & kTypeNoDict);
  if (base == vm.object_type) return false;
  return dict_get_name(vm, load(base->dict), vm.names.__dict__) ? true : false;
}
bool base_has_weak_reference(const Type* base) {
  if (!(base->flags & kTypeBuiltin)) return !(base->flags & kTypeNotWeakReferencable);
  return base->layout != Kind::Instance && is_weakly_referenceable(base->layout);
}

// As CPython stores them, there is no place behind the contents for a list of weak references.
bool has_variable_size(const Type* type) {
  return type->payload == Kind::Int || type->payload == Kind::Tuple || type->payload == Kind::Bytes;
}

bool refuse(Vm& vm, const char* message) {
  raise_type_error(vm, "%s", message);
  return false;
}

}  // namespace

bool add_instance_members(Vm& vm, Value type_value, const SlotNames& slots) {
  Local type(vm, type_value);
  bool has_dict = false, has_weak_reference = false;
  const Tuple* order = load(type.as<Type>()->mro).as<Tuple>();
  for (std::uint32_t i = 1; i < order->length(); ++i) {
    const Type* ancestor = load(order->items[i]).as<Type>();
    has_dict |= base_has_dict(vm, ancestor);
    has_weak_reference |= base_has_weak_reference(ancestor);
  }
  const bool can_refer = !has_variable_size(type.as<Type>());
  if (slots.dict && has_dict) return refuse(vm, "__dict__ slot disallowed: we already got one");
  if (slots.weak_reference && (has_weak_reference || !can_refer)) {
    return refuse(vm, "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
  }
  const bool adds_dict = slots.given ? slots.dict : !has_dict;
  const bool adds_weak_reference = slots.given ? slots.weak_reference : can_refer && !has_weak_reference;
  if (!adds_dict && !has_dict) {
    type.as<Type>()->flags |= kTypeNoDict;
    type.as<Type>()->inline_attributes = 0;
    type.as<Type>()->first_instances = 0;
  }
  if (!adds_weak_reference && !has_weak_reference) type.as<Type>()->flags |= kTypeNotWeakReferencable;
  return (!adds_dict || add_member(vm, type, vm.names.__dict__, kDictMember)) &&
         (!adds_weak_reference || add_member(vm, type, vm.names.__weakref__, kWeakReferenceMember));
}

}  // namespace midden::python
