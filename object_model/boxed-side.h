#pragma once

// Object model `boxed-side`: `boxed` with counts, marks and generation links in side tables. Whoever
// collects, or only reads objects, writes to none.

#include "object_model/boxed.h"

namespace midden {

struct BoxedSide : Boxed {
  static constexpr const char* kName = "boxed-side";
  static constexpr Placement kCounts = Placement::side;
  static constexpr Placement kMarks = Placement::side;
  static constexpr Placement kLinks = Placement::side;
  static constexpr bool kLinksInFront = false;
};

static_assert(ObjectModel<BoxedSide>);

}  // namespace midden
