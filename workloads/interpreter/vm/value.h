#pragma once

// Values of the interpreter: one machine word, encoded as the configuration's object model says.
//
// Rules for native code (design decision 4):
//   Value   borrowed; valid until the next allocation. A function that allocates and needs a parameter
//   afterwards
//           puts it into a Local first.
//   Owned   a result in transit; null means that an exception is pending. Consume before the next allocation.
//   Local   a root; survives everything.
// Anything that may run Python code, or build an object, may allocate.

#include "collectors/common/local.h"
#include "configuration.h"
#include "workloads/interpreter/vm/kinds.h"

namespace midden::python {

// What this executable is made of.
using Model = configuration::Model;
using Collector = configuration::Collector;
using Mutator = Collector::Mutator;
using Object = midden::Object<Model>;
using ExtentObject = midden::ExtentObject<Model>;

struct Value {
  Word bits = 0;

  static Value none() { return {Model::constant(Constant::none)}; }
  static Value boolean(bool truth) { return {Model::constant(truth ? Constant::true_ : Constant::false_)}; }
  static Value not_implemented() { return {Model::constant(Constant::not_implemented)}; }
  static Value ellipsis() { return {Model::constant(Constant::ellipsis)}; }
  static Value of(const Object* object) { return {reinterpret_cast<Word>(object)}; }

  // "Nothing": an unbound variable, an absent argument, an error.
  bool is_null() const { return bits == 0; }
  explicit operator bool() const { return bits != 0; }
  bool operator==(const Value& other) const = default;  // identity; not meaningful for unboxed integers' `is`

  bool is_none() const { return bits == Model::constant(Constant::none); }
  bool is_true() const { return bits == Model::constant(Constant::true_); }
  bool is_false() const { return bits == Model::constant(Constant::false_); }
  bool is_boolean() const { return is_true() || is_false(); }
  bool is_not_implemented() const { return bits == Model::constant(Constant::not_implemented); }

  // Never null. In `boxed` everything is an object; ask for the kind to tell values apart.
  Kind kind() const {
    if (Model::is_reference(bits)) return static_cast<Kind>(object()->header.kind);
    if constexpr (Model::kUnboxedIntegers) {
      if (Model::is_small_integer(bits)) return Kind::Int;
      return static_cast<Kind>(Model::constant_of(bits));
    }
    __builtin_unreachable();
  }
  bool is(Kind kind) const {
    return Model::is_reference(bits) && object()->header.kind == static_cast<KindNumber>(kind);
  }
  Object* object() const { return reinterpret_cast<Object*>(bits); }
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(bits);
  }
};

using Owned = BasicOwned<Mutator, Value>;
using LocalBase = BasicLocal<Mutator, Value>;

}  // namespace midden::python
