// dict.update and its relatives: merging mappings and pairs into a dict.

#include "workloads/interpreter/builtins/dict.h"

namespace midden::python {
namespace {

// A dict, or a subclass instance that iterates like one: its table tells everything.
Value plain_table_source(Vm& vm, Value mapping) {
  if (is_dict(mapping)) return mapping;
  const Value dict = as_dict(mapping);
  if (!dict) return {};
  const Value own = lookup_in_type(vm, type_of(vm, mapping), vm.names.__iter__);
  const Value builtin = lookup_in_type(vm, type_of(vm, dict), vm.names.__iter__);
  return own == builtin ? dict : Value{};
}

bool merge_dict(Vm& vm, const Local& target, const Local& source) {
  const std::uint64_t length = dict_length(source);
  if (length == 0 || target.get() == source.get()) return true;
  if (!dict_reserve(vm, target, std::max(length, dict_length(target)))) return false;
  for (std::uint32_t entry = 0; entry < dict_entry_count(source); ++entry) {
    const DictView view(source.get());
    if (!view.key(entry)) continue;
    const std::int64_t hash = view.hash(entry);
    Local key(vm, view.key(entry)), value(vm, view.value(entry));
    if (!dict_set_hashed(vm, target, key, value, hash)) return false;
    if (dict_length(source) != length) {
      raise(vm, ExceptionClass::RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

// The two items of a pair; false: an exception is pending.
bool split_pair(Vm& vm, const Local& pair, std::uint64_t position, Local& key, Local& value) {
  Local items(vm);
  if (pair.get().is(Kind::Tuple) || pair.get().is(Kind::List)) {
    items = pair.get();
  } else {
    items = list_from(vm, pair);
    if (!items) {
      if (!pending_is(vm, ExceptionClass::TypeError)) return false;
      clear_pending(vm);
      raise_type_error(vm, "cannot convert dictionary update sequence element #%llu to a sequence",
                       static_cast<unsigned long long>(position));
      return false;
    }
  }
  const bool is_list = items.get().is(Kind::List);
  const std::uint64_t length = is_list ? list_length(items) : items.as<Tuple>()->length();
  if (length != 2) {
    raise_value_error(vm, "dictionary update sequence element #%llu has length %llu; 2 is required",
                      static_cast<unsigned long long>(position), static_cast<unsigned long long>(length));
    return false;
  }
  key = is_list ? list_item(items, 0) : load(items.as<Tuple>()->items[0]);
  value = is_list ? list_item(items, 1) : load(items.as<Tuple>()->items[1]);
  return true;
}

}  // namespace

bool dict_merge_mapping(Vm& vm, const Local& dict, const Local& mapping) {
  if (const Value source = plain_table_source(vm, mapping)) {
    Local table(vm, source);
    return merge_dict(vm, dict, table);
  }
  Local keys(vm, call_method(vm, mapping, vm.names.keys));
  if (!keys) return false;
  Local iterator(vm, get_iterator(vm, keys));
  if (!iterator) return false;
  for (;;) {
    Local key(vm, next(vm, iterator));
    if (!key) return !has_pending(vm);
    Local value(vm, get_item(vm, mapping, key));
    if (!value || !dict_set(vm, dict, key, value)) return false;
  }
}

bool dict_merge_pairs(Vm& vm, const Local& dict, const Local& pairs) {
  Local iterator(vm, get_iterator(vm, pairs));
  if (!iterator) return false;
  for (std::uint64_t position = 0;; ++position) {
    Local pair(vm, next(vm, iterator)), key(vm), value(vm);
    if (!pair) return !has_pending(vm);
    if (!split_pair(vm, pair, position, key, value) || !dict_set(vm, dict, key, value)) return false;
  }
}

bool dict_update(Vm& vm, Value dict, Value mapping_or_pairs) {
  Local target(vm, dict), source(vm, mapping_or_pairs);
  if (plain_table_source(vm, source)) return dict_merge_mapping(vm, target, source);
  Local keys(vm, get_attribute_or_null(vm, source, vm.names.keys));
  if (keys) return dict_merge_mapping(vm, target, source);
  return !has_pending(vm) && dict_merge_pairs(vm, target, source);
}

}  // namespace midden::python
