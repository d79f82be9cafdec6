#pragma once

// Bugs planted on purpose, one at a time (CMake option MIDDEN_PLANT), to show that the tests find them. A
// build without the option has none of this.

namespace midden {

enum class Plant {
  none,
  store_unannounced,       // store has no barrier
  initialize_unannounced,  // initialize has none
  copy_unannounced,        // copy has none
  take_unannounced,        // take has none (snapshot)
  roots_not_rescanned,     // the last pause does not look at the roots again
  segment_dropped,         // one segment of a worklist is lost
  marked_too_early,        // fresh objects do not get the new colour
  weak_not_shaded,         // a weak reference is read without telling the snapshot barrier
  count_
};

#ifdef MIDDEN_PLANT
inline constexpr Plant kPlant = Plant::MIDDEN_PLANT;
#else
inline constexpr Plant kPlant = Plant::none;
#endif
constexpr bool planted(Plant bug) { return kPlant == bug; }

}  // namespace midden
