// Where a collector's notes are, and what parent and child of a fork still share: for each placement of
// counts, marks and links one process makes a heap of records, forks children that do nothing, collect or
// read every object, and says how much memory each child came to have for itself. Arguments:
// [RECORDS=300000].

#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "collectors/common/events.h"
#include "object_model/boxed-front.h"
#include "object_model/boxed-header.h"
#include "object_model/boxed-side-links.h"
#include "object_model/boxed-side.h"
#include "object_model/tagged-side.h"
#include "workloads/micro/bench_heap.h"

namespace midden::micro {
namespace {

constexpr std::size_t kObjectsPerRecord = 4;

double private_megabytes() {
  double kilobytes = 0;
  std::FILE* file = std::fopen("/proc/self/smaps_rollup", "r");
  char line[256];
  while (file && std::fgets(line, sizeof line, file)) {
    if (std::strncmp(line, "Private_", 8) == 0) kilobytes += std::atof(std::strchr(line, ':') + 1);
  }
  if (file) std::fclose(file);
  return kilobytes / 1024;
}

// What `body` returns in a child of its own.
template <class Body>
double in_child(Body&& body) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const double result = body();
    std::_Exit(write(ends[1], &result, sizeof result) == sizeof result ? 0 : 1);
  }
  double result = -1;
  if (read(ends[0], &result, sizeof result) != sizeof result) result = -1;
  close(ends[0]);
  close(ends[1]);
  waitpid(child, nullptr, 0);
  return result;
}

// A chain of records, each with a container and two leaves of its own.
template <class C, class M>
struct Records {
  using Ref = Object<M>*;

  explicit Records(std::size_t count) {
    world.heap->set_enabled(false);
    world.roots.push_back(0);
    auto& mutator = *world.mutator;
    for (std::size_t i = 0; i < count; ++i) {
      Ref record = mutator.allocate(kPair, 4, 0);
      Ref list = mutator.allocate(kArray, 2, 1);
      Ref name = mutator.allocate(kArray, 0, 6);
      Ref number = mutator.allocate(kArray, 0, 1);
      std::memset(first_raw_word(name), 1, 6 * sizeof(Word));
      mutator.initialize_owned(record, record->slots()[0], reinterpret_cast<Word>(list));
      mutator.initialize_owned(record, record->slots()[1], reinterpret_cast<Word>(name));
      mutator.initialize_owned(record, record->slots()[2], world.roots[0]);
      mutator.initialize_owned(list, list->slots()[0], reinterpret_cast<Word>(number));
      world.roots[0] = reinterpret_cast<Word>(record);
    }
  }
  void collect() { world.mutator->collect({CollectionReason::explicit_request, 2}); }
  // As a program does: every reference that it holds for a moment is counted, if the collector counts.
  std::size_t read() {
    std::size_t sum = 0;
    auto touch = [&](Word word) {
      C::Mutator::retain(word);
      sum += reinterpret_cast<Ref>(word)->header.kind;
      C::Mutator::release(word);
    };
    for (Word word = world.roots[0]; word;) {
      Ref record = reinterpret_cast<Ref>(word);
      touch(word);
      Ref list = reinterpret_cast<Ref>(record->slots()[0].load());
      touch(record->slots()[0].load());
      touch(record->slots()[1].load());
      touch(list->slots()[0].load());
      word = record->slots()[2].load();
    }
    return sum;
  }

  BenchHeap<C, M> world;
};

template <class C, class M>
void report(std::size_t count) {
  // A process of its own, lest the heaps add up.
  std::fflush(stdout);
  in_child([&] {
    Records<C, M> records(count);
    const double objects = static_cast<double>(count * kObjectsPerRecord);
    const double held = static_cast<double>(records.world.heap->budget().held());
    const double nothing = in_child([] { return private_megabytes(); });
    const double collected = in_child([&] {
      records.collect();
      return private_megabytes();
    });
    const double read = in_child([&] {
      // Impossible, but the compiler does not know.
      return records.read() == 0 ? -1 : private_megabytes();
    });
    records.collect();
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
      const std::uint64_t start = thread_cpu_ns();
      records.collect();
      best = std::min(best, static_cast<double>(thread_cpu_ns() - start) / objects);
    }
    fmt::print("{:17} {:10} {:7.1f} {:9.1f} {:9.1f} {:9.1f} {:9.1f}\n", M::kName, C::kName, held / objects,
               held / (1 << 20), collected - nothing, read - nothing, best);
    std::fflush(stdout);
    return 0.0;
  });
}

}  // namespace
}  // namespace midden::micro

int main(int argc, char** argv) {
  using namespace midden;
  using namespace midden::micro;
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 300'000;
  fmt::print("{:17} {:10} {:>7} {:>9} {:>9} {:>9} {:>9}\n", "", "", "bytes", "heap", "collects", "reads",
             "collect");
  fmt::print("{:17} {:10} {:>7} {:>9} {:>9} {:>9} {:>9}\n", "model", "collector", "/object", "MB", "MB own",
             "MB own", "ns/object");
  report<Refcount<Boxed>, Boxed>(count);
  report<Refcount<BoxedHeader>, BoxedHeader>(count);
  report<Refcount<BoxedFront>, BoxedFront>(count);
  report<Refcount<BoxedSideLinks>, BoxedSideLinks>(count);
  report<Refcount<BoxedSide>, BoxedSide>(count);
  report<Refcount<Tagged>, Tagged>(count);
  report<Refcount<TaggedSide>, TaggedSide>(count);
  report<Marksweep<Boxed>, Boxed>(count);
  report<Marksweep<BoxedFront>, BoxedFront>(count);
  report<Marksweep<BoxedSide>, BoxedSide>(count);
  report<Marksweep<Tagged>, Tagged>(count);
  report<Marksweep<TaggedSide>, TaggedSide>(count);
}
