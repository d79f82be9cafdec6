#pragma once

// Object model `boxed-header`: `boxed` with the generation links in the header as well, which every object
// has, leaves too.

#include "object_model/boxed.h"

namespace midden {

struct BoxedHeader : Boxed {
  static constexpr const char* kName = "boxed-header";
  static constexpr std::size_t kHeaderWords = 4;
  static constexpr Placement kLinks = Placement::header;
  static constexpr bool kLinksInFront = false;
  using LinkWords = TwoLinkWords;
};

static_assert(ObjectModel<BoxedHeader>);

}  // namespace midden
