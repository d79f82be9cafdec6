// The last pass over a code block: jump threading, layout, offsets.

#include <limits>

#include "workloads/interpreter/compiler/code_builder.h"
#include "workloads/interpreter/compiler/operand_shapes.h"

namespace midden::compiler {
namespace {

constexpr std::uint32_t kFarForIterate = 2;  // words that the far forms add
constexpr std::uint32_t kFarFused = 1;
constexpr int kMaxThreading = 16;

Opcode inverted(Opcode opcode) {
  switch (opcode) {
    case Opcode::JumpIfFalse:
      return Opcode::JumpIfTrue;
    case Opcode::JumpIfTrue:
      return Opcode::JumpIfFalse;
    case Opcode::JumpIfNone:
      return Opcode::JumpIfNotNone;
    case Opcode::JumpIfNotNone:
      return Opcode::JumpIfNone;
    default:
      return inverted_jump(opcode);
  }
}

bool is_conditional(Opcode opcode) {
  return is_fused_jump(opcode) || (opcode >= Opcode::JumpIfFalse && opcode <= Opcode::JumpIfNotNone);
}

}  // namespace

std::uint32_t CodeBuilder::next_live(std::uint32_t item) const {
  while (item < items_.size() && items_[item].deleted) item++;
  return item;
}

// A jump to a jump goes to the second one's target at once. A plain jump to a return becomes that return.
void CodeBuilder::thread_jumps() {
  for (Item& item : items_) {
    if (item.label == kNoLabel || item.instruction.opcode == Opcode::JumpBack) continue;
    for (int i = 0; i < kMaxThreading && target_of(item) < items_.size(); i++) {
      const Item& target = items_[target_of(item)];
      if (target.instruction.opcode == Opcode::Jump) {
        item.label = target.label;
      } else if (item.instruction.opcode == Opcode::Jump && (target.instruction.opcode == Opcode::JumpBack ||
                                                             target.instruction.opcode == Opcode::Return)) {
        item = Item(target);
        break;
      } else {
        break;
      }
    }
  }
}

// A conditional jump over a jump becomes one conditional jump the other way round.
void CodeBuilder::invert_jumps_over_jumps() {
  for (std::uint32_t i = 0; i + 1 < items_.size(); i++) {
    Item& item = items_[i];
    Item& next = items_[i + 1];
    if (!is_conditional(item.instruction.opcode) || next.instruction.opcode != Opcode::Jump) continue;
    if (target_of(item) != i + 2) continue;
    item.instruction.opcode = inverted(item.instruction.opcode);
    std::swap(item.label, next.label);
  }
}

// Threading leaves code behind that nothing leads to any more.
void CodeBuilder::drop_unreachable() {
  for (Item& item : items_) item.deleted = true;
  std::vector<std::uint32_t> worklist{0};
  std::vector<bool> entered(covered_.size());  // handlers that are reachable
  while (!worklist.empty()) {
    while (!worklist.empty()) {
      std::uint32_t at = worklist.back();
      worklist.pop_back();
      while (at < items_.size() && items_[at].deleted) {
        Item& item = items_[at];
        item.deleted = false;
        if (item.label != kNoLabel) worklist.push_back(target_of(item));
        if (ends_flow(item.instruction.opcode)) break;
        at++;
      }
    }
    for (std::size_t i = 0; i < covered_.size(); i++) {
      if (entered[i]) continue;
      if (next_live(covered_[i].start) >= covered_[i].end) continue;
      entered[i] = true;
      worklist.push_back(labels_[covered_[i].label].item);
    }
  }
}

void CodeBuilder::drop_jumps_to_next() {
  for (std::uint32_t i = here(); i-- > 0;) {
    Item& item = items_[i];
    if (!item.deleted && item.instruction.opcode == Opcode::Jump &&
        next_live(target_of(item)) == next_live(i + 1)) {
      item.deleted = true;
    }
  }
}

// The word offset of every item, and one more for the end. Sets `far` where a short offset does not reach.
std::vector<std::uint32_t> CodeBuilder::lay_out() {
  std::vector<std::uint32_t> offsets(items_.size() + 1);
  for (bool changed = true; changed;) {
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < items_.size(); i++) {
      const Item& item = items_[i];
      offsets[i] = at;
      if (item.deleted) continue;
      at += 1 + cache_words(item.instruction.opcode);
      if (item.far) at += item.instruction.opcode == Opcode::ForIterate ? kFarForIterate : kFarFused;
    }
    offsets[items_.size()] = at;
    changed = false;
    for (std::uint32_t i = 0; i < items_.size(); i++) {
      Item& item = items_[i];
      if (item.label == kNoLabel || item.far || item.deleted) continue;
      std::uint32_t distance = offsets[target_of(item)] - offsets[i];
      bool fused = is_fused_jump(item.instruction.opcode);
      if ((fused && distance > 0x7FFF) ||
          (item.instruction.opcode == Opcode::ForIterate && distance > 0xFFFF)) {
        item.far = changed = true;
      }
    }
  }
  return offsets;
}

void CodeBuilder::write_item(const Item& item, std::uint32_t at, const std::vector<std::uint32_t>& offsets,
                             CodeTemplate& code) const {
  Instruction instruction = item.instruction;
  auto put = [&](Instruction word) {
    code.instructions.push_back(word);
    code.positions.push_back(item.position);
  };
  auto put_jump = [&](std::uint32_t target) {
    Instruction jump{Opcode::Jump, 0, 0, 0, 0};
    jump.set_off32(static_cast<std::int32_t>(target - code.instructions.size()));
    put(jump);
  };
  if (item.label == kNoLabel) {
    put(instruction);
    for (unsigned i = 0; i < cache_words(instruction.opcode); i++) put({});
    return;
  }
  std::uint32_t target = offsets[target_of(item)];
  if (instruction.opcode == Opcode::ForIterate) {
    instruction.c = static_cast<std::uint16_t>(item.far ? 2 : target - at);
    put(instruction);
    if (item.far) {
      put_jump(at + 3);
      put_jump(target);
    }
  } else if (is_fused_jump(instruction.opcode)) {
    if (item.far) instruction.opcode = inverted_jump(instruction.opcode);
    instruction.a = static_cast<std::uint16_t>(item.far ? 2 : target - at);
    put(instruction);
    if (item.far) put_jump(target);
  } else {
    bool back = instruction.opcode == Opcode::JumpBack;
    instruction.set_off32(static_cast<std::int32_t>(back ? at - target : target - at));
    put(instruction);
  }
}

bool CodeBuilder::finish(CodeTemplate& code, std::vector<StatementMark>* marks) {
  if (registers.count() >= kNoOperand || names_.size() > 0xFFFF) return false;
  thread_jumps();
  invert_jumps_over_jumps();
  drop_unreachable();
  drop_jumps_to_next();
  std::vector<std::uint32_t> offsets = lay_out();
  if (offsets.back() > static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max())) return false;
  code.instructions.reserve(offsets.back());
  code.positions.reserve(offsets.back());
  for (std::uint32_t i = 0; i < items_.size(); i++) {
    if (!items_[i].deleted) write_item(items_[i], offsets[i], offsets, code);
  }
  for (const Covered& range : covered_) {
    if (offsets[range.start] == offsets[range.end]) continue;
    code.handlers.push_back(
        {offsets[range.start], offsets[range.end], offsets[labels_[range.label].item], range.depth});
  }
  if (marks) {
    for (StatementMark mark : marks_) {
      if (mark.instruction < items_.size() && !items_[mark.instruction].deleted) {
        marks->push_back({offsets[mark.instruction], mark.height});
      }
    }
  }
  code.register_count = registers.count();
  code.constants = constants_.take();
  code.names = std::move(names_);
  return true;
}

}  // namespace midden::compiler
