// Making classes, and telling caches when one changes.

#include <algorithm>

#include "collectors/common/slot_order.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/unicode.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/inheritance.h"
#include "workloads/interpreter/vm/instance_members.h"

namespace midden::python {

Value type_of(const Vm& vm, Value value) {
  if (value.is(Kind::Instance)) return class_of(value.as<Instance>());
  Kind kind = value.kind();
  if (kind == Kind::Type) return load(value.as<Type>()->metatype);
  if (kind == Kind::NativeFunction || kind == Kind::BoundMethod) kind = native_callable_kind(value);
  return Value::of(vm.kind_types[static_cast<unsigned>(kind)]);
}

std::string type_name(const Vm& vm, Value value) { return type_display_name(vm, type_of(vm, value)); }

std::string type_display_name(const Vm& vm, Value type_value) {
  const Type* type = type_value.as<Type>();
  const std::string name = to_utf8(load(type->name));
  if (!(type->flags & kTypeBuiltin)) return name;
  const Value module = dict_get_name(const_cast<Vm&>(vm), load(type->dict), vm.names.__module__);
  if (!module || !is_str(module) || text::equal(str_view(module), "builtins")) return name;
  return to_utf8(module) + "." + name;
}

bool is_subtype(const Vm&, Value type, Value base) {
  if (type == base) return true;
  Tuple* mro = load(type.as<Type>()->mro).as<Tuple>();
  for (std::uint32_t i = 1; i < mro->length(); ++i) {
    if (load(mro->items[i]) == base) return true;
  }
  return false;
}

bool is_exact_type(const Vm&, Value value, Kind kind) { return value.kind() == kind; }

Value unwrap(Value value, Kind kind) {
  if (value.kind() == kind) return value;
  if (!value.is(Kind::Instance)) return {};
  auto* instance = value.as<Instance>();
  if (class_of(instance).as<Type>()->payload != kind) return {};
  return load(instance->slots_[0]);
}

Owned wrap_payload(Vm& vm, Value type, Owned&& payload) {
  if (!payload) return nullptr;
  if (type.as<Type>()->layout != Kind::Instance) return std::move(payload);
  Local held(vm, type), content(vm, std::move(payload));
  // To the program the two are one object, unless it knows the payload already, as a tuple that another is
  // made of.
  const Word bits = content.get().bits;
  const bool is_half = Model::is_reference(bits) && Mutator::reference_count(bits) == 1;
  if (is_half) vm.heap->uncount_allocation(content.get().object());
  Owned instance = make_instance(vm, held);
  if (!instance) return nullptr;
  auto* object = instance.value().as<Instance>();
  if (is_half) reinterpret_cast<SlotOrderWord*>(first_raw_word<Model>(object))->half_slot = Instance::kSlots;
  initialize(vm, object, object->slots_[0], content);
  return instance;
}

namespace {

// Private names are spelled as the compiler spells them in the class's methods.
Owned mangled_slot_name(Vm& vm, const Local& type, Value item) {
  const std::string name = to_utf8(item);
  if (!name.starts_with("__") || name.ends_with("__")) return intern(vm, item);
  std::string owner = to_utf8(load(type.as<Type>()->name));
  owner.erase(0, owner.find_first_not_of('_'));
  if (owner.empty()) return intern(vm, item);
  Local mangled(vm, make_str_utf8(vm, "_" + owner + name));
  return mangled ? intern(vm, mangled) : Owned();
}

// __slots__: one descriptor per name.
bool add_slots(Vm& vm, Value type_value, Value names_value, SlotNames* special) {
  Local type(vm, type_value), names(vm, names_value);
  if (is_str(names)) {
    names = make_tuple(vm, {names.get()});
  } else {
    names = tuple_from(vm, names);
  }
  if (!names) return false;
  const Kind payload = type.as<Type>()->flags & kTypeMeta ? Kind::Type : type.as<Type>()->payload;
  const bool has_fixed_size =
      payload != Kind::Int && payload != Kind::Bytes && payload != Kind::Tuple && payload != Kind::Type;
  if (!has_fixed_size && names.as<Tuple>()->length() > 0) {
    raise_type_error(vm, "nonempty __slots__ not supported for subtype of '%s'",
                     to_utf8(load(load(type.as<Type>()->base).as<Type>()->name)).c_str());
    return false;
  }
  Local own(vm, make_list(vm));
  if (!own) return false;
  std::vector<std::pair<std::string, std::uint32_t>> order;
  for (std::uint32_t i = 0; i < names.as<Tuple>()->length(); ++i) {
    Value item = load(names.as<Tuple>()->items[i]);
    if (!is_str(item)) {
      raise_type_error(vm, "__slots__ items must be strings, not '%s'", type_name(vm, item).c_str());
      return false;
    }
    if (!text::is_identifier(str_view(item))) {
      raise_type_error(vm, "__slots__ must be identifiers");
      return false;
    }
    Local name(vm, mangled_slot_name(vm, type, item));
    if (!name) return false;
    if (name.get() == vm.names.__dict__) {
      special->dict = true;
      continue;
    }
    if (name.get() == vm.names.__weakref__) {
      special->weak_reference = true;
      continue;
    }
    if (dict_get_name(vm, load(type.as<Type>()->dict), name)) {
      raise_value_error(vm, "'%s' in __slots__ conflicts with class variable", to_utf8(name).c_str());
      return false;
    }
    if (type.as<Type>()->reserved_slots + order.size() >= 200) {
      raise_value_error(vm, "too many __slots__");
      return false;
    }
    order.emplace_back(to_utf8(name), static_cast<std::uint32_t>(order.size()));
    if (!list_append(vm, own, name.get())) return false;
  }
  // By name, as CPython does it: one sees it when an instance dies.
  std::sort(order.begin(), order.end());
  for (const auto& [spelling, index] : order) {
    Local name(vm, list_item(own, index));
    MemberDescriptor* member = allocate<MemberDescriptor>(vm, Kind::MemberDescriptor);
    if (!member) return false;
    initialize(vm, member, member->name, name);
    initialize(vm, member, member->owner, type);
    member->index = type.as<Type>()->reserved_slots++;
    Local descriptor(vm, adopt(member));
    if (!dict_set_name(vm, load(type.as<Type>()->dict), name, descriptor)) return false;
  }
  Owned tuple = list_to_tuple(vm, own);
  if (!tuple) return false;
  store(vm, type.as<Type>(), type.as<Type>()->slot_names, std::move(tuple));
  return true;
}

bool wrap_implicit(Vm& vm, Value dict_value, Value name, Kind kind) {
  Value function = dict_get_name(vm, dict_value, name);
  if (!function.is(Kind::Function)) return true;
  Local dict(vm, dict_value), held(vm, function);
  Object* wrapper;
  if (kind == Kind::StaticMethod) {
    auto* method = allocate<StaticMethod>(vm, kind);
    if (!method) return false;
    initialize(vm, method, method->function, held);
    wrapper = method;
  } else {
    auto* method = allocate<ClassMethod>(vm, kind);
    if (!method) return false;
    initialize(vm, method, method->function, held);
    wrapper = method;
  }
  Local value(vm, adopt(wrapper));
  return dict_set_name(vm, dict, name, value);
}

void update_flags(Vm& vm, Type* type) {
  Value self = Value::of(type);
  type->flags &=
      static_cast<std::uint16_t>(~(kTypeHasFinalizer | kTypeCustomGetAttribute | kTypeCustomSetAttribute));
  auto is_custom = [&](Value name) {
    Value found = lookup_in_type(vm, self, name);
    return found && !found.is(Kind::NativeFunction);
  };
  if (lookup_in_type(vm, self, vm.names.__del__)) {
    type->flags |= kTypeHasFinalizer;
    vm.has_finalizers = true;
  }
  if (is_custom(vm.names.__getattribute__) || lookup_in_type(vm, self, vm.names.__getattr__)) {
    type->flags |= kTypeCustomGetAttribute;
  }
  if (is_custom(vm.names.__setattr__) || is_custom(vm.names.__delattr__))
    type->flags |= kTypeCustomSetAttribute;
}

void renew_shapes(Vm& vm, Value shape) {
  shape.as<Shape>()->id = vm.next_version++;
  Value transitions = load(shape.as<Shape>()->transitions);
  if (!transitions) return;
  const auto* pairs = transitions.as<Storage>();
  for (std::uint32_t i = 1; i < pairs->capacity() && load(pairs->items[i]); i += 2)
    renew_shapes(vm, load(pairs->items[i]));
}

bool call_set_names(Vm& vm, Value type_value) {
  Local type(vm, type_value);
  Local copy(vm, dict_copy(vm, load(type.as<Type>()->dict)));
  if (!copy) return false;
  for (std::uint32_t i = 0; i < dict_entry_count(copy); ++i) {
    if (!dict_entry_key(copy, i)) continue;
    Value value = dict_entry_value(copy, i);
    if (!value.is(Kind::Instance)) continue;
    Value hook = lookup_in_type(vm, class_of(value.as<Instance>()), vm.names.__set_name__);
    if (!hook) continue;
    Local name(vm, dict_entry_key(copy, i)), held(vm, value);
    Owned done = call(vm, hook, {held, type, name});
    if (!done) {
      std::string cls = type_name(vm, held), attribute = to_utf8(name),
                  owner = to_utf8(load(type.as<Type>()->name));
      Local cause(vm, take_pending(vm));
      raise(vm, ExceptionClass::RuntimeError, "Error calling __set_name__ on '%s' instance '%s' in '%s'",
            cls.c_str(), attribute.c_str(), owner.c_str());
      Local error(vm, take_pending(vm));
      auto* instance = error.as<Instance>();
      store(vm, instance, instance->slots_[kExceptionCause], cause.get());
      store(vm, instance, instance->slots_[kExceptionContext], cause.get());
      store(vm, instance, instance->slots_[kExceptionFlags], Value::boolean(true));
      vm.pending = error.take().take().bits;
      return false;
    }
  }
  return true;
}

// super(type, type).__init_subclass__(**keywords)
bool call_init_subclass(Vm& vm, Value type_value, Value keywords_value) {
  Local type(vm, type_value), keywords(vm, keywords_value);
  Tuple* mro = load(type.as<Type>()->mro).as<Tuple>();
  Value hook;
  for (std::uint32_t i = 1; i < mro->length() && !hook; ++i) {
    hook = dict_get_name(vm, load(load(mro->items[i]).as<Type>()->dict), vm.names.__init_subclass__);
  }
  if (!hook) return true;
  Local bound(vm, bind_descriptor(vm, hook, type, type));
  if (!bound) return false;
  if (!keywords || dict_length(keywords) == 0) return bool(call(vm, bound));
  std::vector<Value> values;
  Local names(vm, make_list(vm));
  if (!names) return false;
  for (std::uint32_t i = 0; i < dict_entry_count(keywords); ++i) {
    if (Value key = dict_entry_key(keywords, i); key && !list_append(vm, names, key)) return false;
  }
  Local name_tuple(vm, list_to_tuple(vm, names));
  if (!name_tuple) return false;
  for (std::uint32_t i = 0; i < dict_entry_count(keywords); ++i) {
    if (dict_entry_key(keywords, i)) values.push_back(dict_entry_value(keywords, i));
  }
  return bool(call_span(vm, bound, values, name_tuple));
}

}  // namespace

void type_modified(Vm& vm, Value type_value) {
  Type* type = type_value.as<Type>();
  type->version = vm.next_version++;
  if (Value shape = load(type->root_shape)) renew_shapes(vm, shape);
  if (Value shape = load(type->dict_shape)) renew_shapes(vm, shape);
  update_flags(vm, type);
  Value subclasses = load(type->subclasses);
  if (!subclasses) return;
  for (std::uint64_t i = 0; i < list_length(subclasses); ++i) {
    Object* reference = list_item(subclasses, i).object();
    Value subclass{vm.mutator.read_weak(reference)};
    if (subclass) type_modified(vm, subclass);
  }
}

bool type_set_attribute(Vm& vm, Value type_value, Value name_value, Value value_value) {
  Type* type = type_value.as<Type>();
  if (type->flags & kTypeBuiltin) {
    raise_type_error(vm, "cannot set '%s' attribute of immutable type '%s'", to_utf8(name_value).c_str(),
                     to_utf8(load(type->name)).c_str());
    return false;
  }
  Local held(vm, type_value), name(vm, name_value), value(vm, value_value);
  Value metatype = load(type->metatype);
  Value meta_value = lookup_in_type(vm, metatype, name);
  if (meta_value && is_data_descriptor(vm, meta_value)) {
    if (!meta_value.is(Kind::Instance)) {
      auto set = vm.operations[static_cast<unsigned>(meta_value.kind())]->set_descriptor;
      return set(vm, meta_value, held, value);
    }
    Value method = lookup_in_type(vm, class_of(meta_value.as<Instance>()), vm.names.__set__);
    if (method && value) return bool(call(vm, method, {meta_value, held, value}));
  }
  if (value) {
    if (!dict_set(vm, load(held.as<Type>()->dict), name, value)) return false;
  } else {
    int deleted = dict_delete(vm, load(held.as<Type>()->dict), name);
    if (deleted < 0) return false;
    if (deleted == 0) {
      raise(vm, ExceptionClass::AttributeError, "type object '%s' has no attribute '%s'",
            to_utf8(load(held.as<Type>()->name)).c_str(), to_utf8(name).c_str());
      return false;
    }
  }
  type_modified(vm, held);
  return true;
}

namespace {

// The most derived metatype of the bases; null: TypeError.
Value winning_metatype(Vm& vm, Value metatype, Value bases) {
  Value winner = metatype;
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Value base = load(bases.as<Tuple>()->items[i]);
    if (!base.is(Kind::Type)) continue;
    Value candidate = load(base.as<Type>()->metatype);
    if (is_subtype(vm, winner, candidate)) continue;
    if (is_subtype(vm, candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise_type_error(
        vm,
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
        "metaclasses of all its bases");
    return {};
  }
  return winner;
}

bool fill_class_dict(Vm& vm, Value type_value, Value name) {
  Local type(vm, type_value), held_name(vm, name);
  auto dict = [&] { return load(type.as<Type>()->dict); };
  if (!dict_get_name(vm, dict(), vm.names.__module__) && vm.frame->code) {
    Value module = dict_get_name(vm, Value{vm.frame->globals}, vm.names.__name__);
    if (module && !dict_set_name(vm, dict(), vm.names.__module__, module)) return false;
  }
  Value qualified = dict_get_name(vm, dict(), vm.names.__qualname__);
  if (qualified) {
    if (!is_str(qualified)) {
      raise_type_error(vm, "type __qualname__ must be a str, not %s", type_name(vm, qualified).c_str());
      return false;
    }
    store(vm, type.as<Type>(), type.as<Type>()->qualified_name, qualified);
    if (dict_delete(vm, dict(), vm.names.__qualname__) < 0) return false;
  }
  return wrap_implicit(vm, dict(), vm.names.__new__, Kind::StaticMethod) &&
         wrap_implicit(vm, dict(), vm.names.__init_subclass__, Kind::ClassMethod) &&
         wrap_implicit(vm, dict(), vm.names.__class_getitem__, Kind::ClassMethod);
}

// What a class dict has in the end if its body did not say so.
bool complete_class_dict(Vm& vm, const Local& type) {
  auto dict = [&] { return load(type.as<Type>()->dict); };
  if (!dict_get_name(vm, dict(), vm.names.__doc__) &&
      !dict_set_name(vm, dict(), vm.names.__doc__, Value::none())) {
    return false;
  }
  // Defining __eq__ without __hash__ makes instances unhashable.
  return !dict_get_name(vm, dict(), vm.names.__eq__) || dict_get_name(vm, dict(), vm.names.__hash__) ||
         dict_set_name(vm, dict(), vm.names.__hash__, Value::none());
}

}  // namespace

Owned make_class(Vm& vm, Value metatype_value, Value name_value, Value bases_value, Value namespace_value,
                 Value keywords_value) {
  Local metatype(vm, metatype_value), name(vm, name_value), bases(vm, bases_value),
      source(vm, namespace_value);
  Local keywords(vm, keywords_value);
  if (bases.as<Tuple>()->length() == 0) {
    bases = make_tuple(vm, {Value::of(vm.object_type)});
    if (!bases) return nullptr;
  }
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Value base = load(bases.as<Tuple>()->items[i]);
    if (!base.is(Kind::Type)) {
      Local held(vm, base);
      if (Owned(get_attribute_or_null(vm, held, vm.names.__mro_entries__))) {
        return raise_type_error(vm, "type() doesn't support MRO entry resolution; use types.new_class()");
      }
      if (has_pending(vm)) return nullptr;
      return raise_type_error(
          vm,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
          "metaclasses of all its bases");
    }
    for (std::uint32_t j = 0; j < i; ++j) {
      if (load(bases.as<Tuple>()->items[j]) == base) {
        return raise_type_error(vm, "duplicate base class %s", to_utf8(load(base.as<Type>()->name)).c_str());
      }
    }
  }
  Value winner = winning_metatype(vm, metatype, bases);
  if (!winner) return nullptr;
  metatype = winner;
  Value base_value = best_base(vm, bases);
  if (!base_value) return nullptr;
  Local base(vm, base_value);

  Type* fresh = allocate<Type>(vm, Kind::Type);
  if (!fresh) return nullptr;
  Type* parent = base.as<Type>();
  fresh->version = vm.next_version++;
  fresh->flags = parent->flags & (kTypeException | kTypeMeta);
  fresh->layout = parent->flags & kTypeMeta ? Kind::Type : Kind::Instance;
  bool builtin_base = parent->layout != Kind::Instance;
  fresh->payload = builtin_base && !(parent->flags & kTypeMeta) ? parent->layout : parent->payload;
  fresh->reserved_slots = builtin_base ? 1 : parent->reserved_slots;
  // What the base knows of comes after what this class has added.
  fresh->first_released = static_cast<std::uint16_t>(Instance::kSlots + (fresh->flags & kTypeException
                                                                             ? unsigned{kExceptionSlotCount}
                                                                             : fresh->reserved_slots));
  fresh->inline_attributes = kFirstInlineAttributes;
  fresh->attributes_seen = 0;
  fresh->first_instances = kFirstInstances;
  initialize(vm, fresh, fresh->name, name);
  initialize(vm, fresh, fresh->qualified_name, name);
  initialize(vm, fresh, fresh->bases, bases);
  initialize(vm, fresh, fresh->base, base);
  initialize(vm, fresh, fresh->metatype, metatype);
  Local type(vm, adopt(fresh));
  if (metatype.as<Type>()->flags & kTypeHasFinalizer) vm.mutator.register_finalizable(type.get().object());

  Owned dict = dict_copy(vm, source);
  if (!dict) return nullptr;
  store(vm, type.as<Type>(), type.as<Type>()->dict, std::move(dict));
  Owned mro = linearise(vm, type, bases);
  if (!mro) return nullptr;
  store(vm, type.as<Type>(), type.as<Type>()->mro, std::move(mro));
  if (!fill_class_dict(vm, type, name)) return nullptr;

  Value slots = dict_get_name(vm, load(type.as<Type>()->dict), vm.names.__slots__);
  SlotNames special{.given = bool(slots)};
  if (slots && !add_slots(vm, type, slots, &special)) return nullptr;
  if (!add_instance_members(vm, type, special) || !complete_class_dict(vm, type)) return nullptr;
  Owned shape = make_root_shape(vm, type, false);
  if (!shape) return nullptr;
  store(vm, type.as<Type>(), type.as<Type>()->root_shape, std::move(shape));
  update_flags(vm, type.as<Type>());

  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    if (!register_subclass(vm, load(bases.as<Tuple>()->items[i]), type)) return nullptr;
  }
  Value cell = dict_get_name(vm, load(type.as<Type>()->dict), vm.names.__classcell__);
  if (cell && cell.is(Kind::Cell)) {
    store(vm, cell.object(), cell.as<Cell>()->content, type);
    if (dict_delete(vm, load(type.as<Type>()->dict), vm.names.__classcell__) < 0) return nullptr;
  }
  if (!call_set_names(vm, type)) return nullptr;
  if (!call_init_subclass(vm, type, keywords)) return nullptr;
  return type.take();
}

}  // namespace midden::python
