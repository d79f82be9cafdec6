#pragma once

// Object model `tagged-side`: `tagged` with counts, marks and generation links in side tables.

#include "object_model/tagged.h"

namespace midden {

struct TaggedSide : Tagged {
  static constexpr const char* kName = "tagged-side";
  static constexpr Placement kCounts = Placement::side;
  static constexpr Placement kMarks = Placement::side;
  static constexpr Placement kLinks = Placement::side;
};

static_assert(ObjectModel<TaggedSide>);

}  // namespace midden
