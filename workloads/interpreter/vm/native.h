#pragma once

// How C++ code appears to Python: functions, types and modules defined by tables.
//
// A native function receives its arguments as a window of the value stack: they are roots, `arguments[i]`
// reads the current value, and an argument may be overwritten with `set`. It returns an Owned; null means
// that an exception is pending.

#include <cstdint>
#include <initializer_list>
#include <span>

#include "workloads/interpreter/vm/objects.h"

namespace midden::python {

class Arguments {
 public:
  // keyword_names: a root that holds a Tuple of Str or nothing.
  Arguments(Word* first, std::uint32_t count, const Word* keyword_names = nullptr)
      : first_(first), count_(count), keyword_names_(keyword_names) {}

  // Without a `*` in the signature: one entry per parameter, null when absent.
  // With `*name`: positional arguments as given, `count()` of them; keyword values follow at count() + i.
  Value operator[](std::size_t i) const { return {first_[i]}; }
  std::uint32_t count() const { return count_; }
  bool has(std::size_t i) const { return i < count_ && first_[i] != 0; }
  Word* data() const { return first_; }

  // Only for functions that take `**name`: names of the keyword arguments (Tuple of Str), or null.
  Value keyword_names() const { return keyword_names_ ? Value{*keyword_names_} : Value{}; }

 private:
  Word* first_;
  std::uint32_t count_;
  const Word* keyword_names_;
};

using NativeCode = Owned (*)(Vm&, Arguments);

// `signature` reads like Python, without the receiver of methods: "iterable, /, *, key=, reverse=", "x, y=,
// /",
// "*args", "object, **kwargs". A parameter with `=` is optional and null when absent. Null signature: "*args,
// **kwargs". The receiver of a method is arguments[0], before the parameters.
struct NativeDefinition {
  const char* name;
  NativeCode code;
  const char* signature;
  enum Form : std::uint8_t { function, method, class_method, static_method } form = method;
  const char* documentation = nullptr;
};

struct GetSetDefinition {
  const char* name;
  Owned (*get)(Vm&, Value self);
  bool (*set)(Vm&, Value self, Value value) = nullptr;  // null: read-only. value null: delete
};

enum class Comparison : std::uint8_t { less, less_equal, equal, not_equal, greater, greater_equal };
enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  true_divide,
  floor_divide,
  modulo,
  power,
  matrix_multiply,
  left_shift,
  right_shift,
  bit_and,
  bit_or,
  bit_xor,
  divmod
};
enum class UnaryOperator : std::uint8_t { negate, positive, invert, absolute };

// What a builtin kind can do; a null member means "cannot". The dunder methods of its Python type are made
// from these automatically (dunder_methods.cpp), so a table entry is all that `list.__len__` needs.
// Every Value parameter is borrowed; see the rules in value.h.
struct KindOperations {
  Owned (*repr)(Vm&, Value) = nullptr;
  Owned (*str)(Vm&, Value) = nullptr;
  // False: an exception is pending. Null: identity hash. `unhashable`: TypeError.
  bool (*hash)(Vm&, Value, std::int64_t* result) = nullptr;
  bool unhashable = false;
  // May answer NotImplemented. Null: == and != by identity, no ordering.
  Owned (*compare)(Vm&, Value left, Value right, Comparison) = nullptr;
  // -1: error; else 0 or 1. Null: by `length`, else true.
  int (*truth)(Vm&, Value) = nullptr;
  std::int64_t (*length)(Vm&, Value) = nullptr;  // -1: error
  Owned (*get_item)(Vm&, Value, Value key) = nullptr;
  bool (*set_item)(Vm&, Value, Value key, Value value) = nullptr;  // value null: delete
  int (*contains)(Vm&, Value container, Value item) = nullptr;     // -1: error
  Owned (*iterate)(Vm&, Value) = nullptr;
  // Null without a pending exception: exhausted.
  Owned (*next)(Vm&, Value) = nullptr;
  // Called with left or right of this kind; answers NotImplemented for operands it does not know. power's
  // third argument is only given by pow().
  Owned (*binary)(Vm&, BinaryOperator, Value left, Value right) = nullptr;
  // Augmented assignment when it differs from `binary`; answers NotImplemented to fall back.
  Owned (*inplace)(Vm&, BinaryOperator, Value left, Value right) = nullptr;
  // The operators that `binary` knows, as bits (1 << BinaryOperator): which dunder methods exist.
  std::uint32_t binary_operators = 0;
  std::uint32_t inplace_operators = 0;
  Owned (*unary)(Vm&, UnaryOperator, Value) = nullptr;
  // __index__ (exact int) and __int__, __float__.
  Owned (*index)(Vm&, Value) = nullptr;
  // arguments carry keyword_names; values of keywords follow the positional ones.
  Owned (*call)(Vm&, Value callee, Arguments) = nullptr;
  // Attribute access that differs from the generic one (type, module, super …).
  Owned (*get_attribute)(Vm&, Value, Value name) = nullptr;
  bool (*set_attribute)(Vm&, Value, Value name, Value value) = nullptr;  // value null: delete
  // Descriptor protocol. instance may be null (access through the class).
  Owned (*get_descriptor)(Vm&, Value descriptor, Value instance, Value owner) = nullptr;
  bool (*set_descriptor)(Vm&, Value descriptor, Value instance, Value value) = nullptr;
  Owned (*format)(Vm&, Value, text::StringView specification) = nullptr;
};

struct TypeDefinition {
  Kind kind;
  const char* name;    // as type.__name__
  const char* module;  // "builtins", "collections", …
  const KindOperations* operations;
  std::span<const NativeDefinition> methods = {};
  std::span<const GetSetDefinition> getters = {};
  // __new__: arguments[0] is the class; null: cannot be created from Python.
  NativeCode construct = nullptr;
  const char* construct_signature = nullptr;
  std::uint16_t flags = 0;     // TypeFlag: kTypeFinal …
  Kind base = Kind::Instance;  // the base class's kind; Instance: object
  const char* documentation = nullptr;
};

// A native module: functions and a hook that adds types and values.
struct ModuleDefinition {
  const char* name;
  std::span<const NativeDefinition> functions = {};
  bool (*initialize)(Vm&, Value module) = nullptr;  // false: exception pending
};

}  // namespace midden::python
