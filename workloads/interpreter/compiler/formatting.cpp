// f-strings, and `%` with a literal on its left where that is the same.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

namespace {

constexpr std::uint32_t kMaxParts = 100;  // in registers at a time

// One part of a `%` format: a text, or a conversion ('s', 'r', 'a').
struct FormatPart {
  std::string text;
  char conversion = 0;
};

// False when there is anything but %s, %r, %a and %%.
bool split_format(std::string_view format, std::vector<FormatPart>& parts) {
  FormatPart text;
  for (std::size_t i = 0; i < format.size(); i++) {
    if (format[i] != '%') {
      text.text += format[i];
      continue;
    }
    if (++i == format.size()) return false;
    char c = format[i];
    if (c == '%') {
      text.text += c;
    } else if (c == 's' || c == 'r' || c == 'a') {
      if (!text.text.empty()) parts.push_back(std::move(text));
      text = {};
      parts.push_back({{}, c});
    } else {
      return false;
    }
  }
  if (!text.text.empty()) parts.push_back(std::move(text));
  return true;
}

std::uint32_t conversion_number(int conversion) { return conversion == 's' ? 1 : conversion == 'r' ? 2 : 3; }

}  // namespace

Operand Compiler::formatted_value(const FormattedValue* expr, Target target) {
  CodeBuilder& code = builder();
  Register mark = top();
  Operand value = protect(expression(expr->value), expr->format_spec);
  if (expr->conversion > 0) {
    std::uint32_t kind = conversion_number(expr->conversion);
    Register out = expr->format_spec ? result_register(Target::next(), mark) : result_register(target, mark);
    std::uint32_t kill = value.is_temporary() && value.index != out ? kKillB : 0;
    code.emit(Opcode::Convert, out, value.encoded(), kind, kill);
    if (!expr->format_spec) return result(target, out);  // what str() and repr() give is formatted already
    value = Operand::temporary(out);
  }
  std::uint32_t specification = kNoOperand, kill_specification = 0;
  if (expr->format_spec) {
    Operand text = expression(expr->format_spec);
    specification = text.encoded();
    kill_specification = text.kill(kKillC);
  }
  Register out = result_register(target, mark);
  std::uint32_t kill = kill_specification;
  if (value.is_temporary() && value.index != out) kill |= kKillB;
  if (specification == out) kill &= ~static_cast<std::uint32_t>(kKillC);
  code.emit(Opcode::Format, out, value.encoded(), specification, kill);
  return result(target, out);
}

// Joins strings that stand from `first` on: a new one has been added. Keeps their number small.
void Compiler::added_part(Register first, std::uint32_t& parts) {
  if (++parts < kMaxParts) return;
  builder().emit(Opcode::BuildString, first, first, parts);
  release_to(static_cast<Register>(first + 1));
  parts = 1;
}

Operand Compiler::joined_string(const JoinedStr* expr, Target target) {
  if (expr->values.size() == 1) return expression(expr->values[0], target);
  Register mark = top();
  std::uint32_t parts = 0;
  for (const Expr* part : expr->values) {
    expression(part, Target::next());
    added_part(mark, parts);
  }
  Register out = result_register(target, mark);
  builder().emit(Opcode::BuildString, out, mark, parts);
  return result(target, out);
}

// "…%s…" % (a, b): the same as an f-string, and faster. An absent operand: it is not of that kind.
Operand Compiler::literal_format(const BinOp* expr, Target target) {
  if (expr->op != BinaryOperator::kMod || expr->right->kind != ExprKind::kTuple) return {};
  const auto* format = try_as<Constant>(expr->left);
  if (!format || format->type != ConstantKind::kStr) return {};
  std::vector<FormatPart> parts;
  if (!split_format(format->text, parts)) return {};
  List<Expr*> items = as<Tuple>(expr->right)->elts;
  std::size_t conversions = 0;
  for (const FormatPart& part : parts) conversions += part.conversion != 0;
  if (conversions != items.size() || conversions == 0) return {};
  for (const Expr* item : items) {
    if (item->kind == ExprKind::kStarred) return {};
  }

  CodeBuilder& code = builder();
  Register mark = top();
  std::uint32_t count = 0;
  std::size_t next = 0;
  for (const FormatPart& part : parts) {
    Register above = top();
    if (part.conversion) {
      const Expr* item = items[next++];
      At at(*this, item->at);
      Operand value = expression(item);
      bool alone = parts.size() == 1;
      Register out = result_register(alone ? target : Target::next(), above);
      std::uint32_t kill = value.is_temporary() && value.index != out ? kKillB : 0;
      code.emit(Opcode::Convert, out, value.encoded(), conversion_number(part.conversion), kill);
      if (alone) return result(target, out);
    } else {
      place(constant(string_constant(part.text)), Target::next(), above);
    }
    added_part(mark, count);
  }
  Register out = result_register(target, mark);
  code.emit(Opcode::BuildString, out, mark, count);
  return result(target, out);
}

}  // namespace midden::compiler
