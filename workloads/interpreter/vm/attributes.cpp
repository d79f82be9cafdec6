// Attribute access: lookup along the MRO, descriptors, inline caches.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"

namespace midden::python {

namespace {

bool is_immortal(Value value) {
  return Model::is_reference(value.bits) && value.object()->header.has_flag(kFlagImmortal);
}

Value lookup_uncached(Vm& vm, Value type, Value name) {
  Tuple* mro = load(type.as<Type>()->mro).as<Tuple>();
  for (std::uint32_t i = 0; i < mro->length(); ++i) {
    Value base = load(mro->items[i]);
    if (Value found = dict_get_name(vm, load(base.as<Type>()->dict), name)) return found;
  }
  return {};
}

// How the caches know the receiver; 0: not cacheable.
std::uint32_t cache_key(const Vm& vm, Value object) {
  if (object.is(Kind::Instance)) return shape_of(object.as<Instance>())->id;
  const std::uint32_t key = vm.kind_keys[static_cast<unsigned>(object.kind())];
  return key == Vm::kNeverCached ? 0 : key;
}

bool has_instance_attributes(Value object) { return object.is(Kind::Instance); }

using Use = SharedAttributeCache::Use;

void fill(Vm& vm, AttributeCache* cache, std::uint32_t key, AttributeForm form, unsigned index,
          Value target) {
  if (index > 0xFFFF) return;
  cache->key = key;
  cache->form = static_cast<std::uint16_t>(form);
  cache->index = static_cast<std::uint16_t>(index);
  cache->target = target.bits;
  vm.attribute_cache->note_filled(cache);
}
void fill(Vm& vm, AttributeCache* cache, const AttributeCache& known) {
  *cache = known;
  vm.attribute_cache->note_filled(cache);
}
// The same for attributes of instances, remembered for other places too.
void fill(Vm& vm, Use use, Value name, AttributeCache* cache, std::uint32_t key, AttributeForm form,
          unsigned index, Value target) {
  fill(vm, cache, key, form, index, target);
  if (cache->key == key && is_immortal(name)) vm.attribute_cache->add(*cache, use, name);
}

bool is_plain_value(Vm& vm, Value value) {
  if (value.is(Kind::Instance)) {
    return !lookup_in_type(vm, class_of(value.as<Instance>()), vm.names.__get__) &&
           !is_data_descriptor(vm, value);
  }
  const KindOperations* operations = vm.operations[static_cast<unsigned>(value.kind())];
  return !operations || !operations->get_descriptor;
}

Owned get_module_attribute(Vm& vm, Value module, Value name) {
  Value dict = load(module.as<Module>()->dict);
  if (Value found = dict_get_name(vm, dict, name)) return retain(found);
  Value hook = dict_get_name(vm, dict, vm.names.__getattr__);
  Local held(vm, module), held_name(vm, name);
  if (Owned generic = generic_get_attribute(vm, held, held_name)) return generic;
  if (has_pending(vm)) return nullptr;
  hook = dict_get_name(vm, load(held.as<Module>()->dict), vm.names.__getattr__);
  if (hook) return call(vm, hook, {held_name});
  Value module_name = dict_get_name(vm, load(held.as<Module>()->dict), vm.names.__name__);
  std::string shown = module_name && is_str(module_name) ? to_utf8(module_name) : "?";
  raise(vm, ExceptionClass::AttributeError, "module '%s' has no attribute '%s'", shown.c_str(),
        to_utf8(held_name).c_str());
  set_attribute_error_fields(vm, held, held_name);
  return nullptr;
}

Owned get_type_attribute(Vm& vm, Value type, Value name) {
  Value metatype = load(type.as<Type>()->metatype);
  Value meta_value = lookup_in_type(vm, metatype, name);
  if (meta_value && is_data_descriptor(vm, meta_value))
    return bind_descriptor(vm, meta_value, type, metatype);
  if (Value found = lookup_in_type(vm, type, name)) return bind_descriptor(vm, found, Value{}, type);
  if (meta_value) return bind_descriptor(vm, meta_value, type, metatype);
  Value hook = lookup_in_type(vm, metatype, vm.names.__getattr__);
  if (hook) {
    Local held(vm, type), held_name(vm, name);
    return call(vm, hook, {held, held_name});
  }
  Local held(vm, type), held_name(vm, name);
  Value shown = load(type.as<Type>()->name);
  raise(vm, ExceptionClass::AttributeError, "type object '%s' has no attribute '%s'", to_utf8(shown).c_str(),
        to_utf8(name).c_str());
  set_attribute_error_fields(vm, held, held_name);
  return nullptr;
}

// Whether it may change again in a collection of the young.
bool visit_cache(AttributeCache& cache, WeakVisitor& visitor) {
  if (!cache.target) return false;
  visitor.visit(cache.target);
  if (!cache.target) cache.key = 0;
  return cache.target && visitor.may_change(cache.target);
}

}  // namespace

void SharedAttributeCache::visit_weak(Vm& vm, WeakVisitor& visitor) {
  if (visitor.scope() == WeakVisitor::Scope::young && filled_.are_known()) {
    filled_.visit([&](AttributeCache& cache) { return visit_cache(cache, visitor); });
    return;
  }
  filled_.clear();
  for (auto& code : vm.codes) {
    code->for_each_attribute_cache([&](AttributeCache& cache) {
      if (visit_cache(cache, visitor)) filled_.add(&cache);
    });
  }
  for (Entry& entry : entries_) entry = {};
}

void MethodCache::visit_weak(WeakVisitor& visitor) {
  if (visitor.scope() == WeakVisitor::Scope::young && filled_.are_known()) {
    filled_.visit([&](Entry& entry) {
      if (!entry.value) return false;
      visitor.visit(entry.value);
      if (!entry.value) entry = {};
      return entry.value && visitor.may_change(entry.value);
    });
    return;
  }
  filled_.clear();
  for (Entry& entry : entries_) entry = {};
}

Value lookup_in_type(Vm& vm, Value type, Value name) {
  std::uint32_t version = type.as<Type>()->version;
  MethodCache::Entry& entry = vm.method_cache->entry(version, name);
  if (entry.version == version && entry.name == name.bits) return Value{entry.value};
  Value found = lookup_uncached(vm, type, name);
  // A name that could be freed must not be remembered by its address.
  if (is_immortal(name)) vm.method_cache->fill(entry, version, name.bits, found);
  return found;
}

bool is_data_descriptor(Vm& vm, Value value) {
  if (value.is(Kind::Instance)) {
    Value type = class_of(value.as<Instance>());
    return lookup_in_type(vm, type, vm.names.__set__) || lookup_in_type(vm, type, vm.names.__delete__);
  }
  const KindOperations* operations = vm.operations[static_cast<unsigned>(value.kind())];
  return operations && operations->set_descriptor;
}

Owned bind_descriptor(Vm& vm, Value descriptor, Value instance, Value owner) {
  if (descriptor.is(Kind::Function) || descriptor.is(Kind::NativeFunction)) {
    if (!instance) return retain(descriptor);
    if (descriptor.is(Kind::NativeFunction) && !descriptor.as<NativeFunction>()->signature->has_receiver) {
      return retain(descriptor);
    }
    Local function(vm, descriptor), receiver(vm, instance);
    BoundMethod* method = allocate<BoundMethod>(vm, Kind::BoundMethod);
    if (!method) return nullptr;
    initialize(vm, method, method->function, function);
    initialize(vm, method, method->receiver, receiver);
    return adopt(method);
  }
  if (descriptor.is(Kind::Instance)) {
    Value get = lookup_in_type(vm, class_of(descriptor.as<Instance>()), vm.names.__get__);
    if (!get) return retain(descriptor);
    return call(vm, get, {descriptor, instance ? instance : Value::none(), owner});
  }
  const KindOperations* operations = vm.operations[static_cast<unsigned>(descriptor.kind())];
  if (operations && operations->get_descriptor)
    return operations->get_descriptor(vm, descriptor, instance, owner);
  return retain(descriptor);
}

Owned bind_descriptor(Vm& vm, Value descriptor, Value instance) {
  return bind_descriptor(vm, descriptor, instance, type_of(vm, instance));
}

Owned generic_get_attribute(Vm& vm, Value object, Value name) {
  Value type = type_of(vm, object);
  Value found = lookup_in_type(vm, type, name);
  // A data descriptor without __get__ only guards writing.
  bool has_get = found && (!found.is(Kind::Instance) ||
                           lookup_in_type(vm, class_of(found.as<Instance>()), vm.names.__get__));
  if (has_get && is_data_descriptor(vm, found)) return bind_descriptor(vm, found, object, type);
  if (has_instance_attributes(object)) {
    if (Value own = instance_attribute(vm, object, name)) return retain(own);
  } else if (object.is(Kind::Function)) {
    Value dict = load(object.as<Function>()->dict);
    Value own = dict ? dict_get_name(vm, dict, name) : Value{};
    if (own) return retain(own);
  }
  if (found) return bind_descriptor(vm, found, object, type);
  return nullptr;
}

std::nullptr_t raise_no_attribute(Vm& vm, Value object, Value name) {
  std::string type = type_name(vm, object), attribute = to_utf8(name);
  Local held(vm, object), held_name(vm, name);
  raise(vm, ExceptionClass::AttributeError, "'%s' object has no attribute '%s'", type.c_str(),
        attribute.c_str());
  set_attribute_error_fields(vm, held, held_name);
  return nullptr;
}

namespace {

// object.__getattribute__, with the fallback to __getattr__; null without pending: absent.
Owned get_instance_attribute(Vm& vm, Value object, Value name) {
  Value type = type_of(vm, object);
  if (!(type.as<Type>()->flags & kTypeCustomGetAttribute)) return generic_get_attribute(vm, object, name);
  Local held(vm, object), held_name(vm, name);
  Owned result;
  Value get = lookup_in_type(vm, type, vm.names.__getattribute__);
  if (get && get.is(Kind::NativeFunction)) get = {};
  if (get) {
    result = call(vm, get, {held, held_name});
  } else {
    result = generic_get_attribute(vm, held, held_name);
    if (!result && !has_pending(vm)) raise_no_attribute(vm, held, held_name);
  }
  if (result || !pending_is(vm, ExceptionClass::AttributeError)) return result;
  Value fallback = lookup_in_type(vm, type_of(vm, held), vm.names.__getattr__);
  if (!fallback) return nullptr;
  clear_pending(vm);
  return call(vm, fallback, {held, held_name});
}

}  // namespace

Owned get_attribute(Vm& vm, Value object, Value name) {
  Kind kind = object.kind();
  Owned result;
  if (kind == Kind::Instance) {
    result = get_instance_attribute(vm, object, name);
  } else if (kind == Kind::Module) {
    return get_module_attribute(vm, object, name);
  } else if (kind == Kind::Type) {
    return get_type_attribute(vm, object, name);
  } else if (const KindOperations* operations = vm.operations[static_cast<unsigned>(kind)];
             operations && operations->get_attribute) {
    return operations->get_attribute(vm, object, name);
  } else {
    Local held(vm, object), held_name(vm, name);
    result = generic_get_attribute(vm, object, name);
    if (!result && !has_pending(vm)) return raise_no_attribute(vm, held, held_name);
    return result;
  }
  if (!result && !has_pending(vm)) return raise_no_attribute(vm, object, name);
  return result;
}

Owned get_attribute_or_null(Vm& vm, Value object, Value name) {
  bool plain =
      object.is(Kind::Instance) && !(type_of(vm, object).as<Type>()->flags & kTypeCustomGetAttribute);
  Owned result = plain ? generic_get_attribute(vm, object, name) : get_attribute(vm, object, name);
  if (!result && pending_is(vm, ExceptionClass::AttributeError)) clear_pending(vm);
  return result;
}

bool generic_set_attribute(Vm& vm, Value object, Value name, Value value) {
  Value type = type_of(vm, object);
  Value found = lookup_in_type(vm, type, name);
  if (found) {
    if (found.is(Kind::Instance)) {
      Value method =
          lookup_in_type(vm, class_of(found.as<Instance>()), value ? vm.names.__set__ : vm.names.__delete__);
      if (method) {
        Owned done = value ? call(vm, method, {found, object, value}) : call(vm, method, {found, object});
        return bool(done);
      }
      if (is_data_descriptor(vm, found)) {
        raise(vm, ExceptionClass::AttributeError, "%s", value ? "__set__" : "__delete__");
        return false;
      }
    } else {
      const KindOperations* operations = vm.operations[static_cast<unsigned>(found.kind())];
      if (operations && operations->set_descriptor)
        return operations->set_descriptor(vm, found, object, value);
    }
  }
  if (object.is(Kind::Instance) && !(type.as<Type>()->flags & kTypeNoDict)) {
    if (value) return set_instance_attribute(vm, object, name, value);
    Local held(vm, object), held_name(vm, name);
    int deleted = delete_instance_attribute(vm, object, name);
    if (deleted == 0) raise_no_attribute(vm, held, held_name);
    return deleted > 0;
  }
  if (found) {
    raise(vm, ExceptionClass::AttributeError, "'%s' object attribute '%s' is read-only",
          type_name(vm, object).c_str(), to_utf8(name).c_str());
  } else {
    raise_no_attribute(vm, object, name);
  }
  return false;
}

bool set_attribute(Vm& vm, Value object, Value name, Value value) {
  Kind kind = object.kind();
  if (kind == Kind::Module) {
    Value dict = load(object.as<Module>()->dict);
    if (value) return dict_set(vm, dict, name, value);
    int deleted = dict_delete(vm, dict, name);
    if (deleted == 0) raise_no_attribute(vm, object, name);
    return deleted > 0;
  }
  if ((kind == Kind::Instance || kind == Kind::Type) &&
      (type_of(vm, object).as<Type>()->flags & kTypeCustomSetAttribute)) {
    Value method =
        lookup_in_type(vm, type_of(vm, object), value ? vm.names.__setattr__ : vm.names.__delattr__);
    if (method && !method.is(Kind::NativeFunction)) {
      Owned done = value ? call(vm, method, {object, name, value}) : call(vm, method, {object, name});
      return bool(done);
    }
  }
  if (kind == Kind::Type) return type_set_attribute(vm, object, name, value);
  const KindOperations* operations = vm.operations[static_cast<unsigned>(kind)];
  if (operations && operations->set_attribute) return operations->set_attribute(vm, object, name, value);
  return generic_set_attribute(vm, object, name, value);
}

Owned get_attribute_caching(Vm& vm, Value object, Value name, AttributeCache* cache) {
  if (object.is(Kind::Instance)) {
    auto* instance = object.as<Instance>();
    Shape* shape = shape_of(instance);
    if (const AttributeCache* known = vm.attribute_cache->find(Use::get, shape->id, name)) {
      fill(vm, cache, *known);
      switch (static_cast<AttributeForm>(known->form)) {
        case AttributeForm::slot:
          if (known->index < instance->own_slot_count()) {
            if (const Value value = read(vm, instance->slots_[known->index])) return retain(value);
          }
          break;
        case AttributeForm::type_value:
          return retain(Value{known->target});
        case AttributeForm::property:
          return call(vm, Value{known->target}, {object});
        default:
          break;
      }
    }
    Type* type = class_of(instance).as<Type>();
    if (!(type->flags & kTypeCustomGetAttribute)) {
      Value found = lookup_in_type(vm, Value::of(type), name);
      bool data = found && is_data_descriptor(vm, found);
      if (data && found.is(Kind::MemberDescriptor)) {
        auto* member = found.as<MemberDescriptor>();
        fill(vm, Use::get, name, cache, shape->id, AttributeForm::slot, static_cast<unsigned>(member->index),
             Value{});
      } else if (data && found.is(Kind::Property)) {
        Value getter = load(found.as<Property>()->getter);
        if (getter.is(Kind::Function))
          fill(vm, Use::get, name, cache, shape->id, AttributeForm::property, 0, getter);
      } else if (!data && !shape->is_dictionary) {
        int index = shape_find(shape, name);
        if (index >= 0) {
          unsigned at = type->reserved_slots + static_cast<unsigned>(index);
          // Instances of one shape may differ in inline room: cache only what every later one has inline, or
          // what this one's class will keep in overflow.
          if (at < instance->own_slot_count() && static_cast<unsigned>(index) < type->inline_attributes) {
            fill(vm, Use::get, name, cache, shape->id, AttributeForm::slot, at, Value{});
          }
        } else if (found && is_plain_value(vm, found)) {
          fill(vm, Use::get, name, cache, shape->id, AttributeForm::type_value, 0, found);
        }
      }
    }
  } else if (object.is(Kind::Module)) {
    Value dict = load(object.as<Module>()->dict);
    std::int64_t entry = dict_find_name(vm, dict, name);
    if (entry >= 0)
      fill(vm, cache, dict_version(dict), AttributeForm::module_entry, static_cast<unsigned>(entry), Value{});
  } else if (object.is(Kind::Type)) {
    Value found = lookup_in_type(vm, object, name);
    bool simple = found && (found.is(Kind::Function) || is_plain_value(vm, found));
    if (simple && !lookup_in_type(vm, load(object.as<Type>()->metatype), name)) {
      fill(vm, cache, object.as<Type>()->version, AttributeForm::type_value, 0, found);
    }
  } else if (const KindOperations* operations = vm.operations[static_cast<unsigned>(object.kind())];
             operations && !operations->get_attribute) {
    // What a builtin type computes comes before everything else.
    const Value found = lookup_in_type(vm, type_of(vm, object), name);
    if (found && found.is(Kind::GetSetDescriptor))
      return found.as<GetSetDescriptor>()->definition->get(vm, object);
  }
  return get_attribute(vm, object, name);
}

bool set_attribute_caching(Vm& vm, Value object, Value name, Value value, AttributeCache* cache) {
  if (object.is(Kind::Instance)) {
    auto* instance = object.as<Instance>();
    Shape* shape = shape_of(instance);
    if (const AttributeCache* known = vm.attribute_cache->find(Use::set, shape->id, name);
        known && known->form == static_cast<std::uint16_t>(AttributeForm::slot) &&
        known->index < instance->own_slot_count()) {
      fill(vm, cache, *known);
      store(vm, instance, instance->slots_[known->index], value);
      return true;
    }
    Type* type = class_of(instance).as<Type>();
    if (!(type->flags & kTypeCustomSetAttribute) && !shape->is_dictionary) {
      Value found = lookup_in_type(vm, Value::of(type), name);
      if (found && found.is(Kind::MemberDescriptor)) {
        fill(vm, Use::set, name, cache, shape->id, AttributeForm::slot,
             static_cast<unsigned>(found.as<MemberDescriptor>()->index), Value{});
      } else if (!(found && is_data_descriptor(vm, found)) && !(type->flags & kTypeNoDict)) {
        int index = shape_find(shape, name);
        if (index >= 0) {
          unsigned at = type->reserved_slots + static_cast<unsigned>(index);
          if (at < instance->own_slot_count() && static_cast<unsigned>(index) < type->inline_attributes) {
            fill(vm, Use::set, name, cache, shape->id, AttributeForm::slot, at, Value{});
          }
        } else if (shape->attribute_count < type->inline_attributes && shape_can_add(shape, name)) {
          Local held(vm, object), held_name(vm, name), held_value(vm, value);
          std::uint32_t id = shape->id;
          unsigned at = type->reserved_slots + shape->attribute_count;
          Value next = shape_add(vm, Value::of(shape), name);
          if (!next) return false;
          fill(vm, cache, id, AttributeForm::add_slot, at, next);
          return set_attribute(vm, held, held_name, held_value);
        }
      }
    }
  }
  return set_attribute(vm, object, name, value);
}

bool load_method_caching(Vm& vm, Value object, Value name, AttributeCache* cache, Word* window) {
  auto put = [&](Owned&& first, Owned&& second) {
    Word old_first = std::exchange(window[0], first.take().bits);
    Word old_second = std::exchange(window[1], second.take().bits);
    Mutator::release(old_first);
    Mutator::release(old_second);
  };
  Kind kind = object.kind();
  if (kind == Kind::Instance) {
    const std::uint32_t id = shape_of(object.as<Instance>())->id;
    if (const AttributeCache* known = vm.attribute_cache->find(Use::method, id, name)) {
      fill(vm, cache, *known);
      put(retain(Value{known->target}), retain(object));
      return true;
    }
  }
  const KindOperations* operations = vm.operations[static_cast<unsigned>(kind)];
  bool generic = kind == Kind::Instance
                     ? !(type_of(vm, object).as<Type>()->flags & kTypeCustomGetAttribute)
                     : kind != Kind::Type && kind != Kind::Module && kind != Kind::Function &&
                           !(operations && operations->get_attribute);
  if (generic) {
    Value found = lookup_in_type(vm, type_of(vm, object), name);
    bool is_method =
        found && (found.is(Kind::Function) ||
                  (found.is(Kind::NativeFunction) && found.as<NativeFunction>()->signature->has_receiver));
    if (is_method && !(kind == Kind::Instance && instance_attribute(vm, object, name))) {
      bool stable = kind != Kind::Instance || !shape_of(object.as<Instance>())->is_dictionary;
      std::uint32_t key = cache_key(vm, object);
      if (stable && key) fill(vm, Use::method, name, cache, key, AttributeForm::method, 0, found);
      put(retain(found), retain(object));
      return true;
    }
  } else if (kind == Kind::Module) {
    Value dict = load(object.as<Module>()->dict);
    std::int64_t entry = dict_find_name(vm, dict, name);
    if (entry >= 0)
      fill(vm, cache, dict_version(dict), AttributeForm::module_entry, static_cast<unsigned>(entry), Value{});
  }
  Owned callee = get_attribute(vm, object, name);
  if (!callee) return false;
  put(Owned(), std::move(callee));
  return true;
}

}  // namespace midden::python
