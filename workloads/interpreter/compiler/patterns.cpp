// match statements.

#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/local_analysis.h"

namespace midden::compiler {

using namespace syntax;

namespace {

bool is_wildcard(const Pattern* pattern) {
  const auto* as_pattern = try_as<MatchAs>(pattern);
  return as_pattern && !as_pattern->pattern && as_pattern->name.empty();
}

bool is_wildcard_star(const Pattern* pattern) {
  const auto* star = try_as<MatchStar>(pattern);
  return star && star->name.empty();
}

}  // namespace

void Compiler::match_statement(const Match* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  Operand subject = expression(statement->subject);
  if (const auto* name = try_as<Name>(statement->subject); name && subject.is_borrowed()) {
    bool rebound = false;
    for (const MatchCase& each : statement->cases) {
      rebound = rebound || captures(each.pattern, name->id) || (each.guard && may_rebind(each.guard));
    }
    if (rebound) subject = place(subject, Target::next(), mark);
  } else if (subject.is_borrowed()) {
    subject = place(subject, Target::next(), mark);
  }
  in_register(subject);
  Label end = code.new_label();
  for (const MatchCase& each : statement->cases) match_case(each, subject, end);
  code.discard(subject);
  code.bind(end);
  release_to(mark);
}

void Compiler::match_case(const MatchCase& match_case, Operand subject, Label end) {
  CodeBuilder& code = builder();
  if (!code.reachable()) return;
  Label next = code.new_label();
  {
    At at(*this, match_case.pattern->at);
    Attempt attempt = begin_attempt();
    pattern(match_case.pattern, subject.index, attempt);
    for (auto [name, reg] : attempt.captures) store_name(name, Operand::borrowed(reg));
    empty_temporaries(attempt.mark, top());
    release_to(attempt.mark);
    if (match_case.guard) jump_if(match_case.guard, next, false);
    code.discard(subject);
    statements(match_case.body);
    code.jump(end);
    fail_attempt(attempt);
  }
  code.bind(next);
}

Compiler::Attempt Compiler::begin_attempt() { return {builder().new_label(), top(), top(), {}}; }

// Where a failed attempt arrives.
void Compiler::fail_attempt(Attempt& attempt) {
  builder().bind(attempt.fail);
  empty_temporaries(attempt.mark, attempt.height);
}

void Compiler::fail_unless(Opcode jump, Operand condition, Attempt& attempt) {
  Register held = condition.is_temporary() ? condition.index : top();
  attempt.height = std::max(attempt.height, held);
  builder().jump_if(jump, condition, attempt.fail);
  release_to(held);
}

void Compiler::fail_unless_compared(Opcode jump, Operand left, Operand right, Attempt& attempt) {
  Register held = top();
  for (Operand operand : {right, left}) {
    if (operand.is_temporary() && operand.index < held) held = operand.index;
  }
  attempt.height = std::max(attempt.height, held);
  builder().compare_and_jump(jump, left, right, attempt.fail);
  release_to(held);
}

void Compiler::pattern(const Pattern* pattern, Register subject, Attempt& attempt) {
  At at(*this, pattern->at);
  switch (pattern->kind) {
    case PatternKind::kMatchValue: {
      Operand value = expression(as<MatchValue>(pattern)->value);
      fail_unless_compared(Opcode::JumpUnlessEqual, Operand::borrowed(subject), value, attempt);
      break;
    }
    case PatternKind::kMatchSingleton: {
      ConstantKind value = as<MatchSingleton>(pattern)->value;
      if (value == ConstantKind::kNone) {
        fail_unless(Opcode::JumpIfNotNone, Operand::borrowed(subject), attempt);
      } else {
        Operand wanted = constant(bool_constant(value == ConstantKind::kTrue));
        fail_unless_compared(Opcode::JumpUnlessIs, Operand::borrowed(subject), wanted, attempt);
      }
      break;
    }
    case PatternKind::kMatchSequence:
      sequence_pattern(as<MatchSequence>(pattern), subject, attempt);
      break;
    case PatternKind::kMatchMapping:
      mapping_pattern(as<MatchMapping>(pattern), subject, attempt);
      break;
    case PatternKind::kMatchClass:
      class_pattern(as<MatchClass>(pattern), subject, attempt);
      break;
    case PatternKind::kMatchStar: {
      auto* node = as<MatchStar>(pattern);
      if (!node->name.empty()) attempt.captures.emplace_back(node->name, subject);
      break;
    }
    case PatternKind::kMatchAs: {
      auto* node = as<MatchAs>(pattern);
      if (node->pattern) this->pattern(node->pattern, subject, attempt);
      if (!node->name.empty()) attempt.captures.emplace_back(node->name, subject);
      break;
    }
    case PatternKind::kMatchOr:
      or_pattern(as<MatchOr>(pattern), subject, attempt);
      break;
  }
}

void Compiler::sequence_pattern(const MatchSequence* pattern, Register subject, Attempt& attempt) {
  CodeBuilder& code = builder();
  std::size_t count = pattern->patterns.size(), star = count;
  bool only_wildcards = true;
  for (std::size_t i = 0; i < count; i++) {
    const Pattern* item = pattern->patterns[i];
    if (item->kind == PatternKind::kMatchStar) star = i;
    only_wildcards = only_wildcards && (is_wildcard(item) || is_wildcard_star(item));
  }
  Register test = allocate();
  code.emit(Opcode::MatchSequence, test, subject);
  fail_unless(Opcode::JumpIfFalse, Operand::temporary(test), attempt);
  bool starred = star < count;
  if (!starred || count > 1) {
    Register length = allocate();
    code.emit(Opcode::GetLength, length, subject);
    Operand wanted = constant(int_constant(static_cast<std::int64_t>(count - starred)));
    fail_unless_compared(starred ? Opcode::JumpUnlessGreaterEqual : Opcode::JumpUnlessEqual,
                         Operand::temporary(length), wanted, attempt);
  }
  if (!only_wildcards) sequence_items(pattern, star, subject, attempt);
}

void Compiler::sequence_items(const MatchSequence* pattern, std::size_t star, Register subject,
                              Attempt& attempt) {
  CodeBuilder& code = builder();
  std::size_t count = pattern->patterns.size();
  if (star < count && is_wildcard_star(pattern->patterns[star])) {
    // Nobody wants the list of the rest: the items are fetched one by one.
    for (std::size_t i = 0; i < count; i++) {
      const Pattern* item = pattern->patterns[i];
      if (i == star || is_wildcard(item)) continue;
      Register value = allocate();
      Operand index = constant(int_constant(static_cast<std::int64_t>(i < star ? i : count - i)));
      if (i > star) {
        code.emit(Opcode::GetLength, value, subject);
        code.emit_result(Opcode::Subtract, value, Operand::temporary(value), index);
        index = Operand::temporary(value);
      }
      code.emit_result(Opcode::GetItem, value, Operand::borrowed(subject), index);
      this->pattern(item, value, attempt);
    }
    return;
  }
  Register first = allocate(static_cast<std::uint32_t>(count));
  if (star == count) {
    code.emit(Opcode::UnpackSequence, first, subject, static_cast<std::uint32_t>(count));
  } else {
    auto after = static_cast<std::uint32_t>(count - star - 1);
    code.emit(Opcode::UnpackStarred, first, subject, static_cast<std::uint32_t>(star) | after << 8);
  }
  for (std::size_t i = 0; i < count; i++) {
    this->pattern(pattern->patterns[i], static_cast<Register>(first + i), attempt);
  }
}

Operand Compiler::mapping_keys(List<Expr*> keys) {
  std::vector<ConstantValue> constants;
  for (const Expr* key : keys) {
    auto folded = fold(key);
    if (!folded) return build(Opcode::BuildTuple, keys, Target::next());
    constants.push_back(std::move(*folded));
  }
  return constant(tuple_constant(std::move(constants)));
}

void Compiler::mapping_pattern(const MatchMapping* pattern, Register subject, Attempt& attempt) {
  CodeBuilder& code = builder();
  Register test = allocate();
  code.emit(Opcode::MatchMapping, test, subject);
  fail_unless(Opcode::JumpIfFalse, Operand::temporary(test), attempt);
  std::size_t count = pattern->keys.size();
  if (count == 0 && pattern->rest.empty()) return;
  if (count > 0) {
    Register length = allocate();
    code.emit(Opcode::GetLength, length, subject);
    fail_unless_compared(Opcode::JumpUnlessGreaterEqual, Operand::temporary(length),
                         constant(int_constant(static_cast<std::int64_t>(count))), attempt);
  }
  Operand keys = mapping_keys(pattern->keys);
  Register values = allocate();
  code.emit(Opcode::MatchKeys, values, subject, keys.encoded());
  fail_unless(Opcode::JumpIfNone, Operand::borrowed(values), attempt);
  if (count > 0) {
    Register first = allocate(static_cast<std::uint32_t>(count));
    code.emit(Opcode::UnpackSequence, first, values, static_cast<std::uint32_t>(count));
    for (std::size_t i = 0; i < count; i++) {
      this->pattern(pattern->patterns[i], static_cast<Register>(first + i), attempt);
    }
  }
  if (!pattern->rest.empty()) {
    Register rest = allocate();
    code.emit(Opcode::CopyDictWithoutKeys, rest, subject, keys.encoded());
    attempt.captures.emplace_back(pattern->rest, rest);
  }
}

void Compiler::class_pattern(const MatchClass* pattern, Register subject, Attempt& attempt) {
  CodeBuilder& code = builder();
  Register found = expression(pattern->cls, Target::next()).index;
  std::vector<ConstantValue> names;
  for (Identifier name : pattern->kwd_attrs) {
    names.push_back(string_constant(symbols_.mangle(*unit_->scope, name)));
  }
  Register names_register = allocate();
  code.move(names_register, constant(tuple_constant(std::move(names))));
  release_to(names_register);
  code.emit(Opcode::MatchClass, found, subject, static_cast<std::uint32_t>(pattern->patterns.size()));
  fail_unless(Opcode::JumpIfNone, Operand::borrowed(found), attempt);
  auto count = static_cast<std::uint32_t>(pattern->patterns.size() + pattern->kwd_patterns.size());
  if (count == 0) return;
  Register first = allocate(count);
  code.emit(Opcode::UnpackSequence, first, found, count);
  for (const Pattern* item : pattern->patterns) this->pattern(item, first++, attempt);
  for (const Pattern* item : pattern->kwd_patterns) this->pattern(item, first++, attempt);
}

// Each alternative captures the same names; the values meet in one set of registers.
void Compiler::or_pattern(const MatchOr* pattern, Register subject, Attempt& attempt) {
  CodeBuilder& code = builder();
  Label matched = code.new_label();
  std::vector<std::pair<Identifier, Register>> captured;
  Register kept = top();
  for (std::size_t i = 0; i < pattern->patterns.size(); i++) {
    const Pattern* alternative = pattern->patterns[i];
    if (i == 0) {
      // How many registers that takes is known only from an alternative.
      std::vector<Identifier> names;
      captured_names(alternative, names);
      kept = allocate(static_cast<std::uint32_t>(names.size()));
      for (Identifier name : names)
        captured.emplace_back(name, static_cast<Register>(kept + captured.size()));
    }
    Attempt inner = begin_attempt();
    this->pattern(alternative, subject, inner);
    for (auto [name, reg] : inner.captures) {
      for (auto [wanted, to] : captured) {
        if (wanted == name) code.move(to, Operand::borrowed(reg));
      }
    }
    empty_temporaries(inner.mark, top());
    release_to(inner.mark);
    code.jump(matched);
    fail_attempt(inner);
  }
  attempt.height = std::max(attempt.height, kept);
  code.jump(attempt.fail);
  code.bind(matched);
  attempt.captures.insert(attempt.captures.end(), captured.begin(), captured.end());
}

}  // namespace midden::compiler
