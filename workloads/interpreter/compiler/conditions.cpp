// Truth values: conditional jumps that make no booleans, `and`, `or`, comparisons.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

Opcode comparison_opcode(CompareOperator op) {
  switch (op) {
    case CompareOperator::kEq:
      return Opcode::Equal;
    case CompareOperator::kNotEq:
      return Opcode::NotEqual;
    case CompareOperator::kLt:
      return Opcode::Less;
    case CompareOperator::kLtE:
      return Opcode::LessEqual;
    case CompareOperator::kGt:
      return Opcode::Greater;
    case CompareOperator::kGtE:
      return Opcode::GreaterEqual;
    case CompareOperator::kIs:
      return Opcode::Is;
    case CompareOperator::kIsNot:
      return Opcode::IsNot;
    case CompareOperator::kIn:
      return Opcode::Contains;
    case CompareOperator::kNotIn:
      return Opcode::NotContains;
  }
  return Opcode::Equal;
}

void Compiler::jump_if(const Expr* condition, Label label, bool when) {
  CodeBuilder& code = builder();
  if (auto value = fold(condition)) {
    if (is_true(*value) == when) code.jump(label);
    return;
  }
  switch (condition->kind) {
    case ExprKind::kUnaryOp:
      if (auto* node = as<UnaryOp>(condition); node->op == UnaryOperator::kNot) {
        return jump_if(node->operand, label, !when);
      }
      break;
    case ExprKind::kBoolOp: {
      auto* node = as<BoolOp>(condition);
      bool decides = node->op == BoolOperator::kOr;  // the value that ends the evaluation early
      Label end = code.new_label();
      Label early = decides == when ? label : end;
      for (const Expr* value : node->values.first(node->values.size() - 1)) jump_if(value, early, decides);
      jump_if(node->values.back(), label, when);
      code.bind(end);
      return;
    }
    case ExprKind::kIfExp: {
      auto* node = as<IfExp>(condition);
      Label otherwise = code.new_label(), end = code.new_label();
      jump_if(node->test, otherwise, false);
      jump_if(node->body, label, when);
      code.jump(end);
      code.bind(otherwise);
      jump_if(node->orelse, label, when);
      code.bind(end);
      return;
    }
    case ExprKind::kCompare:
      // Not only for the comparison: CPython leaves the position at it, which shows when an assertion fails.
      code.position = source_range(condition->at);
      return jump_if_compare(as<Compare>(condition), label, when);
    default:
      break;
  }
  Register mark = top();
  Operand value = expression(condition);
  release_to(mark);
  code.jump_if(when ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, value, label);
}

// The right side of comparison number `index`.
Operand Compiler::comparand(const Compare* expr, std::size_t index) {
  const Expr* right = expr->comparators[index];
  if (expr->ops[index] == CompareOperator::kIn || expr->ops[index] == CompareOperator::kNotIn) {
    if (auto collection = fold_collection(right)) return constant(std::move(*collection));
  }
  return expression(right);
}

void Compiler::jump_if_compare(const Compare* expr, Label label, bool when) {
  CodeBuilder& code = builder();
  Register mark = top();
  Operand left = protect(expression(expr->left), expr->comparators[0]);
  std::size_t last = expr->ops.size() - 1;
  Label end = code.new_label();
  Label fail = when ? end : label;
  Label fail_holding =
      code.new_label();  // a comparison that fails in the middle leaves its right side behind
  Register held = 0;
  for (std::size_t i = 0; i < last; i++) {
    Operand right = protect(comparand(expr, i), expr->comparators[i + 1]);
    if (right.is_temporary()) held = std::max<Register>(held, right.index);
    code.compare_and_jump(jump_form(comparison_opcode(expr->ops[i]), false), left, right.kept(),
                          right.is_temporary() ? fail_holding : fail);
    left = right;
  }
  Operand right = comparand(expr, last);
  Opcode comparison = comparison_opcode(expr->ops[last]);
  bool with_none = right.is_constant() && code.constant_value(right).type == ConstantValue::Type::none;
  if (with_none && (comparison == Opcode::Is || comparison == Opcode::IsNot)) {
    bool when_none = (comparison == Opcode::Is) == when;
    code.jump_if(when_none ? Opcode::JumpIfNone : Opcode::JumpIfNotNone, left, label);
  } else {
    code.compare_and_jump(jump_form(comparison, when), left, right, label);
  }
  release_to(mark);
  if (code.is_reached(fail_holding)) {
    code.jump(end);
    code.bind(fail_holding);
    empty_temporaries(mark, static_cast<Register>(held + 1));
    code.jump(fail);
  }
  code.bind(end);
}

// `not a in b` is `a not in b`; the other comparisons may give anything but booleans.
std::optional<Opcode> negated_comparison(const Compare* expr) {
  if (expr->ops.size() != 1) return {};
  switch (expr->ops[0]) {
    case CompareOperator::kIs:
      return Opcode::IsNot;
    case CompareOperator::kIsNot:
      return Opcode::Is;
    case CompareOperator::kIn:
      return Opcode::NotContains;
    case CompareOperator::kNotIn:
      return Opcode::Contains;
    default:
      return {};
  }
}

// A single comparison.
Operand Compiler::compare_as(const Compare* expr, Opcode opcode, Target target) {
  Register mark = top();
  Operand left = protect(expression(expr->left), expr->comparators[0]);
  Operand right = comparand(expr, 0);
  Register out = result_register(target, mark);
  builder().emit_result(opcode, out, left, right);
  return result(target, out);
}

Operand Compiler::compare(const Compare* expr, Target target) {
  if (expr->ops.size() == 1) return compare_as(expr, comparison_opcode(expr->ops[0]), target);
  CodeBuilder& code = builder();
  Register mark = top();
  // The value is that of the first comparison that is false, which need not be a boolean.
  Register out = accumulator(target);
  Register above = top();
  Operand left = protect(expression(expr->left), expr->comparators[0]);
  Label end = code.new_label(), fail_holding = code.new_label();
  Register held = 0;
  for (std::size_t i = 0; i + 1 < expr->ops.size(); i++) {
    Operand right = protect(comparand(expr, i), expr->comparators[i + 1]);
    code.emit_result(comparison_opcode(expr->ops[i]), out, left, right.kept());
    if (right.is_temporary()) held = std::max<Register>(held, right.index);
    code.jump_if(Opcode::JumpIfFalse, Operand::borrowed(out), right.is_temporary() ? fail_holding : end);
    left = right;
  }
  Operand right = comparand(expr, expr->ops.size() - 1);
  code.emit_result(comparison_opcode(expr->ops.back()), out, left, right);
  release_to(above);
  if (code.is_reached(fail_holding)) {
    code.jump(end);
    code.bind(fail_holding);
    empty_temporaries(above, static_cast<Register>(held + 1));
  }
  code.bind(end);
  return accumulated(out, target, mark);
}

// Leaves the value in `out` and jumps to `decided` if its truth is `decides`. Operators within are taken
// apart, so that every operand is tested once.
void Compiler::bool_operand(const Expr* value, Register out, bool decides, Label decided) {
  CodeBuilder& code = builder();
  if (value->kind != ExprKind::kBoolOp || fold(value)) {
    expression_into(value, out);
    code.jump_if(decides ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, Operand::borrowed(out), decided);
    return;
  }
  auto* node = as<BoolOp>(value);
  bool inner_decides = node->op == BoolOperator::kOr;
  Label next = code.new_label();
  for (const Expr* inner : node->values.first(node->values.size() - 1)) {
    bool_operand(inner, out, inner_decides, inner_decides == decides ? decided : next);
  }
  bool_operand(node->values.back(), out, decides, decided);
  code.bind(next);
}

Operand Compiler::bool_op(const BoolOp* expr, Target target) {
  CodeBuilder& code = builder();
  Register mark = top();
  Opcode decides = expr->op == BoolOperator::kOr ? Opcode::JumpIfTrue : Opcode::JumpIfFalse;
  Opcode goes_on = expr->op == BoolOperator::kOr ? Opcode::JumpIfFalse : Opcode::JumpIfTrue;
  Label end = code.new_label();
  bool to_variable = !is_temporary_target(target);
  for (const Expr* value : expr->values.first(expr->values.size() - 1)) {
    Register reg;
    to_variable = to_variable && local_register(value, reg);
  }
  if (to_variable) {
    // x = a or b, with variables only: no detour through a temporary.
    for (const Expr* value : expr->values.first(expr->values.size() - 1)) {
      Operand operand = expression(value);
      if (operand.index == target.reg) {
        code.jump_if(decides, operand, end);
        continue;
      }
      Label next = code.new_label();
      code.jump_if(goes_on, operand, next);
      code.move(target.reg, operand);
      code.jump(end);
      code.bind(next);
    }
    expression(expr->values.back(), target);
    code.bind(end);
    return Operand::borrowed(target.reg);
  }
  Register out = accumulator(target);
  for (const Expr* value : expr->values.first(expr->values.size() - 1)) {
    bool_operand(value, out, expr->op == BoolOperator::kOr, end);
  }
  expression_into(expr->values.back(), out);
  code.bind(end);
  return accumulated(out, target, mark);
}

}  // namespace midden::compiler
