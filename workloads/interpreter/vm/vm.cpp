#include "workloads/interpreter/vm/vm.h"

#include <sys/mman.h>
#include <sys/resource.h>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/intern_table.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/finalization.h"
#include "workloads/interpreter/vm/roots.h"
#include "workloads/interpreter/vm/startup.h"

namespace midden::python {

namespace {

constexpr std::size_t kStackWords = std::size_t{1} << 25;  // 256 MB of address space, touched as needed

template <class T>
T* reserve(std::size_t count) {
  void* memory = mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    fprintf(stderr, "midden: cannot reserve %zu bytes of address space for the value stack\n",
            count * sizeof(T));
    std::_Exit(2);
  }
  return static_cast<T*>(memory);
}

const char* find_native_stack_limit() {
  rlimit limit;
  std::size_t size = std::size_t{8} << 20;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) size = limit.rlim_cur;
  constexpr std::size_t kReserve = std::size_t{512} << 10;  // for what runs without asking
  return static_cast<const char*>(__builtin_frame_address(0)) - (size - kReserve);
}

}  // namespace

Vm::Vm(Mutator& mutator) : mutator(mutator) {
  stack = stack_top = reserve<Word>(kStackWords);
  stack_limit = stack + kStackWords;
  frames = frame = reserve<Frame>(kMaximumFrames);
  frames_end = frames + kMaximumFrames;
  native_stack_limit = find_native_stack_limit();
  interned = std::make_unique<InternTable>();
  finalization = std::make_unique<Finalization>(*this);
  method_cache = std::make_unique<MethodCache>();
  attribute_cache = std::make_unique<SharedAttributeCache>();
}

Vm::~Vm() {
  munmap(stack, kStackWords * sizeof(Word));
  munmap(frames, kMaximumFrames * sizeof(Frame));
}

void VmRoots::attach(Vm* vm) {
  if (vm_) vm_->heap->events().remove(vm_->finalization.get());
  vm_ = vm;
  if (vm_) vm_->heap->events().add(vm_->finalization.get());
}

void VmRoots::visit_roots(RootVisitor& visitor) {
  if (!vm_) return;
  Vm& vm = *vm_;
  visitor.visit(vm.stack, static_cast<std::size_t>(vm.stack_top - vm.stack));
  for (Word* word : {&vm.pending, &vm.spare_memory_error, &vm.last_memory_error, &vm.handled,
                     &vm.generator_result, &vm.modules, &vm.builtins, &vm.sys_dict}) {
    visitor.visit(word, 1);
  }
  for (Frame* frame = vm.frames + 1; frame <= vm.frame; ++frame) visitor.visit(&frame->handled_before, 1);
  for (Vm::KnownFrame& known : vm.known_frames) visitor.visit(&known.object, 1);
  for (auto& code : vm.codes) code->visit_roots(visitor);
  for (Word& word : vm.module_roots) visitor.visit(&word, 1);
  vm.interned->visit_roots(visitor);
  vm.finalization->visit_roots(visitor);
}

void VmRoots::visit_weak(WeakVisitor& visitor) {
  if (!vm_) return;
  Vm& vm = *vm_;
  for (Frame* frame = vm.frames + 1; frame <= vm.frame; ++frame) {
    if (frame->globals) visitor.visit(frame->globals);
    if (frame->generator) visitor.visit(frame->generator);
  }
  for (Word& word : vm.repr_stack) visitor.visit(word);
  vm.interned->visit_weak(visitor);
  vm.method_cache->visit_weak(visitor);
  vm.attribute_cache->visit_weak(vm, visitor);
}

// The others are as many as the program is long.
bool VmRoots::filter_weak(const WeakFilter& filter, bool restart) {
  return !vm_ || vm_->interned->filter_weak(filter, restart);
}

void VmRoots::finalize(Object* object) { vm_->finalization->add_finalizer(object); }
bool VmRoots::pause_death(Object* object) { return vm_ && vm_->finalization->pause_death(object); }
void VmRoots::request_safepoint() {
  if (vm_) vm_->attention.store(true, std::memory_order_relaxed);
}
bool VmRoots::defers_collection() { return vm_ && vm_->finalization->defers_collection(); }
void VmRoots::found_unreachable(Object* object) {
  if (const CollectionListener* listener = vm_->finalization->listener()) listener->unreachable(*vm_, object);
}
void VmRoots::saved(Object* object) { vm_->finalization->add_saved(object); }
void VmRoots::weak_reference_cleared(Object* reference) {
  switch (static_cast<Kind>(reference->header.kind)) {
    case Kind::WeakReference:
    case Kind::WeakProxy:
    case Kind::WeakCallableProxy:
      vm_->finalization->add_callback(reference);
      break;
    default:
      break;
  }
}

}  // namespace midden::python
