// Variables: what a name means, and how it is read, written and deleted.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using syntax::NameKind;

Variable Compiler::lookup(Identifier name) {
  const Scope& scope = *unit_->scope;
  const CodeTemplate& code = *unit_->code;
  Identifier mangled = symbols_.mangle(scope, name);
  auto variable = [&](Variable::Kind kind, Register reg = 0) { return Variable{kind, reg, mangled}; };
  auto plain = unit_->by_name ? Variable::Kind::in_namespace : Variable::Kind::global;
  switch (scope.kind_of(mangled)) {
    case NameKind::kLocal:
      if (!scope.is_function_like) return variable(plain);
      return variable(Variable::Kind::local, static_cast<Register>(scope.index_of_local(mangled)));
    case NameKind::kCell:
      return variable(Variable::Kind::cell, code.cell_registers[scope.index_of_cell(mangled)]);
    case NameKind::kFree:
      return variable(unit_->by_name ? Variable::Kind::class_free : Variable::Kind::cell,
                      code.free_registers[scope.index_of_free(mangled)]);
    case NameKind::kGlobalExplicit:
      return variable(Variable::Kind::global);
    case NameKind::kGlobalImplicit:
      return variable(plain);
  }
  return variable(plain);
}

Operand Compiler::load_name(Identifier name, Target target) { return load_variable(lookup(name), target); }

Operand Compiler::load_variable(const Variable& variable, Target target) {
  CodeBuilder& code = builder();
  Register mark = top();
  if (variable.kind == Variable::Kind::local) {
    if (!code.bound.contains(variable.reg)) {
      code.emit(Opcode::CheckLocal, variable.reg, code.name(variable.name));
      code.bound.add(variable.reg);
    }
    return place(Operand::borrowed(variable.reg), target, mark);
  }
  Register out = result_register(target, mark);
  std::uint16_t name = code.name(variable.name);
  switch (variable.kind) {
    case Variable::Kind::local:
      break;
    case Variable::Kind::cell:
      code.emit(Opcode::LoadCell, out, variable.reg, name);
      break;
    case Variable::Kind::class_free:
      code.emit(Opcode::LoadClassCell, out, variable.reg, name);
      break;
    case Variable::Kind::global:
      code.emit(Opcode::LoadGlobal, out, name);
      break;
    case Variable::Kind::in_namespace:
      code.emit(Opcode::LoadName, out, name);
      break;
  }
  return result(target, out);
}

void Compiler::store_name(Identifier name, Operand value) {
  CodeBuilder& code = builder();
  Variable variable = lookup(name);
  std::uint32_t kill = value.kill(kKillB);
  switch (variable.kind) {
    case Variable::Kind::local:
      code.move(variable.reg, value);
      code.bound.add(variable.reg);
      break;
    case Variable::Kind::cell:
    case Variable::Kind::class_free:
      code.emit(Opcode::StoreCell, variable.reg, value.encoded(), 0, kill);
      break;
    case Variable::Kind::global:
      code.emit(Opcode::StoreGlobal, code.name(variable.name), value.encoded(), 0, kill);
      break;
    case Variable::Kind::in_namespace:
      code.emit(Opcode::StoreName, code.name(variable.name), value.encoded(), 0, kill);
      break;
  }
}

void Compiler::unbind(Register reg) {
  builder().bound.remove(reg);
  for (Block& block : unit_->blocks) block.bound.remove(reg);
}

void Compiler::delete_name(Identifier name) {
  CodeBuilder& code = builder();
  Variable variable = lookup(name);
  std::uint16_t index = code.name(variable.name);
  switch (variable.kind) {
    case Variable::Kind::local:
      code.emit(Opcode::DeleteLocal, variable.reg, index);
      unbind(variable.reg);
      break;
    case Variable::Kind::cell:
    case Variable::Kind::class_free:
      code.emit(Opcode::DeleteCell, variable.reg, index);
      break;
    case Variable::Kind::global:
      code.emit(Opcode::DeleteGlobal, index);
      break;
    case Variable::Kind::in_namespace:
      code.emit(Opcode::DeleteName, index);
      break;
  }
}

void Compiler::forget_name(Identifier name) {
  Variable variable = lookup(name);
  if (variable.kind == Variable::Kind::local) {
    builder().clear(variable.reg);
    unbind(variable.reg);
    return;
  }
  store_name(name, none());  // the program may have deleted it itself
  delete_name(name);
}

bool Compiler::local_register(Identifier name, Register& reg) {
  Variable variable = lookup(name);
  if (variable.kind != Variable::Kind::local) return false;
  reg = variable.reg;
  return true;
}

bool Compiler::local_register(const Expr* target, Register& reg) {
  const auto* name = syntax::try_as<syntax::Name>(target);
  return name && local_register(name->id, reg);
}

}  // namespace midden::compiler
