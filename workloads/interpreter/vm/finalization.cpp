#include "workloads/interpreter/vm/finalization.h"

#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

void Finalization::add_finalizer(Vm& vm, Object* object) {
  finalizers_.push_back(Value::of(object).bits);
  vm.attention.store(true, std::memory_order_relaxed);
}

void Finalization::add_callback(Vm& vm, Object* weak_reference) {
  if (!Value::of(weak_reference).as<WeakReference>()->callback.load()) return;
  Word word = Value::of(weak_reference).bits;
  Mutator::retain(word);
  callbacks_.push_back(word);
  vm.attention.store(true, std::memory_order_relaxed);
}

void Finalization::visit_roots(RootVisitor& visitor) {
  for (Word& word : finalizers_) visitor.visit(&word, 1);
  for (Word& word : callbacks_) visitor.visit(&word, 1);
}

void Finalization::run(Vm& vm) {
  if (running_) return;  // the outer activation goes on with the queue
  running_ = true;
  // An exception may be on its way: it must not be disturbed.
  Local pending(vm, take_pending(vm));
  while (!empty()) {
    if (!callbacks_.empty()) {
      Local reference(vm, Owned::adopt(Value{callbacks_.front()}));
      callbacks_.pop_front();
      Local callback(vm, load(reference.as<WeakReference>()->callback));
      if (!callback) continue;
      store(vm, reference.get().object(), reference.as<WeakReference>()->callback, Value{});
      Owned done = call(vm, callback, {reference});
      if (!done) report_unraisable(vm, callback);
      continue;
    }
    Local object(vm, Owned::adopt(Value{finalizers_.front()}));
    finalizers_.pop_front();
    if (object.get().is(Kind::Instance)) {
      Value method = lookup_in_type(vm, type_of(vm, object), vm.names.__del__);
      if (method) {
        Local held(vm, method);
        Owned done = call_special(vm, object, vm.names.__del__);
        if (!done) report_unraisable(vm, held);
      }
    } else if (NativeFinalizer finalizer = vm.native_finalizers[static_cast<unsigned>(object.get().kind())]) {
      finalizer(vm, object);
    }
  }
  if (pending) vm.pending = pending.take().take().bits;
  running_ = false;
}

bool handle_attention(Vm& vm) {
  vm.attention.store(false, std::memory_order_relaxed);
  vm.finalization->run(vm);
  if (vm.interrupted.exchange(false, std::memory_order_relaxed)) {
    raise_object(vm, make_exception(vm, exception_type(vm, ExceptionClass::KeyboardInterrupt), {}));
    return false;
  }
  return true;
}

}  // namespace midden::python
