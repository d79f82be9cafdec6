#pragma once

// What must run Python code after a collection or, under counting, after a release: __del__ methods,
// callbacks of weak references, gc.callbacks. Queued by the collector, run at the next safepoint in the order
// in which they were queued; what a finalizer itself causes comes before the rest of the queue, as when
// CPython runs finalizers in the middle of a release.

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

#include "collectors/common/collection_request.h"
#include "collectors/common/events.h"
#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// Who hears of collections: gc.callbacks and gc.set_debug.
struct CollectionListener {
  // Whether there is anybody at present. Must not allocate.
  bool (*hears)(Vm&);
  // Both may run Python code.
  void (*before)(Vm&, int generation);
  void (*after)(Vm&, int generation, std::uint64_t collected);
  // An object was found unreachable, in the middle of a collection. Must not allocate.
  void (*unreachable)(Vm&, Object*);
};

class Finalization final : public EventSink {
 public:
  explicit Finalization(Vm& vm) : vm_(vm) {}

  // These may not allocate from the heap, and take over one count.
  void add_finalizer(Object* object) { add(Task::finalizer, object); }
  void add_callback(Object* weak_reference);
  // gc.DEBUG_SAVEALL: an object that would have been freed.
  void add_saved(Object* object) { add(Task::saved, object); }

  // Counting: whether an announcement has just been queued. Then what dies after it waits behind it.
  bool pause_death(Object* object);

  bool empty() const { return queue_.empty(); }
  // Runs everything queued, also what is queued meanwhile. Exceptions are reported as unraisable.
  void run(Vm& vm);
  void visit_roots(RootVisitor& visitor);
  void on_event(const Event& event) override;

  // A collection, with all that listeners, callbacks of weak references and finalizers do. Returns how many
  // objects were found unreachable. Where Python code may run.
  std::uint64_t collect(Vm& vm, const CollectionRequest& request);
  // A collection, or what it causes, is under way.
  bool collecting() const { return heard_collections_ > 0 || (unfinished_cycles_ > 0 && !running_.empty()); }
  // Before an automatic collection. True: somebody is to hear of it, and Python code cannot run in the middle
  // of an allocation; it comes at the next safepoint.
  bool defers_collection();
  // At safepoints.
  void collect_deferred(Vm& vm);
  // Cycles that are silent until `end`, which returns how many objects more were found unreachable once
  // finalizers had run.
  void begin_silent() { silent_ = true; }
  std::uint64_t end_silent();
  void set_listener(const CollectionListener* listener) { listener_ = listener; }
  const CollectionListener* listener() const { return listener_; }
  std::vector<Word>& saved() { return saved_; }
  // Called at safepoints to deliver signals; false: an exception is pending.
  void set_signal_hook(bool (*hook)(Vm&)) { signal_hook_ = hook; }
  bool deliver_signals(Vm& vm) { return !signal_hook_ || signal_hook_(vm); }
  int debug_flags = 0;  // gc.set_debug
  std::chrono::steady_clock::time_point collection_began;
  Word signal_handler = 0;  // what delivers signals; a root

 private:
  struct Task {
    enum Type : std::uint8_t { finalizer, callback, saved, cycle_begin, cycle_end, death } type;
    std::uint8_t generation;
    bool silent;  // callback: of a weak reference that a collection cleared, which keeps it
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
  const CollectionListener* listener_ = nullptr;
  bool (*signal_hook_)(Vm&) = nullptr;
  std::uint64_t found_after_finalizers_ = 0;
  bool announced_in_cycle_ = false;
  unsigned unfinished_cycles_ = 0;
  unsigned heard_collections_ = 0;
  bool silent_ = false;
  // An allocation wanted a collection and somebody is to hear of it.
  bool deferred_ = false;
  bool in_finalizers_ran_ = false;
  bool in_cycle_ = false;
  bool announced_ = false;  // since somebody asked
};

}  // namespace midden::python
