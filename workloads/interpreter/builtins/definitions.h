#pragma once

// Every builtin type and module that start-up registers.
//
// A type whose instances are filled by __init__ (list, dict, set, deque …) has both: `construct` fills the
// object when the class is the builtin type itself, and makes an empty one for a subclass; the method
// __init__ fills (again). A call of the builtin type itself therefore must not call __init__, a call of a
// subclass must.

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

// --- containers
extern const TypeDefinition kTupleType;
extern const TypeDefinition kTupleIteratorType;
extern const TypeDefinition kListType;
extern const TypeDefinition kListIteratorType;
extern const TypeDefinition kListReverseIteratorType;
extern const TypeDefinition kDictType;
extern const TypeDefinition kDictKeyIteratorType;
extern const TypeDefinition kDictValueIteratorType;
extern const TypeDefinition kDictItemIteratorType;
extern const TypeDefinition kDictReverseIteratorType;
extern const TypeDefinition kDictKeysType;
extern const TypeDefinition kDictValuesType;
extern const TypeDefinition kDictItemsType;
extern const TypeDefinition kMappingProxyType;
extern const TypeDefinition kSetType;
extern const TypeDefinition kFrozenSetType;
extern const TypeDefinition kSetIteratorType;
extern const TypeDefinition kRangeType;
extern const TypeDefinition kRangeIteratorType;
extern const TypeDefinition kLongRangeIteratorType;
extern const TypeDefinition kSliceType;
extern const TypeDefinition kNoneType;
extern const TypeDefinition kEllipsisType;
extern const TypeDefinition kNotImplementedType;
extern const TypeDefinition kSequenceIteratorType;
extern const TypeDefinition kCallableIteratorType;
extern const TypeDefinition kEnumerateType;
extern const TypeDefinition kZipType;
extern const TypeDefinition kMapType;
extern const TypeDefinition kFilterType;
extern const TypeDefinition kReversedType;
extern const TypeDefinition kGenericAliasType;
extern const TypeDefinition kUnionType;
extern const TypeDefinition kSimpleNamespaceType;

// --- modules of numbers, bytes and time, and their types
extern const TypeDefinition kRandomType;
extern const TypeDefinition kArrayType;
extern const TypeDefinition kStructType;
extern const ModuleDefinition kMathModule;
extern const ModuleDefinition kRandomModule;
extern const ModuleDefinition kTimeModule;
extern const ModuleDefinition kStructModule;
extern const ModuleDefinition kArrayModule;
// --- files
extern const TypeDefinition kFileType;
extern const TypeDefinition kStringIoType;
extern const TypeDefinition kBytesIoType;

// --- modules
extern const ModuleDefinition kIoModule;
extern const ModuleDefinition kItertoolsModule;
extern const ModuleDefinition kCollectionsModule;
extern const ModuleDefinition kFunctoolsModule;
extern const ModuleDefinition kOperatorModule;
extern const ModuleDefinition kHeapqModule;
extern const ModuleDefinition kBisectModule;
extern const ModuleDefinition kWeakrefModule;
extern const ModuleDefinition kGcModule;
extern const ModuleDefinition kPosixModule;

}  // namespace midden::python
