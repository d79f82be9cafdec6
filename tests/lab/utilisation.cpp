// Mutator utilisation on lists of pauses worked by hand, and against a search over all windows.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "lab/utilisation.h"

using namespace midden::lab;

TEST_CASE("one pause of 2 s in a run of 10 s") {
  std::vector<Pause> pauses = {{4, 6}};
  CHECK(minimum_mutator_utilisation(pauses, 10, 1) == Approx(0).margin(1e-12));
  CHECK(minimum_mutator_utilisation(pauses, 10, 2) == Approx(0).margin(1e-12));
  CHECK(minimum_mutator_utilisation(pauses, 10, 4) == Approx(0.5));
  CHECK(minimum_mutator_utilisation(pauses, 10, 8) == Approx(0.75));
  CHECK(minimum_mutator_utilisation(pauses, 10, 10) == Approx(0.8));
  CHECK(minimum_mutator_utilisation(pauses, 10, 99) == Approx(0.8));
  CHECK(minimum_mutator_utilisation({}, 10, 1) == 1);
}

TEST_CASE(
    "utilisation falls again where a longer window holds two pauses; the bounded form says so at once") {
  // In 1.5 s there is one pause of 1 s at most: 1 - 1/1.5. In 3 s, [2, 5], there are both: 1 - 2/3.
  std::vector<Pause> pauses = {{2, 3}, {4, 5}};
  CHECK(minimum_mutator_utilisation(pauses, 10, 1.5) == Approx(1 - 1 / 1.5));
  CHECK(minimum_mutator_utilisation(pauses, 10, 2) == Approx(0.5));
  CHECK(minimum_mutator_utilisation(pauses, 10, 3) == Approx(1.0 / 3));
  CHECK(minimum_mutator_utilisation(pauses, 10, 6) == Approx(2.0 / 3));
  std::vector<double> windows = {1.5, 2, 3, 6, 10};
  UtilisationCurve curve = utilisation_curve(pauses, 10, windows);
  for (std::size_t i = 0; i < windows.size(); ++i)
    CHECK(curve.minimum[i] == Approx(minimum_mutator_utilisation(pauses, 10, windows[i])));
  CHECK(curve.bounded[0] == Approx(1.0 / 3));
  CHECK(curve.bounded[1] == Approx(1.0 / 3));
  CHECK(curve.bounded[3] == Approx(2.0 / 3));
  CHECK(curve.bounded[4] == Approx(0.8));
}

TEST_CASE("pauses that overlap, are out of order or reach beyond the run count once") {
  std::vector<Pause> pauses = {{9, 12}, {1, 3}, {2, 4}};
  CHECK(minimum_mutator_utilisation(pauses, 10, 10) == Approx(0.6));  // 1–4 and 9–10
  CHECK(minimum_mutator_utilisation(pauses, 10, 4) == Approx(0.25));
}

TEST_CASE("against every window that begins and ends at a tenth of a second") {
  std::mt19937 generator(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<bool> stopped(60);
    std::vector<Pause> pauses;
    for (int i = 0; i < 6; ++i) {
      int start = static_cast<int>(generator() % 55), end = start + 1 + static_cast<int>(generator() % 5);
      pauses.push_back({start / 10.0, end / 10.0});
      for (int t = start; t < end; ++t) stopped[static_cast<std::size_t>(t)] = true;
    }
    std::vector<double> windows, expected;
    for (int window = 1; window <= 60; ++window) {
      double least = 1;
      for (int start = 0; start + window <= 60; ++start) {
        auto paused = std::count(stopped.begin() + start, stopped.begin() + start + window, true);
        least = std::min(least, 1 - static_cast<double>(paused) / window);
      }
      windows.push_back(window / 10.0);
      expected.push_back(least);
    }
    UtilisationCurve curve = utilisation_curve(pauses, 6, windows);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      CHECK(curve.minimum[i] == Approx(expected[i]).margin(1e-9));
      double least_of_longer =
          *std::min_element(expected.begin() + static_cast<std::ptrdiff_t>(i), expected.end());
      CHECK(curve.bounded[i] == Approx(least_of_longer).margin(1e-9));
    }
  }
}
