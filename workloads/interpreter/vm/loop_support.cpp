#include "workloads/interpreter/vm/loop_support.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {

bool simple_slice(Value container, const Word* parts, std::uint64_t* start, std::uint64_t* stop) {
  if constexpr (!Model::kUnboxedIntegers) return false;  // its integers would have to be released
  if (!Value{parts[2]}.is_none()) return false;
  std::int64_t length;
  if (container.is(Kind::Str)) {
    length = container.as<Str>()->length;
  } else if (container.is(Kind::List)) {
    length = static_cast<std::int64_t>(list_length(container));
  } else if (container.is(Kind::Tuple)) {
    length = container.as<Tuple>()->length();
  } else {
    return false;
  }
  auto bound = [length](Value part, std::int64_t absent, std::uint64_t* result) {
    if (!part.is_none() && !is_small_int(part)) return false;
    std::int64_t index = part.is_none() ? absent : small_int(part);
    if (index < 0) index += length;
    *result = static_cast<std::uint64_t>(index < 0 ? 0 : index > length ? length : index);
    return true;
  };
  if (!bound(Value{parts[0]}, 0, start) || !bound(Value{parts[1]}, length, stop)) return false;
  if (*stop < *start) *stop = *start;
  return true;
}

Owned take_slice(Vm& vm, Value container, std::uint64_t start, std::uint64_t stop) {
  if (container.is(Kind::Str)) return make_substring(vm, container, start, stop);
  Local source(vm, container);
  const std::uint64_t count = stop - start;
  if (container.is(Kind::Tuple)) {
    if (count == container.as<Tuple>()->length()) return source.take();
    if (count == 0) return retain(vm.empty_tuple);
    Tuple* tuple = allocate_tuple(vm, count);
    if (!tuple) return nullptr;
    vm.mutator.copy(tuple, tuple->items, source.as<Tuple>()->items + start, count, CopyMode::fill);
    return adopt(tuple);
  }
  Local list(vm, make_list(vm, count));
  if (!list || count == 0) return list.take();
  auto* storage = load(list.as<List>()->storage).as<Storage>();
  const auto* items = load(source.as<List>()->storage).as<Storage>()->items;
  vm.mutator.copy(storage, storage->items, items + start, count, CopyMode::fill);
  list.as<List>()->length = count;
  return list.take();
}

Owned load_global_slow(Vm& vm, Frame* frame, Value name, GlobalCache* cache) {
  Value globals{frame->globals}, builtins{vm.builtins};
  std::int64_t entry = dict_find_name(vm, globals, name);
  if (entry >= 0) {
    *cache = {dict_version(globals), static_cast<std::uint32_t>(entry), 0, 0};
    return retain(dict_entry_value(globals, static_cast<std::uint32_t>(entry)));
  }
  entry = dict_find_name(vm, builtins, name);
  if (entry >= 0) {
    *cache = {dict_version(globals), static_cast<std::uint32_t>(entry), dict_version(builtins), 0};
    return retain(dict_entry_value(builtins, static_cast<std::uint32_t>(entry)));
  }
  raise(vm, ExceptionClass::NameError, "name '%s' is not defined", to_utf8(name).c_str());
  if (has_pending(vm)) set_name_error_name(vm, name);
  return nullptr;
}

bool store_global_slow(Vm& vm, Frame* frame, Value name, Value value, GlobalCache* cache) {
  if (!dict_set_name(vm, Value{frame->globals}, name, value)) return false;
  Value globals{frame->globals};
  // One cache word: version and entry.
  cache->globals_version = dict_version(globals);
  cache->entry = static_cast<std::uint32_t>(dict_find_name(vm, globals, name));
  return true;
}

Owned load_name(Vm& vm, Frame* frame, Value name) {
  Value name_space{frame->registers[0]};
  if (name_space.is(Kind::Dict)) {
    if (Value found = dict_get_name(vm, name_space, name)) return retain(found);
  } else {
    Owned found = get_item(vm, name_space, name);
    if (found) return found;
    if (!pending_is(vm, ExceptionClass::KeyError)) return nullptr;
    clear_pending(vm);
  }
  GlobalCache unused;
  return load_global_slow(vm, frame, name, &unused);
}

bool unpack_sequence(Vm& vm, Value iterable_value, Word* target, std::uint32_t count) {
  Local iterable(vm, iterable_value);
  if (iterable.get().is(Kind::List) && list_length(iterable) == count) {
    for (std::uint32_t i = 0; i < count; ++i) set_register(target[i], list_item(iterable, i));
    return true;
  }
  Kind kind = iterable.get().kind();
  if (kind == Kind::List || kind == Kind::Tuple) {
    std::int64_t size = length(vm, iterable);
    if (size > count) {
      raise_value_error(vm, "too many values to unpack (expected %u)", count);
    } else {
      raise_value_error(vm, "not enough values to unpack (expected %u, got %lld)", count,
                        static_cast<long long>(size));
    }
    return false;
  }
  Local iterator(vm, get_iterator(vm, iterable));
  if (!iterator) {
    if (pending_is(vm, ExceptionClass::TypeError)) {
      clear_pending(vm);
      raise_type_error(vm, "cannot unpack non-iterable %s object", type_name(vm, iterable).c_str());
    }
    return false;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    Owned item = next(vm, iterator);
    if (!item) {
      if (!has_pending(vm))
        raise_value_error(vm, "not enough values to unpack (expected %u, got %u)", count, i);
      return false;
    }
    set_register(target[i], std::move(item));
  }
  Owned extra = next(vm, iterator);
  if (extra) {
    extra = Owned();
    raise_value_error(vm, "too many values to unpack (expected %u)", count);
    return false;
  }
  return !has_pending(vm);
}

bool unpack_starred(Vm& vm, Value iterable_value, Word* target, std::uint32_t before, std::uint32_t after) {
  Local iterable(vm, iterable_value);
  Local items(vm, list_from(vm, iterable));
  if (!items) {
    if (pending_is(vm, ExceptionClass::TypeError)) {
      clear_pending(vm);
      raise_type_error(vm, "cannot unpack non-iterable %s object", type_name(vm, iterable).c_str());
    }
    return false;
  }
  std::uint64_t size = list_length(items);
  if (size < before + after) {
    raise_value_error(vm, "not enough values to unpack (expected at least %u, got %llu)", before + after,
                      static_cast<unsigned long long>(size));
    return false;
  }
  for (std::uint32_t i = 0; i < before; ++i) set_register(target[i], list_item(items, i));
  Local middle(vm, make_list(vm, size - before - after));
  if (!middle) return false;
  for (std::uint64_t i = before; i < size - after; ++i) {
    if (!list_append(vm, middle, list_item(items, i))) return false;
  }
  set_register(target[before], middle.take());
  for (std::uint32_t i = 0; i < after; ++i)
    set_register(target[before + 1 + i], list_item(items, size - after + i));
  return true;
}

Owned make_function(Vm& vm, Frame* frame, Word* parts, std::uint32_t constant, std::uint16_t which) {
  auto* function = allocate<Function>(vm, Kind::Function);
  if (!function) return nullptr;
  Code* code = frame->code->nested(constant);
  function->code = code;
  initialize(vm, function, function->globals, Value{frame->globals});
  auto part = [&](std::uint16_t bit, Slot& slot) {
    if (which & bit) initialize(vm, function, slot, Owned::adopt(Value{std::exchange(*parts++, 0)}));
  };
  part(kHasDefaults, function->defaults);
  part(kHasKeywordDefaults, function->keyword_defaults);
  part(kHasAnnotations, function->annotations);
  part(kHasClosure, function->closure);
  initialize(vm, function, function->name, code->name());
  initialize(vm, function, function->qualified_name, code->qualified_name());
  if (Value module = dict_get_name(vm, Value{frame->globals}, vm.names.__name__)) {
    initialize(vm, function, function->module, module);
  }
  if (code->docstring()) initialize(vm, function, function->documentation, code->docstring());
  return adopt(function);
}

namespace {

std::string function_text(Vm& vm, Value function) {
  if (function.is(Kind::Function)) {
    Value module = load(function.as<Function>()->module);
    std::string prefix =
        module && is_str(module) && to_utf8(module) != "builtins" ? to_utf8(module) + "." : "";
    return prefix + to_utf8(load(function.as<Function>()->qualified_name)) + "()";
  }
  if (function.is(Kind::NativeFunction)) {
    return std::string(function.as<NativeFunction>()->signature->definition->name) + "()";
  }
  if (function.is(Kind::Type)) return to_utf8(load(function.as<Type>()->qualified_name)) + "()";
  if (function.is(Kind::BoundMethod)) {
    return function_text(vm, load(function.as<BoundMethod>()->function));
  }
  return "function";
}

bool is_mapping(Vm& vm, Value value) {
  if (value.is(Kind::Instance)) return bool(lookup_in_type(vm, type_of(vm, value), vm.names.keys));
  Kind kind = value.kind();
  return kind == Kind::Dict || kind == Kind::DefaultDict || kind == Kind::MappingProxy;
}

}  // namespace

bool merge_keywords(Vm& vm, Value dict_value, Value mapping_value, Value function_value) {
  Local dict(vm, dict_value), mapping(vm, mapping_value), function(vm, function_value);
  if (!is_mapping(vm, mapping)) {
    raise_type_error(vm, "%s argument after ** must be a mapping, not %s",
                     function_text(vm, function).c_str(), type_name(vm, mapping).c_str());
    return false;
  }
  Local keys(vm, call_method(vm, mapping, vm.names.keys));
  if (!keys) return false;
  Local iterator(vm, get_iterator(vm, keys));
  if (!iterator) return false;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    if (!unwrap(key, Kind::Str)) {
      raise_type_error(vm, "keywords must be strings");
      return false;
    }
    int present = dict_contains(vm, dict, key);
    if (present < 0) return false;
    if (present) {
      raise_type_error(vm, "%s got multiple values for keyword argument '%s'",
                       function_text(vm, function).c_str(), to_utf8(key).c_str());
      return false;
    }
    Local value(vm, get_item(vm, mapping, key));
    if (!value || !dict_set(vm, dict, key, value)) return false;
  }
}

bool dict_update_display(Vm& vm, Value dict_value, Value mapping_value) {
  Local dict(vm, dict_value), mapping(vm, mapping_value);
  if (!is_mapping(vm, mapping)) {
    raise_type_error(vm, "'%s' object is not a mapping", type_name(vm, mapping).c_str());
    return false;
  }
  return dict_update(vm, dict, mapping);
}

bool list_extend_display(Vm& vm, Value list_value, Value iterable_value) {
  Local list(vm, list_value), iterable(vm, iterable_value);
  if (list_extend(vm, list, iterable)) return true;
  if (pending_is(vm, ExceptionClass::TypeError)) {
    Value type = type_of(vm, iterable);
    bool iterable_type =
        lookup_in_type(vm, type, vm.names.__iter__) || lookup_in_type(vm, type, vm.names.__getitem__);
    if (!iterable_type) {
      clear_pending(vm);
      raise_type_error(vm, "Value after * must be an iterable, not %s", type_name(vm, iterable).c_str());
    }
  }
  return false;
}

bool before_with(Vm& vm, Value manager_value, Word* target, Value enter_name, Value exit_name) {
  Local manager(vm, manager_value);
  Value enter = lookup_in_type(vm, type_of(vm, manager), enter_name);
  bool is_async = enter_name == vm.names.__aenter__;
  const char* protocol = is_async ? "asynchronous context manager" : "context manager";
  if (!enter) {
    raise_type_error(vm, "'%s' object does not support the %s protocol", type_name(vm, manager).c_str(),
                     protocol);
    return false;
  }
  Value exit = lookup_in_type(vm, type_of(vm, manager), exit_name);
  if (!exit) {
    raise_type_error(vm, "'%s' object does not support the %s protocol (missed %s method)",
                     type_name(vm, manager).c_str(), protocol, to_utf8(exit_name).c_str());
    return false;
  }
  Owned bound_exit = bind_descriptor(vm, exit, manager);
  if (!bound_exit) return false;
  set_register(target[0], std::move(bound_exit));
  Owned entered = call_special(vm, manager, enter_name);
  if (!entered) return false;
  set_register(target[1], std::move(entered));
  return true;
}

Owned call_unpacked(Vm& vm, Word* window) {
  // window: callee, any iterable, dict or nothing
  if (!Value{window[1]}.is(Kind::Tuple) && !Value{window[1]}.is(Kind::List)) {
    Owned items = list_from(vm, Value{window[1]});
    if (!items) {
      if (pending_is(vm, ExceptionClass::TypeError) &&
          !lookup_in_type(vm, type_of(vm, Value{window[1]}), vm.names.__iter__) &&
          !lookup_in_type(vm, type_of(vm, Value{window[1]}), vm.names.__getitem__)) {
        clear_pending(vm);
        raise_type_error(vm, "%s argument after * must be an iterable, not %s",
                         function_text(vm, Value{window[0]}).c_str(),
                         type_name(vm, Value{window[1]}).c_str());
      }
      clear_registers(window, 3);
      return nullptr;
    }
    set_register(window[1], std::move(items));
  }
  bool is_list = Value{window[1]}.is(Kind::List);
  auto count = static_cast<std::uint32_t>(is_list ? list_length(Value{window[1]})
                                                  : Value{window[1]}.as<Tuple>()->length());
  std::uint32_t keywords = window[2] ? static_cast<std::uint32_t>(dict_length(Value{window[2]})) : 0;
  Word* at = vm.stack_top;
  Owned result;
  if (at + count + keywords + 64 > vm.stack_limit) {
    raise(vm, ExceptionClass::RecursionError,
          "maximum recursion depth exceeded while calling a Python object");
  } else {
    Local names(vm);
    bool ok = true;
    if (keywords) {
      Tuple* tuple = allocate_tuple(vm, keywords);
      ok = tuple != nullptr;
      if (ok) {
        names = adopt(tuple);
        Value dict{window[2]};
        for (std::uint32_t entry = 0, i = 0; entry < dict_entry_count(dict); ++entry) {
          if (Value key = dict_entry_key(dict, entry)) initialize(vm, tuple, tuple->items[i++], key);
        }
      }
    }
    if (ok) {
      auto put = [&](Word*& to, Value value) {
        Mutator::retain(value.bits);
        *to++ = value.bits;
      };
      Word* to = at;
      put(to, Value{window[0]});
      for (std::uint32_t i = 0; i < count; ++i) {
        put(to, is_list ? list_item(Value{window[1]}, i) : load(Value{window[1]}.as<Tuple>()->items[i]));
      }
      if (keywords) {
        Value dict{window[2]};
        for (std::uint32_t entry = 0; entry < dict_entry_count(dict); ++entry) {
          if (dict_entry_key(dict, entry)) put(to, dict_entry_value(dict, entry));
        }
      }
      clear_registers(window, 3);
      result = call_window(vm, at, count + keywords, names);
    }
  }
  clear_registers(window, 3);
  return result;
}

bool begin_construction(Vm& vm, Word* window, std::uint32_t* count) {
  Value init;
  if (!is_plain_class(vm, Value{window[0]}, &init)) return false;
  if (!init && *count > 0) return false;  // the general path has the words for it
  if (init && init.as<Function>()->code->is_generator) return false;
  if (window + *count + 64 > vm.stack_limit) return false;
  Owned made = make_instance(vm, Value{window[0]});
  if (!made) return false;
  // The initialiser may have moved.
  if (init) is_plain_class(vm, Value{window[0]}, &init);
  Mutator::release(window[0]);
  Word object = made.take().bits;
  window[0] = object;
  if (!init) {
    window[1] = 0;
    return true;
  }
  for (std::uint32_t i = *count; i > 0; --i) window[i + 2] = window[i];
  Mutator::retain(init.bits);
  Mutator::retain(object);
  window[1] = init.bits;
  window[2] = object;
  ++*count;
  return true;
}

void raise_unbound(Vm& vm, const Code* code, Value name, bool is_free) {
  std::string text = to_utf8(name);
  if (is_free) {
    raise(vm, ExceptionClass::NameError,
          "cannot access free variable '%s' where it is not associated with a value in enclosing scope",
          text.c_str());
  } else if (code->source().is_optimized) {
    raise(vm, ExceptionClass::UnboundLocalError,
          "cannot access local variable '%s' where it is not associated with a value", text.c_str());
  } else {
    raise(vm, ExceptionClass::NameError, "name '%s' is not defined", text.c_str());
  }
}

bool matches_sequence(Vm& vm, Value subject) {
  switch (subject.kind()) {
    case Kind::List:
    case Kind::Tuple:
    case Kind::Range:
    case Kind::MemoryView:
    case Kind::Deque:
    case Kind::ArrayArray:
      return true;
    case Kind::Instance: {
      Kind payload = type_of(vm, subject).as<Type>()->payload;
      return payload == Kind::List || payload == Kind::Tuple || payload == Kind::Deque;
    }
    default:
      return false;
  }
}

bool matches_mapping(Vm& vm, Value subject) {
  Kind kind = subject.is(Kind::Instance) ? type_of(vm, subject).as<Type>()->payload : subject.kind();
  return kind == Kind::Dict || kind == Kind::DefaultDict || kind == Kind::MappingProxy;
}

Owned match_keys(Vm& vm, Value subject_value, Value keys_value) {
  Local subject(vm, subject_value), keys(vm, keys_value), values(vm, make_list(vm));
  if (!values) return nullptr;
  Local get(vm, get_attribute(vm, subject, vm.names.get));
  if (!get) return nullptr;
  for (std::uint32_t i = 0; i < keys.as<Tuple>()->length(); ++i) {
    Local key(vm, load(keys.as<Tuple>()->items[i]));
    int present = contains(vm, subject, key);
    if (present < 0) return nullptr;
    if (!present) return retain(Value::none());
    Local value(vm, get_item(vm, subject, key));
    if (!value || !list_append(vm, values, value.get())) return nullptr;
  }
  return list_to_tuple(vm, values);
}

Owned copy_dict_without_keys(Vm& vm, Value mapping_value, Value keys_value) {
  Local mapping(vm, mapping_value), keys(vm, keys_value), copy(vm, make_dict(vm));
  if (!copy || !dict_update(vm, copy, mapping)) return nullptr;
  for (std::uint32_t i = 0; i < keys.as<Tuple>()->length(); ++i) {
    if (dict_delete(vm, copy, load(keys.as<Tuple>()->items[i])) < 0) return nullptr;
  }
  return copy.take();
}

Owned match_class(Vm& vm, Value subject_value, Value type_value, std::uint32_t positional,
                  Value names_value) {
  Local subject(vm, subject_value), type(vm, type_value), names(vm, names_value);
  if (!type.get().is(Kind::Type)) return raise_type_error(vm, "called match pattern must be a class");
  if (!is_subtype(vm, type_of(vm, subject), type)) return retain(Value::none());
  Local values(vm, make_list(vm));
  if (!values) return nullptr;
  std::string class_name = to_utf8(load(type.as<Type>()->name));
  if (positional) {
    Local match_args(vm, get_attribute_or_null(vm, type, vm.names.__match_args__));
    if (!match_args && has_pending(vm)) return nullptr;
    bool self_match = false;
    if (!match_args) {
      // The builtins whose single positional pattern is the value itself.
      Kind kind =
          type.as<Type>()->layout == Kind::Instance ? type.as<Type>()->payload : type.as<Type>()->layout;
      self_match = kind == Kind::Int || kind == Kind::True || kind == Kind::False || kind == Kind::Float ||
                   kind == Kind::Str || kind == Kind::Bytes || kind == Kind::ByteArray ||
                   kind == Kind::Tuple || kind == Kind::List || kind == Kind::Dict || kind == Kind::Set ||
                   kind == Kind::FrozenSet;
    } else if (!match_args.get().is(Kind::Tuple)) {
      return raise_type_error(vm, "%s.__match_args__ must be a tuple (got %s)", class_name.c_str(),
                              type_name(vm, match_args).c_str());
    }
    std::uint32_t allowed = match_args ? match_args.as<Tuple>()->length() : self_match;
    if (positional > allowed) {
      return raise_type_error(vm, "%s() accepts %u positional sub-pattern%s (%u given)", class_name.c_str(),
                              allowed, allowed == 1 ? "" : "s", positional);
    }
    for (std::uint32_t i = 0; i < positional; ++i) {
      Local value(vm);
      if (self_match) {
        value = subject.get();
      } else {
        Local name(vm, intern(vm, load(match_args.as<Tuple>()->items[i])));
        value = get_attribute_or_null(vm, subject, name);
        if (!value) return has_pending(vm) ? Owned() : retain(Value::none());
      }
      if (!list_append(vm, values, value.get())) return nullptr;
    }
  }
  for (std::uint32_t i = 0; names && i < names.as<Tuple>()->length(); ++i) {
    Local value(vm, get_attribute_or_null(vm, subject, load(names.as<Tuple>()->items[i])));
    if (!value) return has_pending(vm) ? Owned() : retain(Value::none());
    if (!list_append(vm, values, value.get())) return nullptr;
  }
  return list_to_tuple(vm, values);
}

}  // namespace midden::python
