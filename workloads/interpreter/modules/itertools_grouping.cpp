// groupby and tee.

#include "workloads/interpreter/modules/itertools.h"

namespace midden::python {
namespace {

// --- groupby -----------------------------------------------------------------------------------------------

struct GroupBy : Object {
  static constexpr unsigned kSlots = 5;
  Slot iterator;
  Slot key_function;  // or None
  Slot target_key;    // of the group handed out last
  Slot current_key;
  Slot current_value;    // nothing: to be fetched
  std::uint64_t serial;  // of the group handed out last: an older one is at its end
};
struct Grouper : Object {
  static constexpr unsigned kSlots = 2;
  Slot parent;
  Slot target_key;
  std::uint64_t serial;
};

Owned group_by_construct(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[1]));
  if (!iterator) return nullptr;
  GroupBy* object = allocate<GroupBy>(vm, Kind::GroupBy);
  if (!object) return nullptr;
  object->serial = 0;
  initialize(vm, object, object->iterator, iterator.take());
  initialize(vm, object, object->key_function, arguments[2] ? arguments[2] : Value::none());
  return wrap_payload(vm, arguments[0], adopt(object));
}

// Fetches the next value and its key. False: the end, or an exception is pending.
bool step(Vm& vm, const Local& group) {
  Local value(vm, next(vm, load(group.as<GroupBy>()->iterator)));
  if (!value) return false;
  Local key(vm, value.get());
  if (const Value function = load(group.as<GroupBy>()->key_function); !function.is_none()) {
    key = call(vm, function, {value});
    if (!key) return false;
  }
  GroupBy* state = group.as<GroupBy>();
  store(vm, state, state->current_value, value.take());
  store(vm, state, state->current_key, key.take());
  return true;
}

Owned group_by_next(Vm& vm, Value self) {
  Local group(vm, as_kind(self, Kind::GroupBy));
  auto state = [&] { return group.as<GroupBy>(); };
  ++state()->serial;
  // Skip what is left of the last group.
  for (;;) {
    const Value current = load(state()->current_key), target = load(state()->target_key);
    if (current) {
      if (!target) break;
      const int same = is_equal(vm, target, current);
      if (same < 0) return nullptr;
      if (!same) break;
    }
    if (!step(vm, group)) return nullptr;
  }
  store(vm, state(), state()->target_key, load(state()->current_key));
  Grouper* grouper = allocate<Grouper>(vm, Kind::Grouper);
  if (!grouper) return nullptr;
  grouper->serial = state()->serial;
  initialize(vm, grouper, grouper->parent, group.get());
  initialize(vm, grouper, grouper->target_key, load(state()->target_key));
  Local members(vm, adopt(grouper));
  return make_tuple(vm, {load(state()->current_key), members});
}

Owned grouper_next(Vm& vm, Value self) {
  Local grouper(vm, self), group(vm, load(self.as<Grouper>()->parent));
  if (group.as<GroupBy>()->serial != grouper.as<Grouper>()->serial) return nullptr;
  if (!load(group.as<GroupBy>()->current_value) && !step(vm, group)) return nullptr;
  const int same =
      is_equal(vm, load(grouper.as<Grouper>()->target_key), load(group.as<GroupBy>()->current_key));
  if (same <= 0) return nullptr;
  GroupBy* state = group.as<GroupBy>();
  return take(vm, state, state->current_value);
}

constexpr KindOperations kGroupBy = {.iterate = itertool_iterate, .next = group_by_next};
constexpr KindOperations kGrouper = {.iterate = itertool_iterate, .next = grouper_next};

// --- tee ---------------------------------------------------------------------------------------------------

// A chain of nodes that all copies walk: the iterator behind, the value (nothing: not fetched yet), the next
// node.
enum NodeSlot { kNodeIterator, kNodeValue, kNodeNext, kNodeSlots };
struct Tee : Object {
  static constexpr unsigned kSlots = 1;
  Slot node;
};

Owned make_node(Vm& vm, Value iterator) {
  Local held(vm, iterator);
  Storage* node = allocate_extent<Storage>(vm, Kind::Link, kNodeSlots, 0);
  if (!node) return nullptr;
  initialize(vm, node, node->items[kNodeIterator], held.take());
  return adopt(node);
}

Owned make_tee(Vm& vm, Value node) {
  Local held(vm, node);
  Tee* tee = allocate<Tee>(vm, Kind::Tee);
  if (!tee) return nullptr;
  initialize(vm, tee, tee->node, held.take());
  return adopt(tee);
}

// The node to begin with: a copy of a tee starts where that one stands.
Owned first_node(Vm& vm, Value iterable) {
  if (iterable.is(Kind::Tee)) return retain(load(iterable.as<Tee>()->node));
  Local iterator(vm, get_iterator(vm, iterable));
  if (!iterator) return nullptr;
  if (iterator.get().is(Kind::Tee)) return retain(load(iterator.as<Tee>()->node));
  return make_node(vm, iterator);
}

Owned tee_next(Vm& vm, Value self) {
  Local tee(vm, self), node(vm, load(self.as<Tee>()->node));
  if (!load(node.as<Storage>()->items[kNodeValue])) {
    Local value(vm, next(vm, load(node.as<Storage>()->items[kNodeIterator])));
    if (!value) return nullptr;
    Local following(vm, make_node(vm, load(node.as<Storage>()->items[kNodeIterator])));
    if (!following) return nullptr;
    Storage* storage = node.as<Storage>();
    store(vm, storage, storage->items[kNodeValue], value.take());
    store(vm, storage, storage->items[kNodeNext], following.take());
  }
  Tee* state = tee.as<Tee>();
  store(vm, state, state->node, load(node.as<Storage>()->items[kNodeNext]));
  return retain(load(node.as<Storage>()->items[kNodeValue]));
}

Owned tee_copy(Vm& vm, Arguments arguments) { return make_tee(vm, load(arguments[0].as<Tee>()->node)); }

Owned tee_construct(Vm& vm, Arguments arguments) {
  Local node(vm, first_node(vm, arguments[1]));
  return node ? make_tee(vm, node) : nullptr;
}

constexpr NativeDefinition kTeeMethods[] = {{"__copy__", tee_copy, ""}};
constexpr KindOperations kTee = {.iterate = itertool_iterate, .next = tee_next};

constexpr TypeDefinition kTypes[] = {
    itertool_type(Kind::GroupBy, "groupby", &kGroupBy, group_by_construct, "iterable, key="),
    itertool_type(Kind::Grouper, "_grouper", &kGrouper, nullptr, ""),
    itertool_type(Kind::Tee, "_tee", &kTee, tee_construct, "iterable, /", kTeeMethods),
};

}  // namespace

std::span<const TypeDefinition> itertools_grouping_types() { return kTypes; }

Owned itertools_tee(Vm& vm, Arguments arguments) {
  std::int64_t count = 2;
  if (arguments[1] && !to_index(vm, arguments[1], &count)) return nullptr;
  if (count < 0) return raise_value_error(vm, "n must be >= 0");
  Local node(vm, first_node(vm, arguments[0])), copies(vm, make_list(vm));
  if (!node || !copies) return nullptr;
  for (std::int64_t i = 0; i < count; ++i) {
    Owned copy = make_tee(vm, node);
    if (!copy || !list_append(vm, copies, std::move(copy))) return nullptr;
  }
  return list_to_tuple(vm, copies);
}

}  // namespace midden::python
