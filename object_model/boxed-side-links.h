#pragma once

// Object model `boxed-side-links`: `boxed` with marks and generation links in side tables, counts in the
// header. A collection writes to no object, reading one does.

#include "object_model/boxed.h"

namespace midden {

struct BoxedSideLinks : Boxed {
  static constexpr const char* kName = "boxed-side-links";
  static constexpr Placement kMarks = Placement::side;
  static constexpr Placement kLinks = Placement::side;
  static constexpr bool kLinksInFront = false;
};

static_assert(ObjectModel<BoxedSideLinks>);

}  // namespace midden
