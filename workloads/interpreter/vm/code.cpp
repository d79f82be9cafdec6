#include "workloads/interpreter/vm/code.h"

#include <algorithm>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {

namespace {

Owned make_constant(Vm& vm, const ConstantValue& constant);

Owned make_constant_tuple(Vm& vm, const std::vector<ConstantValue>& items) {
  if (items.empty()) return retain(vm.empty_tuple);
  Local tuple(vm);
  Tuple* fresh = allocate_tuple(vm, items.size());
  if (!fresh) return nullptr;
  tuple = adopt(fresh);
  for (std::size_t i = 0; i < items.size(); ++i) {
    Owned item = make_constant(vm, items[i]);
    if (!item) return nullptr;
    Tuple* current = tuple.as<Tuple>();
    initialize(vm, current, current->items[i], std::move(item));
  }
  return tuple.take();
}

Owned make_constant(Vm& vm, const ConstantValue& constant) {
  switch (constant.type) {
    case ConstantValue::Type::none:
      return retain(Value::none());
    case ConstantValue::Type::false_:
      return retain(Value::boolean(false));
    case ConstantValue::Type::true_:
      return retain(Value::boolean(true));
    case ConstantValue::Type::ellipsis:
      return retain(Value::ellipsis());
    case ConstantValue::Type::integer:
      return make_int(vm, constant.integer);
    case ConstantValue::Type::big_integer:
      return int_from_literal(vm, constant.text);
    case ConstantValue::Type::floating:
      return make_float(vm, constant.floating);
    case ConstantValue::Type::complex:
      return make_complex(vm, 0, constant.floating);
    case ConstantValue::Type::string:
      return retain(intern_immortal(vm, constant.text));
    case ConstantValue::Type::bytes:
      return make_bytes(vm, constant.text);
    case ConstantValue::Type::tuple:
      return make_constant_tuple(vm, constant.items);
    case ConstantValue::Type::frozenset: {
      Local set(vm, make_set(vm, Kind::FrozenSet));
      if (!set) return nullptr;
      for (const ConstantValue& item : constant.items) {
        Local element(vm, make_constant(vm, item));
        if (!element || !set_add(vm, set, element)) return nullptr;
      }
      return set.take();
    }
    case ConstantValue::Type::code:
      return retain(Value::none());  // the Code stands in nested_
  }
  return nullptr;
}

bool has_attribute_cache(Opcode opcode) {
  return opcode == Opcode::GetAttribute || opcode == Opcode::SetAttribute || opcode == Opcode::LoadMethod;
}

}  // namespace

Code* Code::create(Vm& vm, std::shared_ptr<const CodeTemplate> source) {
  vm.codes.push_back(std::make_unique<Code>());
  Code* code = vm.codes.back().get();
  const CodeTemplate& from = *source;
  code->source_ = std::move(source);

  code->instruction_storage_ = from.instructions;
  code->instructions = code->instruction_storage_.data();
  for (std::uint32_t at = 0; at < from.instructions.size();) {
    Opcode opcode = from.instructions[at].opcode;
    if (has_attribute_cache(opcode)) code->attribute_caches_.push_back(at + 1);
    at += 1 + cache_words(opcode);
  }

  std::size_t count = from.constants.size();
  code->constants_.assign(count, 0);
  code->constants_end = code->constants_.data() + count;
  code->nested_.assign(count, nullptr);
  for (std::size_t i = 0; i < count; ++i) {
    const ConstantValue& constant = from.constants[i];
    if (constant.type == ConstantValue::Type::code) {
      code->nested_[i] = create(vm, constant.code);
      if (!code->nested_[i]) return nullptr;
    }
    Owned value = make_constant(vm, constant);
    if (!value) return nullptr;
    code->constants_end[-static_cast<std::ptrdiff_t>(i) - 1] = value.take().bits;
  }

  for (const std::string& name : from.names) code->names_.push_back(intern_immortal(vm, name));
  code->names = code->names_.data();
  for (const std::string& name : from.local_names) code->local_names_.push_back(intern_immortal(vm, name));
  code->name_ = intern_immortal(vm, from.name);
  code->qualified_name_ = intern_immortal(vm, from.qualified_name);
  code->file_name_ = intern_immortal(vm, from.file_name);

  if (from.has_docstring) code->docstring_ = intern_immortal(vm, from.docstring);

  code->register_count = from.register_count;
  std::uint32_t locals = from.is_class_body ? 1 : static_cast<std::uint32_t>(from.local_names.size());
  for (const auto& registers : {from.cell_registers, from.free_registers}) {
    for (std::uint16_t at : registers) locals = std::max(locals, at + 1u);
  }
  code->local_register_count = locals;
  code->positional_count = from.is_class_body ? 1 : from.positional_count;  // the namespace
  code->is_generator = from.is_generator || from.is_coroutine || from.is_async_generator;
  code->simple_parameters = !from.has_star_arguments && !from.has_star_keywords &&
                            from.keyword_only_count == 0 && !code->is_generator;
  return code;
}

Owned Code::object(Vm& vm) {
  if (!object_) {
    auto* made = allocate<CodeObject>(vm, Kind::Code);
    if (!made) return nullptr;
    made->code = this;
    object_ = adopt(made).take().bits;
  }
  return retain(Value{object_});
}

std::size_t Code::parameter_count() const {
  return source_->positional_count + source_->keyword_only_count + source_->has_star_arguments +
         source_->has_star_keywords;
}

void Code::visit_roots(RootVisitor& visitor) {
  if (!constants_.empty()) visitor.visit(constants_.data(), constants_.size());
  visitor.visit(&object_, 1);
}

}  // namespace midden::python
