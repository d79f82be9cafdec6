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

// For each of the windows, which ascend: the same, and the least of these over it and all longer ones
// (bounded MMU). The latter never falls as windows grow, which is what makes it fit to be drawn; where
// utilisation dips between two of the windows it lies above what a denser list would tell. Takes time in
// proportion to pauses × windows.
struct UtilisationCurve {
  std::vector<double> minimum, bounded;
};
UtilisationCurve utilisation_curve(std::span<const Pause> pauses, double length,
                                   std::span<const double> windows);

}  // namespace midden::lab
