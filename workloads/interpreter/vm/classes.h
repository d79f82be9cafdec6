#pragma once

// Classes, their instances' hidden classes (shapes), and attribute access with inline caches.

#include <array>
#include <utility>

#include "workloads/interpreter/vm/code.h"

namespace midden::python {

// --- shapes ------------------------------------------------------------------------------------------------
Owned make_root_shape(Vm& vm, Value type, bool is_dictionary);
// Attribute number of a name, -1 if the shape has none.
int shape_find(const Shape* shape, Value name);
// Whether it can have one more: a shape after which too many names have come describes nothing any more.
bool shape_can_add(const Shape* shape, Value name);
// The shape with one more attribute. Borrowed (its parent keeps it); null: MemoryError.
Value shape_add(Vm& vm, Value shape, Value name);
inline Shape* shape_of(const Instance* instance) { return load(instance->shape).as<Shape>(); }
inline Value class_of(const Instance* instance) { return load(shape_of(instance)->type); }

inline constexpr unsigned kMaximumInlineAttributes = 64;
// How many instances of a new class get generous room, and how much.
inline constexpr std::uint16_t kFirstInstances = 8;
inline constexpr std::uint16_t kFirstInlineAttributes = 24;

// --- instances ---------------------------------------------------------------------------------------------
// An instance with empty reserved slots and no attributes.
Owned make_instance(Vm& vm, Value type);
// Type object a call of which only allocates and runs a Python __init__ (or nothing): no metaclass call, no
// __new__, no builtin payload. Then *init is that function, or null when object.__init__ applies.
bool is_plain_class(Vm& vm, Value type, Value* init);
// Attributes that the instance itself holds; borrowed, null if absent.
Value instance_attribute(Vm& vm, Value object, Value name);
bool set_instance_attribute(Vm& vm, Value object, Value name, Value value);
int delete_instance_attribute(Vm& vm, Value object, Value name);  // 1 deleted, 0 absent, -1 error
// The instance's __dict__; from then on its attributes live there.
Owned instance_dict(Vm& vm, Value instance);
bool set_instance_dict(Vm& vm, Value instance, Value dict);

// --- attributes --------------------------------------------------------------------------------------------
// object.__getattribute__ and __setattr__, for every kind. Null without a pending exception: no such
// attribute.
Owned generic_get_attribute(Vm& vm, Value object, Value name);
bool generic_set_attribute(Vm& vm, Value object, Value name, Value value);
std::nullptr_t raise_no_attribute(Vm& vm, Value object, Value name);
// descriptor.__get__(instance, type(instance)); plain values are returned as they are.
Owned bind_descriptor(Vm& vm, Value descriptor, Value instance);
Owned bind_descriptor(Vm& vm, Value descriptor, Value instance, Value owner);
bool is_data_descriptor(Vm& vm, Value value);

// What the interpreter loop calls when its inline cache misses; they fill the cache where that is possible.
Owned get_attribute_caching(Vm& vm, Value object, Value name, AttributeCache* cache);
bool set_attribute_caching(Vm& vm, Value object, Value name, Value value, AttributeCache* cache);
// LoadMethod: window[0] and window[1] as the instruction says. False: error.
bool load_method_caching(Vm& vm, Value object, Value name, AttributeCache* cache, Word* window);

// --- classes -----------------------------------------------------------------------------------------------
// type(name, bases, namespace, **keywords): C3 linearisation, layout, __slots__, __set_name__,
// __init_subclass__. keywords: Dict or null.
Owned make_class(Vm& vm, Value metatype, Value name, Value bases, Value name_space, Value keywords);
// The dict of a class has changed: inline caches that rely on it must not match any more.
void type_modified(Vm& vm, Value type);
bool type_set_attribute(Vm& vm, Value type, Value name, Value value);
Owned build_class(Vm& vm, Arguments arguments);  // builtins.__build_class__
// The class's __module__, or null.
Value class_module(Vm& vm, Value type);
// "<module.Class object at 0x…>"
Owned default_repr(Vm& vm, Value value);
// What id() gives: stays the same for the object's life, is no address.
std::uint64_t object_number(Vm& vm, Value value);
// Its operations are looked up in a class written in Python: instances, and classes with a metaclass.
inline bool has_python_class(const Vm& vm, Value value) {
  if (value.is(Kind::Instance)) return true;
  return value.is(Kind::Type) &&
         load(value.as<Type>()->metatype).as<Type>() != vm.kind_types[static_cast<unsigned>(Kind::Type)];
}
inline Value type_slot(Value type, Slot Type::*slot) { return load(type.as<Type>()->*slot); }

// Weak entries that were filled since they were last visited: all that collections of the young need look at.
// More than there is room for are not told apart from the others.
template <class Entry>
class FilledEntries {
 public:
  void add(Entry* entry) {
    if (size_ < kMost) entries_[size_] = entry;
    if (size_ <= kMost) ++size_;
  }
  bool are_known() const { return size_ <= kMost; }
  // Those for which visit(entry) is true stay.
  template <class Visit>
  void visit(Visit&& visit) {
    const std::size_t size = std::exchange(size_, 0);
    for (std::size_t i = 0; i < size; ++i) {
      if (visit(*entries_[i])) add(entries_[i]);
    }
  }
  void clear() { size_ = 0; }

 private:
  static constexpr std::size_t kMost = 1000;
  std::array<Entry*, kMost> entries_;
  std::size_t size_ = 0;
};

// Remembers lookup_in_type's answers by class version and name. Entries are weak.
class MethodCache {
 public:
  struct Entry {
    std::uint32_t version;
    Word name;
    Word value;
  };
  Entry& entry(std::uint32_t version, Value name) {
    return entries_[(version * 31 + (name.bits >> 4)) % kSize];
  }
  void fill(Entry& entry, std::uint32_t version, Word name, Value value) {
    entry = {version, name, value.bits};
    if (value) filled_.add(&entry);
  }
  void visit_weak(WeakVisitor& visitor);

 private:
  static constexpr std::size_t kSize = 4096;
  Entry entries_[kSize] = {};
  FilledEntries<Entry> filled_;
};

// What the inline caches of attributes remember, by shape and name: for the places that meet instances of
// many shapes and have room for one. Entries are weak.
class SharedAttributeCache {
 public:
  enum Use : Word { get = 1, set = 2, method = 3 };  // which instruction's cache
  struct Entry {
    AttributeCache cache;
    Word name_and_use;
  };
  void add(const AttributeCache& cache, Use use, Value name) {
    Entry& place = entry(cache.key, name);
    place = {cache, name.bits | use};
    note_filled(&place.cache);
  }
  // Null: unknown.
  const AttributeCache* find(Use use, std::uint32_t key, Value name) {
    const Entry& found = entry(key, name);
    return found.cache.key == key && found.name_and_use == (name.bits | use) ? &found.cache : nullptr;
  }
  // The same for inline caches, which are visited from here.
  void note_filled(AttributeCache* cache) {
    if (cache->target) filled_.add(cache);
  }
  void visit_weak(Vm& vm, WeakVisitor& visitor);

 private:
  static constexpr std::size_t kSize = 1024;
  Entry& entry(std::uint32_t key, Value name) { return entries_[(key * 31 + (name.bits >> 4)) % kSize]; }

  Entry entries_[kSize] = {};
  FilledEntries<AttributeCache> filled_;
};

}  // namespace midden::python
