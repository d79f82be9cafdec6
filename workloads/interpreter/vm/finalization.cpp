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

}  // namespace

void Finalization::add(Task::Type type, Object* object) {
  queue_.push_back({type, 0, false, Value::of(object).bits});
  announced_in_cycle_ = true;
  vm_.attention.store(true, std::memory_order_relaxed);
}

void Finalization::add_callback(Object* weak_reference) {
  if (!Value::of(weak_reference).as<WeakReference>()->callback.load()) return;
  Mutator::retain(Value::of(weak_reference).bits);
  add(Task::callback, weak_reference);
}

void Finalization::on_event(const Event& event) {
  if (event.thread != 0 || in_finalizers_ran_) return;
  if (event.type == EventType::cycle_begin) announced_in_cycle_ = false;
  if (event.type != EventType::cycle_end) return;
  if (!announced_in_cycle_ && (explicit_ || !cycle_hook_)) return;
  const int generation = event.kind == CycleKind::generation0 || event.kind == CycleKind::young ? 0
                         : event.kind == CycleKind::generation1                                 ? 1
                                                                                                : 2;
  queue_.push_back(
      {Task::cycle_end, static_cast<std::uint8_t>(generation), explicit_, event.figures->objects_freed});
  ++unfinished_cycles_;
  vm_.attention.store(true, std::memory_order_relaxed);
}

std::uint64_t Finalization::end_explicit() {
  explicit_ = false;
  return std::exchange(found_after_finalizers_, 0);
}

void Finalization::visit_roots(RootVisitor& visitor) {
  auto visit = [&](std::deque<Task>& tasks) {
    for (Task& task : tasks) {
      if (task.type != Task::cycle_end) visitor.visit(&task.object, 1);
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
  if (task.is_explicit) {
    found_after_finalizers_ += found;
  } else if (cycle_hook_) {
    cycle_hook_(vm, task.generation, task.object + found);
  }
}

void Finalization::run_one(Vm& vm, const Task& task) {
  Local object(vm, Owned::adopt(Value{task.object}));
  if (task.type == Task::saved) {
    saved_.push_back(object.take().take().bits);
  } else if (task.type == Task::callback) {
    Local callback(vm, load(object.as<WeakReference>()->callback));
    if (!callback) return;
    store(vm, object.get().object(), object.as<WeakReference>()->callback, Value{});
    Owned done = call(vm, callback, {object});
    if (!done) report_unraisable(vm, callback);
  } else if (object.get().is(Kind::Instance)) {
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
  if (!vm.finalization->deliver_signals(vm)) return false;
  if (vm.interrupted.exchange(false, std::memory_order_relaxed)) {
    raise_object(vm, make_exception(vm, exception_type(vm, ExceptionClass::KeyboardInterrupt), {}));
    return false;
  }
  return true;
}

}  // namespace midden::python
