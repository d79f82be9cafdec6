#include "workloads/interpreter/compiler/constant_folding.h"

#include "workloads/interpreter/compiler/fold_numbers.h"

namespace midden::compiler {

using namespace syntax;
using Type = ConstantValue::Type;
using Folded = std::optional<ConstantValue>;

ConstantValue none_constant() { return {}; }

ConstantValue bool_constant(bool value) {
  ConstantValue constant;
  constant.type = value ? Type::true_ : Type::false_;
  return constant;
}

ConstantValue int_constant(std::int64_t value) {
  ConstantValue constant;
  constant.type = Type::integer;
  constant.integer = value;
  return constant;
}

ConstantValue string_constant(std::string_view text) {
  ConstantValue constant;
  constant.type = Type::string;
  constant.text = text;
  return constant;
}

ConstantValue tuple_constant(std::vector<ConstantValue> items) {
  ConstantValue constant;
  constant.type = Type::tuple;
  constant.items = std::move(items);
  return constant;
}

namespace {

// CPython's limits on what folding may make.
constexpr std::size_t kMaxString = 4096;
constexpr std::size_t kMaxItems = 256;

ConstantValue float_constant(double value) {
  ConstantValue constant;
  constant.type = Type::floating;
  constant.floating = value;
  return constant;
}

ConstantValue literal(const Constant* node) {
  ConstantValue constant;
  switch (node->type) {
    case ConstantKind::kNone:
      break;
    case ConstantKind::kTrue:
      return bool_constant(true);
    case ConstantKind::kFalse:
      return bool_constant(false);
    case ConstantKind::kEllipsis:
      constant.type = Type::ellipsis;
      break;
    case ConstantKind::kInt:
      if (node->fits_int64) return int_constant(node->int_value);
      constant.type = Type::big_integer;
      constant.text = (node->base == 16 ? "0x" : "") + std::string(node->text);
      break;
    case ConstantKind::kFloat:
      return float_constant(node->float_value);
    case ConstantKind::kComplex:
      constant.type = Type::complex;
      constant.floating = node->float_value;
      break;
    case ConstantKind::kStr:
      return string_constant(node->text);
    case ConstantKind::kBytes:
      constant.type = Type::bytes;
      constant.text = node->text;
      break;
  }
  return constant;
}

Folded repeat(const ConstantValue& value, std::int64_t count) {
  std::size_t times = count < 0 ? 0 : static_cast<std::size_t>(count);
  ConstantValue repeated;
  repeated.type = value.type;
  if (value.type == Type::tuple) {
    if (!value.items.empty() && times > kMaxItems / value.items.size()) return {};
    for (std::size_t i = 0; i < times; i++) {
      repeated.items.insert(repeated.items.end(), value.items.begin(), value.items.end());
    }
    return repeated;
  }
  if (!value.text.empty() && times > kMaxString / value.text.size()) return {};
  for (std::size_t i = 0; i < times; i++) repeated.text += value.text;
  return repeated;
}

bool is_count(const ConstantValue& value) { return is_integer(value) && value.type != Type::big_integer; }
std::int64_t count_of(const ConstantValue& value) {
  return value.type == Type::integer ? value.integer : value.type == Type::true_;
}

bool is_sequence(const ConstantValue& value) {
  return value.type == Type::string || value.type == Type::bytes || value.type == Type::tuple;
}

Folded fold_binary(const BinOp* node) {
  Folded right = fold(node->right);
  if (!right) return {};
  Folded left = fold(node->left);
  if (!left) return {};
  if (is_number(*left) && is_number(*right)) return fold_numbers(node->op, *left, *right);
  if (node->op == BinaryOperator::kMult) {
    if (is_sequence(*left) && is_count(*right)) return repeat(*left, count_of(*right));
    if (is_count(*left) && is_sequence(*right)) return repeat(*right, count_of(*left));
  }
  if (node->op == BinaryOperator::kAdd && left->type == right->type && is_sequence(*left)) {
    left->text += right->text;
    left->items.insert(left->items.end(), right->items.begin(), right->items.end());
    return left;
  }
  return {};
}

Folded fold_unary(const UnaryOp* node) {
  Folded operand = fold(node->operand);
  if (!operand) return {};
  switch (node->op) {
    case UnaryOperator::kNot:
      return bool_constant(!is_true(*operand));
    case UnaryOperator::kUSub:
      return is_number(*operand) ? negated(*operand) : Folded{};
    case UnaryOperator::kUAdd:
      if (operand->type == Type::true_ || operand->type == Type::false_)
        return int_constant(is_true(*operand));
      return is_number(*operand) ? operand : Folded{};
    case UnaryOperator::kInvert:
      return inverted(*operand);
  }
  return {};
}

// A constant's item, where that is easy to tell.
Folded fold_subscript(const Subscript* node) {
  if (node->ctx != ExprContext::kLoad) return {};
  Folded index = fold(node->slice);
  if (!index || index->type != Type::integer) return {};
  Folded value = fold(node->value);
  if (!value || (value->type != Type::tuple && value->type != Type::string)) return {};
  bool is_text = value->type == Type::string;
  for (char c : value->text) {
    if (c & 0x80) return {};  // bytes are not characters
  }
  auto size = static_cast<std::int64_t>(is_text ? value->text.size() : value->items.size());
  std::int64_t at = index->integer < 0 ? index->integer + size : index->integer;
  if (at < 0 || at >= size) return {};
  if (is_text) return string_constant(std::string_view(value->text).substr(static_cast<std::size_t>(at), 1));
  return std::move(value->items[static_cast<std::size_t>(at)]);
}

Folded fold_all(List<Expr*> elements, Type type) {
  ConstantValue constant;
  constant.type = type;
  constant.items.reserve(elements.size());
  for (const Expr* element : elements) {
    Folded item = fold(element);
    if (!item) return {};
    constant.items.push_back(std::move(*item));
  }
  return constant;
}

}  // namespace

bool is_true(const ConstantValue& value) {
  switch (value.type) {
    case Type::none:
    case Type::false_:
      return false;
    case Type::true_:
    case Type::ellipsis:
    case Type::code:
    case Type::big_integer:
      return true;
    case Type::integer:
      return value.integer != 0;
    case Type::floating:
    case Type::complex:
      return value.floating != 0;
    case Type::string:
    case Type::bytes:
      return !value.text.empty();
    case Type::tuple:
    case Type::frozenset:
      return !value.items.empty();
  }
  return true;
}

Folded fold(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::kConstant:
      return literal(as<Constant>(expr));
    case ExprKind::kUnaryOp:
      return fold_unary(as<UnaryOp>(expr));
    case ExprKind::kBinOp:
      return fold_binary(as<BinOp>(expr));
    case ExprKind::kTuple: {
      auto* node = as<Tuple>(expr);
      if (node->ctx != ExprContext::kLoad) return {};
      return fold_all(node->elts, Type::tuple);
    }
    case ExprKind::kSubscript:
      return fold_subscript(as<Subscript>(expr));
    case ExprKind::kName:
      return as<Name>(expr)->id == "__debug__" ? Folded{bool_constant(true)} : Folded{};
    case ExprKind::kJoinedStr: {
      ConstantValue text = string_constant("");
      for (const Expr* part : as<JoinedStr>(expr)->values) {
        if (part->kind != ExprKind::kConstant) return {};
        text.text += as<Constant>(part)->text;
      }
      return text;
    }
    default:
      return {};
  }
}

Folded fold_collection(const Expr* expr) {
  if (auto* list = try_as<ListExpr>(expr)) return fold_all(list->elts, Type::tuple);
  if (auto* set = try_as<Set>(expr)) return fold_all(set->elts, Type::frozenset);
  return {};
}

}  // namespace midden::compiler
