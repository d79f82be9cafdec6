#include "workloads/interpreter/compiler/code_builder.h"

#include <cassert>

namespace midden::compiler {
namespace {

constexpr unsigned kComparisons =
    static_cast<unsigned>(Opcode::NotContains) - static_cast<unsigned>(Opcode::Less) + 1;

Opcode shifted(Opcode opcode, Opcode from, Opcode to) {
  return static_cast<Opcode>(static_cast<unsigned>(opcode) - static_cast<unsigned>(from) +
                             static_cast<unsigned>(to));
}

}  // namespace

Opcode jump_form(Opcode comparison, bool when) {
  return shifted(comparison, Opcode::Less, when ? Opcode::JumpIfLess : Opcode::JumpUnlessLess);
}

Opcode inverted_jump(Opcode fused) {
  return fused >= Opcode::JumpIfLess ? shifted(fused, Opcode::JumpIfLess, Opcode::JumpUnlessLess)
                                     : shifted(fused, Opcode::JumpUnlessLess, Opcode::JumpIfLess);
}

bool is_fused_jump(Opcode opcode) {
  return opcode >= Opcode::JumpUnlessLess && opcode <= Opcode::JumpIfNotContains;
}

static_assert(static_cast<unsigned>(Opcode::JumpIfLess) - static_cast<unsigned>(Opcode::JumpUnlessLess) ==
              kComparisons);

std::uint16_t CodeBuilder::name(std::string_view name) {
  auto [found, inserted] = name_index_.try_emplace(name, names_.size());
  if (inserted) names_.emplace_back(name);
  return static_cast<std::uint16_t>(found->second);
}

Operand CodeBuilder::constant(ConstantValue value) {
  std::uint32_t index = constants_.add(std::move(value));
  if (index < 0x7FFF) return Operand::constant(static_cast<std::uint16_t>(index));
  Register reg = registers.allocate();
  load_constant(reg, index);
  return Operand::temporary(reg);
}

void CodeBuilder::emit(Opcode opcode, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t kill) {
  if (!reachable_) return;
  Instruction instruction{opcode, static_cast<std::uint8_t>(kill), static_cast<std::uint16_t>(a),
                          static_cast<std::uint16_t>(b), static_cast<std::uint16_t>(c)};
  items_.push_back({instruction, position});
}

void CodeBuilder::emit_result(Opcode opcode, Register result, Operand b, Operand c) {
  std::uint32_t kill = 0;
  if (b.is_temporary() && b.index != result) kill |= kKillB;
  if (c.is_temporary() && c.index != result) kill |= kKillC;
  emit(opcode, result, b.encoded(), c.kind == Operand::Kind::absent ? 0 : c.encoded(), kill);
}

void CodeBuilder::load_constant(Register result, std::uint32_t index) {
  if (!reachable_) return;
  Instruction instruction{Opcode::LoadConstant, 0, result, 0, 0};
  instruction.set_off32(static_cast<std::int32_t>(index));
  items_.push_back({instruction, position});
}

void CodeBuilder::move(Register to, Operand from) {
  if (from.is_register() && from.index == to) return;
  emit_result(Opcode::Move, to, from);
}

void CodeBuilder::clear(Register first, std::uint32_t count) {
  if (count) emit(Opcode::Clear, first, count);
}

Label CodeBuilder::new_label() {
  labels_.emplace_back();
  return static_cast<Label>(labels_.size() - 1);
}

void CodeBuilder::reach(Label label) {
  LabelState& state = labels_[label];
  if (state.reached) {
    state.bound.intersect(bound);
  } else {
    state.reached = true;
    state.bound = bound;
  }
}

void CodeBuilder::bind(Label label) {
  if (reachable_) reach(label);
  LabelState& state = labels_[label];
  assert(!state.bound_here);
  state.bound_here = true;
  state.item = here();
  reachable_ = state.reached;
  if (reachable_) bound = state.bound;
}

void CodeBuilder::emit_jump(Instruction instruction, Label label) {
  if (!reachable_) return;
  if (!labels_[label].bound_here) reach(label);
  items_.push_back({instruction, position, label});
}

void CodeBuilder::jump(Label label) {
  emit_jump({Opcode::Jump, 0, 0, 0, 0}, label);
  reachable_ = false;
}

void CodeBuilder::jump_back(Label label) {
  emit_jump({Opcode::JumpBack, 0, 0, 0, 0}, label);
  reachable_ = false;
}

void CodeBuilder::jump_if(Opcode opcode, Operand condition, Label label) {
  emit_jump({opcode, condition.kill(kKillA), condition.encoded(), 0, 0}, label);
}

void CodeBuilder::compare_and_jump(Opcode opcode, Operand left, Operand right, Label label) {
  std::uint8_t kill = left.kill(kKillB) | right.kill(kKillC);
  emit_jump({opcode, kill, 0, left.encoded(), right.encoded()}, label);
}

void CodeBuilder::for_iterate(Register result, Register iterator, Label exhausted) {
  emit_jump({Opcode::ForIterate, 0, result, iterator, 0}, exhausted);
}

void CodeBuilder::cover(std::uint32_t start, Label label, Register depth, const BoundSet& bound_at_entry) {
  if (start == here()) return;
  covered_.push_back({start, here(), label, depth});
  LabelState& state = labels_[label];
  if (state.reached) {
    state.bound.intersect(bound_at_entry);
  } else {
    state.reached = true;
    state.bound = bound_at_entry;
  }
}

void CodeBuilder::mark_statement() {
  if (reachable_) marks_.push_back({here(), registers.top()});
}

}  // namespace midden::compiler
