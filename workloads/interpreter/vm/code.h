#pragma once

// Code: a CodeTemplate made executable in one virtual machine: real constants, interned names, writable
// instructions whose cache words fill with experience. Lives as long as the Vm.

#include <memory>

#include "workloads/interpreter/compiler/code_template.h"
#include "workloads/interpreter/vm/vm.h"

namespace midden::python {

// The two cache words behind GetAttribute, SetAttribute and LoadMethod.
struct AttributeCache {
  std::uint32_t key;   // Shape::id or Type::version of the receiver; 0: empty
  std::uint16_t form;  // AttributeForm
  std::uint16_t index;
  Word target;  // weak: the class attribute found; SetAttribute: the Shape after adding the attribute
};
static_assert(sizeof(AttributeCache) == 2 * sizeof(Instruction));

enum class AttributeForm : std::uint16_t {
  slot,          // the instance's slots_[index]
  type_value,    // `target`, found in the class, is the result
  method,        // `target` is a function of the class: bind it
  property,      // `target` is the getter function
  add_slot,      // SetAttribute: slots_[index] becomes the new attribute, the shape becomes `target`
  module_entry,  // entry `index` of the module's dict; key is its keys_version
};

// The two cache words behind LoadGlobal (one behind StoreGlobal): entry numbers, valid for these
// keys_versions.
struct GlobalCache {
  std::uint32_t globals_version;
  std::uint32_t entry;
  std::uint32_t builtins_version;  // 0: found in the globals
  std::uint32_t unused;
};
static_assert(sizeof(GlobalCache) == 2 * sizeof(Instruction));

class Code {
 public:
  // Null: MemoryError is pending. The result belongs to the Vm.
  static Code* create(Vm& vm, std::shared_ptr<const CodeTemplate> source);

  const CodeTemplate& source() const { return *source_; }
  // --- read by the interpreter loop ---
  Instruction* instructions = nullptr;
  Word* constants_end = nullptr;  // constant n is constants_end[-(n+1)]
  Value* names = nullptr;         // immortal interned strings
  std::uint32_t register_count = 0;
  std::uint32_t positional_count = 0;
  // Called with exactly positional_count positional arguments, nothing needs to be bound.
  bool simple_parameters = false;
  bool is_generator = false;  // generator, coroutine or asynchronous generator

  Value name() const { return name_; }
  Value qualified_name() const { return qualified_name_; }
  Value file_name() const { return file_name_; }
  Value docstring() const { return docstring_; }  // null: none
  Value local_name(std::size_t i) const { return local_names_[i]; }
  std::size_t parameter_count()
      const;  // registers filled by the call: positional, keyword-only, *args, **kwargs
  const SourceRange& position(std::size_t instruction) const { return source_->positions[instruction]; }
  Code* nested(std::size_t constant) const { return nested_[constant]; }
  Value constant(std::size_t n) const { return {constants_end[-static_cast<std::ptrdiff_t>(n) - 1]}; }

  // Registers that hold local variables: all others are temporary.
  std::uint32_t local_register_count = 0;
  // As Python sees it: always the same object.
  Owned object(Vm& vm);

  void visit_roots(RootVisitor& visitor);
  template <class Visit>
  void for_each_attribute_cache(Visit&& visit) {
    for (std::uint32_t at : attribute_caches_)
      visit(*reinterpret_cast<AttributeCache*>(&instruction_storage_[at]));
  }

 private:
  std::shared_ptr<const CodeTemplate> source_;
  std::vector<Instruction> instruction_storage_;
  std::vector<Word> constants_;  // in reverse
  std::vector<Code*> nested_;    // by constant number
  std::vector<Value> names_;
  std::vector<Value> local_names_;
  std::vector<std::uint32_t> attribute_caches_;  // word indices
  Value name_, qualified_name_, file_name_, docstring_;
  Word object_ = 0;  // CodeObject, or nothing yet
};

}  // namespace midden::python
