#pragma once

#include <cstdint>

namespace midden {

enum class CollectionReason : std::uint8_t {
  allocation,
  threshold,
  limit,
  explicit_request,
  stress,
  shutdown
};

struct CollectionRequest {
  CollectionReason reason = CollectionReason::explicit_request;
  // 0 youngest … 2 everything; collectors without generations collect everything.
  int generation = 2;
};

}  // namespace midden
