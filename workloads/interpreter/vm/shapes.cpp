// Shapes and instances.

#include "collectors/common/slot_order.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

Owned make_root_shape(Vm& vm, Value type_value, bool is_dictionary) {
  Local type(vm, type_value);
  Shape* shape = allocate<Shape>(vm, Kind::Shape);
  if (!shape) return nullptr;
  shape->id = vm.next_version++;
  shape->attribute_count = 0;
  shape->is_dictionary = is_dictionary;
  initialize(vm, shape, shape->type, type);
  return adopt(shape);
}

int shape_find(const Shape* shape, Value name) {
  const Storage* names = load(shape->names).as<Storage>();
  for (int i = 0, n = static_cast<int>(shape->attribute_count); i < n; ++i) {
    if (load(names->items[i]) == name) return i;
  }
  return -1;
}

namespace {

constexpr std::uint32_t kMaximumTransitions = 128;

Value find_transition(const Shape* shape, Value name) {
  const Value transitions = load(shape->transitions);
  if (!transitions) return {};
  const auto* pairs = transitions.as<Storage>();
  for (std::uint32_t i = 0; i < pairs->capacity() && load(pairs->items[i]); i += 2) {
    if (load(pairs->items[i]) == name) return load(pairs->items[i + 1]);
  }
  return {};
}

bool add_transition(Vm& vm, const Local& shape, const Local& name, const Local& next) {
  const Value transitions = load(shape.as<Shape>()->transitions);
  const std::uint32_t room = transitions ? transitions.as<Storage>()->capacity() : 0;
  if (room == 0 || load(transitions.as<Storage>()->items[room - 2])) {
    auto* grown = allocate_extent<Storage>(vm, Kind::Storage, room == 0 ? 2 : room * 2, 0);
    if (!grown) return false;
    if (room > 0) {
      const auto* old = load(shape.as<Shape>()->transitions).as<Storage>();
      vm.mutator.copy(grown, grown->items, old->items, room, CopyMode::fill);
    }
    store(vm, shape.as<Shape>(), shape.as<Shape>()->transitions, adopt(grown));
  }
  auto* pairs = load(shape.as<Shape>()->transitions).as<Storage>();
  std::uint32_t at = 0;
  while (load(pairs->items[at])) at += 2;
  store(vm, pairs, pairs->items[at + 1], next);
  store(vm, pairs, pairs->items[at], name);
  return true;
}

}  // namespace

bool shape_can_add(const Shape* shape, Value name) {
  const Value transitions = load(shape->transitions);
  if (!transitions || transitions.as<Storage>()->capacity() < kMaximumTransitions) return true;
  const auto* pairs = transitions.as<Storage>();
  return !load(pairs->items[pairs->capacity() - 2]) || find_transition(shape, name);
}

Value shape_add(Vm& vm, Value shape_value, Value name_value) {
  if (Value next = find_transition(shape_value.as<Shape>(), name_value)) return next;
  Local shape(vm, shape_value), name(vm, name_value);
  const std::uint32_t count = shape.as<Shape>()->attribute_count;
  Storage* fresh_names = allocate_extent<Storage>(vm, Kind::Storage, count + 1, 0);
  if (!fresh_names) return {};
  Local names(vm, adopt(fresh_names));
  if (count > 0) {
    const auto* old_names = load(shape.as<Shape>()->names).as<Storage>();
    vm.mutator.copy(fresh_names, fresh_names->items, old_names->items, count, CopyMode::fill);
  }
  initialize(vm, fresh_names, fresh_names->items[count], name);

  Shape* fresh = allocate<Shape>(vm, Kind::Shape);
  if (!fresh) return {};
  fresh->id = vm.next_version++;
  fresh->attribute_count = count + 1;
  fresh->is_dictionary = 0;
  initialize(vm, fresh, fresh->type, load(shape.as<Shape>()->type));
  initialize(vm, fresh, fresh->parent, shape);
  initialize(vm, fresh, fresh->names, names);
  Local next(vm, adopt(fresh));
  if (!add_transition(vm, shape, name, next)) return {};
  return find_transition(shape.as<Shape>(), name);
}

Owned make_instance(Vm& vm, Value type) {
  if (Type* definition = type.as<Type>(); definition->first_instances && --definition->first_instances == 0) {
    definition->inline_attributes = definition->attributes_seen;
  }
  unsigned slots = 2u + type.as<Type>()->reserved_slots + type.as<Type>()->inline_attributes;
  Local held(vm, type);
  const unsigned first_released = type.as<Type>()->first_released;
  const bool own_order = first_released != Instance::kFirstReleased;
  auto* instance = static_cast<Instance*>(
      vm.mutator.allocate(static_cast<KindNumber>(Kind::Instance), slots, own_order ? 1 : 0));
  if (!instance) return raise_memory_error(vm);
  if (own_order) [[unlikely]]
    *reinterpret_cast<SlotOrderWord*>(first_raw_word<Model>(instance)) = {first_released, 0};
  instance->type_word.set(nullptr);
  initialize(vm, instance, instance->shape, load(held.as<Type>()->root_shape));
  if (held.as<Type>()->flags & kTypeHasFinalizer) vm.mutator.register_finalizable(instance);
  return adopt(instance);
}

namespace {

// As lookup in the method cache, under a name that no attribute has.
constexpr Word kConstruction = 1;

bool find_construction(Vm& vm, Value type, Value* init) {
  const Type* definition = type.as<Type>();
  if (definition->layout != Kind::Instance || definition->payload != Kind::Instance) return false;
  if (definition->flags & (kTypeException | kTypeAbstract | kTypeBuiltin)) return false;
  if (load(definition->metatype).as<Type>() != vm.kind_types[static_cast<unsigned>(Kind::Type)]) return false;
  Value base_new = dict_get_name(vm, load(vm.object_type->dict), vm.names.__new__);
  if (lookup_in_type(vm, type, vm.names.__new__) != base_new) return false;
  Value found = lookup_in_type(vm, type, vm.names.__init__);
  if (found.is(Kind::Function)) {
    *init = found;
    return true;
  }
  *init = {};
  return found == dict_get_name(vm, load(vm.object_type->dict), vm.names.__init__);
}

}  // namespace

bool is_plain_class(Vm& vm, Value type, Value* init) {
  const std::uint32_t version = type.as<Type>()->version;
  MethodCache::Entry& entry = vm.method_cache->entry(version, Value{kConstruction});
  if (entry.version == version && entry.name == kConstruction) [[likely]] {
    *init = Value{entry.value};
    return true;
  }
  if (!find_construction(vm, type, init)) return false;
  vm.method_cache->fill(entry, version, kConstruction, *init);
  return true;
}

namespace {

// The attribute's place in an instance whose shape has it.
Slot* attribute_slot(Instance* instance, int index, Object** holder) {
  unsigned reserved = class_of(instance).as<Type>()->reserved_slots;
  unsigned room = instance->own_slot_count() - reserved;
  if (static_cast<unsigned>(index) < room) {
    *holder = instance;
    return &instance->slots_[reserved + index];
  }
  auto* storage = load(instance->overflow).as<Storage>();
  *holder = storage;
  return &storage->items[index - room];
}

}  // namespace

Value instance_attribute(Vm& vm, Value object, Value name) {
  auto* instance = object.as<Instance>();
  Shape* shape = shape_of(instance);
  if (shape->is_dictionary) {
    Value dict = load(instance->overflow);
    return dict ? dict_get_name(vm, dict, name) : Value{};
  }
  int index = shape_find(shape, name);
  if (index < 0) return {};
  Object* holder;
  return read(vm, *attribute_slot(instance, index, &holder));
}

bool set_instance_attribute(Vm& vm, Value object, Value name, Value value) {
  auto* instance = object.as<Instance>();
  Shape* shape = shape_of(instance);
  if (shape->is_dictionary) {
    if (!instance->overflow.load()) {
      Local held(vm, object), held_name(vm, name), held_value(vm, value);
      Owned dict = make_dict(vm);
      if (!dict) return false;
      store(vm, held.as<Instance>(), held.as<Instance>()->overflow, std::move(dict));
      return dict_set(vm, load(held.as<Instance>()->overflow), held_name, held_value);
    }
    return dict_set(vm, load(instance->overflow), name, value);
  }
  int index = shape_find(shape, name);
  Object* holder;
  if (index >= 0) {
    Slot* slot = attribute_slot(instance, index, &holder);
    store(vm, holder, *slot, value);
    return true;
  }
  Local held(vm, object), held_value(vm, value);
  // Many attributes make a poor hidden class: go over to a dict.
  constexpr unsigned kMaximumShapeAttributes = 120;
  if (shape->attribute_count >= kMaximumShapeAttributes || !shape_can_add(shape, name)) {
    Local held_name(vm, name);
    Owned dict = instance_dict(vm, held);
    if (!dict) return false;
    Local held_dict(vm, std::move(dict));
    return dict_set(vm, held_dict, held_name, held_value);
  }
  Value next = shape_add(vm, Value::of(shape), name);
  if (!next) return false;
  Local next_shape(vm, next);
  instance = held.as<Instance>();
  Type* type = class_of(instance).as<Type>();
  unsigned room = instance->own_slot_count() - type->reserved_slots;
  unsigned attribute = next.as<Shape>()->attribute_count - 1;
  // Later instances get room for what this one needed.
  if (attribute >= type->attributes_seen && attribute < kMaximumInlineAttributes) {
    type->attributes_seen = static_cast<std::uint16_t>(attribute + 1);
    if (type->inline_attributes < type->attributes_seen) type->inline_attributes = type->attributes_seen;
  }
  if (attribute >= room) {
    auto* storage = load(instance->overflow).as<Storage>();
    unsigned needed = attribute - room + 1;
    if (!storage || storage->capacity() < needed) {
      auto* grown = allocate_extent<Storage>(vm, Kind::Storage, needed < 4 ? 4 : needed * 2, 0);
      if (!grown) return false;
      instance = held.as<Instance>();
      storage = load(instance->overflow).as<Storage>();
      if (storage) {
        vm.mutator.copy(grown, grown->items, storage->items, storage->capacity(), CopyMode::fill);
      }
      store(vm, instance, instance->overflow, adopt(grown));
    }
  }
  instance = held.as<Instance>();
  // First the value, then the shape that makes it visible.
  Slot* slot = attribute_slot(instance, static_cast<int>(attribute), &holder);
  store(vm, holder, *slot, held_value);
  store(vm, instance, instance->shape, next_shape);
  return true;
}

// 1 deleted, 0 no such attribute, -1 error. Goes over to a dict, so that shapes only grow.
int delete_instance_attribute(Vm& vm, Value object, Value name) {
  Local held(vm, object), held_name(vm, name);
  if (!instance_attribute(vm, object, name)) return 0;
  Owned dict = instance_dict(vm, held);
  if (!dict) return -1;
  Local held_dict(vm, std::move(dict));
  return dict_delete(vm, held_dict, held_name);
}

Owned instance_dict(Vm& vm, Value object) {
  auto* instance = object.as<Instance>();
  if (shape_of(instance)->is_dictionary && instance->overflow.load()) return retain(load(instance->overflow));
  Local held(vm, object);
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  Local type(vm, class_of(held.as<Instance>()));
  for (std::uint32_t i = 0; i < shape_of(held.as<Instance>())->attribute_count; ++i) {
    instance = held.as<Instance>();
    Value name = load(load(shape_of(instance)->names).as<Storage>()->items[i]);
    Object* holder;
    Value value = load(*attribute_slot(instance, static_cast<int>(i), &holder));
    if (value && !dict_set_name(vm, dict, name, value)) return nullptr;
  }
  if (!type.as<Type>()->dict_shape.load()) {
    Owned shape = make_root_shape(vm, type, true);
    if (!shape) return nullptr;
    store(vm, type.as<Type>(), type.as<Type>()->dict_shape, std::move(shape));
  }
  instance = held.as<Instance>();
  std::uint32_t count = shape_of(instance)->is_dictionary ? 0 : shape_of(instance)->attribute_count;
  unsigned reserved = type.as<Type>()->reserved_slots;
  store(vm, instance, instance->shape, load(type.as<Type>()->dict_shape));
  store(vm, instance, instance->overflow, dict.get());
  for (unsigned i = reserved; i < instance->own_slot_count() && i < reserved + count; ++i) {
    store(vm, instance, instance->slots_[i], Value{});
  }
  return dict.take();
}

bool set_instance_dict(Vm& vm, Value object, Value dict_value) {
  Local held(vm, object), dict(vm, dict_value);
  Owned old = instance_dict(vm, held);
  if (!old) return false;
  store(vm, held.as<Instance>(), held.as<Instance>()->overflow, dict.get());
  return true;
}

}  // namespace midden::python
