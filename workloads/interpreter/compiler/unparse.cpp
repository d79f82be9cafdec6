// The text of an expression as CPython restores it for `from __future__ import annotations`.

#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/constant_text.h"

namespace midden::compiler {

using namespace syntax;

namespace {

// How tightly an expression binds; an operand that binds less than its place demands gets parentheses.
enum Level {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kExpr,
  kXor,
  kBitAnd,
  kShift,
  kArith,
  kTerm,
  kFactor,
  kPower,
  kAwaitLevel,
  kAtom
};

struct OperatorText {
  const char* text;
  int level;
};

OperatorText operator_text(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kAdd:
      return {" + ", kArith};
    case BinaryOperator::kSub:
      return {" - ", kArith};
    case BinaryOperator::kMult:
      return {" * ", kTerm};
    case BinaryOperator::kMatMult:
      return {" @ ", kTerm};
    case BinaryOperator::kDiv:
      return {" / ", kTerm};
    case BinaryOperator::kMod:
      return {" % ", kTerm};
    case BinaryOperator::kPow:
      return {" ** ", kPower};
    case BinaryOperator::kLShift:
      return {" << ", kShift};
    case BinaryOperator::kRShift:
      return {" >> ", kShift};
    case BinaryOperator::kBitOr:
      return {" | ", kExpr};
    case BinaryOperator::kBitXor:
      return {" ^ ", kXor};
    case BinaryOperator::kBitAnd:
      return {" & ", kBitAnd};
    case BinaryOperator::kFloorDiv:
      return {" // ", kTerm};
  }
  return {"", kAtom};
}

const char* comparison_text(CompareOperator op) {
  switch (op) {
    case CompareOperator::kEq:
      return " == ";
    case CompareOperator::kNotEq:
      return " != ";
    case CompareOperator::kLt:
      return " < ";
    case CompareOperator::kLtE:
      return " <= ";
    case CompareOperator::kGt:
      return " > ";
    case CompareOperator::kGtE:
      return " >= ";
    case CompareOperator::kIs:
      return " is ";
    case CompareOperator::kIsNot:
      return " is not ";
    case CompareOperator::kIn:
      return " in ";
    case CompareOperator::kNotIn:
      return " not in ";
  }
  return "";
}

class Unparser {
 public:
  void expression(const Expr* expr, int level);
  std::string take() { return std::move(out_); }

 private:
  // Writes what f writes, in parentheses when the place binds more tightly than `own`.
  template <class F>
  void enclosed(int level, int own, F&& f) {
    if (level > own) out_ += '(';
    f();
    if (level > own) out_ += ')';
  }
  void separate() {
    if (!first_) out_ += ", ";
    first_ = false;
  }
  template <class F>
  void list(F&& f) {
    bool outer = std::exchange(first_, true);
    f();
    first_ = outer;
  }
  void elements(List<Expr*> exprs) {
    list([&] {
      for (const Expr* each : exprs) {
        separate();
        expression(each, kTest);
      }
    });
  }

  void unary(const UnaryOp* node, int level);
  void lambda(const Lambda* node, int level);
  void arguments(const Arguments& args);
  void dict(const Dict* node);
  void comprehension(const char* open, const Expr* element, const Expr* value, List<Comprehension> generators,
                     const char* close);
  void call(const Call* node);
  void constant(const Constant* node);
  void slice(const Slice* node);
  static std::string format_body(const Expr* expr, bool in_specification);
  static std::string formatted_value(const FormattedValue* node);

  std::string out_;
  bool first_ = true;
};

void Unparser::expression(const Expr* expr, int level) {
  switch (expr->kind) {
    case ExprKind::kBoolOp: {
      auto* node = as<BoolOp>(expr);
      bool is_and = node->op == BoolOperator::kAnd;
      int own = is_and ? kAnd : kOr;
      enclosed(level, own, [&] {
        for (std::size_t i = 0; i < node->values.size(); i++) {
          if (i) out_ += is_and ? " and " : " or ";
          expression(node->values[i], own + 1);
        }
      });
      break;
    }
    case ExprKind::kNamedExpr: {
      auto* node = as<NamedExpr>(expr);
      enclosed(level, kTuple, [&] {
        expression(node->target, kAtom);
        out_ += " := ";
        expression(node->value, kAtom);
      });
      break;
    }
    case ExprKind::kBinOp: {
      auto* node = as<BinOp>(expr);
      OperatorText op = operator_text(node->op);
      int right_to_left = node->op == BinaryOperator::kPow;
      enclosed(level, op.level, [&] {
        expression(node->left, op.level + right_to_left);
        out_ += op.text;
        expression(node->right, op.level + !right_to_left);
      });
      break;
    }
    case ExprKind::kUnaryOp:
      unary(as<UnaryOp>(expr), level);
      break;
    case ExprKind::kLambda:
      lambda(as<Lambda>(expr), level);
      break;
    case ExprKind::kIfExp: {
      auto* node = as<IfExp>(expr);
      enclosed(level, kTest, [&] {
        expression(node->body, kTest + 1);
        out_ += " if ";
        expression(node->test, kTest + 1);
        out_ += " else ";
        expression(node->orelse, kTest);
      });
      break;
    }
    case ExprKind::kDict:
      dict(as<Dict>(expr));
      break;
    case ExprKind::kSet:
      out_ += '{';
      elements(as<Set>(expr)->elts);
      out_ += '}';
      break;
    case ExprKind::kListComp: {
      auto* node = as<ListComp>(expr);
      comprehension("[", node->elt, nullptr, node->generators, "]");
      break;
    }
    case ExprKind::kSetComp: {
      auto* node = as<SetComp>(expr);
      comprehension("{", node->elt, nullptr, node->generators, "}");
      break;
    }
    case ExprKind::kDictComp: {
      auto* node = as<DictComp>(expr);
      comprehension("{", node->key, node->value, node->generators, "}");
      break;
    }
    case ExprKind::kGeneratorExp: {
      auto* node = as<GeneratorExp>(expr);
      comprehension("(", node->elt, nullptr, node->generators, ")");
      break;
    }
    case ExprKind::kAwait:
      enclosed(level, kAwaitLevel, [&] {
        out_ += "await ";
        expression(as<Await>(expr)->value, kAtom);
      });
      break;
    case ExprKind::kYield:
      out_ += "(yield";
      if (const Expr* value = as<Yield>(expr)->value) {
        out_ += ' ';
        expression(value, kTuple);
      }
      out_ += ')';
      break;
    case ExprKind::kYieldFrom:
      out_ += "(yield from ";
      expression(as<YieldFrom>(expr)->value, kTest);
      out_ += ')';
      break;
    case ExprKind::kCompare: {
      auto* node = as<Compare>(expr);
      enclosed(level, kCompare, [&] {
        expression(node->left, kCompare + 1);
        for (std::size_t i = 0; i < node->ops.size(); i++) {
          out_ += comparison_text(node->ops[i]);
          expression(node->comparators[i], kCompare + 1);
        }
      });
      break;
    }
    case ExprKind::kCall:
      call(as<Call>(expr));
      break;
    case ExprKind::kFormattedValue:
    case ExprKind::kJoinedStr:
      out_ += "f" + string_repr(format_body(expr, false));
      break;
    case ExprKind::kConstant:
      constant(as<Constant>(expr));
      break;
    case ExprKind::kAttribute: {
      auto* node = as<Attribute>(expr);
      expression(node->value, kAtom);
      auto* number = try_as<Constant>(node->value);
      out_ += number && number->type == ConstantKind::kInt ? " ." : ".";
      out_ += node->attr;
      break;
    }
    case ExprKind::kSubscript: {
      auto* node = as<Subscript>(expr);
      expression(node->value, kAtom);
      out_ += '[';
      expression(node->slice, kTuple);
      out_ += ']';
      break;
    }
    case ExprKind::kStarred:
      out_ += '*';
      expression(as<Starred>(expr)->value, kExpr);
      break;
    case ExprKind::kName:
      out_ += as<Name>(expr)->id;
      break;
    case ExprKind::kList:
      out_ += '[';
      elements(as<ListExpr>(expr)->elts);
      out_ += ']';
      break;
    case ExprKind::kTuple: {
      auto* node = as<Tuple>(expr);
      if (node->elts.empty()) {
        out_ += "()";
        break;
      }
      enclosed(level, kTuple, [&] {
        elements(node->elts);
        if (node->elts.size() == 1) out_ += ',';
      });
      break;
    }
    case ExprKind::kSlice:
      slice(as<Slice>(expr));
      break;
  }
}

void Unparser::unary(const UnaryOp* node, int level) {
  const char* text = "";
  int own = kFactor;
  switch (node->op) {
    case UnaryOperator::kInvert:
      text = "~";
      break;
    case UnaryOperator::kUAdd:
      text = "+";
      break;
    case UnaryOperator::kUSub:
      text = "-";
      break;
    case UnaryOperator::kNot:
      text = "not ";
      own = kNot;
      break;
  }
  enclosed(level, own, [&] {
    out_ += text;
    expression(node->operand, own);
  });
}

void Unparser::lambda(const Lambda* node, int level) {
  const Arguments& args = *node->args;
  bool any = !args.posonlyargs.empty() || !args.args.empty() || args.vararg || !args.kwonlyargs.empty() ||
             args.kwarg;
  enclosed(level, kTest, [&] {
    out_ += any ? "lambda " : "lambda";
    list([&] { arguments(args); });
    out_ += ": ";
    expression(node->body, kTest);
  });
}

void Unparser::arguments(const Arguments& args) {
  std::size_t positional = args.posonlyargs.size() + args.args.size();
  std::size_t without_default = positional - args.defaults.size();
  for (std::size_t i = 0; i < positional; i++) {
    bool only = i < args.posonlyargs.size();
    separate();
    out_ += only ? args.posonlyargs[i].arg : args.args[i - args.posonlyargs.size()].arg;
    if (i >= without_default) {
      out_ += '=';
      expression(args.defaults[i - without_default], kTest);
    }
    if (only && i + 1 == args.posonlyargs.size()) out_ += ", /";
  }
  if (args.vararg || !args.kwonlyargs.empty()) {
    separate();
    out_ += '*';
    if (args.vararg) out_ += args.vararg->arg;
  }
  for (std::size_t i = 0; i < args.kwonlyargs.size(); i++) {
    separate();
    out_ += args.kwonlyargs[i].arg;
    if (!args.kw_defaults[i]) continue;
    out_ += '=';
    expression(args.kw_defaults[i], kTest);
  }
  if (args.kwarg) {
    separate();
    out_ += "**";
    out_ += args.kwarg->arg;
  }
}

void Unparser::dict(const Dict* node) {
  out_ += '{';
  list([&] {
    for (std::size_t i = 0; i < node->values.size(); i++) {
      separate();
      if (node->keys[i]) {
        expression(node->keys[i], kTest);
        out_ += ": ";
        expression(node->values[i], kTest);
      } else {
        out_ += "**";
        expression(node->values[i], kExpr);
      }
    }
  });
  out_ += '}';
}

void Unparser::comprehension(const char* open, const Expr* element, const Expr* value,
                             List<Comprehension> generators, const char* close) {
  out_ += open;
  expression(element, kTest);
  if (value) {
    out_ += ": ";
    expression(value, kTest);
  }
  for (const Comprehension& generator : generators) {
    out_ += generator.is_async ? " async for " : " for ";
    expression(generator.target, kTuple);
    out_ += " in ";
    expression(generator.iter, kTest + 1);
    for (const Expr* condition : generator.ifs) {
      out_ += " if ";
      expression(condition, kTest + 1);
    }
  }
  out_ += close;
}

void Unparser::call(const Call* node) {
  expression(node->func, kAtom);
  if (node->args.size() == 1 && node->keywords.empty() && node->args[0]->kind == ExprKind::kGeneratorExp) {
    expression(node->args[0], kTest);  // brings its own parentheses
    return;
  }
  out_ += '(';
  list([&] {
    for (const Expr* arg : node->args) {
      separate();
      expression(arg, kTest);
    }
    for (const Keyword& keyword : node->keywords) {
      separate();
      out_ += keyword.arg.empty() ? "**" : std::string(keyword.arg) + "=";
      expression(keyword.value, kTest);
    }
  });
  out_ += ')';
}

void Unparser::constant(const Constant* node) {
  if (node->type == ConstantKind::kStr && node->unicode_prefix) out_ += 'u';
  out_ += constant_repr(*fold(node));
}

void Unparser::slice(const Slice* node) {
  if (node->lower) expression(node->lower, kTest);
  out_ += ':';
  if (node->upper) expression(node->upper, kTest);
  if (node->step) {
    out_ += ':';
    expression(node->step, kTest);
  }
}

std::string Unparser::format_body(const Expr* expr, bool in_specification) {
  if (auto* node = try_as<FormattedValue>(expr)) return formatted_value(node);
  std::string body;
  if (auto* node = try_as<JoinedStr>(expr)) {
    for (const Expr* part : node->values) body += format_body(part, in_specification);
    return body;
  }
  for (char c : as<Constant>(expr)->text) {
    body += c;
    if (c == '{' || c == '}') body += c;
  }
  return body;
}

std::string Unparser::formatted_value(const FormattedValue* node) {
  Unparser inner;
  inner.expression(node->value, kTest + 1);
  std::string value = inner.take();
  std::string body = value.front() == '{' ? "{ " : "{";
  body += value;
  if (node->conversion > 0) body += {'!', static_cast<char>(node->conversion)};
  if (node->format_spec) body += ":" + format_body(node->format_spec, true);
  return body + "}";
}

}  // namespace

std::string unparse(const Expr* expr) {
  Unparser unparser;
  unparser.expression(expr, kTest);
  return unparser.take();
}

}  // namespace midden::compiler
