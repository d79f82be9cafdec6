// functools._lru_cache_wrapper: a function that remembers its results, the least recently used forgotten
// first.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/dict.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/modules/functools.h"
#include "workloads/interpreter/modules/own_attributes.h"

namespace midden::python {
namespace {

struct LruCache : Object {
  static constexpr unsigned kSlots = 5;
  Slot function;
  Slot results;  // Dict from key to result, or to its link when the cache is bounded
  Slot ring;     // bounded: the link between the newest and the oldest
  Slot make_information;
  Slot dict;
  std::int64_t maximum;  // -1: unbounded
  std::int64_t typed;
  std::int64_t hits;
  std::int64_t misses;
};

// A link of the ring, in order of use: newest.newer is the ring's own link, whose newer is the oldest.
enum LinkSlot { kOlder, kNewer, kKey, kResult, kLinkSlots };

Owned make_link(Vm& vm, const Local& key, const Local& result) {
  Storage* link = allocate_extent<Storage>(vm, Kind::Link, kLinkSlots, 0);
  if (!link) return nullptr;
  initialize(vm, link, link->items[kKey], key.get());
  initialize(vm, link, link->items[kResult], result.get());
  return adopt(link);
}

Value neighbour(Value link, LinkSlot side) { return load(link.as<Storage>()->items[side]); }
void set_neighbour(Vm& vm, Value link, LinkSlot side, Value other) {
  Storage* storage = link.as<Storage>();
  store(vm, storage, storage->items[side], other);
}

void unlink(Vm& vm, Value link) {
  const Value older = neighbour(link, kOlder), newer = neighbour(link, kNewer);
  set_neighbour(vm, older, kNewer, newer);
  set_neighbour(vm, newer, kOlder, older);
}
void link_as_newest(Vm& vm, Value ring, Value link) {
  const Value newest = neighbour(ring, kOlder);
  set_neighbour(vm, link, kOlder, newest);
  set_neighbour(vm, link, kNewer, ring);
  set_neighbour(vm, newest, kNewer, link);
  set_neighbour(vm, ring, kOlder, link);
}

// A ring of nothing but its own link.
bool reset_ring(Vm& vm, const Local& cache) {
  Local nothing(vm);
  Local ring(vm, make_link(vm, nothing, nothing));
  if (!ring) return false;
  set_neighbour(vm, ring, kOlder, ring);
  set_neighbour(vm, ring, kNewer, ring);
  LruCache* state = cache.as<LruCache>();
  store(vm, state, state->ring, ring.get());
  return true;
}

Owned construct(Vm& vm, Arguments arguments) {
  if (!is_callable(vm, arguments[1])) return raise_type_error(vm, "the first argument must be callable");
  std::int64_t maximum = -1;
  if (!arguments[2].is_none()) {
    if (!as_int(vm, arguments[2])) return raise_type_error(vm, "maxsize should be integer or None");
    if (!to_index(vm, arguments[2], &maximum)) return nullptr;
    maximum = std::max<std::int64_t>(maximum, 0);
  }
  const int typed = is_true(vm, arguments[3]);
  if (typed < 0) return nullptr;
  Local results(vm, make_dict(vm));
  if (!results) return nullptr;
  LruCache* cache = allocate<LruCache>(vm, Kind::LruCache);
  if (!cache) return nullptr;
  cache->maximum = maximum;
  cache->typed = typed;
  cache->hits = cache->misses = 0;
  initialize(vm, cache, cache->function, arguments[1]);
  initialize(vm, cache, cache->results, results.take());
  initialize(vm, cache, cache->make_information, arguments[4]);
  Local object(vm, adopt(cache));
  if (maximum > 0 && !reset_ring(vm, object)) return nullptr;
  return object.take();
}

// One plain argument is its own key; else a tuple of everything that tells calls apart.
Owned make_key(Vm& vm, const Local& cache, Arguments arguments) {
  const Value names = arguments.keyword_names();
  const std::uint32_t positional = arguments.count(), named = names ? names.as<Tuple>()->length() : 0;
  const bool typed = cache.as<LruCache>()->typed;
  if (positional == 1 && named == 0 && !typed && (is_str(arguments[0]) || is_small_int(arguments[0]))) {
    return retain(arguments[0]);
  }
  const std::uint64_t size = positional + (named ? 1 + 2 * named : 0) + (typed ? positional + named : 0);
  if (size == 0) return retain(vm.empty_tuple);
  Tuple* key = allocate_tuple(vm, size);
  if (!key) return nullptr;
  std::uint64_t at = 0;
  auto add = [&](Value value) { initialize(vm, key, key->items[at++], value); };
  for (std::uint32_t i = 0; i < positional; ++i) add(arguments[i]);
  if (named) {
    add(Value::of(
        vm.kind_types[static_cast<unsigned>(Kind::LruCache)]));  // separates; no argument of programs
    for (std::uint32_t i = 0; i < named; ++i) {
      add(load(arguments.keyword_names().as<Tuple>()->items[i]));
      add(Value{arguments.data()[positional + i]});
    }
  }
  if (typed) {
    for (std::uint32_t i = 0; i < positional + named; ++i) add(type_of(vm, Value{arguments.data()[i]}));
  }
  return adopt(key);
}

Owned call_function(Vm& vm, const Local& cache, Arguments arguments) {
  const Value names = arguments.keyword_names();
  const std::uint32_t count = arguments.count() + (names ? names.as<Tuple>()->length() : 0);
  return call_span(vm, load(cache.as<LruCache>()->function),
                   {reinterpret_cast<const Value*>(arguments.data()), count}, names);
}

// Keeps a new result; the oldest makes room for it.
bool remember(Vm& vm, const Local& cache, const Local& key, const Local& result, std::int64_t hash) {
  auto state = [&] { return cache.as<LruCache>(); };
  Local results(vm, load(state()->results));
  if (state()->maximum < 0) return dict_set_hashed(vm, results, key, result, hash);
  // The call may have filled in the same key.
  const std::int64_t known = dict_find(vm, results, key, hash);
  if (known != kDictAbsent) return known != kDictError;
  if (static_cast<std::int64_t>(dict_length(results)) >= state()->maximum) {
    Local oldest(vm, neighbour(load(state()->ring), kNewer));
    unlink(vm, oldest);
    if (dict_delete(vm, results, load(oldest.as<Storage>()->items[kKey])) < 0) return false;
  }
  Local link(vm, make_link(vm, key, result));
  if (!link || !dict_set_hashed(vm, results, key, link, hash)) return false;
  link_as_newest(vm, load(state()->ring), link);
  return true;
}

Owned cache_call(Vm& vm, Value callee, Arguments arguments) {
  Local cache(vm, callee);
  auto state = [&] { return cache.as<LruCache>(); };
  if (state()->maximum == 0) {
    ++state()->misses;
    return call_function(vm, cache, arguments);
  }
  Local key(vm, make_key(vm, cache, arguments));
  std::int64_t hash;
  if (!key || (!quick_hash(key, &hash) && !python::hash(vm, key, &hash))) return nullptr;
  Local results(vm, load(state()->results));
  const std::int64_t entry = dict_find(vm, results, key, hash);
  if (entry == kDictError) return nullptr;
  if (entry >= 0) {
    ++state()->hits;
    const Value found = dict_entry_value(results, static_cast<std::uint32_t>(entry));
    if (state()->maximum < 0) return retain(found);
    Local link(vm, found);
    const Value ring = load(state()->ring);
    if (neighbour(ring, kOlder) != link.get()) {
      unlink(vm, link);
      link_as_newest(vm, ring, link);
    }
    return retain(load(link.as<Storage>()->items[kResult]));
  }
  ++state()->misses;
  Local result(vm, call_function(vm, cache, arguments));
  return result && remember(vm, cache, key, result, hash) ? result.take() : nullptr;
}

Owned cache_repr(Vm& vm, Value self) {
  Local shown(vm, repr(vm, load(self.as<LruCache>()->function)));
  if (!shown) return nullptr;
  return make_str(vm, "<functools._lru_cache_wrapper object>");
}

Owned bind(Vm& vm, Value cache, Value instance, Value) {
  if (!instance) return retain(cache);
  Local function(vm, cache), receiver(vm, instance);
  BoundMethod* method = allocate<BoundMethod>(vm, Kind::BoundMethod);
  if (!method) return nullptr;
  initialize(vm, method, method->function, function.take());
  initialize(vm, method, method->receiver, receiver.take());
  return adopt(method);
}

Owned cache_information(Vm& vm, Arguments arguments) {
  const LruCache* state = arguments[0].as<LruCache>();
  Local hits(vm, make_int(vm, state->hits)), misses(vm, make_int(vm, state->misses));
  Local size(vm, make_int(vm, static_cast<std::int64_t>(dict_length(load(state->results)))));
  Local maximum(vm, state->maximum < 0 ? owned_none() : make_int(vm, state->maximum));
  if (!hits || !misses || !size || !maximum) return nullptr;
  return call(vm, load(arguments[0].as<LruCache>()->make_information), {hits, misses, maximum, size});
}

Owned cache_clear(Vm& vm, Arguments arguments) {
  Local cache(vm, arguments[0]);
  cache.as<LruCache>()->hits = cache.as<LruCache>()->misses = 0;
  dict_clear(vm, load(cache.as<LruCache>()->results));
  return cache.as<LruCache>()->maximum <= 0 || reset_ring(vm, cache) ? owned_none() : nullptr;
}

Owned return_self(Vm&, Arguments arguments) { return retain(arguments[0]); }

constexpr NativeDefinition kMethods[] = {
    {"cache_info", cache_information, ""},
    {"cache_clear", cache_clear, ""},
    {"__copy__", return_self, ""},
    {"__deepcopy__", return_self, "memo, /"},
};
constexpr KindOperations kOperations = {
    .repr = cache_repr,
    .call = cache_call,
    .get_attribute = get_own_attribute<LruCache>,
    .set_attribute = set_own_attribute<LruCache>,
    .get_descriptor = bind,
};

}  // namespace

const TypeDefinition kLruCacheType = {
    .kind = Kind::LruCache,
    .name = "_lru_cache_wrapper",
    .module = "functools",
    .operations = &kOperations,
    .methods = kMethods,
    .construct = construct,
    .construct_signature = "user_function, maxsize, typed, cache_info_type",
    .flags = kTypeFinal,
};

}  // namespace midden::python
