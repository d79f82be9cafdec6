// The type `type`: calling classes, making them, and their attributes.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/inheritance.h"
#include "workloads/interpreter/vm/object_type.h"

namespace midden::python {

namespace {

std::vector<Value> argument_values(Arguments a, std::uint32_t from) {
  std::uint32_t keywords = a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0;
  std::vector<Value> values;
  for (std::uint32_t i = from; i < a.count() + keywords; ++i) values.push_back(Value{a.data()[i]});
  return values;
}

Owned construct(Vm& vm, Value type_value, Arguments a) {
  Local type(vm, type_value);
  Value make = lookup_in_type(vm, type, vm.names.__new__);
  if (!make) {
    return raise_type_error(vm, "cannot create '%s' instances", to_utf8(load(type.as<Type>()->name)).c_str());
  }
  if (make.is(Kind::StaticMethod)) make = load(make.as<StaticMethod>()->function);
  Local callee(vm, make);
  std::vector<Value> values{type.get()};
  for (Value value : argument_values(a, 0)) values.push_back(value);
  return call_span(vm, callee, values, a.keyword_names());
}

}  // namespace

Owned type_call(Vm& vm, Value type_value, Arguments a) {
  Local type(vm, type_value);
  Value metatype = load(type.as<Type>()->metatype);
  if (metatype.as<Type>() != vm.kind_types[static_cast<unsigned>(Kind::Type)]) {
    Value own = lookup_in_type(vm, metatype, vm.names.__call__);
    if (own && own.is(Kind::Function)) {
      Local callee(vm, own);
      std::vector<Value> values{type.get()};
      for (Value value : argument_values(a, 0)) values.push_back(value);
      return call_span(vm, callee, values, a.keyword_names());
    }
  }
  return construct_instance(vm, type, a);
}

Owned construct_instance(Vm& vm, Value type_value, Arguments a) {
  Local type(vm, type_value);
  if (type.as<Type>() == vm.kind_types[static_cast<unsigned>(Kind::Type)] && a.count() == 1 &&
      !a.keyword_names()) {
    return retain(type_of(vm, a[0]));
  }
  Local made(vm, construct(vm, type, a));
  if (!made) return nullptr;
  if (!made.get().is(Kind::Instance) && !(made.get().is(Kind::Type) && (type.as<Type>()->flags & kTypeMeta)))
    return made.take();
  if (!is_subtype(vm, type_of(vm, made), type)) return made.take();
  Value init = lookup_in_type(vm, type_of(vm, made), vm.names.__init__);
  bool trivial = !init || (init.is(Kind::NativeFunction) &&
                           load(init.as<NativeFunction>()->owner) == Value::of(vm.object_type));
  if (trivial) {
    bool python_new = !lookup_in_type(vm, type, vm.names.__new__).is(Kind::NativeFunction);
    std::uint32_t given = a.count() + (a.keyword_names() ? a.keyword_names().as<Tuple>()->length() : 0);
    if (!given || python_new || type.as<Type>()->payload != Kind::Instance) return made.take();
  }
  if (!init) return made.take();
  Local method(vm, bind_descriptor(vm, init, made));
  if (!method) return nullptr;
  std::vector<Value> values = argument_values(a, 0);
  Owned done = call_span(vm, method, values, a.keyword_names());
  if (!done) return nullptr;
  if (!done.value().is_none()) {
    Local wrong(vm, std::move(done));
    return raise_type_error(vm, "__init__() should return None, not '%s'", type_name(vm, wrong).c_str());
  }
  return made.take();
}

namespace {

Owned none() { return retain(Value::none()); }

// type(name, bases, namespace, **keywords)
Owned type_new(Vm& vm, Arguments a) {
  if (a.count() == 2) return retain(type_of(vm, a[1]));
  if (a.count() != 4) return raise_type_error(vm, "type() takes 1 or 3 arguments");
  if (!is_str(a[1])) {
    return raise_type_error(vm, "type.__new__() argument 1 must be str, not %s", type_name(vm, a[1]).c_str());
  }
  if (!a[2].is(Kind::Tuple)) {
    return raise_type_error(vm, "type.__new__() argument 2 must be tuple, not %s",
                            type_name(vm, a[2]).c_str());
  }
  Local name_space(vm, unwrap(a[3], Kind::Dict));
  if (!name_space) {
    return raise_type_error(vm, "type.__new__() argument 3 must be dict, not %s",
                            type_name(vm, a[3]).c_str());
  }
  if (to_utf8(a[1]).find('\0') != std::string::npos) {
    return raise_value_error(vm, "type name must not contain null characters");
  }
  // A metaclass of the bases that makes its classes itself.
  Local winner(vm, a[0]);
  for (std::uint32_t i = 0; i < a[2].as<Tuple>()->length(); ++i) {
    Value metatype = type_of(vm, load(a[2].as<Tuple>()->items[i]));
    if (metatype != winner.get() && is_subtype(vm, metatype, winner)) winner = metatype;
  }
  if (winner.get() != a[0]) {
    Value make = lookup_in_type(vm, winner, vm.names.__new__);
    if (make.is(Kind::StaticMethod)) {
      Local callee(vm, load(make.as<StaticMethod>()->function));
      std::vector<Value> values{winner.get()};
      for (Value value : argument_values(a, 1)) values.push_back(value);
      return call_span(vm, callee, values, a.keyword_names());
    }
  }
  Local keywords(vm);
  if (a.keyword_names()) {
    keywords = make_dict(vm);
    if (!keywords) return nullptr;
    for (std::uint32_t i = 0; i < a.keyword_names().as<Tuple>()->length(); ++i) {
      if (!dict_set(vm, keywords, load(a.keyword_names().as<Tuple>()->items[i]),
                    Value{a.data()[a.count() + i]})) {
        return nullptr;
      }
    }
  }
  return make_class(vm, a[0], a[1], a[2], name_space, keywords);
}
Owned type_init(Vm&, Arguments) { return none(); }

// type.__call__(cls, …), what a metaclass's own __call__ ends in.
Owned type_call_method(Vm& vm, Arguments a) {
  if (!a[0].is(Kind::Type)) return raise_type_error(vm, "descriptor '__call__' requires a 'type' object");
  Word names = a.keyword_names().bits;
  Mutator::retain(names);
  vm.module_roots.push_back(names);
  Owned result = construct_instance(
      vm, a[0], Arguments(a.data() + 1, a.count() - 1, names ? &vm.module_roots.back() : nullptr));
  Word kept = vm.module_roots.back();
  vm.module_roots.pop_back();
  Mutator::release(kept);
  return result;
}

Owned type_repr(Vm& vm, Value type) {
  Value module = class_module(vm, type);
  std::string text = "<class '";
  if (module && is_str(module) && to_utf8(module) != "builtins") text += to_utf8(module) + ".";
  return make_str_utf8(vm, text + to_utf8(load(type.as<Type>()->qualified_name)) + "'>");
}

Owned type_mro(Vm& vm, Arguments a) { return list_from(vm, load(a[0].as<Type>()->mro)); }
Owned type_subclasses(Vm& vm, Arguments a) {
  Local result(vm, make_list(vm)), type(vm, a[0]);
  if (!result) return nullptr;
  if (!type.as<Type>()->subclasses.load()) return result.take();
  for (std::uint64_t i = 0; i < list_length(load(type.as<Type>()->subclasses)); ++i) {
    Value subclass{vm.mutator.read_weak(list_item(load(type.as<Type>()->subclasses), i).object())};
    if (subclass && !list_append(vm, result, subclass)) return nullptr;
  }
  return result.take();
}
Owned type_instancecheck(Vm& vm, Arguments a) {
  return retain(Value::boolean(is_subtype(vm, type_of(vm, a[1]), a[0])));
}
Owned type_subclasscheck(Vm& vm, Arguments a) {
  if (!a[1].is(Kind::Type)) return raise_type_error(vm, "issubclass() arg 1 must be a class");
  return retain(Value::boolean(is_subtype(vm, a[1], a[0])));
}
Owned type_prepare(Vm& vm, Arguments) { return make_dict(vm); }
Owned type_or(Vm& vm, BinaryOperator op, Value left, Value right) {
  if (op != BinaryOperator::bit_or || !vm.make_union) return retain(Value::not_implemented());
  return vm.make_union(vm, left, right);
}

Owned get_name(Vm&, Value self) { return retain(load(self.as<Type>()->name)); }
bool set_name(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "can only assign string to %s.__name__, not '%s'",
                     to_utf8(load(self.as<Type>()->name)).c_str(),
                     value ? type_name(vm, value).c_str() : "NULL");
    return false;
  }
  store(vm, self.object(), self.as<Type>()->name, value);
  return true;
}
Owned get_qualname(Vm&, Value self) { return retain(load(self.as<Type>()->qualified_name)); }
bool set_qualname(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "can only assign string to __qualname__");
    return false;
  }
  store(vm, self.object(), self.as<Type>()->qualified_name, value);
  return true;
}
Owned get_module(Vm& vm, Value self) {
  Value module = class_module(vm, self);
  if (module && module.is(Kind::GetSetDescriptor))
    return retain(intern_immortal(vm, "builtins"));  // of type itself
  return module ? retain(module) : raise(vm, ExceptionClass::AttributeError, "__module__");
}
bool set_module(Vm& vm, Value self, Value value) {
  return value && dict_set_name(vm, load(self.as<Type>()->dict), vm.names.__module__, value);
}
Owned get_mro(Vm&, Value self) { return retain(load(self.as<Type>()->mro)); }
Owned get_bases(Vm&, Value self) { return retain(load(self.as<Type>()->bases)); }
Owned get_base(Vm&, Value self) {
  Value base = load(self.as<Type>()->base);
  return retain(base ? base : Value::none());
}
Owned get_class_dict(Vm& vm, Value self) {
  Local type(vm, self);
  auto* proxy = allocate<MappingProxy>(vm, Kind::MappingProxy);
  if (!proxy) return nullptr;
  initialize(vm, proxy, proxy->mapping, load(type.as<Type>()->dict));
  return adopt(proxy);
}
Owned get_doc(Vm& vm, Value self) {
  Value text = dict_get_name(vm, load(self.as<Type>()->dict), vm.names.__doc__);
  return retain(text && !text.is(Kind::GetSetDescriptor) ? text : Value::none());
}
bool set_doc(Vm& vm, Value self, Value value) {
  return value && dict_set_name(vm, load(self.as<Type>()->dict), vm.names.__doc__, value);
}
Owned get_abstract(Vm& vm, Value self) {
  Value names = dict_get_name(vm, load(self.as<Type>()->dict), vm.names.__abstractmethods__);
  return names ? retain(names) : raise(vm, ExceptionClass::AttributeError, "__abstractmethods__");
}
bool set_abstract(Vm& vm, Value self, Value value) {
  Local type(vm, self), held(vm, value);
  if (!value) return dict_delete(vm, load(self.as<Type>()->dict), vm.names.__abstractmethods__) > 0;
  int any = is_true(vm, value);
  if (any < 0) return false;
  if (any) {
    type.as<Type>()->flags |= kTypeAbstract;
  } else {
    type.as<Type>()->flags &= static_cast<std::uint16_t>(~kTypeAbstract);
  }
  type_modified(vm, type);
  return dict_set_name(vm, load(type.as<Type>()->dict), vm.names.__abstractmethods__, held);
}
Owned get_annotations(Vm& vm, Value self) {
  Local type(vm, self);
  Value found = dict_get_name(vm, load(self.as<Type>()->dict), vm.names.__annotations__);
  if (found) return retain(found);
  Local fresh(vm, make_dict(vm));
  if (!fresh || !dict_set_name(vm, load(type.as<Type>()->dict), vm.names.__annotations__, fresh))
    return nullptr;
  return fresh.take();
}
bool set_annotations(Vm& vm, Value self, Value value) {
  return value && dict_set_name(vm, load(self.as<Type>()->dict), vm.names.__annotations__, value);
}

constexpr NativeDefinition kMethods[] = {
    {"__init__", type_init, "*args, **kwargs"},
    {"__call__", type_call_method, "*args, **kwargs"},
    {"mro", type_mro, ""},
    {"__subclasses__", type_subclasses, ""},
    {"__instancecheck__", type_instancecheck, "instance, /"},
    {"__subclasscheck__", type_subclasscheck, "subclass, /"},
    {"__prepare__", type_prepare, "*args, **kwargs", NativeDefinition::class_method},
};
constexpr GetSetDefinition kGetters[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__module__", get_module, set_module},
    {"__mro__", get_mro},
    {"__bases__", get_bases, set_bases},
    {"__base__", get_base},
    {"__dict__", get_class_dict},
    {"__doc__", get_doc, set_doc},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__annotations__", get_annotations, set_annotations},
};
constexpr KindOperations kOperations{.repr = type_repr,
                                     .binary = type_or,
                                     .binary_operators = 1u << static_cast<unsigned>(BinaryOperator::bit_or),
                                     .call = type_call};

}  // namespace

const TypeDefinition kTypeType{.kind = Kind::Type,
                               .name = "type",
                               .module = "builtins",
                               .operations = &kOperations,
                               .methods = kMethods,
                               .getters = kGetters,
                               .construct = type_new,
                               .construct_signature = "*args, **kwargs",
                               .flags = kTypeMeta};

Owned build_class(Vm& vm, Arguments a) {
  if (a.count() < 2) return raise_type_error(vm, "__build_class__: not enough arguments");
  Local bases(vm, a.count() > 2 ? make_tuple(vm, a.data() + 2, a.count() - 2) : retain(vm.empty_tuple));
  if (!bases) return nullptr;
  Local original_bases(vm, bases.get());
  // Bases that are no classes may stand for some (typing.Generic[…]).
  bool replaced = false;
  for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
    Local base(vm, load(bases.as<Tuple>()->items[i]));
    if (base.get().is(Kind::Type)) continue;
    Local method(vm, get_attribute_or_null(vm, base, vm.names.__mro_entries__));
    if (!method) {
      if (has_pending(vm)) return nullptr;
      continue;
    }
    Local entries(vm, call(vm, method, {original_bases}));
    if (!entries) return nullptr;
    Local list(vm, make_list(vm));
    if (!list) return nullptr;
    for (std::uint32_t j = 0; j < bases.as<Tuple>()->length(); ++j) {
      if (j == i) {
        if (!list_extend(vm, list, entries)) return nullptr;
      } else if (!list_append(vm, list, load(bases.as<Tuple>()->items[j]))) {
        return nullptr;
      }
    }
    bases = list_to_tuple(vm, list);
    if (!bases) return nullptr;
    replaced = true;
    i = static_cast<std::uint32_t>(-1);
  }
  Local keywords(vm, make_dict(vm)), metaclass(vm);
  if (!keywords) return nullptr;
  if (a.keyword_names()) {
    for (std::uint32_t i = 0; i < a.keyword_names().as<Tuple>()->length(); ++i) {
      Value name = load(a.keyword_names().as<Tuple>()->items[i]), value{a.data()[a.count() + i]};
      if (str_equal(name, vm.names.metaclass)) {
        metaclass = value;
      } else if (!dict_set(vm, keywords, name, value)) {
        return nullptr;
      }
    }
  }
  if (!metaclass) {
    metaclass = bases.as<Tuple>()->length() ? type_of(vm, load(bases.as<Tuple>()->items[0]))
                                            : Value::of(vm.kind_types[static_cast<unsigned>(Kind::Type)]);
  }
  if (metaclass.get().is(Kind::Type)) {
    for (std::uint32_t i = 0; i < bases.as<Tuple>()->length(); ++i) {
      Value candidate = type_of(vm, load(bases.as<Tuple>()->items[i]));
      if (is_subtype(vm, candidate, metaclass)) metaclass = candidate;
    }
  }
  Local name_space(vm);
  Local prepare(vm, get_attribute_or_null(vm, metaclass, vm.names.__prepare__));
  if (!prepare && has_pending(vm)) return nullptr;
  // Keywords in order, for the calls below.
  std::vector<Word> keyword_words;
  Local keyword_tuple(vm);
  if (dict_length(keywords)) {
    Local list(vm, make_list(vm));
    for (std::uint32_t i = 0; i < dict_entry_count(keywords); ++i) {
      if (!list || !list_append(vm, list, dict_entry_key(keywords, i))) return nullptr;
    }
    keyword_tuple = list_to_tuple(vm, list);
    if (!keyword_tuple) return nullptr;
  }
  auto with_keywords = [&](std::initializer_list<Value> values) {
    std::vector<Value> all(values);
    for (std::uint32_t i = 0; keyword_tuple && i < dict_entry_count(keywords); ++i) {
      all.push_back(dict_entry_value(keywords, i));
    }
    return all;
  };
  if (prepare) {
    std::vector<Value> values = with_keywords({a[1], bases});
    name_space = call_span(vm, prepare, values, keyword_tuple);
  } else {
    name_space = make_dict(vm);
  }
  if (!name_space) return nullptr;
  Local cell(vm, call(vm, a[0], {name_space}));
  if (!cell) return nullptr;
  if (replaced) {
    Local key(vm, intern(vm, make_str_utf8(vm, "__orig_bases__").value()));
    if (!key || !set_item(vm, name_space, key, original_bases)) return nullptr;
  }
  std::vector<Value> values = with_keywords({a[1], bases, name_space});
  return call_span(vm, metaclass, values, keyword_tuple);
}

}  // namespace midden::python
