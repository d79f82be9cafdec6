#pragma once

// HeapBase: what every heap has, whatever its collector: a budget, a pool of blocks, an event stream with its
// statistics, immortal objects, and neutral answers to what only some collectors can mean.

#include <array>
#include <cstddef>
#include <cstdint>

#include "collectors/common/events.h"
#include "collectors/common/memory_figures.h"
#include "collectors/common/statistics.h"
#include "heap/block_pool.h"
#include "heap/budget.h"
#include "heap/linear_space.h"
#include "object_model/model.h"

namespace midden {

struct HeapSettings;

struct GenerationStatistics {
  std::uint64_t collections = 0;
  std::uint64_t collected = 0;
  std::uint64_t uncollectable = 0;
};

class HeapBase {
 public:
  HeapBase(const HeapBase&) = delete;
  HeapBase& operator=(const HeapBase&) = delete;

  EventStream& events() { return events_; }
  const Statistics& statistics() const { return statistics_; }
  const Budget& budget() const { return budget_; }

  // What Python's gc module asks for. A collector that can mean more by one of them has a member of the same
  // name in front of this one.
  void set_enabled(bool on) { enabled_ = on; }
  bool enabled() const { return enabled_; }
  void set_thresholds(const std::array<unsigned, 3>& thresholds) { thresholds_ = thresholds; }
  std::array<unsigned, 3> thresholds() const { return thresholds_; }
  // Net allocations since the youngest generation was collected, its collections since the next one's, …
  std::array<unsigned, 3> counts() const { return {}; }
  // Objects that exist now are left alone by later collections.
  void freeze() {}
  void unfreeze() {}
  std::size_t freeze_count() const { return 0; }
  // Without generations everything is generation 2.
  GenerationStatistics generation_statistics(int generation) const;

 protected:
  static constexpr std::uint32_t kConstantKinds = static_cast<std::uint32_t>(Constant::count_);

  explicit HeapBase(const HeapSettings& settings);
  ~HeapBase();

  // Memory for an immortal object, outside the budget.
  char* allocate_immortal_bytes(std::size_t bytes);
  MemoryFigures common_figures() const;
  // The number is kept in Header::count, which collectors that do not count have no other use for.
  std::uint64_t identity_in_header(Header& header) {
    if ((header.flags & kFlagImmortal) && header.kind < kConstantKinds)
      return header.kind;  // read-only memory
    if (!header.has_flag(kFlagIdentity)) {
      header.count = ++next_identity_;
      header.set_flag(kFlagIdentity);
    }
    return header.count;
  }

  Budget budget_;
  BlockPool pool_;
  BlockPool immortal_pool_;
  LinearSpace immortals_;
  Window immortal_window_;
  Statistics statistics_;
  EventStream events_;
  std::array<unsigned, 3> thresholds_{700, 10, 10};
  std::uint32_t next_identity_ = kConstantKinds;
  bool enabled_ = true;
};

}  // namespace midden
