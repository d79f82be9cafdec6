#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

// Beyond what the analysis of the symbols lets through; for trees that were not made by the parser.
constexpr int kMaxDepth = 6000;

std::int32_t characters(std::string_view text) {
  std::int32_t count = 0;
  for (char c : text) count += (c & 0xC0) != 0x80;
  return count;
}

}  // namespace

Opcode binary_opcode(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd:
      return Opcode::Add;
    case BinaryOperator::kSub:
      return Opcode::Subtract;
    case BinaryOperator::kMult:
      return Opcode::Multiply;
    case BinaryOperator::kMatMult:
      return Opcode::MatrixMultiply;
    case BinaryOperator::kDiv:
      return Opcode::TrueDivide;
    case BinaryOperator::kMod:
      return Opcode::Modulo;
    case BinaryOperator::kPow:
      return Opcode::Power;
    case BinaryOperator::kLShift:
      return Opcode::LeftShift;
    case BinaryOperator::kRShift:
      return Opcode::RightShift;
    case BinaryOperator::kBitOr:
      return Opcode::BitOr;
    case BinaryOperator::kBitXor:
      return Opcode::BitXor;
    case BinaryOperator::kBitAnd:
      return Opcode::BitAnd;
    case BinaryOperator::kFloorDiv:
      return Opcode::FloorDivide;
  }
  return Opcode::Add;
}

Operand Compiler::expression(const Expr* expr, Target target) {
  if (depth_ >= kMaxDepth) {
    fail(ProblemKind::kRecursionError, "maximum recursion depth exceeded during compilation");
    return place(none(), target, top());
  }
  depth_++;
  At at(*this, expr->at);
  Operand value = expression_kind(expr, target);
  depth_--;
  return value;
}

Operand Compiler::expression_kind(const Expr* expr, Target target) {
  if (auto value = fold(expr)) {
    Register mark = top();
    return place(constant(std::move(*value)), target, mark);
  }
  switch (expr->kind) {
    case ExprKind::kBoolOp:
      return bool_op(as<BoolOp>(expr), target);
    case ExprKind::kNamedExpr:
      return named(as<NamedExpr>(expr), target);
    case ExprKind::kBinOp:
      return binary(as<BinOp>(expr), target);
    case ExprKind::kUnaryOp:
      return unary(as<UnaryOp>(expr), target);
    case ExprKind::kLambda:
      return lambda(as<Lambda>(expr), target);
    case ExprKind::kIfExp:
      return conditional(as<IfExp>(expr), target);
    case ExprKind::kDict:
      return dict_display(as<Dict>(expr), target);
    case ExprKind::kSet:
      return set_display(as<Set>(expr), target);
    case ExprKind::kListComp: {
      auto* node = as<ListComp>(expr);
      return comprehension(expr, "<listcomp>", node->elt, nullptr, node->generators, target);
    }
    case ExprKind::kSetComp: {
      auto* node = as<SetComp>(expr);
      return comprehension(expr, "<setcomp>", node->elt, nullptr, node->generators, target);
    }
    case ExprKind::kDictComp: {
      auto* node = as<DictComp>(expr);
      return comprehension(expr, "<dictcomp>", node->key, node->value, node->generators, target);
    }
    case ExprKind::kGeneratorExp: {
      auto* node = as<GeneratorExp>(expr);
      return comprehension(expr, "<genexpr>", node->elt, nullptr, node->generators, target);
    }
    case ExprKind::kAwait:
      return await(as<Await>(expr), target);
    case ExprKind::kYield:
      return yield(as<Yield>(expr), target);
    case ExprKind::kYieldFrom:
      return yield_from(as<YieldFrom>(expr), target);
    case ExprKind::kCompare:
      return compare(as<Compare>(expr), target);
    case ExprKind::kCall:
      return call(as<Call>(expr), target);
    case ExprKind::kFormattedValue:
      return formatted_value(as<FormattedValue>(expr), target);
    case ExprKind::kJoinedStr:
      return joined_string(as<JoinedStr>(expr), target);
    case ExprKind::kConstant:
      break;  // folded
    case ExprKind::kAttribute:
      return attribute(as<Attribute>(expr), target);
    case ExprKind::kSubscript:
      return subscript(as<Subscript>(expr), target);
    case ExprKind::kStarred:
      return expression(as<Starred>(expr)->value, target);
    case ExprKind::kName:
      return load_name(as<Name>(expr)->id, target);
    case ExprKind::kList:
      return list_display(as<ListExpr>(expr), target);
    case ExprKind::kTuple:
      return tuple_display(as<Tuple>(expr), target);
    case ExprKind::kSlice:
      return slice(as<Slice>(expr), target);
  }
  return none();
}

Operand Compiler::binary(const BinOp* expr, Target target) {
  Operand formatted = literal_format(expr, target);
  if (formatted.kind != Operand::Kind::absent) return formatted;
  Register mark = top();
  Operand left = protect(expression(expr->left), expr->right);
  Operand right = expression(expr->right);
  Register out = result_register(target, mark);
  builder().emit_result(binary_opcode(expr->op), out, left, right);
  return result(target, out);
}

Operand Compiler::unary(const UnaryOp* expr, Target target) {
  Register mark = top();
  if (auto* compare = try_as<Compare>(expr->operand); compare && expr->op == UnaryOperator::kNot) {
    if (auto op = negated_comparison(compare)) {
      At at(*this, compare->at);
      return compare_as(compare, *op, target);
    }
  }
  Opcode opcode = Opcode::Not;
  switch (expr->op) {
    case UnaryOperator::kInvert:
      opcode = Opcode::Invert;
      break;
    case UnaryOperator::kUAdd:
      opcode = Opcode::Positive;
      break;
    case UnaryOperator::kUSub:
      opcode = Opcode::Negate;
      break;
    case UnaryOperator::kNot:
      break;
  }
  Operand operand = expression(expr->operand);
  Register out = result_register(target, mark);
  builder().emit_result(opcode, out, operand);
  return result(target, out);
}

Operand Compiler::conditional(const IfExp* expr, Target target) {
  CodeBuilder& code = builder();
  if (auto test = fold(expr->test)) return expression(is_true(*test) ? expr->body : expr->orelse, target);
  if (target.kind == Target::Kind::anywhere) target = Target::next();  // one place for both branches
  Register mark = top();
  Label otherwise = code.new_label(), end = code.new_label();
  jump_if(expr->test, otherwise, false);
  expression(expr->body, target);
  release_to(mark);
  code.jump(end);
  code.bind(otherwise);
  Operand value = expression(expr->orelse, target);
  code.bind(end);
  return value;
}

Operand Compiler::named(const NamedExpr* expr, Target target) {
  Register mark = top(), variable;
  const Name* name = as<Name>(expr->target);
  if (local_register(name, variable)) {
    expression_into(expr->value, variable);
    builder().bound.add(variable);
    return place(Operand::borrowed(variable), target, mark);
  }
  Operand value = expression(expr->value);
  {
    At at(*this, name->at);
    store_name(name->id, value.kept());
  }
  return place(value, target, mark);
}

// When an attribute's name stands on a later line than the expression begins, instructions point to the name.
void Compiler::start_at_attribute(const Attribute* attribute) {
  SourceRange& position = builder().position;
  if (position.line == attribute->at.end_line) return;
  position.line = attribute->at.end_line;
  std::int32_t length = characters(attribute->attr);
  if (length <= attribute->at.end_column) {
    position.column = attribute->at.end_column - length;
  } else {
    position.column = position.end_column = -1;
  }
}

Operand Compiler::attribute(const Attribute* expr, Target target) {
  Register mark = top();
  Operand object = expression(expr->value);
  start_at_attribute(expr);
  Register out = result_register(target, mark);
  CodeBuilder& code = builder();
  std::uint32_t kill = object.is_temporary() && object.index != out ? kKillB : 0;
  code.emit(Opcode::GetAttribute, out, object.encoded(),
            code.name(symbols_.mangle(*unit_->scope, expr->attr)), kill);
  return result(target, out);
}

Operand Compiler::subscript(const Subscript* expr, Target target) {
  Register mark = top();
  Operand object = protect(expression(expr->value), expr->slice);
  Operand index = expression(expr->slice);
  Register out = result_register(target, mark);
  builder().emit_result(Opcode::GetItem, out, object, index);
  return result(target, out);
}

Operand Compiler::slice(const Slice* expr, Target target) {
  Register mark = top();
  for (const Expr* part : {expr->lower, expr->upper, expr->step}) {
    if (part) {
      expression(part, Target::next());
    } else {
      builder().move(allocate(), none());
    }
  }
  Register out = result_register(target, mark);
  builder().emit(Opcode::BuildSlice, out, mark);
  return result(target, out);
}

// The yielded value must not stay in the register where the sent one will arrive, so it gets its own.
Operand Compiler::yield(const Yield* expr, Target target) {
  Register mark = top();
  Register out = result_register(target, mark);
  Register above = top();
  Operand value = expr->value ? expression(expr->value) : none();
  release_to(above);
  builder().emit(Opcode::Yield, out, value.encoded(), 0, value.kill(kKillB));
  return result(target, out);
}

// Drives the iterator to its end; the result register must be no variable's.
void Compiler::run_iterator(Register result, Register iterator) {
  builder().move(result, none());
  builder().emit(Opcode::YieldFrom, result, iterator);
  builder().clear(iterator);
}

Operand Compiler::yield_from(const YieldFrom* expr, Target target) {
  Register mark = top();
  Register out = accumulator(target);
  Register iterator = allocate();
  Operand value = expression(expr->value);
  builder().emit_result(Opcode::GetYieldFromIterator, iterator, value);
  run_iterator(out, iterator);
  return accumulated(out, target, mark);
}

void Compiler::await_value(Operand awaitable, Register result, int origin) {
  Register iterator = allocate();
  std::uint32_t kill = awaitable.is_temporary() && awaitable.index != iterator ? kKillB : 0;
  builder().emit(Opcode::GetAwaitable, iterator, awaitable.encoded(), static_cast<std::uint32_t>(origin),
                 kill);
  run_iterator(result, iterator);
  release_to(iterator);
}

Operand Compiler::await(const Await* expr, Target target) {
  Register mark = top();
  Register out = accumulator(target);
  Register above = top();
  Operand value = expression(expr->value);
  release_to(above);
  await_value(value, out, 0);
  return accumulated(out, target, mark);
}

}  // namespace midden::compiler
