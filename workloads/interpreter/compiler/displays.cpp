// List, tuple, set and dict displays.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

// Longer displays are built one by one rather than in registers.
constexpr std::size_t kMaxWindow = 30;
constexpr std::size_t kMaxPairs = 15;
constexpr std::size_t kMinConstants = 3;

bool has_starred(List<Expr*> elements) {
  for (const Expr* element : elements) {
    if (element->kind == ExprKind::kStarred) return true;
  }
  return false;
}

}  // namespace

// All elements at once.
Operand Compiler::build(Opcode opcode, List<Expr*> elements, Target target) {
  Register mark = top();
  for (const Expr* element : elements) expression(element, Target::next());
  Register out = result_register(target, mark);
  builder().emit(opcode, out, mark, static_cast<std::uint32_t>(elements.size()));
  return result(target, out);
}

// One by one, to a list or a set that has been begun.
void Compiler::append_elements(Register collection, List<Expr*> elements, bool to_set) {
  Register mark = top();
  for (const Expr* element : elements) {
    bool starred = element->kind == ExprKind::kStarred;
    Operand value = expression(starred ? as<Starred>(element)->value : element);
    Opcode opcode = to_set ? (starred ? Opcode::SetUpdate : Opcode::SetAdd)
                           : (starred ? Opcode::ListExtend : Opcode::ListAppend);
    builder().emit(opcode, collection, value.encoded(), 0, value.kill(kKillB));
    release_to(mark);
  }
}

Operand Compiler::list_display(const ListExpr* expr, Target target) {
  auto constants = expr->elts.size() >= kMinConstants ? fold_collection(expr) : std::nullopt;
  if (!constants && expr->elts.size() <= kMaxWindow && !has_starred(expr->elts)) {
    return build(Opcode::BuildList, expr->elts, target);
  }
  Register mark = top();
  Register list = accumulator(target);
  builder().emit(Opcode::BuildList, list, top(), 0);
  if (constants) {
    Register above = top();
    Operand items = constant(std::move(*constants));
    builder().emit(Opcode::ListExtend, list, items.encoded(), 0, items.kill(kKillB));
    release_to(above);
  } else {
    append_elements(list, expr->elts, false);
  }
  return accumulated(list, target, mark);
}

Operand Compiler::tuple_display(const Tuple* expr, Target target) {
  if (expr->elts.size() <= kMaxWindow && !has_starred(expr->elts)) {
    return build(Opcode::BuildTuple, expr->elts, target);
  }
  Register mark = top();
  Register list = allocate();
  builder().emit(Opcode::BuildList, list, top(), 0);
  append_elements(list, expr->elts, false);
  Register out = result_register(target, mark);
  builder().emit_result(Opcode::ListToTuple, out, Operand::temporary(list));
  return result(target, out);
}

Operand Compiler::set_display(const Set* expr, Target target) {
  auto constants = expr->elts.size() >= kMinConstants ? fold_collection(expr) : std::nullopt;
  if (!constants && expr->elts.size() <= kMaxWindow && !has_starred(expr->elts)) {
    return build(Opcode::BuildSet, expr->elts, target);
  }
  Register mark = top();
  Register set = accumulator(target);
  builder().emit(Opcode::BuildSet, set, top(), 0);
  if (constants) {
    Register above = top();
    Operand items = constant(std::move(*constants));
    builder().emit(Opcode::SetUpdate, set, items.encoded(), 0, items.kill(kKillB));
    release_to(above);
  } else {
    append_elements(set, expr->elts, true);
  }
  return accumulated(set, target, mark);
}

// Constant keys are inserted at once: nobody can see that their hashes are taken before the later values are
// evaluated. Otherwise pairs are evaluated in groups, as CPython does it.
Operand Compiler::dict_display(const Dict* expr, Target target) {
  CodeBuilder& code = builder();
  std::size_t count = expr->keys.size();
  bool constant_keys = true, unpacking = false;
  for (const Expr* key : expr->keys) {
    unpacking = unpacking || !key;
    constant_keys = constant_keys && key && key->kind == ExprKind::kConstant;
  }
  if (count == 0 || (!unpacking && !constant_keys && count <= kMaxPairs)) {
    Register mark = top();
    for (std::size_t i = 0; i < count; i++) {
      expression(expr->keys[i], Target::next());
      expression(expr->values[i], Target::next());
    }
    Register out = result_register(target, mark);
    code.emit(Opcode::BuildDict, out, mark, static_cast<std::uint32_t>(count));
    return result(target, out);
  }
  Register mark = top();
  Register dict = accumulator(target);
  Register above = top();
  code.emit(Opcode::BuildDict, dict, above, 0);
  auto insert = [&](Operand key, Operand value) {
    code.emit(Opcode::DictInsert, dict, key.encoded(), value.encoded(),
              key.kill(kKillB) | value.kill(kKillC));
  };
  for (std::size_t i = 0; i < count; i++) {
    if (!expr->keys[i]) {
      Operand mapping = expression(expr->values[i]);
      code.emit(Opcode::DictUpdate, dict, mapping.encoded(), 0, mapping.kill(kKillB));
    } else if (constant_keys) {
      Operand key = expression(expr->keys[i]);
      insert(key, expression(expr->values[i]));
    } else {
      std::size_t first = i;
      for (; i < count && expr->keys[i] && i - first < kMaxPairs; i++) {
        expression(expr->keys[i], Target::next());
        expression(expr->values[i], Target::next());
      }
      for (std::size_t pair = 0; pair < i - first; pair++) {
        Register key = static_cast<Register>(above + 2 * pair);
        insert(Operand::temporary(key), Operand::temporary(static_cast<Register>(key + 1)));
      }
      i--;
    }
    release_to(above);
  }
  return accumulated(dict, target, mark);
}

}  // namespace midden::compiler
