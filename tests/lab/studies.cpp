// The parts of a study that need no processes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "lab/error.h"
#include "lab/jobs.h"
#include "lab/minimum_heap.h"
#include "lab/results.h"
#include "lab/scratch.h"

using namespace midden::lab;

namespace {

constexpr std::uint64_t kMega = 1 << 20;

MinimumHeapRules rules(int trials) {
  MinimumHeapRules rules;
  rules.trials = trials;
  rules.precision = 0.05;
  rules.largest = 64 * kMega;
  return rules;
}

Study small_study() {
  Study study;
  study.programs.resize(2);
  study.programs[0].name = "a";
  study.programs[1].name = "b";
  study.configurations.resize(3);
  for (std::size_t i = 0; i < 3; ++i)
    study.configurations[i].name = std::string(1, static_cast<char>('x' + i));
  study.heaps = {{"2x", 2, 0}, {"3x", 3, 0}};
  study.invocations = 4;
  study.canary.every = 5;
  return study;
}

}  // namespace

TEST_CASE("peers run once per program and round, whatever the heap sizes") {
  Study study = small_study();
  study.canary.every = 0;
  Peer peer;
  peer.name = "python3";
  study.peers = {peer};
  std::set<std::string> ids;
  for (const Job& job : study_jobs(study, {})) {
    CHECK(ids.insert(job.id).second);
    CHECK((peer_of(study, job) != nullptr) == (job.id.find("/python3/-/") != std::string::npos));
  }
  CHECK(ids.size() == 4 * 2 * (3 * 2 + 1));
  for (const char* id : {"a/python3/-/0", "b/python3/-/3", "b/z/3x/3"}) CHECK(ids.count(id) == 1);
}

TEST_CASE("the minimum heap of a program that needs a fixed size") {
  const std::uint64_t need = 22 * kMega + 12345;
  int runs = 0;
  MinimumHeap minimum = search_minimum_heap(rules(5), [&](std::uint64_t heap, int) {
    ++runs;
    return heap == 0 || heap >= need ? Outcome::kOk : Outcome::kMemory;
  });
  CHECK(minimum.heap >= need);
  CHECK(static_cast<double>(minimum.heap) <= static_cast<double>(need) * 1.05);
  // 16M fails, 32M passes; 24M, 20M, 22M, 23M of the bisection, of which 20M and 22M fail: 3 sizes × 5
  // trials, 16 → 5 doublings that fail at once, two failing middles, 4 more trials at 22M, one run without a
  // limit.
  CHECK(minimum.heap == 23 * kMega);
  CHECK(runs == 1 + 5 + 5 + 5 + 1 + 1 + 5 + 4);
  CHECK(minimum_heap_text(minimum) == "23M: 5 of 5 trials passed; at 22M 0 of 5 (memory 5)");
}

TEST_CASE("one trial that fails decides, and the probability below is told with its causes") {
  MinimumHeap minimum = search_minimum_heap(rules(4), [&](std::uint64_t heap, int number) {
    if (heap == 0 || heap >= 8 * kMega) return Outcome::kOk;
    if (heap < 7 * kMega) return Outcome::kMemory;
    return number == 0 ? Outcome::kTimeout : number == 1 ? Outcome::kMemory : Outcome::kOk;
  });
  CHECK(minimum.heap == 8 * kMega);
  std::string text = minimum_heap_text(minimum);
  CHECK(text.find("8M: 4 of 4 trials passed; at 7.") == 0);
  CHECK(text.find(" 2 of 4 (memory 1, timeout 1)") != std::string::npos);
}

TEST_CASE("the least heap, no heap, and no trial") {
  MinimumHeap least = search_minimum_heap(rules(3), [](std::uint64_t, int) { return Outcome::kOk; });
  CHECK(least.heap == kMega);
  CHECK(minimum_heap_text(least) == "1M: 3 of 3 trials passed");
  MinimumHeap none = search_minimum_heap(
      rules(3), [](std::uint64_t heap, int) { return heap == 0 ? Outcome::kOk : Outcome::kMemory; });
  CHECK(none.heap == 0);
  CHECK(minimum_heap_text(none) == "none: does not pass within 64M, the largest heap");
  MinimumHeap broken = search_minimum_heap(rules(3), [](std::uint64_t, int) { return Outcome::kTimeout; });
  CHECK(minimum_heap_text(broken) == "none: timeout without a limit");
  MinimumHeap stopped = search_minimum_heap(rules(3), [](std::uint64_t heap, int) {
    if (heap == 0) return Outcome::kOk;
    return heap < 8 * kMega ? Outcome::kMemory : Outcome::kInterrupted;
  });
  CHECK(stopped.heap == 0);
  CHECK(stopped.interrupted);
}

TEST_CASE("jobs: every cell once per round, interleaved, with canaries first, between and last") {
  Study study = small_study();
  std::vector<Job> jobs = study_jobs(study, {});
  std::set<std::string> ids;
  std::size_t canaries = 0;
  for (const Job& job : jobs) {
    CHECK(ids.insert(job.id).second);
    canaries += job.canary;
  }
  CHECK(jobs.size() - canaries == 2 * 3 * 2 * 4);
  CHECK(canaries == 11);  // before job 0, 5, 10 … 45, and last
  CHECK(jobs.front().canary);
  CHECK(jobs.back().canary);
  CHECK(ids.count("b/y/3x/2") == 1);
  // Another seed, another order; the same jobs.
  study.seed = 2;
  std::vector<Job> other = study_jobs(study, {});
  CHECK(other.size() == jobs.size());
  CHECK_FALSE(std::equal(jobs.begin(), jobs.end(), other.begin(),
                         [](const Job& a, const Job& b) { return a.id == b.id; }));
}

TEST_CASE("shards: together the whole, and a round of a program in one piece") {
  Study study = small_study();
  std::multiset<std::string> together, whole;
  for (const Job& job : study_jobs(study, {}))
    if (!job.canary) whole.insert(job.id);
  for (int index = 1; index <= 3; ++index) {
    std::set<std::pair<std::size_t, int>> units;
    std::size_t count = 0;
    for (const Job& job : study_jobs(study, {index, 3})) {
      if (job.canary) continue;
      together.insert(job.id);
      units.insert({job.program, job.round});
      ++count;
    }
    CHECK(count == units.size() * 6);
  }
  CHECK(together == whole);
  CHECK(parse_shard("2/4").index == 2);
  for (const char* wrong : {"", "0/2", "3/2", "1/0", "1", "1/2/3", "a/b", "1/2 "}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_shard(wrong), UserError);
  }
}

TEST_CASE("results: what is torn or foreign is skipped by number, and what follows is kept") {
  ScratchDirectory scratch;
  std::filesystem::path file = scratch.path() / "r.jsonl";
  auto line = [](const std::string& id) {
    return nlohmann::json{{"kind", "trial"}, {"id", id}, {"study", "s"}, {"outcome", "ok"}, {"wall_s", 1.5}};
  };
  {
    Results results(file);
    CHECK(results.append(line("one")));
    CHECK_FALSE(results.append(line("one")));
  }
  std::ofstream(file, std::ios::app)
      << "{\"schema\": \"other/1\"}\nno json\n"
      << R"({"schema": "midden-study/1", "kind": "invocation", "id": "x", "study": "s"})"
      << "\n{\"schema\": \"midd";
  Results results(file);
  CHECK(results.find("one") != nullptr);
  REQUIRE(results.complaints().size() == 4);
  CHECK(results.complaints()[0].find("line 2: not a line of midden-study/1; skipped") != std::string::npos);
  CHECK(results.complaints()[1].find("line 3: not JSON; skipped") != std::string::npos);
  CHECK(results.complaints()[2].find("line 4: incomplete; skipped") != std::string::npos);
  CHECK(results.complaints()[3].find("line 5: truncated; skipped") != std::string::npos);
  Results beside(file);
  CHECK(results.append(line("two")));
  CHECK(beside.append(line("three")));
  CHECK(beside.find("two") != nullptr);  // read before writing
  CHECK_FALSE(results.append(line("three")));
  Results again(file);
  CHECK(again.complaints().size() == 4);
  REQUIRE(again.lines().size() == 3);
  CHECK(again.line_number(1) == 6);
}

TEST_CASE("content hash") {
  // FNV-1a's published test vectors.
  CHECK(content_hash("") == "cbf29ce484222325");
  CHECK(content_hash("a") == "af63dc4c8601ec8c");
  CHECK(content_hash("foobar") == "85944171f73967e8");
}
