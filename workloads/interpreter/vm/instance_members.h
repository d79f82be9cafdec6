#pragma once

// What every instance of a class has besides its own attributes: __dict__ and __weakref__. A class without
// __slots__ adds those that its bases lack, one with __slots__ those that it names.

#include "workloads/interpreter/vm/native.h"

namespace midden::python {

// Whether objects of a builtin kind can be weakly referenced.
bool is_weakly_referenceable(Kind kind);

// obj.__dict__, for instances and modules. Null: AttributeError or MemoryError.
Owned get_object_dict(Vm& vm, Value object);
bool set_object_dict(Vm& vm, Value object, Value dict);  // dict null: a new one

struct SlotNames {
  bool given = false;  // the class has __slots__
  bool dict = false;   // … which name __dict__
  bool weak_reference = false;
};
// Of a new class whose bases and __slots__ are known: adds the descriptors, and the flags kTypeNoDict and
// kTypeNotWeakReferencable where they apply.
bool add_instance_members(Vm& vm, Value type, const SlotNames& slots);

}  // namespace midden::python
