// Assignment in all its forms, and del.

#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/local_analysis.h"

namespace midden::compiler {

using namespace syntax;

namespace {

List<Expr*> elements_of(const Expr* expr) {
  if (auto* tuple = try_as<Tuple>(expr)) return tuple->elts;
  if (auto* list = try_as<ListExpr>(expr)) return list->elts;
  return {};
}

bool is_sequence(const Expr* expr) { return expr->kind == ExprKind::kTuple || expr->kind == ExprKind::kList; }

Opcode inplace_opcode(BinaryOperator op) {
  return static_cast<Opcode>(static_cast<unsigned>(binary_opcode(op)) - static_cast<unsigned>(Opcode::Add) +
                             static_cast<unsigned>(Opcode::InplaceAdd));
}

}  // namespace

void Compiler::assign_statement(const Assign* statement) {
  Register mark = top(), variable;
  List<Expr*> targets = statement->targets;
  Operand value;
  std::size_t done = 0;
  if (targets.size() == 1 && is_sequence(targets[0]) && is_sequence(statement->value) &&
      assign_in_parallel(elements_of(targets[0]), elements_of(statement->value))) {
    release_to(mark);
    return;
  }
  // The first variable takes the value at once, unless a later target binds it again.
  bool direct = local_register(targets[0], variable);
  for (std::size_t i = 1; direct && i < targets.size(); i++) {
    std::set<std::string_view> names;
    collect_bound(targets[i], names);
    direct = !names.contains(as<Name>(targets[0])->id) && !may_rebind(targets[i]);
  }
  if (direct) {
    expression_into(statement->value, variable);
    builder().bound.add(variable);
    value = Operand::borrowed(variable);
    done = 1;
  } else {
    value = expression(statement->value);
    if (targets.size() > 1 && value.is_borrowed()) value = place(value, Target::next(), mark);
  }
  for (; done < targets.size(); done++) {
    assign(targets[done], done + 1 < targets.size() ? value.kept() : value);
  }
  release_to(mark);
}

// Consumes the value if it is a temporary.
void Compiler::assign(const Expr* target, Operand value) {
  CodeBuilder& code = builder();
  At at(*this, target->at);
  Register mark = top();
  switch (target->kind) {
    case ExprKind::kName:
      store_name(as<Name>(target)->id, value);
      break;
    case ExprKind::kAttribute: {
      auto* node = as<Attribute>(target);
      value = protect(value, node->value);
      Operand object = expression(node->value);
      Register reg = in_register(object);
      start_at_attribute(node);
      code.emit(Opcode::SetAttribute, reg, value.encoded(),
                code.name(symbols_.mangle(*unit_->scope, node->attr)),
                object.kill(kKillA) | value.kill(kKillB));
      break;
    }
    case ExprKind::kSubscript: {
      auto* node = as<Subscript>(target);
      value = protect(protect(value, node->value), node->slice);
      Operand object = protect(expression(node->value), node->slice);
      Register reg = in_register(object);
      Operand index = expression(node->slice);
      code.emit(Opcode::SetItem, reg, index.encoded(), value.encoded(),
                object.kill(kKillA) | index.kill(kKillB) | value.kill(kKillC));
      break;
    }
    case ExprKind::kStarred:
      assign(as<Starred>(target)->value, value);
      break;
    case ExprKind::kTuple:
    case ExprKind::kList:
      unpack(elements_of(target), value);
      break;
    default:
      break;
  }
  release_to(mark);
}

void Compiler::unpack(List<Expr*> targets, Operand value) {
  CodeBuilder& code = builder();
  auto count = static_cast<std::uint32_t>(targets.size());
  std::size_t star = targets.size();
  for (std::size_t i = 0; i < targets.size(); i++) {
    if (targets[i]->kind == ExprKind::kStarred) star = i;
  }
  if (star < targets.size()) {
    std::uint32_t before = static_cast<std::uint32_t>(star), after = count - before - 1;
    if (before > 255 || after > 255)
      return fail(ProblemKind::kSyntaxError, "too many expressions in star-unpacking assignment");
    Register source = in_register(value);
    Register first = allocate(count);
    code.emit(Opcode::UnpackStarred, first, source, before | after << 8, value.kill(kKillB));
    for (std::uint32_t i = 0; i < count; i++) {
      assign(targets[i], Operand::temporary(static_cast<Register>(first + i)));
    }
    return;
  }
  // Variables in neighbouring registers take the items at once.
  Register variable = 0, next;
  bool direct = count > 0 && local_register(targets[0], variable);
  for (std::uint32_t i = 1; direct && i < count; i++) {
    direct = local_register(targets[i], next) && next == variable + i;
  }
  if (value.is_register() && value.index >= variable && value.index < variable + count) direct = false;
  Register first = direct ? variable : allocate(count);
  code.emit(Opcode::UnpackSequence, first, value.encoded(), count, value.kill(kKillB));
  for (std::uint32_t i = 0; i < count; i++) {
    Register reg = static_cast<Register>(first + i);
    if (direct) {
      code.bound.add(reg);
    } else {
      assign(targets[i], Operand::temporary(reg));
    }
  }
}

// a, b = b, a: no tuple is made.
bool Compiler::assign_in_parallel(List<Expr*> targets, List<Expr*> values) {
  constexpr std::size_t kMax = 30;
  if (targets.size() != values.size() || targets.empty() || targets.size() > kMax) return false;
  for (const Expr* expr : targets) {
    if (expr->kind == ExprKind::kStarred) return false;
  }
  for (const Expr* expr : values) {
    if (expr->kind == ExprKind::kStarred) return false;
  }
  std::vector<Operand> operands;
  std::set<std::string_view> bound_before;  // by the targets in front of the one at hand
  for (std::size_t i = 0; i < targets.size(); i++) {
    Register mark = top();
    Operand operand = expression(values[i]);
    if (operand.is_borrowed()) {
      const auto* name = try_as<Name>(values[i]);
      bool copy = !name || bound_before.contains(name->id);
      for (std::size_t later = i + 1; !copy && later < values.size(); later++)
        copy = may_rebind(values[later]);
      for (const Expr* target : targets) copy = copy || may_rebind(target);
      if (copy) operand = place(operand, Target::next(), mark);
    }
    operands.push_back(operand);
    collect_bound(targets[i], bound_before);
  }
  for (std::size_t i = 0; i < targets.size(); i++) assign(targets[i], operands[i]);
  return true;
}

void Compiler::augmented_assign(const AugAssign* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  Opcode opcode = inplace_opcode(statement->op);
  const Expr* target = statement->target;
  switch (target->kind) {
    case ExprKind::kName: {
      Operand left = protect(expression(target), statement->value);
      Operand right = expression(statement->value);
      Register variable;
      if (local_register(target, variable)) {
        code.emit_result(opcode, variable, left, right);
        code.bound.add(variable);
        break;
      }
      Register out = result_register(Target::next(), mark);
      code.emit_result(opcode, out, left, right);
      At at(*this, target->at);
      store_name(as<Name>(target)->id, Operand::temporary(out));
      break;
    }
    case ExprKind::kAttribute: {
      auto* node = as<Attribute>(target);
      std::uint16_t name = code.name(symbols_.mangle(*unit_->scope, node->attr));
      Operand object = protect(expression(node->value), statement->value);
      Register reg = in_register(object);
      Register out = allocate();
      {
        At at(*this, target->at);
        start_at_attribute(node);
        code.emit(Opcode::GetAttribute, out, reg, name);
      }
      Operand right = expression(statement->value);
      code.emit_result(opcode, out, Operand::temporary(out), right);
      At at(*this, target->at);
      start_at_attribute(node);
      code.emit(Opcode::SetAttribute, reg, out, name, object.kill(kKillA) | kKillB);
      break;
    }
    case ExprKind::kSubscript: {
      auto* node = as<Subscript>(target);
      Operand object = protect(protect(expression(node->value), node->slice), statement->value);
      Register reg = in_register(object);
      Operand index = protect(expression(node->slice), statement->value);
      Register out = allocate();
      {
        At at(*this, target->at);
        code.emit(Opcode::GetItem, out, reg, index.encoded());
      }
      Operand right = expression(statement->value);
      code.emit_result(opcode, out, Operand::temporary(out), right);
      At at(*this, target->at);
      code.emit(Opcode::SetItem, reg, index.encoded(), out,
                object.kill(kKillA) | index.kill(kKillB) | kKillC);
      break;
    }
    default:
      break;
  }
  release_to(mark);
}

void Compiler::annotated_assign(const AnnAssign* statement) {
  CodeBuilder& code = builder();
  Register mark = top();
  const Expr* target = statement->target;
  if (statement->value) {
    Register variable;
    if (local_register(target, variable)) {
      expression_into(statement->value, variable);
      code.bound.add(variable);
    } else {
      assign(target, expression(statement->value));
    }
    release_to(mark);
  }
  auto evaluate = [&](const Expr* expr) {
    code.discard(expression(expr));
    release_to(mark);
  };
  bool in_function = unit_->scope->is_function_like;
  switch (target->kind) {
    case ExprKind::kName:
      if (statement->simple && !in_function) {
        Operand value = annotation(statement->annotation, Target::anywhere());
        Operand annotations = load_name("__annotations__", Target::next());
        Operand key = constant(string_constant(symbols_.mangle(*unit_->scope, as<Name>(target)->id)));
        code.emit(Opcode::SetItem, annotations.index, key.encoded(), value.encoded(),
                  kKillA | key.kill(kKillB) | value.kill(kKillC));
        release_to(mark);
      }
      break;
    case ExprKind::kAttribute:
      if (!statement->value) evaluate(as<Attribute>(target)->value);
      break;
    case ExprKind::kSubscript:
      if (!statement->value) {
        evaluate(as<Subscript>(target)->value);
        evaluate(as<Subscript>(target)->slice);
      }
      break;
    default:
      break;
  }
  if (!statement->simple && !in_function && !symbols_.future_annotations) evaluate(statement->annotation);
}

void Compiler::delete_target(const Expr* target) {
  CodeBuilder& code = builder();
  At at(*this, target->at);
  Register mark = top();
  switch (target->kind) {
    case ExprKind::kName:
      delete_name(as<Name>(target)->id);
      break;
    case ExprKind::kAttribute: {
      auto* node = as<Attribute>(target);
      Operand object = expression(node->value);
      Register reg = in_register(object);
      start_at_attribute(node);
      code.emit(Opcode::DeleteAttribute, reg, 0, code.name(symbols_.mangle(*unit_->scope, node->attr)),
                object.kill(kKillA));
      break;
    }
    case ExprKind::kSubscript: {
      auto* node = as<Subscript>(target);
      Operand object = protect(expression(node->value), node->slice);
      Register reg = in_register(object);
      Operand index = expression(node->slice);
      code.emit(Opcode::DeleteItem, reg, index.encoded(), 0, object.kill(kKillA) | index.kill(kKillB));
      break;
    }
    case ExprKind::kTuple:
    case ExprKind::kList:
      for (const Expr* element : elements_of(target)) delete_target(element);
      break;
    default:
      break;
  }
  release_to(mark);
}

}  // namespace midden::compiler
