// Latencies of requests, worked by hand.
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "lab/pypy_log.h"
#include "lab/requests.h"
#include "lab/scratch.h"

using namespace midden::lab;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::vector<RequestTime> in_seconds(const std::vector<std::pair<double, double>>& times) {
  std::vector<RequestTime> requests;
  for (const auto& [start, end] : times)
    requests.push_back(
        {static_cast<std::int64_t>(start * kSecond), static_cast<std::int64_t>(end * kSecond)});
  return requests;
}

void check(const std::vector<double>& latencies, const std::vector<double>& expected) {
  REQUIRE(latencies.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(latencies[i] == Approx(expected[i]));
}

double part_at(const nlohmann::json& parts, double part) {
  for (const nlohmann::json& entry : parts) {
    if (entry[0] == part) return entry[1];
  }
  return -1;
}

}  // namespace

TEST_CASE("requests that follow one another evenly: metered is simple") {
  auto requests = in_seconds({{10, 11}, {11, 12}, {12, 13}, {13, 14}});
  check(simple_latencies(requests), {1, 1, 1, 1});
  for (std::int64_t window : {std::int64_t{0}, kSecond, 2 * kSecond, 100 * kSecond})
    check(metered_latencies(requests, window), {1, 1, 1, 1});
}

TEST_CASE("a pause of 3 s in the second of four requests") {
  auto requests = in_seconds({{0, 1}, {1, 5}, {5, 6}, {6, 7}});
  check(simple_latencies(requests), {1, 4, 1, 1});
  // The whole run, 7 s: arrivals at 0, 1.75, 3.5, 5.25; the second one began before it was due.
  check(metered_latencies(requests, 0), {1, 4, 2.5, 1.75});
  // Windows of 2 s. [0, 2): arrivals 0 and 1. [4, 6): one, at 4. [6, 7), cut at the end: one, at 6.
  check(metered_latencies(requests, 2 * kSecond), {1, 4, 2, 1});
  // A window longer than the run is the run.
  check(metered_latencies(requests, 50 * kSecond), {1, 4, 2.5, 1.75});
}

TEST_CASE("a pause before a burst: who came late had waited") {
  // Nothing for 8 s, then five requests of 0.4 s each: arrivals 0, 2, 4, 6, 8 in the 10 s since the first
  // one.
  auto requests = in_seconds({{0, 0.4}, {8.4, 8.8}, {8.8, 9.2}, {9.2, 9.6}, {9.6, 10}});
  check(metered_latencies(requests, 0), {0.4, 6.8, 5.2, 3.6, 2});
  // Short windows forget: [8, 9) has the starts 8.4 and 8.8, due at 8 and 8.5; [9, 10) 9.2 and 9.6, due at 9
  // and 9.5.
  check(metered_latencies(requests, kSecond), {0.4, 0.8, 0.7, 0.6, 0.5});
}

TEST_CASE("overlapping requests count from their own arrival") {
  auto requests = in_seconds({{0, 4}, {1, 2}, {3, 3.5}});
  check(simple_latencies(requests), {4, 1, 0.5});
  // 4 s, three requests: due at 0, 4/3, 8/3.
  check(metered_latencies(requests, 0), {4, 1, 3.5 - 8.0 / 3});
}

TEST_CASE("percentiles by nines of a thousand requests") {
  std::vector<RequestTime> requests;
  for (std::int64_t i = 0; i < 1000; ++i) requests.push_back({i * kSecond, i * kSecond + (i + 1) * 1000});
  auto record = requests_record(requests);
  CHECK(record["count"] == 1000);
  CHECK(record["span_s"].get<double>() == Approx(999.001));
  CHECK(part_at(record["simple"], 0.5) == Approx(500e-6));
  CHECK(part_at(record["simple"], 0.9) == Approx(900e-6));
  CHECK(part_at(record["simple"], 0.999) == Approx(999e-6));
  CHECK(part_at(record["simple"], 1) == Approx(1000e-6));
  CHECK(part_at(record["metered_1s"], 1) == Approx(1000e-6));
  CHECK(requests_record({}).is_null());
}

TEST_CASE("PyPy's log of its collections") {
  // Ticks of 0.5 ns: 2000 of them between the marks are 1000 ns.
  std::istringstream theirs(
      "[10] {gc-minor\n[18] gc-minor}\n"  // before the program
      "[100] {midden\n5000000\n[101] midden}\n"
      "[200] {gc-minor\n[208] {gc-minor-walkroots\n[20a] gc-minor-walkroots}\nminor collect, total memory "
      "used: 1\n"
      "[300] gc-minor}\n"
      "[310] {gc-collect-step\n[320] gc-collect-step}\n"
      "[330] {gc-minor\n[340] gc-minor}\n"
      "[350] {gc-collect-step\n[358] {gc-collect-done\n[35c] gc-collect-done}\n[360] gc-collect-step}\n"
      "[370] {gc-collect-step\n[380] gc-collect-step}\n"
      "[8d0] {midden\n5001000\n[8d1] midden}\n");
  std::ostringstream ours;
  convert_pypy_log(theirs, ours);
  std::istringstream lines(ours.str());
  std::vector<nlohmann::json> cycles;
  for (std::string line; std::getline(lines, line);) cycles.push_back(nlohmann::json::parse(line));
  REQUIRE(cycles.size() == 4);
  CHECK(cycles[0]["kind"] == "minor");
  CHECK(cycles[0]["start_s"].get<double>() == Approx(128e-9));  // 0x100 ticks after the first mark
  CHECK(cycles[0]["duration_s"].get<double>() == Approx(128e-9));
  CHECK(cycles[1]["kind"] == "minor");
  CHECK(cycles[2]["kind"] == "major");
  REQUIRE(cycles[2]["pauses"].size() == 2);
  CHECK(cycles[2]["pauses"][1][0].get<double>() == Approx(0x250 * 0.5e-9));
  CHECK(cycles[2]["pauses"][1][1].get<double>() == Approx(8e-9));
  CHECK(cycles[2]["duration_s"].get<double>() == Approx(0x50 * 0.5e-9));
  CHECK(cycles[3]["unfinished"] == true);
  std::istringstream killed(
      "[100] {midden\n5000000\n[101] midden}\n[200] {gc-minor\n[300] gc-minor}\n[310] {gc-mi");
  std::ostringstream nothing;
  convert_pypy_log(killed, nothing);
  CHECK(nothing.str().empty());
}

TEST_CASE("a damaged file of requests") {
  ScratchDirectory scratch;
  const std::int64_t words[] = {50, 60, 10, 30,
                                90, 80, 5};  // out of order; ends before it starts; half a pair
  std::ofstream(scratch.path() / "r", std::ios::binary)
      .write(reinterpret_cast<const char*>(words), sizeof words);
  auto requests = read_requests(scratch.path() / "r");
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].start_ns == 10);
  CHECK(requests[1].end_ns == 60);
  CHECK(read_requests(scratch.path() / "none").empty());
}
