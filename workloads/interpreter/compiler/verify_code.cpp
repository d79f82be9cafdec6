#include "workloads/interpreter/compiler/verify_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "workloads/interpreter/compiler/code_builder.h"
#include "workloads/interpreter/compiler/disassemble.h"
#include "workloads/interpreter/compiler/operand_shapes.h"

namespace midden {
namespace {

using compiler::operand_shape;

enum class Fill : std::uint8_t { unreached, empty, full, either };
using State = std::vector<Fill>;

// What an instruction does to registers, in this order.
struct Effect {
  std::vector<std::uint32_t> reads, kills, writes;
  void read(std::uint32_t first, std::uint32_t count = 1) {
    for (std::uint32_t i = 0; i < count; i++) reads.push_back(first + i);
  }
  void kill(std::uint32_t first, std::uint32_t count = 1) {
    for (std::uint32_t i = 0; i < count; i++) kills.push_back(first + i);
  }
  void write(std::uint32_t first, std::uint32_t count = 1) {
    for (std::uint32_t i = 0; i < count; i++) writes.push_back(first + i);
  }
  void window(std::uint32_t first, std::uint32_t count) {
    read(first, count);
    kill(first, count);
  }
};

Effect effect_of(const Instruction& at) {
  Effect effect;
  const char* shape = operand_shape(at.opcode);
  const std::uint16_t values[] = {at.a, at.b, at.c};
  for (int i = 0; i < 3; i++) {
    bool in_register = static_cast<std::int16_t>(values[i]) >= 0 && values[i] != kNoOperand;
    if (shape[i] == 'r' || shape[i] == 'u' || (shape[i] == 'k' && in_register)) effect.read(values[i]);
    if (shape[i] == 'w' || shape[i] == 'u') effect.write(values[i]);
    if (at.kill >> i & 1) effect.kill(values[i]);
  }
  switch (at.opcode) {
    case Opcode::Clear:
      effect.kill(at.a, at.b);
      break;
    case Opcode::CheckLocal:
      effect.reads.clear();
      break;
    case Opcode::DeleteLocal:
      effect.kill(at.a);
      break;
    case Opcode::LoadMethod:
      effect.write(at.a + 1u);
      break;
    case Opcode::BuildSlice:
      effect.window(at.b, 3);
      break;
    case Opcode::UnpackSequence:
      effect.write(at.a, at.c);
      break;
    case Opcode::UnpackStarred:
      effect.write(at.a, (at.c & 255u) + (at.c >> 8) + 1);
      break;
    case Opcode::BuildTuple:
    case Opcode::BuildList:
    case Opcode::BuildSet:
    case Opcode::BuildString:
      effect.window(at.b, at.c);
      break;
    case Opcode::BuildDict:
      effect.window(at.b, 2u * at.c);
      break;
    case Opcode::Call:
    case Opcode::CallKeywords:
      effect.window(at.a, at.b + 1u);
      break;
    case Opcode::CallMethod:
    case Opcode::CallMethodKeywords:
      effect.window(at.a, at.b + 2u);
      break;
    case Opcode::CallUnpacked:
      effect.window(at.a, 2);
      effect.kill(at.a + 2u);
      break;
    case Opcode::MakeFunction:
      effect.window(at.a, static_cast<unsigned>(__builtin_popcount(at.c)));
      break;
    case Opcode::EndAsyncFor:
    case Opcode::PopException:
      effect.window(at.a, 2);
      break;
    case Opcode::PushException:
      effect.write(at.a, 2);
      break;
    case Opcode::BeforeWith:
    case Opcode::BeforeAsyncWith:
      effect.write(at.a, 2);
      break;
    case Opcode::ImportName:
    case Opcode::MatchClass:
      effect.window(at.a + 1u, 1);
      break;
    default:
      break;
  }
  return effect;
}

class Verifier {
 public:
  Verifier(const CodeTemplate& code, const std::vector<compiler::StatementMark>* marks,
           std::vector<std::string>& faults)
      : code_(code), marks_(marks), faults_(faults) {}

  void run() {
    find_instructions();
    check_operands();
    if (failed_) return;
    flow();
    if (marks_) check_statements();
  }

 private:
  void fault(std::uint32_t at, const std::string& what) {
    failed_ = true;
    if (faults_.size() < 50) {
      faults_.push_back(fmt::format("{}, word {} ({}, line {}): {}", code_.qualified_name, at,
                                    opcode_name(code_.instructions[at].opcode), code_.positions[at].line,
                                    what));
    }
  }

  void find_instructions() {
    starts_.assign(code_.instructions.size() + 1, false);
    for (std::uint32_t at = 0; at < code_.instructions.size();) {
      starts_[at] = true;
      at += 1 + cache_words(code_.instructions[at].opcode);
    }
    first_temporary_ = static_cast<std::uint32_t>(code_.local_names.size());
    if (code_.is_class_body) first_temporary_ = std::max(first_temporary_, 1u);
    for (std::uint16_t reg : code_.cell_registers) first_temporary_ = std::max(first_temporary_, reg + 1u);
    for (std::uint16_t reg : code_.free_registers) first_temporary_ = std::max(first_temporary_, reg + 1u);
  }

  bool is_target(std::int64_t at) const {
    return at >= 0 && at < static_cast<std::int64_t>(code_.instructions.size()) &&
           starts_[static_cast<std::size_t>(at)];
  }

  // Where a jump goes; -1 for other instructions.
  std::int64_t target_of(std::uint32_t at) const {
    const Instruction& instruction = code_.instructions[at];
    if (instruction.opcode == Opcode::JumpBack) return std::int64_t{at} - instruction.off32();
    if (compiler::is_off32_jump(instruction.opcode)) return std::int64_t{at} + instruction.off32();
    if (compiler::is_fused_jump(instruction.opcode))
      return std::int64_t{at} + static_cast<std::int16_t>(instruction.a);
    if (instruction.opcode == Opcode::ForIterate) return std::int64_t{at} + instruction.c;
    return -1;
  }

  void check_operands() {
    if (code_.positions.size() != code_.instructions.size()) {
      faults_.push_back(code_.qualified_name + ": positions do not match the instructions");
      failed_ = true;
      return;
    }
    if (code_.instructions.empty()) {
      faults_.push_back(code_.qualified_name + ": no instructions");
      failed_ = true;
      return;
    }
    for (std::uint32_t at = 0; at < code_.instructions.size(); at++) {
      if (!starts_[at]) continue;
      const Instruction& instruction = code_.instructions[at];
      const char* shape = operand_shape(instruction.opcode);
      const std::uint16_t values[] = {instruction.a, instruction.b, instruction.c};
      for (int i = 0; i < 3; i++) {
        if (shape[i] == 'n' && values[i] >= code_.names.size()) fault(at, "name out of range");
        if (shape[i] == 'c' && values[i] >= code_.constants.size()) fault(at, "constant out of range");
        auto index = static_cast<std::int16_t>(values[i]);
        if (shape[i] == 'k' && index < 0 &&
            static_cast<std::size_t>(-(index + 1)) >= code_.constants.size()) {
          fault(at, "constant out of range");
        }
      }
      Effect effect = effect_of(instruction);
      for (const auto* list : {&effect.reads, &effect.kills, &effect.writes}) {
        for (std::uint32_t reg : *list) {
          if (reg >= code_.register_count) fault(at, fmt::format("register {} out of range", reg));
        }
      }
      std::int64_t target = target_of(at);
      if (target != -1 && !is_target(target)) fault(at, "jump to nowhere");
      if (target != -1 && (target <= at) != (instruction.opcode == Opcode::JumpBack))
        fault(at, "wrong direction");
      if (!compiler::ends_flow(instruction.opcode) && !is_target(at + 1 + cache_words(instruction.opcode))) {
        fault(at, "runs off the end");
      }
    }
    for (const HandlerRange& handler : code_.handlers) {
      bool fits = handler.start < handler.end && handler.end <= code_.instructions.size() &&
                  is_target(handler.target);
      if (!fits) return fault(0, "handler range out of bounds");
      const Instruction& first = code_.instructions[handler.target];
      if (first.opcode != Opcode::PushException || first.a != handler.depth ||
          handler.depth < first_temporary_) {
        fault(handler.target, "handler does not begin with PushException of its depth");
      }
    }
  }

  void merge(std::uint32_t at, const State& state) {
    State& known = states_[at];
    if (known.empty()) {
      known = state;
      worklist_.push_back(at);
      return;
    }
    bool changed = false;
    for (std::size_t i = 0; i < known.size(); i++) {
      if (known[i] != state[i] && known[i] != Fill::either) {
        known[i] = Fill::either;
        changed = true;
      }
    }
    if (changed) worklist_.push_back(at);
  }

  void flow() {
    State entry(code_.register_count, Fill::empty);
    std::size_t parameters = code_.positional_count + code_.keyword_only_count + code_.has_star_arguments +
                             code_.has_star_keywords + code_.is_class_body;
    std::fill_n(entry.begin(), parameters, Fill::full);
    states_.resize(code_.instructions.size());
    merge(0, entry);
    while (!worklist_.empty()) {
      std::uint32_t at = worklist_.back();
      worklist_.pop_back();
      step(at);
    }
    for (std::uint32_t at = 0; at < states_.size(); at++) {
      if (!states_[at].empty()) check_state(at);
    }
  }

  void step(std::uint32_t at) {
    const Instruction& instruction = code_.instructions[at];
    State state = states_[at];
    for (const HandlerRange& handler : code_.handlers) {
      if (at < handler.start || at >= handler.end) continue;
      State caught = state;
      std::fill(caught.begin() + handler.depth, caught.end(), Fill::empty);
      merge(handler.target, caught);
      break;
    }
    Effect effect = effect_of(instruction);
    for (std::uint32_t reg : effect.kills) state[reg] = Fill::empty;
    std::int64_t target = target_of(at);
    if (instruction.opcode == Opcode::ForIterate) {
      State exhausted = state;
      exhausted[instruction.b] = Fill::empty;
      merge(static_cast<std::uint32_t>(target), exhausted);
      target = -1;
    }
    for (std::uint32_t reg : effect.writes) state[reg] = Fill::full;
    if (target != -1) merge(static_cast<std::uint32_t>(target), state);
    if (!compiler::ends_flow(instruction.opcode)) merge(at + 1 + cache_words(instruction.opcode), state);
  }

  // With the final state: are the operands there, are kill bits right?
  void check_state(std::uint32_t at) {
    const Instruction& instruction = code_.instructions[at];
    const State& state = states_[at];
    Effect effect = effect_of(instruction);
    for (std::uint32_t reg : effect.reads) {
      if (state[reg] != Fill::full) fault(at, fmt::format("reads register {}, which may be empty", reg));
    }
    const std::uint16_t values[] = {instruction.a, instruction.b, instruction.c};
    const char* shape = operand_shape(instruction.opcode);
    for (int i = 0; i < 3; i++) {
      if (!(instruction.kill >> i & 1)) continue;
      if (shape[i] != 'k' && shape[i] != 'r') fault(at, "kills what is no operand");
      if (values[i] < first_temporary_) fault(at, fmt::format("kills register {}, a variable", values[i]));
      for (std::uint32_t written : effect.writes) {
        if (written == values[i]) fault(at, "kills the register of its result");
      }
    }
    // An operand that is a temporary and neither dies nor is overwritten is fine only if it is used later,
    // which shows at the statement's end.
  }

  void check_statements() {
    for (const compiler::StatementMark& mark : *marks_) {
      if (mark.instruction >= states_.size() || states_[mark.instruction].empty()) continue;
      const State& state = states_[mark.instruction];
      for (std::size_t reg = mark.height; reg < state.size(); reg++) {
        if (reg >= first_temporary_ && state[reg] != Fill::empty) {
          fault(mark.instruction,
                fmt::format("temporary t{} is alive where a statement begins", reg - first_temporary_));
        }
      }
    }
  }

  const CodeTemplate& code_;
  const std::vector<compiler::StatementMark>* marks_;
  std::vector<std::string>& faults_;
  std::vector<bool> starts_;
  std::vector<State> states_;
  std::vector<std::uint32_t> worklist_;
  std::uint32_t first_temporary_ = 0;
  bool failed_ = false;
};

void verify_tree(const CompileResult& result, const CodeTemplate& code, std::vector<std::string>& faults) {
  auto marks = result.statement_marks.find(&code);
  Verifier(code, marks == result.statement_marks.end() ? nullptr : &marks->second, faults).run();
  for (const ConstantValue& constant : code.constants) {
    if (constant.code) verify_tree(result, *constant.code, faults);
  }
}

}  // namespace

std::vector<std::string> verify_code(const CompileResult& result) {
  std::vector<std::string> faults;
  if (result.code) verify_tree(result, *result.code, faults);
  return faults;
}

}  // namespace midden
