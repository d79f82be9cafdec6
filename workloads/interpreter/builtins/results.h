#pragma once

// Small helpers that natives use all the time: constant results, and runs of roots.

#include "workloads/interpreter/vm/heap_access.h"

namespace midden::python {

// Constants are immortal: no count to take.
inline Owned owned_none() { return Owned::adopt(Value::none()); }
inline Owned owned_bool(bool truth) { return Owned::adopt(Value::boolean(truth)); }
inline Owned owned_not_implemented() { return Owned::adopt(Value::not_implemented()); }

// The builtin object of this kind in `value` (itself, or what a subclass instance carries); null if none.
inline Value as_kind(Value value, Kind kind) { return value.is(kind) ? value : unwrap(value, kind); }

// The name of the value's class alone, for reprs; type_name() has the module of native types, too.
std::string class_name(const Vm& vm, Value value);

// Roots on top of the value stack, for a number of values known only at run time. Scopes nest like Locals.
class RootedWords {
 public:
  // All nothing. False: an exception is pending.
  RootedWords(Vm& vm, std::size_t count) : vm_(vm), count_(0) {
    if (count > static_cast<std::size_t>(vm.stack_limit - vm.stack_top)) [[unlikely]] {
      raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
      return;
    }
    first_ = vm.stack_top;
    for (std::size_t i = 0; i < count; ++i) first_[i] = 0;
    vm.stack_top += count;
    count_ = count;
    ok_ = true;
  }
  RootedWords(const RootedWords&) = delete;
  ~RootedWords() {
    if (!ok_) return;
    for (std::size_t i = 0; i < count_; ++i) Mutator::release(first_[i]);
    vm_.stack_top = first_;
  }
  explicit operator bool() const { return ok_; }

  std::size_t size() const { return count_; }
  Word* data() const { return first_; }
  Value operator[](std::size_t i) const { return {first_[i]}; }
  void set(std::size_t i, Owned&& value) {
    Word old = first_[i];
    first_[i] = value.take().bits;
    Mutator::release(old);
  }
  void set(std::size_t i, Value value) { set(i, retain(value)); }
  Owned take(std::size_t i) {
    Owned result = Owned::adopt(Value{first_[i]});
    first_[i] = 0;
    return result;
  }
  // The words as values, for call_span.
  std::span<const Value> values() const { return {reinterpret_cast<const Value*>(first_), count_}; }

 private:
  Vm& vm_;
  Word* first_ = nullptr;
  std::size_t count_;
  bool ok_ = false;
};

}  // namespace midden::python
