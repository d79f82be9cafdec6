#pragma once

// Object model `boxed-front`: `boxed` with counts and marks, too, in front of the object.

#include "object_model/boxed.h"

namespace midden {

struct BoxedFront : Boxed {
  static constexpr const char* kName = "boxed-front";
  static constexpr Placement kCounts = Placement::front;
  static constexpr Placement kMarks = Placement::front;
};

static_assert(ObjectModel<BoxedFront>);

}  // namespace midden
