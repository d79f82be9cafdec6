#pragma once

// Layout of the interpreter's objects. Members stand in the order slots, then raw words, and both are of
// fixed number except in ExtentObjects. Slots are read with `read` of the mutator (or Slot::load where no
// load barrier can matter) and written only through the mutator's events: use the helpers of heap_access.h.
// `kSlots` counts the slots of fixed objects.

#include <cstdint>

#include "workloads/interpreter/text/string_view.h"
#include "workloads/interpreter/vm/value.h"

namespace midden::python {

class Code;
struct Vm;

inline Value load(const Slot& slot) { return {slot.load()}; }

// --- numbers -----------------------------------------------------------------------------------------------
// A small integer that needed an object (boxed) …
struct SmallInt : Object {
  static constexpr unsigned kSlots = 0;
  std::int64_t value;
};
// … and any that does not fit: limbs, least significant first, none leading zero. Both have Kind::Int and are
// told apart by kFlagExtent. Normal form: BigInt only when no SmallInt (or small integer word) can hold it.
struct BigInt : ExtentObject {
  std::int64_t signed_limb_count;  // negative: a negative number
  std::uint64_t limbs[];
};
struct Float : Object {
  static constexpr unsigned kSlots = 0;
  double value;
};
struct Complex : Object {
  static constexpr unsigned kSlots = 0;
  double real;
  double imaginary;
};

// --- text and bytes ----------------------------------------------------------------------------------------
struct Str : ExtentObject {
  std::uint32_t length;   // code points
  std::uint8_t width;     // 1: Latin-1; 4: UCS-4. Canonical: 1 whenever possible
  std::uint8_t interned;  // 0 no, 1 in the intern table
  std::uint16_t unused;
  std::int64_t hash;  // -1: not computed yet
  std::uint8_t data[];

  text::StringView view() const { return {data, length, width}; }
};
struct Bytes : ExtentObject {
  std::uint64_t length;
  std::int64_t hash;
  std::uint8_t data[];
};
// Raw memory of growing things.
struct Buffer : ExtentObject {
  std::uint8_t data[];
  std::uint64_t capacity() const { return std::uint64_t{extent_word.raw_words} * 8; }
};
struct ByteArray : Object {
  static constexpr unsigned kSlots = 1;
  Slot buffer;  // Buffer or nothing
  std::uint64_t length;
};

// --- containers --------------------------------------------------------------------------------------------
struct Tuple : ExtentObject {
  Slot items[];
  std::uint32_t length() const { return extent_word.slot_count; }
};
struct Storage : ExtentObject {
  Slot items[];
  std::uint32_t capacity() const { return extent_word.slot_count; }
};
struct List : Object {
  static constexpr unsigned kSlots = 1;
  Slot storage;  // Storage or nothing; slots from `length` on hold nothing
  std::uint64_t length;
};

// Insertion-ordered hash table after CPython's: entries in order, and an index of entry numbers.
// Slots: key, value pairs. Raw: the two counters, one 64-bit hash per entry, then the index (int8/16/32 by
// size). A deleted entry has no key. Table lookups: dict.h.
struct DictTable : ExtentObject {
  Slot entries[];
};
struct Dict : Object {
  static constexpr unsigned kSlots = 1;
  Slot table;            // DictTable or nothing
  std::uint64_t length;  // live entries
  std::uint32_t
      keys_version;  // globally unique; changes whenever a key is added or removed or the table is replaced
  std::uint32_t unused;
};
// Open addressing as CPython's sets (same order of iteration). Slots: keys; raw: counters, then one hash per
// key.
struct SetTable : ExtentObject {
  Slot keys[];
};
struct Set : Object {  // Set and FrozenSet
  static constexpr unsigned kSlots = 1;
  Slot table;
  std::uint64_t length;
  std::int64_t hash;  // frozenset: -1 until computed
};
struct Range : Object {
  static constexpr unsigned kSlots = 4;
  Slot start, stop, step, length;  // ints of any size
};
struct Slice : Object {
  static constexpr unsigned kSlots = 3;
  Slot step, start, stop;  // as CPython releases them
};

// --- functions ---------------------------------------------------------------------------------------------
struct Function : Object {
  static constexpr unsigned kSlots = 10;
  // In the order in which CPython releases them.
  Slot globals;  // Dict
  Slot module;
  Slot defaults;          // Tuple or nothing
  Slot keyword_defaults;  // Dict or nothing
  Slot documentation;
  Slot name;
  Slot dict;         // Dict or nothing
  Slot closure;      // Tuple of Cell, or nothing
  Slot annotations;  // Dict or nothing
  Slot qualified_name;
  Code* code;
};
struct Cell : Object {
  static constexpr unsigned kSlots = 1;
  Slot content;
};
struct BoundMethod : Object {
  static constexpr unsigned kSlots = 2;
  Slot function;
  Slot receiver;
};
struct NativeSignature;
struct NativeFunction : Object {
  static constexpr unsigned kSlots = 2;
  Slot receiver;  // what it is bound to: a module, an object; nothing for unbound methods
  Slot owner;     // the type that defines it, or nothing
  const NativeSignature* signature;
};
// A code object as Python sees it.
struct CodeObject : Object {
  static constexpr unsigned kSlots = 0;
  Code* code;
};

// --- classes and instances ---------------------------------------------------------------------------------
struct Type : Object {
  static constexpr unsigned kSlots = 11;
  Slot name;  // Str
  Slot qualified_name;
  Slot bases;       // Tuple
  Slot mro;         // Tuple, itself first
  Slot base;        // Type whose layout it extends, or nothing
  Slot dict;        // Dict
  Slot metatype;    // Type
  Slot root_shape;  // Shape of fresh instances
  Slot dict_shape;  // Shape of instances whose attributes live in a dict, or nothing
  Slot subclasses;  // List of WeakReference, or nothing
  Slot slot_names;  // Tuple of __slots__ names of this class alone, or nothing
  // --- raw
  std::uint32_t version;  // key of inline caches; renewed when the class or a base changes
  std::uint16_t flags;    // TypeFlag
  Kind layout;            // kind of its instances: the builtin kind, or Instance
  Kind payload;           // Instance: kind of the builtin object in the first reserved slot; Instance if none
  std::uint16_t
      reserved_slots;  // Instance: slots before the attributes (payload, exception fields, __slots__)
  // Room for attributes in fresh instances. Generous for the first instances; then what they needed at most.
  std::uint16_t inline_attributes;
  std::uint16_t attributes_seen;
  std::uint16_t first_instances;  // how many of the generous ones are still to come
  std::uint16_t first_released;   // Instance: the slot (of all) with which the death of one begins
};
enum TypeFlag : std::uint16_t {
  kTypeBuiltin = 1,
  kTypeFinal = 2,                 // not acceptable as a base (bool, NoneType …)
  kTypeException = 4,             // BaseException or derived
  kTypeNoDict = 8,                // instances have only __slots__
  kTypeHasFinalizer = 16,         // defines or inherits __del__
  kTypeAbstract = 32,             // has abstract methods
  kTypeCustomGetAttribute = 64,   // __getattribute__ or __getattr__ in Python
  kTypeCustomSetAttribute = 128,  // __setattr__ or __delattr__ in Python
  kTypeNotWeakReferencable = 256,
  kTypeMeta = 512,  // a subclass of type
};
// Hidden class: which attribute stands where. Instances of one shape have the same class and the same names
// in the same order. Adding an attribute moves an instance to the shape found in `transitions`.
struct Shape : Object {
  static constexpr unsigned kSlots = 4;
  Slot type;
  Slot parent;       // Shape without the last name, or nothing
  Slot names;        // Storage of interned Str, or nothing
  Slot transitions;  // Storage: names, each with the Shape behind it; or nothing
  // --- raw
  std::uint32_t id;  // key of inline caches; never reused; renewed when the class changes
  std::uint32_t attribute_count;
  std::uint64_t is_dictionary;  // attributes live in the instance's dict
};
struct Instance : Object {
  static constexpr unsigned kSlots = 2;
  // Attributes go first, the class last.
  static constexpr unsigned kFirstReleased = kSlots;
  Slot shape;
  Slot overflow;  // Storage for attributes without inline room; Dict when the shape is_dictionary; or nothing
  // Reserved slots, then inline attributes; their number stands in the header. Behind them is a SlotOrderWord
  // unless the class's first_released is the usual one.
  Slot slots_[];
  unsigned own_slot_count() const { return header.slot_count - 2u; }
};
// Reserved slots of exceptions, in the order in which CPython releases them.
enum ExceptionSlot : unsigned {
  kExceptionValue,      // StopIteration.value, SystemExit.code, OSError.errno …
  kExceptionArguments,  // Tuple
  kExceptionNotes,
  kExceptionTraceback,  // Traceback or None (nothing)
  kExceptionCause,
  kExceptionContext,
  kExceptionFlags,  // True: __suppress_context__
  kExceptionSlotCount
};

// --- descriptors and the like ------------------------------------------------------------------------------
struct Property : Object {
  static constexpr unsigned kSlots = 4;
  Slot getter, setter, deleter, documentation;
};
struct StaticMethod : Object {
  static constexpr unsigned kSlots = 2;
  Slot function;
  Slot dict;
};
struct ClassMethod : Object {
  static constexpr unsigned kSlots = 2;
  Slot function;
  Slot dict;
};
struct Super : Object {
  static constexpr unsigned kSlots = 3;
  Slot type, object, object_type;
};
struct MemberDescriptor : Object {  // a __slots__ member
  static constexpr unsigned kSlots = 2;
  Slot name, owner;
  std::uint64_t index;  // into Instance::slots_
};
struct GetSetDefinition;
struct GetSetDescriptor : Object {
  static constexpr unsigned kSlots = 1;
  Slot owner;
  const GetSetDefinition* definition;
};
struct Module : Object {
  static constexpr unsigned kSlots = 2;
  Slot name;
  Slot dict;
};
struct MappingProxy : Object {
  static constexpr unsigned kSlots = 1;
  Slot mapping;
};
// The referent stands in the first raw word: it does not count and is not traced (Mutator::read_weak).
struct WeakReference : Object {
  static constexpr unsigned kSlots = 1;
  Slot callback;
  Word referent;
  std::int64_t hash;
};
struct Traceback : Object {
  static constexpr unsigned kSlots = 2;
  Slot next;
  Slot frame;  // FrameObject
  Code* code;
  std::uint64_t instruction;  // word index, for line and columns
};

// --- iterators ---------------------------------------------------------------------------------------------
// Iterators over List, Tuple, Str, Bytes, ByteArray, Dict, Set: the container and how far it got.
struct ContainerIterator : Object {
  static constexpr unsigned kSlots = 1;
  Slot container;  // nothing once exhausted
  std::uint64_t index;
  std::uint64_t expected_length;  // dict and set: to notice changes while iterating
};
struct RangeIterator : Object {
  static constexpr unsigned kSlots = 0;
  std::int64_t next;
  std::int64_t step;
  std::uint64_t remaining;
};
struct Enumerate : Object {
  static constexpr unsigned kSlots = 2;
  Slot iterator, index;
};

}  // namespace midden::python
