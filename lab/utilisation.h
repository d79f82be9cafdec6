// Minimum mutator utilisation (Cheng and Blelloch, "A Parallel, Real-Time Garbage Collector", PLDI 2001).
#pragma once

#include <span>
#include <vector>

namespace midden::lab {

// When the program stood still, in seconds from the start of the run. Pauses may overlap and be in any order.
struct Pause {
  double start = 0, end = 0;
};

// The least fraction of any window of so many seconds, within a run of `length`, in which the program ran. A
// window longer than the run is the run.
double minimum_mutator_utilisation(std::span<const Pause> pauses, double length, double window);

// The least of these over all windows of at least `window` (bounded MMU). Unlike MMU it never falls as
// windows grow, which is what makes it fit to be drawn.
double bounded_mutator_utilisation(std::span<const Pause> pauses, double length, double window);

}  // namespace midden::lab
