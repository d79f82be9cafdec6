#include "workloads/interpreter/vm/finalization.h"

#include <utility>

#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

namespace {

// Finalizers within finalizers; deeper ones wait for the outer ones, lest they exhaust the native stack.
constexpr std::size_t kMaximumDepth = 50;

template <class AnyMutator>
void continue_death(AnyMutator& mutator, Object* object) {
  if constexpr (Collector::kCounts) mutator.continue_death(object);
}

}  // namespace

void Finalization::add(Task::Type type, Object* object) {
  queue_.push_back({type, 0, false, Value::of(object).bits});
  announced_in_cycle_ = true;
  announced_ = true;
  vm_.attention.store(true, std::memory_order_relaxed);
}

void Finalization::add_callback(Object* weak_reference) {
  if (!Value::of(weak_reference).as<WeakReference>()->callback.load()) return;
  Mutator::retain(Value::of(weak_reference).bits);
  add(Task::callback, weak_reference);
  queue_.back().silent = in_cycle_;
}

bool Finalization::pause_death(Object* object) {
  if (!std::exchange(announced_, false)) return false;
  queue_.push_back({Task::death, 0, false, Value::of(object).bits});
  vm_.attention.store(true, std::memory_order_relaxed);
  return true;
}

// Of a cycle that could not be deferred, listeners hear as soon as Python code can run.
void Finalization::on_event(const Event& event) {
  if (event.thread != 0) return;
  if (event.type != EventType::cycle_begin && event.type != EventType::cycle_end) return;
  in_cycle_ = event.type == EventType::cycle_begin;
  if (in_finalizers_ran_) return;
  const bool heard = !silent_ && listener_ && listener_->hears(vm_);
  const std::uint8_t generation = event.kind == CycleKind::generation0 || event.kind == CycleKind::young ? 0
                                  : event.kind == CycleKind::generation1                                 ? 1
                                                                                                         : 2;
  if (event.type == EventType::cycle_begin) {
    announced_in_cycle_ = false;
    if (!heard) return;
    queue_.push_back({Task::cycle_begin, generation, silent_, 0});
  } else {
    announced_ = false;
    if (!announced_in_cycle_ && !heard) return;
    queue_.push_back({Task::cycle_end, generation, silent_, event.figures->objects_freed});
    ++unfinished_cycles_;
  }
  vm_.attention.store(true, std::memory_order_relaxed);
}

std::uint64_t Finalization::end_silent() {
  silent_ = false;
  return std::exchange(found_after_finalizers_, 0);
}

std::uint64_t Finalization::collect(Vm& vm, const CollectionRequest& request) {
  ++heard_collections_;
  const CollectionListener* listener = listener_;
  if (listener) listener->before(vm, request.generation);
  begin_silent();
  std::uint64_t found = vm.mutator.collect(request);
  run(vm);
  found += end_silent();
  if (listener) listener->after(vm, request.generation, found);
  --heard_collections_;
  return found;
}

bool Finalization::defers_collection() {
  if (!listener_ || collecting() || !listener_->hears(vm_)) return false;
  deferred_ = true;
  vm_.attention.store(true, std::memory_order_relaxed);
  return true;
}

void Finalization::collect_deferred(Vm& vm) {
  if (!std::exchange(deferred_, false) || vm.pending || collecting()) return;
  const int generation = vm.heap->due_generation();
  if (generation >= 0) collect(vm, {CollectionReason::threshold, generation});
}

void Finalization::visit_roots(RootVisitor& visitor) {
  auto visit = [&](std::deque<Task>& tasks) {
    for (Task& task : tasks) {
      if (task.type < Task::cycle_begin) visitor.visit(&task.object, 1);
    }
  };
  visit(queue_);
  for (std::deque<Task>& tasks : running_) visit(tasks);
  for (Word& word : saved_) visitor.visit(&word, 1);
  visitor.visit(&signal_handler, 1);
}

// What only finalizers kept alive goes now, or is found to have been resurrected.
void Finalization::end_cycle(Vm& vm, const Task& task) {
  in_finalizers_ran_ = true;
  const std::size_t found = vm.mutator.finalizers_ran();
  in_finalizers_ran_ = false;
  --unfinished_cycles_;
  if (task.silent) {
    found_after_finalizers_ += found;
  } else if (listener_) {
    listener_->after(vm, task.generation, task.object + found);
  }
}

void Finalization::run_one(Vm& vm, const Task& task) {
  Local object(vm, Owned::adopt(Value{task.object}));
  if (task.type == Task::saved) {
    saved_.push_back(object.take().take().bits);
  } else if (task.type == Task::callback) {
    Local callback(vm, load(object.as<WeakReference>()->callback));
    if (!callback) return;
    if (!task.silent) store(vm, object.get().object(), object.as<WeakReference>()->callback, Value{});
    Owned done = call(vm, callback, {object});
    if (!done) report_unraisable(vm, callback);
  } else if (has_python_class(vm, object)) {
    Local method(vm, lookup_in_type(vm, type_of(vm, object), vm.names.__del__));
    if (!method) return;
    Owned done = call_special(vm, object, vm.names.__del__);
    if (!done) report_unraisable(vm, method);
  } else if (NativeFinalizer finalizer = vm.native_finalizers[static_cast<unsigned>(object.get().kind())]) {
    finalizer(vm, object);
  }
}

void Finalization::run(Vm& vm) {
  if (queue_.empty() || running_.size() >= kMaximumDepth) return;
  // An exception may be on its way: it must not be disturbed.
  Local pending(vm, take_pending(vm));
  running_.emplace_back();
  const std::size_t depth = running_.size() - 1;
  while (!queue_.empty()) {
    running_[depth].swap(queue_);
    while (!running_[depth].empty()) {
      const Task task = running_[depth].front();
      running_[depth].pop_front();
      if (task.type == Task::cycle_end) {
        end_cycle(vm, task);
      } else if (task.type == Task::cycle_begin) {
        if (listener_) listener_->before(vm, task.generation);
      } else if (task.type == Task::death) {
        continue_death(vm.mutator, Value{task.object}.object());
      } else {
        run_one(vm, task);
      }
      // What this one caused comes first.
      if (!queue_.empty()) run(vm);
    }
  }
  running_.pop_back();
  if (pending) vm.pending = pending.take().take().bits;
}

bool handle_attention(Vm& vm) {
  vm.attention.store(false, std::memory_order_relaxed);
  vm.mutator.safepoint();
  vm.finalization->run(vm);
  prepare_memory_error(vm);
  vm.finalization->collect_deferred(vm);
  if (!vm.finalization->deliver_signals(vm)) return false;
  if (vm.interrupted.exchange(false, std::memory_order_relaxed)) {
    raise_object(vm, make_exception(vm, exception_type(vm, ExceptionClass::KeyboardInterrupt), {}));
    return false;
  }
  return true;
}

}  // namespace midden::python
