// operator.itemgetter, attrgetter and methodcaller.

#include "workloads/interpreter/modules/operator_getters.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

// ItemGetter: the keys. AttributeGetter: for each attribute a tuple of names, for "a.b" ("a", "b").
struct Getter : Object {
  static constexpr unsigned kSlots = 2;
  Slot wanted;    // Tuple
  Slot original;  // Tuple: the arguments
};
struct MethodCaller : Object {
  static constexpr unsigned kSlots = 3;
  Slot name;
  Slot arguments;      // Tuple: positional ones, then values of keywords
  Slot keyword_names;  // Tuple or nothing
};

Owned make_getter(Vm& vm, Kind kind, const Local& wanted, const Local& original) {
  Getter* getter = allocate<Getter>(vm, kind);
  if (!getter) return nullptr;
  initialize(vm, getter, getter->wanted, wanted.get());
  initialize(vm, getter, getter->original, original.get());
  return adopt(getter);
}

bool no_keywords(Vm& vm, Arguments arguments, const char* name) {
  const Value names = arguments.keyword_names();
  if (!names || names.as<Tuple>()->length() == 0) return true;
  raise_type_error(vm, "%s() takes no keyword arguments", name);
  return false;
}

// The only argument of a call; null: TypeError.
Value subject(Vm& vm, Arguments arguments, const char* name) {
  if (!no_keywords(vm, arguments, name)) return {};
  if (arguments.count() == 1) return arguments[0];
  raise_type_error(vm, "%s expected 1 argument, got %u", name, arguments.count());
  return {};
}

// get(i) for each of the wanted; a tuple unless there is one only.
template <class Get>
Owned collect(Vm& vm, const Local& wanted, Get get) {
  const std::uint32_t count = wanted.as<Tuple>()->length();
  if (count == 1) return get(0u);
  RootedWords items(vm, count);
  if (!items) return nullptr;
  for (std::uint32_t i = 0; i < count; ++i) {
    items.set(i, get(i));
    if (!items[i]) return nullptr;
  }
  return make_tuple(vm, items.data(), count);
}

// --- itemgetter --------------------------------------------------------------------------------------------

Owned construct_item_getter(Vm& vm, Arguments arguments) {
  if (!no_keywords(vm, arguments, "itemgetter")) return nullptr;
  if (arguments.count() < 2) return raise_type_error(vm, "itemgetter expected 1 argument, got 0");
  Local keys(vm, make_tuple(vm, arguments.data() + 1, arguments.count() - 1));
  return keys ? make_getter(vm, Kind::ItemGetter, keys, keys) : nullptr;
}

Owned call_item_getter(Vm& vm, Value self, Arguments arguments) {
  Local wanted(vm, load(self.as<Getter>()->wanted)), object(vm, subject(vm, arguments, "itemgetter"));
  if (!object) return nullptr;
  return collect(vm, wanted,
                 [&](std::uint32_t i) { return get_item(vm, object, load(wanted.as<Tuple>()->items[i])); });
}

// --- attrgetter --------------------------------------------------------------------------------------------

// "a.b.c" as interned names.
Owned split_name(Vm& vm, Value text) {
  Local string(vm, text), names(vm, make_list(vm));
  if (!names) return nullptr;
  const std::uint64_t length = str_view(string).length;
  for (std::uint64_t start = 0; start <= length;) {
    std::uint64_t stop = start;
    while (stop < length && str_view(string).at(stop) != '.') ++stop;
    Local part(vm, make_substring(vm, string, start, stop));
    Owned name = part ? intern(vm, part) : nullptr;
    if (!name || !list_append(vm, names, std::move(name))) return nullptr;
    start = stop + 1;
  }
  return list_to_tuple(vm, names);
}

Owned construct_attribute_getter(Vm& vm, Arguments arguments) {
  if (!no_keywords(vm, arguments, "attrgetter")) return nullptr;
  if (arguments.count() < 2) return raise_type_error(vm, "attrgetter expected 1 argument, got 0");
  Local original(vm, make_tuple(vm, arguments.data() + 1, arguments.count() - 1)), paths(vm, make_list(vm));
  if (!original || !paths) return nullptr;
  for (std::uint32_t i = 1; i < arguments.count(); ++i) {
    const Value name = as_kind(arguments[i], Kind::Str);
    if (!name) return raise_type_error(vm, "attribute name must be a string");
    Owned path = split_name(vm, name);
    if (!path || !list_append(vm, paths, std::move(path))) return nullptr;
  }
  Local wanted(vm, list_to_tuple(vm, paths));
  return wanted ? make_getter(vm, Kind::AttributeGetter, wanted, original) : nullptr;
}

Owned follow(Vm& vm, const Local& object, Value names) {
  Local path(vm, names), current(vm, object.get());
  for (std::uint32_t i = 0; i < path.as<Tuple>()->length(); ++i) {
    current = get_attribute(vm, current, load(path.as<Tuple>()->items[i]));
    if (!current) return nullptr;
  }
  return current.take();
}

Owned call_attribute_getter(Vm& vm, Value self, Arguments arguments) {
  Local wanted(vm, load(self.as<Getter>()->wanted)), object(vm, subject(vm, arguments, "attrgetter"));
  if (!object) return nullptr;
  return collect(vm, wanted,
                 [&](std::uint32_t i) { return follow(vm, object, load(wanted.as<Tuple>()->items[i])); });
}

Owned getter_repr(Vm& vm, Value self) {
  const char* name = self.is(Kind::ItemGetter) ? "operator.itemgetter(" : "operator.attrgetter(";
  Local original(vm, load(self.as<Getter>()->original));
  text::StringBuilder out;
  out.append(name);
  for (std::uint32_t i = 0; i < original.as<Tuple>()->length(); ++i) {
    if (i > 0) out.append(", ");
    Local shown(vm, repr(vm, load(original.as<Tuple>()->items[i])));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U')');
  return make_str(vm, out);
}

Owned getter_reduce(Vm& vm, Arguments arguments) {
  return make_tuple(vm, {type_of(vm, arguments[0]), load(arguments[0].as<Getter>()->original)});
}

// --- methodcaller ------------------------------------------------------------------------------------------

Owned construct_method_caller(Vm& vm, Arguments arguments) {
  if (arguments.count() < 2) {
    return raise_type_error(vm, "methodcaller needs at least one argument, the method name");
  }
  const Value text = as_kind(arguments[1], Kind::Str);
  if (!text) return raise_type_error(vm, "method name must be a string");
  Local name(vm, intern(vm, text)), names(vm, arguments.keyword_names());
  const std::uint32_t named = names ? names.as<Tuple>()->length() : 0;
  Local values(vm, make_tuple(vm, arguments.data() + 2, arguments.count() - 2 + named));
  if (!name || !values) return nullptr;
  MethodCaller* caller = allocate<MethodCaller>(vm, Kind::MethodCaller);
  if (!caller) return nullptr;
  initialize(vm, caller, caller->name, name.take());
  initialize(vm, caller, caller->arguments, values.take());
  if (named) initialize(vm, caller, caller->keyword_names, names.take());
  return adopt(caller);
}

Owned call_method_caller(Vm& vm, Value self, Arguments arguments) {
  Local caller(vm, self), object(vm, subject(vm, arguments, "methodcaller"));
  if (!object) return nullptr;
  Local method(vm, get_attribute(vm, object, load(caller.as<MethodCaller>()->name)));
  if (!method) return nullptr;
  const std::uint32_t count = load(caller.as<MethodCaller>()->arguments).as<Tuple>()->length();
  RootedWords values(vm, count);
  if (!values) return nullptr;
  const Tuple* stored = load(caller.as<MethodCaller>()->arguments).as<Tuple>();
  for (std::uint32_t i = 0; i < count; ++i) values.set(i, load(stored->items[i]));
  return call_span(vm, method, values.values(), load(caller.as<MethodCaller>()->keyword_names));
}

Owned method_caller_repr(Vm& vm, Value self) {
  Local caller(vm, self), values(vm, load(self.as<MethodCaller>()->arguments));
  Local names(vm, load(self.as<MethodCaller>()->keyword_names));
  const std::uint32_t named = names ? names.as<Tuple>()->length() : 0;
  const std::uint32_t count = values.as<Tuple>()->length();
  text::StringBuilder out;
  out.append("operator.methodcaller(");
  Local shown(vm, repr(vm, load(caller.as<MethodCaller>()->name)));
  if (!shown) return nullptr;
  out.append(str_view(shown));
  for (std::uint32_t i = 0; i < count; ++i) {
    out.append(", ");
    if (i >= count - named) {
      out.append(str_view(load(names.as<Tuple>()->items[i - (count - named)])));
      out.append(U'=');
    }
    shown = repr(vm, load(values.as<Tuple>()->items[i]));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U')');
  return make_str(vm, out);
}

constexpr NativeDefinition kGetterMethods[] = {{"__reduce__", getter_reduce, ""}};
constexpr KindOperations kItemGetter = {.repr = getter_repr, .call = call_item_getter};
constexpr KindOperations kAttributeGetter = {.repr = getter_repr, .call = call_attribute_getter};
constexpr KindOperations kMethodCaller = {.repr = method_caller_repr, .call = call_method_caller};

constexpr TypeDefinition kTypes[] = {
    {.kind = Kind::ItemGetter,
     .name = "itemgetter",
     .module = "operator",
     .operations = &kItemGetter,
     .methods = kGetterMethods,
     .construct = construct_item_getter,
     .construct_signature = "*args, **kwargs",
     .flags = kTypeFinal},
    {.kind = Kind::AttributeGetter,
     .name = "attrgetter",
     .module = "operator",
     .operations = &kAttributeGetter,
     .methods = kGetterMethods,
     .construct = construct_attribute_getter,
     .construct_signature = "*args, **kwargs",
     .flags = kTypeFinal},
    {.kind = Kind::MethodCaller,
     .name = "methodcaller",
     .module = "operator",
     .operations = &kMethodCaller,
     .construct = construct_method_caller,
     .construct_signature = "*args, **kwargs",
     .flags = kTypeFinal},
};

}  // namespace

std::span<const TypeDefinition> operator_getter_types() { return kTypes; }

}  // namespace midden::python
