// functools.partial.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/modules/functools.h"
#include "workloads/interpreter/modules/own_attributes.h"

namespace midden::python {
namespace {

struct Partial : Object {
  static constexpr unsigned kSlots = 4;
  Slot function;
  Slot arguments;  // Tuple
  Slot keywords;   // Dict
  Slot dict;
};

Partial* as_partial(Value value) { return as_kind(value, Kind::Partial).as<Partial>(); }

Owned construct(Vm& vm, Arguments arguments) {
  if (arguments.count() < 2) return raise_type_error(vm, "type 'partial' takes at least one argument");
  if (!is_callable(vm, arguments[1])) return raise_type_error(vm, "the first argument must be callable");
  Local function(vm, arguments[1]);
  Local positional(vm, make_tuple(vm, arguments.data() + 2, arguments.count() - 2));
  Local keywords(vm, make_dict(vm));
  if (!positional || !keywords) return nullptr;
  // A partial of a partial is one partial.
  if (function.get().is(Kind::Partial) && !load(function.as<Partial>()->dict)) {
    const Value inner = load(function.as<Partial>()->arguments);
    Local both(vm, make_list(vm));
    if (!both || !list_extend(vm, both, inner) || !list_extend(vm, both, positional)) return nullptr;
    positional = list_to_tuple(vm, both);
    keywords = dict_copy(vm, load(function.as<Partial>()->keywords));
    if (!positional || !keywords) return nullptr;
    function = load(function.as<Partial>()->function);
  }
  const std::uint32_t named = arguments.keyword_names() ? arguments.keyword_names().as<Tuple>()->length() : 0;
  for (std::uint32_t i = 0; i < named; ++i) {
    const Value key = load(arguments.keyword_names().as<Tuple>()->items[i]);
    if (!dict_set(vm, keywords, key, arguments[arguments.count() + i])) return nullptr;
  }
  Partial* partial = allocate<Partial>(vm, Kind::Partial);
  if (!partial) return nullptr;
  initialize(vm, partial, partial->function, function.take());
  initialize(vm, partial, partial->arguments, positional.take());
  initialize(vm, partial, partial->keywords, keywords.take());
  return wrap_payload(vm, arguments[0], adopt(partial));
}

Owned partial_call(Vm& vm, Value callee, Arguments arguments) {
  Local partial(vm, as_kind(callee, Kind::Partial));
  const Value given_names = arguments.keyword_names();
  const std::uint32_t given = arguments.count(),
                      given_named = given_names ? given_names.as<Tuple>()->length() : 0;
  const std::uint32_t stored = load(partial.as<Partial>()->arguments).as<Tuple>()->length();
  if (dict_length(load(partial.as<Partial>()->keywords)) == 0) {
    RootedWords values(vm, stored + given + given_named);
    if (!values) return nullptr;
    const Tuple* first = load(partial.as<Partial>()->arguments).as<Tuple>();
    for (std::uint32_t i = 0; i < stored; ++i) values.set(i, load(first->items[i]));
    for (std::uint32_t i = 0; i < given + given_named; ++i)
      values.set(stored + i, Value{arguments.data()[i]});
    return call_span(vm, load(partial.as<Partial>()->function), values.values(), given_names);
  }
  // Keywords of the call replace stored ones.
  Local keywords(vm, dict_copy(vm, load(partial.as<Partial>()->keywords)));
  if (!keywords) return nullptr;
  for (std::uint32_t i = 0; i < given_named; ++i) {
    const Value key = load(arguments.keyword_names().as<Tuple>()->items[i]);
    if (!dict_set(vm, keywords, key, Value{arguments.data()[given + i]})) return nullptr;
  }
  const auto named = static_cast<std::uint32_t>(dict_length(keywords));
  RootedWords values(vm, stored + given + named);
  Local names(vm, tuple_from(vm, keywords));
  if (!values || !names) return nullptr;
  const Tuple* first = load(partial.as<Partial>()->arguments).as<Tuple>();
  for (std::uint32_t i = 0; i < stored; ++i) values.set(i, load(first->items[i]));
  for (std::uint32_t i = 0; i < given; ++i) values.set(stored + i, arguments[i]);
  std::uint32_t at = stored + given;
  for (std::uint32_t entry = 0; entry < dict_entry_count(keywords); ++entry) {
    if (dict_entry_key(keywords, entry)) values.set(at++, dict_entry_value(keywords, entry));
  }
  return call_span(vm, load(partial.as<Partial>()->function), values.values(), names);
}

Owned partial_repr(Vm& vm, Value self) {
  Local whole(vm, self), partial(vm, as_kind(self, Kind::Partial));
  const std::string name = self.is(Kind::Partial) ? "functools.partial" : class_name(vm, self);
  ReprGuard guard(vm, partial);
  if (!guard.first()) return make_str(vm, "...");
  text::StringBuilder out;
  out.append_utf8(name);
  out.append(U'(');
  Local shown(vm, repr(vm, load(partial.as<Partial>()->function)));
  if (!shown) return nullptr;
  out.append(str_view(shown));
  Local items(vm, load(partial.as<Partial>()->arguments));
  for (std::uint32_t i = 0; i < items.as<Tuple>()->length(); ++i) {
    shown = repr(vm, load(items.as<Tuple>()->items[i]));
    if (!shown) return nullptr;
    out.append(", ");
    out.append(str_view(shown));
  }
  Local keywords(vm, load(partial.as<Partial>()->keywords));
  for (std::uint32_t entry = 0; entry < dict_entry_count(keywords); ++entry) {
    if (!dict_entry_key(keywords, entry)) continue;
    shown = str(vm, dict_entry_key(keywords, entry));
    if (!shown) return nullptr;
    out.append(", ");
    out.append(str_view(shown));
    out.append(U'=');
    shown = repr(vm, dict_entry_value(keywords, entry));
    if (!shown) return nullptr;
    out.append(str_view(shown));
  }
  out.append(U')');
  return make_str(vm, out);
}

Owned get_function(Vm&, Value self) { return retain(load(as_partial(self)->function)); }
Owned get_arguments(Vm&, Value self) { return retain(load(as_partial(self)->arguments)); }
Owned get_keywords(Vm&, Value self) { return retain(load(as_partial(self)->keywords)); }

constexpr GetSetDefinition kGetters[] = {
    {"func", get_function}, {"args", get_arguments}, {"keywords", get_keywords}};
constexpr NativeDefinition kMethods[] = {
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};
constexpr KindOperations kOperations = {
    .repr = partial_repr,
    .call = partial_call,
    .get_attribute = get_own_attribute<Partial>,
    .set_attribute = set_own_attribute<Partial>,
};

}  // namespace

const TypeDefinition kPartialType = {
    .kind = Kind::Partial,
    .name = "partial",
    .module = "functools",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
};

}  // namespace midden::python
