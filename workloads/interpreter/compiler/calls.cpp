// Calls. Callee and arguments are evaluated into consecutive registers, the call window.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

constexpr std::size_t kMaxArguments = 200;  // more go through a tuple

bool needs_unpacking(const Call* expr) {
  if (expr->args.size() + expr->keywords.size() > kMaxArguments) return true;
  for (const Expr* arg : expr->args) {
    if (arg->kind == ExprKind::kStarred) return true;
  }
  for (const Keyword& keyword : expr->keywords) {
    if (keyword.arg.empty()) return true;
  }
  return false;
}

}  // namespace

std::uint32_t Compiler::keyword_names(List<Keyword> keywords) {
  std::vector<ConstantValue> names;
  for (const Keyword& keyword : keywords) {
    names.push_back(string_constant(symbols_.mangle(*unit_->scope, keyword.arg)));
  }
  return builder().code_constant(tuple_constant(std::move(names)));
}

Operand Compiler::call(const Call* expr, Target target) {
  if (needs_unpacking(expr)) return unpacked_call(expr, target);
  if (expr->func->kind == ExprKind::kAttribute) return method_call(expr, target);
  CodeBuilder& code = builder();
  Register mark = top();
  expression(expr->func, Target::next());
  for (const Expr* arg : expr->args) expression(arg, Target::next());
  for (const Keyword& keyword : expr->keywords) expression(keyword.value, Target::next());
  auto count = static_cast<std::uint32_t>(expr->args.size() + expr->keywords.size());
  if (expr->keywords.empty()) {
    Register out = result_register(target, mark);
    code.emit(Opcode::Call, mark, count, out);
    return result(target, out);
  }
  release_to(static_cast<Register>(mark + 1));
  code.emit(Opcode::CallKeywords, mark, count, keyword_names(expr->keywords));
  return place(Operand::temporary(mark), target, mark);
}

Operand Compiler::method_call(const Call* expr, Target target) {
  CodeBuilder& code = builder();
  const auto* method = as<Attribute>(expr->func);
  Register mark = top();
  {
    At at(*this, method->at);
    Operand object = expression(method->value);
    start_at_attribute(method);
    release_to(mark);
    allocate(2);
    std::uint32_t kill = object.is_temporary() && object.index != mark ? kKillB : 0;
    code.emit(Opcode::LoadMethod, mark, object.encoded(),
              code.name(symbols_.mangle(*unit_->scope, method->attr)), kill);
  }
  for (const Expr* arg : expr->args) expression(arg, Target::next());
  for (const Keyword& keyword : expr->keywords) expression(keyword.value, Target::next());
  start_at_attribute(method);
  auto count = static_cast<std::uint32_t>(expr->args.size() + expr->keywords.size());
  if (expr->keywords.empty()) {
    Register out = result_register(target, mark);
    code.emit(Opcode::CallMethod, mark, count, out);
    return result(target, out);
  }
  release_to(static_cast<Register>(mark + 1));
  code.emit(Opcode::CallMethodKeywords, mark, count, keyword_names(expr->keywords));
  return place(Operand::temporary(mark), target, mark);
}

Operand Compiler::unpacked_call(const Call* expr, Target target) {
  Register mark = top();
  expression(expr->func, Target::next());
  unpacked_arguments(expr->args, expr->keywords, mark);
  release_to(static_cast<Register>(mark + 1));
  builder().emit(Opcode::CallUnpacked, mark);
  return place(Operand::temporary(mark), target, mark);
}

// r[window+1] = the positional arguments, r[window+2] = the keyword arguments or nothing. A lone `*iterable`
// is left to the call, which names the function when it cannot be iterated over.
void Compiler::unpacked_arguments(List<Expr*> args, List<Keyword> keywords, Register window) {
  CodeBuilder& code = builder();
  Register list = allocate();
  if (args.size() == 1 && args[0]->kind == ExprKind::kStarred) {
    expression_into(as<Starred>(args[0])->value, list);
  } else if (args.empty()) {
    code.move(list, constant(tuple_constant({})));
  } else {
    code.emit(Opcode::BuildList, list, top(), 0);
    append_elements(list, args, false);
    code.emit(Opcode::ListToTuple, list, list);
  }
  unpacked_keywords(keywords, window);
}

void Compiler::unpacked_keywords(List<Keyword> keywords, Register window) {
  CodeBuilder& code = builder();
  Register dict = allocate();
  Register above = top();
  if (keywords.empty()) return;
  code.emit(Opcode::BuildDict, dict, above, 0);
  bool merging = false;
  for (std::size_t i = 0; i < keywords.size(); i++) {
    if (keywords[i].arg.empty()) {
      Operand mapping = expression(keywords[i].value);
      code.emit(Opcode::DictMerge, dict, mapping.encoded(), window, mapping.kill(kKillB));
      release_to(above);
      merging = true;
      continue;
    }
    // Named arguments behind an unpacked mapping are merged too, as one dict, to find duplicates.
    Register group = merging ? allocate() : dict;
    Register inner = top();
    if (merging) code.emit(Opcode::BuildDict, group, inner, 0);
    for (; i < keywords.size() && !keywords[i].arg.empty(); i++) {
      Operand key = constant(string_constant(symbols_.mangle(*unit_->scope, keywords[i].arg)));
      Operand value = expression(keywords[i].value);
      code.emit(Opcode::DictInsert, group, key.encoded(), value.encoded(),
                key.kill(kKillB) | value.kill(kKillC));
      release_to(inner);
    }
    i--;
    if (merging) code.emit(Opcode::DictMerge, dict, group, window, kKillB);
    release_to(above);
  }
}

}  // namespace midden::compiler
