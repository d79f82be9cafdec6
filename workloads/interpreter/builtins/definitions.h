#pragma once

// Every builtin type and module that start-up registers.

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

// --- text and bytes
extern const TypeDefinition kStrType;
extern const TypeDefinition kStrIteratorType;
extern const TypeDefinition kBytesType;
extern const TypeDefinition kBytesIteratorType;
extern const TypeDefinition kByteArrayType;
extern const TypeDefinition kByteArrayIteratorType;
extern const TypeDefinition kMemoryViewType;

// --- numbers
extern const TypeDefinition kIntType;
extern const TypeDefinition kBoolType;  // of the kinds True and False alike
extern const TypeDefinition kFloatType;
extern const TypeDefinition kComplexType;

}  // namespace midden::python
