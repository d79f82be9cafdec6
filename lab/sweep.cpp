#include "lab/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "lab/error.h"
#include "lab/size.h"
#include "lab/timeline.h"
#include "lab/wording.h"

using nlohmann::json;

namespace midden::lab {

namespace {

// A trial in a heap so tight that the program crawls is one that timed out.
constexpr double kTrialSlowdown = 20;
constexpr double kLeastTrialTimeout = 10;

double unix_time() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

json builds_of(const Study& study) {
  json builds = json::object();
  auto add = [&](const Configuration& configuration) {
    if (builds.contains(configuration.name)) return;
    json told = describe(configuration.executable).json;
    builds[configuration.name] = {{"hash", content_hash(read_file(configuration.executable))},
                                  {"version", told.value("version", json(nullptr))},
                                  {"build", told.value("build", json(nullptr))}};
  };
  for (const StudyConfiguration& entry : study.configurations) add(entry.configuration);
  for (const Configuration& reference : study.references) add(reference);
  for (const Peer& peer : study.peers) {
    builds[peer.name] = {
        {"hash", content_hash(read_file(peer.executable))}, {"version", peer.label}, {"build", peer.json}};
  }
  return builds;
}

}  // namespace

std::string study_hash(const Study& study) { return content_hash(study.definition().dump()); }

Sweep::Sweep(const Study& study, Results& results, const Layout& layout, json environment)
    : study_(study), layout_(layout), results_(results), hash_(study_hash(study)) {
  host_ = environment.value("host", "");
  begin(std::move(environment));
}

json Sweep::line(const char* kind, std::string id) const {
  return {{"kind", kind}, {"id", std::move(id)}, {"study", hash_}};
}

void Sweep::begin(json environment) {
  json told = {{"study", hash_}, {"programs", json::object()}, {"builds", builds_of(study_)}};
  for (const StudyProgram& entry : study_.programs)
    told["programs"][entry.name] = content_hash(read_file(entry.program.path));
  for (std::size_t i = 0; i < results_.lines().size(); ++i) {
    const json& other = results_.lines()[i];
    std::string why;
    if (other["study"] != hash_) why = "another study, or the study has changed since";
    if (other["kind"] == "study") why = foreign_reason(told, other);
    if (!why.empty())
      throw UserError(fmt::format("results {} line {}: {}; give another file with --results",
                                  results_.file().string(), results_.line_number(i), why));
  }
  // The same machine adds one line, however often it resumes.
  json lasting = environment;
  lasting.erase("date");
  lasting.erase("load");
  origin_ = content_hash(told.dump() + lasting.dump());
  study_line_ = line("study", "origin/" + origin_);
  study_line_.update(told);
  study_line_["definition"] = study_.definition();
  study_line_["environment"] = std::move(environment);

  for (const Job& job : study_jobs(study_, {})) {
    if (const json* done = results_.find(job.id)) count(job, *done);
  }
}

void Sweep::count(const Job& job, const json& done) {
  if (job.canary) return;
  Spent& spent = spent_[{job.program, job.configuration, job.heap}];
  ++(done.value("outcome", "") == "ok" ? spent.passed : spent.failed);
  for (const json& warmup : done.value("warmup_s", json::array())) spent.seconds += warmup.get<double>();
  if (done.contains("record") && done["record"].contains("process"))
    spent.seconds += done["record"]["process"].value("wall_s", 0.0);
}

Outcome Sweep::run_trial(const StudyProgram& program, const Configuration& reference, std::uint64_t heap,
                         int number, double timeout_s) {
  if (guard_.interrupted()) return Outcome::kInterrupted;
  Measurement measured = measure(study_contestant(reference, {}, heap), program.program, program.arguments,
                                 {heap, timeout_s}, scratch_.path());
  if (measured.outcome == Outcome::kInterrupted) return measured.outcome;
  json done = line("trial", fmt::format("trial/{}/{}/{}/{}", program.name, reference.model, heap, number));
  done.update({{"program", program.name},
               {"model", reference.model},
               {"heap", heap},
               {"outcome", outcome_name(measured.outcome)},
               {"failure", measured.failure},
               {"wall_s", measured.invocation.wall_s},
               {"timeout_s", timeout_s}});
  results_.append(std::move(done));
  return measured.outcome;
}

void Sweep::search(const StudyProgram& program, const Configuration& reference) {
  auto known = [&](std::uint64_t heap, int number) {
    return results_.find(fmt::format("trial/{}/{}/{}/{}", program.name, reference.model, heap, number));
  };
  MinimumHeap minimum = search_minimum_heap(study_.minimum_heap, [&](std::uint64_t heap, int number) {
    status_.show(fmt::format("minimum heap of {} on {}: trial {} at {}", program.name, reference.model,
                             number + 1, heap == 0 ? "no limit" : format_size(heap)));
    double timeout = program.timeout_s;
    if (heap != 0) {
      double tight = std::max(kLeastTrialTimeout, kTrialSlowdown * known(0, 0)->value("wall_s", 0.0));
      timeout = timeout > 0 ? std::min(timeout, tight) : tight;
    }
    if (known(heap, number) == nullptr) {
      Outcome outcome = run_trial(program, reference, heap, number, timeout);
      if (outcome == Outcome::kInterrupted) return outcome;
    }
    // What the file says counts: another process may have been first.
    std::string outcome = known(heap, number)->value("outcome", "failed");
    for (Outcome one : {Outcome::kOk, Outcome::kMemory, Outcome::kTimeout}) {
      if (outcome == outcome_name(one)) return one;
    }
    return Outcome::kFailed;
  });
  interrupted_ = minimum.interrupted;
  if (interrupted_) return;
  json done = line("minimum", fmt::format("minimum/{}/{}", program.name, reference.model));
  done.update({{"program", program.name},
               {"model", reference.model},
               {"configuration", reference.name},
               {"heap", minimum.heap != 0 ? json(minimum.heap) : json(nullptr)},
               {"failure", minimum.failure.empty() ? json(nullptr) : json(minimum.failure)},
               {"trials", json::array()}});
  for (const HeapTrials& tally : minimum.tried) {
    done["trials"].push_back({{"heap", tally.heap},
                              {"passed", tally.passed},
                              {"memory", tally.memory},
                              {"timeout", tally.timeout},
                              {"failed", tally.failed}});
  }
  results_.append(std::move(done));
  status_.note(
      fmt::format("minimum heap of {} on {}: {}", program.name, reference.model, minimum_heap_text(minimum)));
}

bool Sweep::find_minimum_heaps() {
  for (const StudyProgram& program : study_.programs) {
    for (const Configuration& reference : study_.references) {
      if (results_.find(fmt::format("minimum/{}/{}", program.name, reference.model)) != nullptr) continue;
      if (!started_) results_.append(study_line_);
      started_ = true;
      search(program, reference);
      if (interrupted_) return false;
    }
  }
  return true;
}

std::uint64_t Sweep::heap_of(const Job& job, std::uint64_t minimum) const {
  if (peer_of(study_, job) != nullptr) return 0;
  const HeapPoint& point = study_.heaps[job.heap];
  if (point.factor == 0) return point.bytes;
  if (minimum == 0) {
    const json* found =
        results_.find(fmt::format("minimum/{}/{}", study_.programs[job.program].name,
                                  study_.configurations[job.configuration].configuration.model));
    if (found != nullptr && (*found)["heap"].is_number_unsigned()) minimum = (*found)["heap"];
  }
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(minimum) * point.factor));
}

Outcome Sweep::run_one(const Job& job, std::uint64_t heap) {
  if (results_.find(job.id) != nullptr) return Outcome::kOk;
  if (!started_) results_.append(study_line_);
  started_ = true;
  const StudyProgram& program = study_.programs[job.program];
  Contestant contestant;
  if (const Peer* peer = peer_of(study_, job)) {
    contestant = peer_contestant(*peer, layout_);
  } else {
    const StudyConfiguration& entry = study_.configurations[job.configuration];
    contestant = study_contestant(entry.configuration, entry.settings, heap);
  }
  Limits limits{heap, program.timeout_s};
  json warmup = json::array();
  for (int i = 0; i < program.warmup; ++i) {
    Measurement ignored = measure(contestant, program.program, program.arguments, limits, scratch_.path());
    if (ignored.outcome == Outcome::kInterrupted) return ignored.outcome;
    warmup.push_back(ignored.invocation.wall_s);
  }
  double started_at = unix_time();
  Measurement measured = measure(contestant, program.program, program.arguments, limits, scratch_.path());
  if (measured.outcome == Outcome::kInterrupted) return measured.outcome;
  if (job.round != 0 || job.canary) drop_pictures(measured.record);
  json done = line("invocation", job.id);
  done.update({{"program", program.name},
               {"configuration", configuration_name(study_, job)},
               {"heap_label", heap_label(study_, job)},
               {"heap", contestant.is_peer ? json(nullptr) : json(heap)},
               {"round", job.round},
               {"position", job.position},
               {"canary", job.canary},
               {"outcome", outcome_name(measured.outcome)},
               {"failure", measured.failure.empty() ? json(nullptr) : json(measured.failure)},
               {"warmup_s", std::move(warmup)},
               {"output", content_hash(measured.output)},
               {"started_at", started_at},
               {"host", host_},
               {"origin", origin_},
               {"record", std::move(measured.record)}});
  count(job, done);
  results_.append(std::move(done));
  return measured.outcome;
}

Sweep::State Sweep::state_of(const Job& job) const {
  if (results_.find(job.id) != nullptr) return State::kDone;
  if (peer_of(study_, job) == nullptr && heap_of(job) == 0) return State::kNoHeap;
  auto found = spent_.find({job.program, job.configuration, job.heap});
  bool hopeless = found != spent_.end() && found->second.passed == 0 && found->second.failed >= kGiveUpAfter;
  return hopeless ? State::kGivenUp : State::kOpen;
}

// What is known of a cell stands for what is left of it, else the mean of the program's cells; below 0 while
// a program has not run at all.
double Sweep::time_left(const std::vector<Job>& jobs, std::size_t next) const {
  std::map<std::size_t, std::pair<double, int>> of_program;
  for (const auto& [cell, spent] : spent_) {
    of_program[std::get<0>(cell)].first += spent.seconds;
    of_program[std::get<0>(cell)].second += spent.passed + spent.failed;
  }
  double left = 0;
  for (std::size_t i = next; i < jobs.size(); ++i) {
    const Job& job = jobs[i];
    if (state_of(job) != State::kOpen) continue;
    auto cell = spent_.find({job.program, job.configuration, job.heap});
    auto program = of_program.find(job.program);
    if (cell != spent_.end()) {
      left += cell->second.mean();
    } else if (program != of_program.end()) {
      left += program->second.first / program->second.second;
    } else {
      return -1;
    }
  }
  return left;
}

bool Sweep::run(const std::vector<Job>& jobs) {
  for (std::size_t i = 0; i < jobs.size() && !interrupted_; ++i) {
    const Job& job = jobs[i];
    if (state_of(job) == State::kOpen) {
      interrupted_ = guard_.interrupted();
      if (interrupted_) break;
      if (status_.live()) {
        double left = time_left(jobs, i);
        status_.show(fmt::format("{}/{}, round {} of {}: {} under {} at {}{}", i + 1, jobs.size(),
                                 job.round + 1, study_.invocations, study_.programs[job.program].name,
                                 configuration_name(study_, job), heap_label(study_, job),
                                 left < 0 ? "" : ", about " + duration_text(left) + " left"));
      }
      interrupted_ = run_one(job, heap_of(job)) == Outcome::kInterrupted;
      bool last = std::none_of(jobs.begin() + static_cast<std::ptrdiff_t>(i) + 1, jobs.end(),
                               [&](const Job& next) { return !next.canary && next.round == job.round; });
      if (status_.live() || !last || job.canary || interrupted_) continue;
      double left = time_left(jobs, i + 1);
      status_.note(fmt::format("round {} of {} done{}", job.round + 1, study_.invocations,
                               left <= 0 ? "" : ", about " + duration_text(left) + " left"));
    }
  }
  status_.clear();
  return !interrupted_;
}

}  // namespace midden::lab
