#pragma once

// Schedule: the helpers of a heap as coroutines on the mutator's own thread, switched at marked points by a
// seeded random choice (--stress schedule=SEED). What threads might do in any order happens in one order, and
// in the same one again with the same seed.

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace midden {

// Whether also those events of the mutator are switching points that are plain operations otherwise: reads,
// stores that nobody else need know of, allocations. In builds for tests, and unoptimised ones.
inline constexpr bool kSwitchesEverywhere =
#if defined(MIDDEN_PLANTS) || !defined(NDEBUG)
    true;
#else
    false;
#endif

class Schedule {
 public:
  explicit Schedule(std::uint64_t seed);
  ~Schedule();
  Schedule(const Schedule&) = delete;
  Schedule& operator=(const Schedule&) = delete;

  // As HelperCrew's.
  void start(unsigned helpers, void (*work)(void* context), void* context, std::atomic<bool>& attention);
  bool finished() const { return running_ == 0; }
  // Lets the helpers run to the end of their parts.
  void close();

  // Here any other helper, or the mutator, may go on.
  void point();
  // In place of decisions that depend on the time.
  bool chance(unsigned one_in) { return random() % one_in == 0; }

 private:
  struct Fiber;
  static void enter(unsigned high, unsigned low);
  std::uint64_t random();
  void switch_to(std::size_t index);

  std::uint64_t state_;
  // The first one stands for the mutator.
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::size_t current_ = 0;
  std::size_t running_ = 0;
  std::atomic<bool>* attention_ = nullptr;
};

}  // namespace midden
