#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "workloads/interpreter/compiler/bound_set.h"
#include "workloads/interpreter/compiler/code_template.h"
#include "workloads/interpreter/compiler/constant_pool.h"
#include "workloads/interpreter/compiler/operand.h"
#include "workloads/interpreter/compiler/register_allocator.h"

namespace midden::compiler {

using Label = std::int32_t;
inline constexpr Label kNoLabel = -1;

// Statement boundary: at this instruction no temporary from `height` on may be alive (for the verifier).
struct StatementMark {
  std::uint32_t instruction;
  std::uint16_t height;
};

// Emits the instructions of one code block. Jumps name labels; finish() threads and lays them out.
//
// The builder follows the flow of control while it emits: code that cannot be reached is dropped, and `bound`
// says which local variables certainly hold a value at the current point. Labels merge both.
class CodeBuilder {
 public:
  explicit CodeBuilder(std::uint32_t first_temporary) : registers(first_temporary) {}

  RegisterAllocator registers;
  SourceRange position;  // of the instructions emitted from now on
  BoundSet bound;

  bool reachable() const { return reachable_; }
  void stop() { reachable_ = false; }  // no fall-through from here
  std::uint32_t here() const { return static_cast<std::uint32_t>(items_.size()); }

  std::uint16_t name(std::string_view name);
  Operand constant(ConstantValue value);  // may be too large an index for rk: see in_reach
  std::uint32_t code_constant(ConstantValue value) { return constants_.add(std::move(value)); }
  const ConstantValue& constant_value(Operand constant) const { return constants_[constant.index]; }

  void emit(Opcode opcode, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0,
            std::uint32_t kill = 0);
  // r[result] = b op c; operands that are temporaries die, unless they are the result's register.
  void emit_result(Opcode opcode, Register result, Operand b, Operand c = {});
  void load_constant(Register result, std::uint32_t index);
  void move(Register to, Operand from);
  void clear(Register first, std::uint32_t count = 1);
  // Empties the register if the operand is a temporary: its value is not wanted.
  void discard(Operand operand) {
    if (operand.is_temporary()) clear(operand.index);
  }

  Label new_label();
  void bind(Label label);
  bool is_reached(Label label) const { return labels_[label].reached; }
  void jump(Label label);  // forward
  void jump_back(Label label);
  void jump_if(Opcode opcode, Operand condition, Label label);
  void compare_and_jump(Opcode opcode, Operand left, Operand right, Label label);
  void for_iterate(Register result, Register iterator, Label exhausted);

  // Code in [start, here) is covered by the handler at `label`. The handler is entered with `bound`.
  void cover(std::uint32_t start, Label label, Register depth, const BoundSet& bound);
  void mark_statement();

  // False when the code is too large for its 16-bit operands.
  bool finish(CodeTemplate& code, std::vector<StatementMark>* marks);

 private:
  struct Item {
    Instruction instruction;
    SourceRange position;
    Label label = kNoLabel;
    bool deleted = false;
    bool far = false;
  };
  struct LabelState {
    std::uint32_t item = 0;
    bool bound_here = false;
    bool reached = false;
    BoundSet bound;
  };
  struct Covered {
    std::uint32_t start, end;
    Label label;
    Register depth;
  };

  void reach(Label label);
  void emit_jump(Instruction instruction, Label label);
  std::uint32_t target_of(const Item& item) const { return labels_[item.label].item; }
  std::uint32_t next_live(std::uint32_t item) const;
  void thread_jumps();
  void invert_jumps_over_jumps();
  void drop_unreachable();
  void drop_jumps_to_next();
  std::vector<std::uint32_t> lay_out();
  void write_item(const Item& item, std::uint32_t at, const std::vector<std::uint32_t>& offsets,
                  CodeTemplate& code) const;

  std::vector<Item> items_;
  std::vector<LabelState> labels_;
  std::vector<Covered> covered_;
  std::vector<StatementMark> marks_;
  ConstantPool constants_;
  std::vector<std::string> names_;
  std::unordered_map<std::string_view, std::uint32_t> name_index_;  // views into the syntax tree
  bool reachable_ = true;
};

// The fused form of a comparison; `when` is the result on which it jumps.
Opcode jump_form(Opcode comparison, bool when);
Opcode inverted_jump(Opcode fused);
bool is_fused_jump(Opcode opcode);

}  // namespace midden::compiler
