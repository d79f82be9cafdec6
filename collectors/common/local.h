#pragma once

// The two types in which native code holds references.
//
// Owned  A reference in transit: a return value, a value about to be stored. Under counting it owns a count;
// under
//        tracing it is NOT a root, so it must be consumed (stored, returned, put into a Local) before the
//        next allocation. Null means "no value"; by the workload's convention, that an error is pending.
// Local  A root. Survives allocation; a moving collector updates it. Scopes nest strictly (automatic storage
// only).
//
// A borrowed reference is a plain Value: valid until the next allocation or the next store that might drop
// it.

#include <cstddef>
#include <utility>

#include "object_model/slot.h"

namespace midden {

// Mutators that scan Locals keep this chain's head.
struct LocalLink {
  Word word;
  LocalLink* previous;
};

template <class Mutator, class Value>
class [[nodiscard]] BasicOwned {
 public:
  BasicOwned() = default;
  BasicOwned(std::nullptr_t) {}
  // Takes over a count that the caller owns (a fresh object has one).
  static BasicOwned adopt(Value value) {
    BasicOwned owned;
    owned.value_ = value;
    return owned;
  }
  // Makes a count of its own.
  static BasicOwned retain(Value value) {
    Mutator::retain(value.bits);
    return adopt(value);
  }
  BasicOwned(BasicOwned&& other) noexcept : value_(other.take()) {}
  BasicOwned& operator=(BasicOwned&& other) noexcept {
    Value old = value_;
    value_ = other.take();
    Mutator::release(old.bits);
    return *this;
  }
  ~BasicOwned() { Mutator::release(value_.bits); }

  explicit operator bool() const { return value_.bits != 0; }
  // Borrowed view.
  Value value() const { return value_; }
  // Hands the count over to the caller.
  Value take() { return std::exchange(value_, Value{}); }

 private:
  Value value_{};
};

template <class Mutator, class Value>
class BasicLocal : private LocalLink {
 public:
  using Owned = BasicOwned<Mutator, Value>;
  BasicLocal(Mutator& mutator, Value value) : BasicLocal(mutator, Owned::retain(value)) {}
  BasicLocal(Mutator& mutator, BasicOwned<Mutator, Value>&& owned) : mutator_(mutator) {
    word = owned.take().bits;
    if constexpr (Mutator::kScansLocals) {
      previous = mutator.locals;
      mutator.locals = this;
    }
  }
  explicit BasicLocal(Mutator& mutator) : BasicLocal(mutator, Owned()) {}
  BasicLocal(const BasicLocal&) = delete;
  BasicLocal& operator=(const BasicLocal&) = delete;
  ~BasicLocal() {
    if constexpr (Mutator::kScansLocals) mutator_.locals = previous;
    Mutator::release(word);
  }

  Value get() const { return Value{word}; }
  explicit operator bool() const { return word != 0; }
  void set(BasicOwned<Mutator, Value>&& owned) {
    Word old = std::exchange(word, owned.take().bits);
    Mutator::release(old);
  }
  void set(Value value) { set(Owned::retain(value)); }
  // Hands the reference on and leaves nothing.
  BasicOwned<Mutator, Value> take() { return Owned::adopt(Value{std::exchange(word, 0)}); }

 private:
  Mutator& mutator_;
};

}  // namespace midden
