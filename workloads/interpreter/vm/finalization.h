#pragma once

// What must run Python code after a collection or, under counting, after a release: __del__ methods,
// callbacks of weak references, gc.callbacks. Queued by the collector, run at the next safepoint in the order
// in which they were queued; what a finalizer itself causes comes before the rest of the queue, as when
// CPython runs finalizers in the middle of a release.

#include <cstdint>
#include <deque>
#include <vector>

#include "collectors/common/events.h"
#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

class Finalization final : public EventSink {
 public:
  // Called when a cycle that the program did not ask for is over: gc.callbacks and the like.
  using CycleHook = void (*)(Vm&, int generation, std::uint64_t collected);

  explicit Finalization(Vm& vm) : vm_(vm) {}

  // These may not allocate from the heap, and take over one count.
  void add_finalizer(Object* object) { add(Task::finalizer, object); }
  void add_callback(Object* weak_reference);
  // gc.DEBUG_SAVEALL: an object that would have been freed.
  void add_saved(Object* object) { add(Task::saved, object); }

  bool empty() const { return queue_.empty(); }
  // Runs everything queued, also what is queued meanwhile. Exceptions are reported as unraisable.
  void run(Vm& vm);
  void visit_roots(RootVisitor& visitor);
  void on_event(const Event& event) override;

  // A collection's finalizers are running.
  bool collecting() const { return unfinished_cycles_ > 0 && !running_.empty(); }
  // The program's own collection is beginning or over. `end` returns how many objects more were found
  // unreachable once finalizers had run.
  void begin_explicit() { explicit_ = true; }
  std::uint64_t end_explicit();
  void set_cycle_hook(CycleHook hook) { cycle_hook_ = hook; }
  std::vector<Word>& saved() { return saved_; }
  // Called at safepoints to deliver signals; false: an exception is pending.
  void set_signal_hook(bool (*hook)(Vm&)) { signal_hook_ = hook; }
  bool deliver_signals(Vm& vm) { return !signal_hook_ || signal_hook_(vm); }
  int debug_flags = 0;      // gc.set_debug
  Word signal_handler = 0;  // what delivers signals; a root

 private:
  struct Task {
    enum Type : std::uint8_t { finalizer, callback, saved, cycle_end } type;
    std::uint8_t generation;
    bool is_explicit;
    Word object;  // cycle_end: how many objects were collected
  };

  void add(Task::Type type, Object* object);
  void run_one(Vm& vm, const Task& task);
  void end_cycle(Vm& vm, const Task& task);

  Vm& vm_;
  std::deque<Task> queue_;
  // Taken from the queue by the activations of run(), outermost first.
  std::deque<std::deque<Task>> running_;
  // Given to gc.garbage when someone looks.
  std::vector<Word> saved_;
  CycleHook cycle_hook_ = nullptr;
  bool (*signal_hook_)(Vm&) = nullptr;
  std::uint64_t found_after_finalizers_ = 0;
  bool announced_in_cycle_ = false;
  unsigned unfinished_cycles_ = 0;
  bool explicit_ = false;
  bool in_finalizers_ran_ = false;
};

}  // namespace midden::python
