#pragma once

// Verdict: what the checking collector has found, and how much it has looked at.

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace midden {

// What a workload can do wrong.
enum class Breach : std::uint8_t {
  unannounced_store,     // a slot changed, and no event said so
  wrong_holder,          // the slot of an event is none of the object it names
  stale_holder,          // the object of an event is no longer there
  stale_value,           // the value of an event is no longer there
  stale_root,            // so is what a root or a Local refers to
  stale_access,          // memory was read or written in which an object was before it moved
  initialized_twice,     // initialize, or copy with fill, of a slot that held something
  stale_copy_left,       // copy with move left copies behind, and initialize did not follow
  weak_unannounced,      // an object is back that only a weak word had, which nobody said was read
  registered_too_early,  // a weak reference was registered before it had a referent
  registered_twice,      // a weak reference was registered again
  layout_changed,        // an object's size or the number of its slots changed
  count_
};
const char* name_of(Breach breach);

struct Violation {
  Breach breach;
  std::string text;
};

// How often each thing was looked at.
struct CheckedFigures {
  std::uint64_t allocations = 0;
  std::uint64_t first_stores_at_once = 0;  // initialize, before anything else was allocated
  std::uint64_t first_stores_later = 0;
  std::uint64_t stores = 0;
  std::uint64_t takes = 0;
  std::uint64_t copied_slots = 0;
  std::uint64_t weak_reads = 0;
  std::uint64_t walks = 0;  // over all objects, slots and roots
  std::uint64_t compared_slots = 0;
  std::uint64_t compared_roots = 0;
  std::uint64_t moves = 0;  // of all objects
  std::uint64_t moved_objects = 0;
};

class Verdict {
 public:
  // How much is printed: everything, violations only, nothing (whoever asks finds them in `violations`).
  enum class Report : std::uint8_t { all, violations, nothing };
  static constexpr int kExitStatus = 70;

  explicit Verdict(Report report) : report_(report) {}

  // Prints it at once, since the process may not live to see the end; after the first few only counts.
  void add(Breach breach, std::string text);
  // The end: prints the sums. 0, or kExitStatus.
  int conclude() const;

  std::uint64_t count() const { return count_; }
  std::uint64_t count(Breach breach) const { return counts_[static_cast<std::size_t>(breach)]; }
  // The first ones.
  const std::vector<Violation>& violations() const { return violations_; }

  CheckedFigures checked;

 private:
  static constexpr std::size_t kKept = 20;

  const Report report_;
  std::uint64_t count_ = 0;
  std::array<std::uint64_t, static_cast<std::size_t>(Breach::count_)> counts_{};
  std::vector<Violation> violations_;
};

}  // namespace midden
