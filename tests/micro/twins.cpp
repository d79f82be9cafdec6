// Every mutator event under `none`, and the same work in plain C++. compare_twins.py checks that the compiler
// makes the same instructions of both.

#include "collectors/none/none.h"
#include "object_model/tagged.h"

namespace midden {

using Mutator = NoneMutator<Tagged>;
using Ref = Object<Tagged>*;

inline constexpr KindNumber kPair = 10;

struct PlainObject {
  std::uint64_t header;
  PlainObject* slots[2];
};
struct PlainHeap {
  char* cursor;
  char* limit;
  std::uint64_t objects;
};
// Out of line and rarely called, as allocate_slowly.
[[gnu::noinline, gnu::cold]] char* plain_allocate_slowly(PlainHeap& heap, std::size_t bytes);

}  // namespace midden

using namespace midden;

#define TWIN extern "C" __attribute__((noinline))

TWIN void event_initialize(Mutator& mutator, Ref object, Slot& slot, Word value) {
  mutator.initialize(object, slot, value);
}
TWIN void plain_initialize(PlainHeap&, PlainObject*, PlainObject*& slot, PlainObject* value) { slot = value; }

TWIN void event_store(Mutator& mutator, Ref object, Slot& slot, Word value) {
  mutator.store(object, slot, value);
}
TWIN void plain_store(PlainHeap&, PlainObject*, PlainObject*& slot, PlainObject* value) { slot = value; }

TWIN Word event_read(Mutator& mutator, Slot& slot) { return mutator.read(slot); }
TWIN PlainObject* plain_read(PlainHeap&, PlainObject*& slot) { return slot; }

TWIN Word event_take(Mutator& mutator, Ref object, Slot& slot) { return mutator.take(object, slot); }
TWIN PlainObject* plain_take(PlainHeap&, PlainObject*, PlainObject*& slot) {
  PlainObject* value = slot;
  slot = nullptr;
  return value;
}

TWIN void event_retain(Word value) { Mutator::retain(value); }
TWIN void plain_retain(PlainObject*) {}

TWIN void event_release(Word value) { Mutator::release(value); }
TWIN void plain_release(PlainObject*) {}

TWIN void event_safepoint(Mutator& mutator) { mutator.safepoint(); }
TWIN void plain_safepoint(PlainHeap&) {}

TWIN Ref event_allocate(Mutator& mutator) { return mutator.allocate(kPair, 2, 0); }
TWIN PlainObject* plain_allocate(PlainHeap& heap) {
  char* cell = heap.cursor;
  if (static_cast<std::size_t>(heap.limit - cell) >= sizeof(PlainObject)) [[likely]] {
    heap.cursor = cell + sizeof(PlainObject);
  } else {
    cell = plain_allocate_slowly(heap, sizeof(PlainObject));
    if (!cell) return nullptr;
  }
  ++heap.objects;
  auto* object = reinterpret_cast<PlainObject*>(cell);
  object->header = std::uint64_t{2} << 48 | std::uint64_t{kPair} << 32;
  object->slots[0] = object->slots[1] = nullptr;
  return object;
}
