// The sentences of a report: what they say of rows made by hand, and what they do not say.
#include "lab/report/findings.h"

#include <catch2/catch.hpp>

using namespace midden::lab;
using Catch::Matchers::Contains;

namespace {

FigureRow row(const char* name, double wall, double low, double high, double to_best, double to_best_low) {
  FigureRow row = {{"configuration", name},
                   {"heap", "2x"},
                   {"peer", false},
                   {"outcome", "ok"},
                   {"wall_s", wall},
                   {"wall_low_s", low},
                   {"wall_high_s", high},
                   {"cpu_s", wall},
                   {"to_best", to_best},
                   {"pauses", 10.0},
                   {"pause_max_s", wall / 100},
                   {"utilisation_10ms", 0.5},
                   {"peak_rss_bytes", 1048576.0}};
  row["to_best_low"] = to_best_low == 0 ? FigureRow(nullptr) : FigureRow(to_best_low);
  return row;
}

}  // namespace

TEST_CASE("a difference that the interval supports is told, and no other") {
  std::string text = findings({row("a", 1, 0.9, 1.1, 1, 0), row("b", 1.05, 0.9, 1.2, 1.05, 0.95),
                               row("c", 3, 2.9, 3.1, 3, 2.7)},
                              false)
                         .time;
  // The fastest has no interval of a ratio to itself.
  CHECK(text ==
        "The least median wall time was 1.000 s, under a, from which b cannot be told apart; c took 3.00 "
        "times as long.");
}

TEST_CASE("one invocation supports no ranking") {
  std::string text = findings({row("a", 1, 1, 1, 1, 0), row("b", 3, 3, 3, 3, 0)}, false).time;
  CHECK_THAT(text, Contains("support no ranking"));
  CHECK_THAT(text, !Contains("times as long"));
}

TEST_CASE("what failed and what knows no limit is told apart") {
  FigureRow failed = {{"configuration", "f"}, {"heap", "2x"}, {"outcome", "MemoryError"}};
  FigureRow peer = row("python3", 2, 2, 2, 1, 0);
  peer["to_best"] = nullptr;
  std::string text =
      findings({row("a", 1, 0.9, 1.1, 1, 0), row("c", 3, 2.9, 3.1, 3, 2.7), failed, peer}, false).time;
  CHECK_THAT(text, Contains("c took 3.00 times as long."));
  CHECK_THAT(text, Contains("python3 took 2.000 s without a limit."));
  CHECK_THAT(text, Contains("No figure for f: see the table."));
}

TEST_CASE("pauses, utilisation and memory") {
  std::vector<FigureRow> rows = {row("a", 1, 1, 1, 1, 0), row("b", 3, 3, 3, 3, 2.5),
                                 row("none", 2, 2, 2, 2, 1.5)};
  rows[1]["utilisation_10ms"] = 0.0;
  rows[1]["pauses"] = 4.0;
  rows[1]["garbage_max_bytes"] = 3 * 1048576.0;
  rows[2]["pauses"] = 0.0;
  Findings found = findings(rows, false);
  CHECK_THAT(
      found.pauses,
      Contains(
          "The longest pause of all invocations was 30.0 ms under b; under a none was longer than 10.0 ms."));
  CHECK_THAT(found.pauses, Contains("most frequent under a (10 in a run) and rarest under b (4)"));
  CHECK_THAT(found.pauses, Contains("none never paused."));
  CHECK_THAT(found.utilisation,
             Contains("In its worst 10 ms a left the program 50 % of the time, b nothing."));
  CHECK_THAT(found.memory, Contains("the most garbage that one cycle found waiting was 3.0 MB under b."));
  CHECK(findings({rows[2]}, false).pauses == "No configuration paused.");
}

TEST_CASE("overhead against heap size: only intervals that do not meet are a difference") {
  auto at = [](const char* name, const char* heap, double value, double low, double high) {
    return FigureRow{{"configuration", name},
                     {"heap", heap},
                     {"overhead_wall", value},
                     {"overhead_wall_low", low},
                     {"overhead_wall_high", high}};
  };
  std::vector<FigureRow> rows = {at("a", "1.5x", 2.0, 1.8, 2.2), at("a", "4x", 1.2, 1.1, 1.3),
                                 at("b", "1.5x", 1.5, 1.2, 1.8), at("b", "4x", 1.3, 1.1, 1.5)};
  CHECK(overhead_finding(rows, {"1.5x", "4x"}, false) ==
        "The whole cost was from 1.20 (a at 4x) to 2.00 (a at 1.5x) times the least cost without collecting; "
        "from 1.5x to 4x "
        "the overhead fell for a; for b no difference between 1.5x and 4x is supported.");
}
