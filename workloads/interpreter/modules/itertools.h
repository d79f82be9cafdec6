#pragma once

// What the files of the module itertools share.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {

// The layout of every itertools iterator; each says what it puts where.
struct ItertoolsObject : Object {
  static constexpr unsigned kSlots = 4;
  Slot first, second, third, fourth;
  std::int64_t number;
  std::int64_t limit;
  std::int64_t step;
};

// An object with these slots (null: nothing) and zero numbers, of the class in arguments[0].
Owned make_itertool(Vm& vm, Kind kind, Value type, std::initializer_list<Value> slots,
                    std::int64_t number = 0, std::int64_t limit = 0, std::int64_t step = 0);
// The object behind `self`, which may be an instance of a subclass.
inline ItertoolsObject* itertool(Value self, Kind kind) { return as_kind(self, kind).as<ItertoolsObject>(); }
inline Owned itertool_iterate(Vm&, Value self) { return retain(self); }

// A table entry for an iterator type.
constexpr TypeDefinition itertool_type(Kind kind, const char* name, const KindOperations* operations,
                                       NativeCode construct, const char* signature,
                                       std::span<const NativeDefinition> methods = {}) {
  return {.kind = kind,
          .name = name,
          .module = "itertools",
          .operations = operations,
          .methods = methods,
          .construct = construct,
          .construct_signature = signature};
}

std::span<const TypeDefinition> itertools_simple_types();
std::span<const TypeDefinition> itertools_filter_types();
std::span<const TypeDefinition> itertools_combinatoric_types();
std::span<const TypeDefinition> itertools_grouping_types();
Owned itertools_tee(Vm& vm, Arguments arguments);

}  // namespace midden::python
