// What is made of a log of collections, against figures worked by hand.
#include "lab/timeline.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "lab/record.h"
#include "lab/scratch.h"

using namespace midden::lab;
using nlohmann::json;

namespace {

CycleLog log_of(const std::string& text) {
  ScratchDirectory scratch;
  std::ofstream(scratch.path() / "log") << text;
  return read_cycle_log(scratch.path() / "log");
}

std::string cycle(const char* kind, double start, double pause, const std::string& rest = "") {
  return json{{"cycle", 1},
              {"kind", kind},
              {"reason", "allocation"},
              {"start_s", start},
              {"duration_s", pause},
              {"pauses", json::array({json::array({start, pause})})}}
             .dump()
             .insert(1, rest) +
         "\n";
}

}  // namespace

TEST_CASE("percentiles are pauses that occurred") {
  std::string text;
  for (int i = 1; i <= 200; ++i) text += cycle("full", i, i * 1e-3);
  json pauses = timeline_record(log_of(text), 300)["pauses"];
  CHECK(pauses["count"] == 200);
  CHECK(pauses["total_s"].get<double>() == Approx(20.1));  // 200 · 201 / 2 ms
  CHECK(pauses["p50_s"].get<double>() == Approx(0.100));
  CHECK(pauses["p90_s"].get<double>() == Approx(0.180));
  CHECK(pauses["p99_s"].get<double>() == Approx(0.198));
  CHECK(pauses["p999_s"].get<double>() == Approx(0.200));
  CHECK(pauses["max_s"].get<double>() == Approx(0.200));
}

TEST_CASE("buckets of the histogram") {
  CHECK(histogram_bucket(0) == 0);
  CHECK(histogram_bucket(5e-7) == 0);
  CHECK(histogram_bucket(1e-6) == 0);
  CHECK(histogram_bucket(1e-3) == 30);
  CHECK(histogram_bucket(1.26e-3) == 31);  // 10^0.1 = 1.2589
  CHECK(histogram_bucket(1.25e-3) == 30);
  CHECK(bucket_start(30) == Approx(1e-3));
  json timeline =
      timeline_record(log_of(cycle("full", 1, 1e-3) + cycle("full", 2, 1.1e-3) + cycle("full", 3, 2)), 10);
  CHECK(timeline["histogram"] == json::parse("[[30, 2], [63, 1]]"));  // 10^0.3 = 1.995
}

TEST_CASE("utilisation over a run") {
  // Pauses of 1 s in [2, 3] and [4, 5] of 10 s: no program in windows up to 1 s, at last 0.8 of the run.
  json utilisation = timeline_record(log_of(cycle("full", 4, 1) + cycle("full", 2, 1)), 10)["utilisation"];
  std::size_t last = utilisation["window_s"].size() - 1;
  CHECK(utilisation["window_s"][0].get<double>() == Approx(1e-5));
  CHECK(utilisation["window_s"][last].get<double>() == 10);
  CHECK(utilisation["minimum"][last].get<double>() == Approx(0.8));
  CHECK(utilisation["bounded"][last].get<double>() == Approx(0.8));
  for (std::size_t i = 0; i <= last; ++i) {
    if (utilisation["window_s"][i].get<double>() <= 1) CHECK(utilisation["minimum"][i].get<double>() == 0);
  }
}

TEST_CASE("what collecting found") {
  std::string young = R"("objects_visited":100,"objects_freed":300,"bytes_moved":1000,"bytes_freed":3000,)";
  std::string full =
      R"("objects_visited":500,"objects_freed":100,"live":6000,"bytes_freed":2000,"held":9000,)";
  json timeline = timeline_record(log_of(cycle("young", 1, 1e-3, young) + cycle("full", 2, 1e-2, full)), 10);
  CHECK(timeline["garbage_max"] == 3000);
  CHECK(timeline["freed_per_visited"].get<double>() == Approx(400.0 / 600).margin(1e-4));
  CHECK(timeline["survival"]["young"].get<double>() == Approx(0.25));
  CHECK(timeline["survival"]["full"].get<double>() == Approx(0.75));
  CHECK(timeline["memory"]["time_s"][1].get<double>() == Approx(2.01));
  CHECK(timeline["memory"]["live"] == json::parse("[null, 6000]"));
  CHECK(timeline_record(log_of(cycle("full", 1, 1e-3)), 10)["garbage_max"].is_null());  // no line tells bytes
  json generation = timeline_record(
      log_of(cycle("generation0", 1, 1e-3, R"("objects_visited":400,"objects_freed":100,)")), 10);
  CHECK(generation["survival"]["generation0"].get<double>() == Approx(0.75));
}

TEST_CASE("pictures are bounded, and keep the longest cycles in order") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += cycle("generation0", i, i % 2 ? 1e-3 : 1e-5);
  json timeline = timeline_record(log_of(text), 1000);
  CHECK(timeline["cycle_count"] == 1000);
  CHECK(timeline["cycles"].size() == kMostCycles);
  double before = -1;
  for (const json& shown : timeline["cycles"]) {
    CHECK(shown[1].get<double>() == Approx(1e-3));
    CHECK(shown[0].get<double>() > before);
    before = shown[0];
  }
  CHECK(timeline["memory"]["time_s"].size() == kMemoryPoints);
  CHECK(timeline["memory"]["time_s"].back().get<double>() == Approx(999.001));
  json record = {{"timeline", timeline}, {"memory_over_time", json::object()}, {"wall_s", 1}};
  drop_pictures(record);
  CHECK_FALSE(record.contains("memory_over_time"));
  CHECK(record.contains("wall_s"));
  timeline = record["timeline"];
  CHECK_FALSE(timeline.contains("cycles"));
  CHECK_FALSE(timeline.contains("memory"));
}

TEST_CASE("lines that are none are counted; a run without collections") {
  CycleLog log = log_of("{\"cycle\":1}\nnot JSON\n" + cycle("full", 1, 1) +
                        "{\"start_s\":1,\"kind\":\"full\",\"pauses\":[3]}\n");
  CHECK(log.cycles.size() == 1);
  CHECK(log.skipped == 3);
  json none = timeline_record(log_of(""), 2);
  CHECK(none["pauses"]["count"] == 0);
  CHECK(none["garbage_max"].is_null());
  for (const json& value : none["utilisation"]["bounded"]) CHECK(value == 1);
}

TEST_CASE("figures prefer the time line") {
  json record = {{"pauses", {{"count", 2}, {"p99_s", 9.0}, {"max_s", 9.0}}},
                 {"wall_s", 2.0},
                 {"memory", {{"allocated_bytes", 100}}}};
  record["timeline"] = timeline_record(log_of(cycle("full", 1, 0.1) + cycle("full", 3, 0.2)), 10);
  Figures figures = figures_of(record);
  CHECK(figures.pause_count.value() == 2);
  CHECK(figures.pause_p99_s.value() == Approx(0.2));
  CHECK(figures.utilisation_at(0.1).value() == Approx(0));
  CHECK(figures.utilisation_at(99).value() == Approx(0.97));
  CHECK(figures.allocated_bytes_per_s.value() == 50);
  record["timeline"] =
      json::parse(R"({"pauses": 3, "histogram": {"a": 1}, "utilisation": [1], "garbage_max": "x"})");
  CHECK_FALSE(figures_of(record).pause_count);
  record["timeline"] = 7;
  CHECK(figures_of(record).pause_max_s.value() == 9);
}
