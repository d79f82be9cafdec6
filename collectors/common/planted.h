#pragma once

// Bugs planted on purpose, to show that the tests find them. A build with MIDDEN_PLANTS (one of the tests')
// has the one that the environment variable MIDDEN_PLANTED names; any other build has none.

#ifdef MIDDEN_PLANTS
#include <cstdlib>
#include <string_view>
#endif

namespace midden {

enum class Plant {
  none,
  store_unannounced,        // store has no barrier
  initialize_unannounced,   // initialize has none
  copy_unannounced,         // copy has none
  take_unannounced,         // take has none (snapshot)
  weak_unannounced,         // a weak reference is read without telling the snapshot barrier
  roots_not_rescanned,      // the last pause does not look at the roots again
  segment_dropped,          // now and then a segment of a worklist is lost
  born_unmarked,            // fresh objects do not get the colour of the cycle under way
  store_not_remembered,     // the barrier does not remember the slots of old objects that refer to young ones
  promoted_not_remembered,  // nor does a scavenge those of the objects that it promotes
  promoted_not_scanned,     // the marker is not told of an object that was promoted while it marks
  count_
};

inline constexpr const char* kPlantNames[] = {
    "none",
    "store_unannounced",
    "initialize_unannounced",
    "copy_unannounced",
    "take_unannounced",
    "weak_unannounced",
    "roots_not_rescanned",
    "segment_dropped",
    "born_unmarked",
    "store_not_remembered",
    "promoted_not_remembered",
    "promoted_not_scanned",
};
static_assert(sizeof kPlantNames / sizeof kPlantNames[0] == static_cast<unsigned>(Plant::count_));

#ifdef MIDDEN_PLANTS
inline const Plant kPlanted = [] {
  const char* name = std::getenv("MIDDEN_PLANTED");
  for (int i = 1; name && i < static_cast<int>(Plant::count_); ++i) {
    if (std::string_view(name) == kPlantNames[i]) return static_cast<Plant>(i);
  }
  if (name && std::string_view(name) != kPlantNames[0]) std::abort();
  return Plant::none;
}();
inline bool planted(Plant bug) { return kPlanted == bug; }
#else
constexpr bool planted(Plant) { return false; }
#endif

}  // namespace midden
