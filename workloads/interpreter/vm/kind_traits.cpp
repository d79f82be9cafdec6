// What counting collectors know of our kinds: which of them CPython has as objects of its own that count as
// allocations, when it tracks them, and which it keeps for reuse.

#include "workloads/interpreter/vm/finalization.h"
#include "workloads/interpreter/vm/roots.h"

namespace midden::python {

namespace {

KindTable make_kind_table() {
  KindTable table{};
  auto flag = [&](std::initializer_list<Kind> kinds, int flags) {
    for (Kind kind : kinds) table[static_cast<unsigned>(kind)].flags |= static_cast<std::uint8_t>(flags);
  };
  std::uint8_t next_pool = 0;
  // CPython's free lists: so many objects (of each size) are kept.
  auto pool = [&](Kind kind, unsigned capacity, unsigned sizes = 1, unsigned reused = 1) {
    flag({kind}, kKindPooled);
    KindTraits& traits = table[static_cast<unsigned>(kind)];
    traits.pool = next_pool;
    traits.pool_capacity = static_cast<std::uint16_t>(capacity);
    traits.pool_sizes = static_cast<std::uint8_t>(sizes);
    traits.pool_reused = static_cast<std::uint8_t>(reused);
    next_pool = static_cast<std::uint8_t>(next_pool + sizes);
  };

  flag({Kind::Storage, Kind::ListItems, Kind::DictTable, Kind::SetTable}, kKindPart);
  flag({Kind::Range, Kind::ByteArray, Kind::LongRangeIterator}, kKindAtomic);
  flag({Kind::Shape, Kind::Link, Kind::WeakCallback}, kKindUncounted);
  flag({Kind::Tuple}, kKindUntrackedByCycles);
  flag({Kind::Dict}, kKindTrackedLate | kKindUntrackedByFullCycles);
  flag({Kind::Frame}, kKindTrackedLate);  // not while it runs
  flag({Kind::Tuple, Kind::ListItems}, kKindBackwards);

  table[static_cast<unsigned>(Kind::Instance)].first_slot = Instance::kFirstReleased;

  pool(Kind::List, 80);
  pool(Kind::Dict, 80);
  pool(Kind::Slice, 1);
  pool(Kind::Tuple, 2000, 20, 19);
  return table;
}

}  // namespace

const KindTable& kind_table() {
  static const KindTable table = make_kind_table();
  return table;
}

KindTable VmRoots::kind_traits() const { return kind_table(); }

bool VmRoots::allows_collection() const {
  return !vm_ || (!vm_->pending && !vm_->finalization->collecting());
}

}  // namespace midden::python
