// The log of collections: what its lines say of events made by hand.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "collectors/common/gc_log.h"

using namespace midden;
using nlohmann::json;

namespace {

// Emits events at times that are told in seconds after the log was opened.
class Emitter {
 public:
  Emitter() {
    std::snprintf(path_, sizeof path_, "/tmp/midden-gc-log-XXXXXX");
    close(mkstemp(path_));
    opened_ = monotonic_ns();
    REQUIRE(log_.open(path_, opened_));
  }
  ~Emitter() { unlink(path_); }

  void emit(EventType type, double seconds, std::uint64_t cycle, CycleKind kind = CycleKind::concurrent,
            Phase phase = Phase::count_, std::uint8_t thread = 0, std::uint64_t cpu_ns = 0) {
    const auto time = opened_ + static_cast<std::uint64_t>(seconds * 1e9);
    log_.on_event({type, kind, CollectionReason::allocation, phase, thread, cycle, time, cpu_ns, &figures});
  }

  std::vector<json> lines() {
    CHECK(log_.close());
    std::vector<json> result;
    std::ifstream file(path_);
    for (std::string line; std::getline(file, line);) result.push_back(json::parse(line));
    return result;
  }

  CycleFigures figures;

 private:
  GcLog log_;
  char path_[40];
  std::uint64_t opened_;
};

// The log's clock starts a moment before the first event.
Approx about(double seconds) { return Approx(seconds).margin(0.01); }

}  // namespace

TEST_CASE("a concurrent cycle with two pauses, and a young one in between") {
  Emitter emitter;
  emitter.emit(EventType::cycle_begin, 1, 1);
  emitter.emit(EventType::pause_begin, 1.25, 1);
  emitter.emit(EventType::phase_begin, 1.25, 1, CycleKind::concurrent, Phase::roots);
  emitter.emit(EventType::phase_end, 1.5, 1, CycleKind::concurrent, Phase::roots);
  emitter.emit(EventType::pause_end, 1.5, 1);
  emitter.emit(EventType::phase_end, 1.6, 1, CycleKind::concurrent, Phase::mark, 1, 2'500'000'000);
  emitter.emit(EventType::cycle_begin, 2, 2, CycleKind::young);
  emitter.emit(EventType::pause_begin, 2, 2, CycleKind::young);
  emitter.emit(EventType::pause_end, 2.0000005, 2, CycleKind::young);
  emitter.figures.objects_freed = 7;
  emitter.emit(EventType::cycle_end, 3, 2, CycleKind::young);
  emitter.emit(EventType::pause_begin, 4, 1);
  emitter.emit(EventType::pause_end, 14.000000001, 1);
  emitter.figures = {};
  emitter.figures.bytes_live = 1000;
  emitter.figures.bytes_held_before = 3000;
  emitter.figures.bytes_held = 2000;
  emitter.emit(EventType::cycle_end, 15, 1, CycleKind::finished_by_mutator);

  std::vector<json> lines = emitter.lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0]["cycle"] == 2);
  CHECK(lines[0]["kind"] == "young");
  CHECK(lines[0]["objects_freed"] == 7);
  CHECK(lines[0]["pauses"].size() == 1);
  CHECK(lines[0]["pauses"][0][1].get<double>() == Approx(5e-7).margin(1e-9));
  CHECK_FALSE(lines[0].contains("live"));
  CHECK(lines[1]["cycle"] == 1);
  CHECK(lines[1]["kind"] == "finished_by_mutator");
  CHECK(lines[1]["reason"] == "allocation");
  CHECK(lines[1]["start_s"].get<double>() == about(1));
  CHECK(lines[1]["duration_s"].get<double>() == Approx(14));
  REQUIRE(lines[1]["pauses"].size() == 2);
  CHECK(lines[1]["pauses"][0][0].get<double>() == about(1.25));
  CHECK(lines[1]["pauses"][0][1].get<double>() == Approx(0.25));
  CHECK(lines[1]["pauses"][1][0].get<double>() == about(4));
  CHECK(lines[1]["pauses"][1][1].get<double>() == Approx(10.000000001).epsilon(1e-12));
  CHECK(lines[1]["helpers_s"].get<double>() == Approx(2.5));
  CHECK(lines[1]["phases"] == json{{"roots", 0.25}});
  CHECK(lines[1]["live"] == 1000);
  CHECK(lines[1]["held_before"] == 3000);
  CHECK(lines[1]["held"] == 2000);
  CHECK_FALSE(lines[1].contains("unfinished"));
}

TEST_CASE("a cycle that the run's end cuts off keeps its pauses") {
  Emitter emitter;
  emitter.emit(EventType::cycle_begin, 0, 1);
  emitter.emit(EventType::pause_begin, 0, 1);
  emitter.emit(EventType::pause_end, 0.125, 1);
  std::vector<json> lines = emitter.lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["unfinished"] == true);
  CHECK(lines[0]["kind"] == "concurrent");
  CHECK(lines[0]["pauses"][0][1].get<double>() == Approx(0.125));
}
