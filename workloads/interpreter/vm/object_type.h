#pragma once

// The types at the root: object, type, and those of functions, modules and descriptors.

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

extern const TypeDefinition kObjectType;
extern const TypeDefinition kTypeType;
// Function, NativeFunction, BoundMethod, Code, Cell, Property, StaticMethod, ClassMethod, Super, Module,
// descriptors, Generator, Coroutine, AsyncGenerator, Traceback, Frame.
std::span<const TypeDefinition* const> function_types();
std::span<const TypeDefinition* const> descriptor_types();
std::span<const TypeDefinition* const> generator_types();
// What type.__call__ does: __new__, then __init__.
Owned construct_instance(Vm& vm, Value type, Arguments arguments);
// Calling a class: metatype.__call__.
Owned type_call(Vm& vm, Value type, Arguments arguments);

}  // namespace midden::python
