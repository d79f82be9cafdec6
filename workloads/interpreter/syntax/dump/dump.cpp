#include "workloads/interpreter/syntax/dump/dump.h"

#include <fmt/format.h>
#include <gmp.h>

#include "workloads/interpreter/syntax/literal_repr.h"

namespace midden::syntax {

namespace {

std::string shown(const Constant& constant) {
  if (constant.type != ConstantKind::kInt || constant.fits_int64) return repr_of_constant(constant);
  mpz_t value;
  mpz_init_set_str(value, std::string(constant.text).c_str(), constant.base);
  char* digits = mpz_get_str(nullptr, 10, value);
  std::string result = digits;
  free(digits);
  mpz_clear(value);
  return result;
}

constexpr const char* kContexts[] = {"Load()", "Store()", "Del()"};
constexpr const char* kUnary[] = {"Invert()", "Not()", "UAdd()", "USub()"};
constexpr const char* kBinary[] = {"Add()",    "Sub()",    "Mult()",    "MatMult()", "Div()",
                                   "Mod()",    "Pow()",    "LShift()",  "RShift()",  "BitOr()",
                                   "BitXor()", "BitAnd()", "FloorDiv()"};
constexpr const char* kCompare[] = {"Eq()",  "NotEq()", "Lt()",    "LtE()", "Gt()",
                                    "GtE()", "Is()",    "IsNot()", "In()",  "NotIn()"};

template <class Enum>
const char* shown(Enum value, const char* const* names) {
  return names[static_cast<int>(value)];
}

class Dumper {
 public:
  std::string take() { return std::move(out_); }

  void module(const Module& module) {
    node("Module").items("body", module.body);
    field("type_ignores", "[]");
    close();
  }
  void expression(const Expression& expression) {
    node("Expression").child("body", expression.body);
    close();
  }

 private:
  Dumper& node(const char* name) {
    out_ += name;
    out_ += '(';
    first_ = true;
    return *this;
  }
  void close() {
    out_ += ')';
    first_ = false;
  }
  void close(const Location& at) {
    out_ += fmt::format("{}lineno={}, col_offset={}, end_lineno={}, end_col_offset={})", first_ ? "" : ", ",
                        at.line, at.column, at.end_line, at.end_column);
    first_ = false;
  }
  void name(const char* name) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_ += name;
    out_ += '=';
  }
  Dumper& field(const char* field_name, std::string_view value) {
    name(field_name);
    out_ += value;
    return *this;
  }
  Dumper& text(const char* field_name, Identifier value) {
    return value.data() ? field(field_name, repr_of_string(value, true)) : *this;
  }
  Dumper& ctx(ExprContext context) { return field("ctx", shown(context, kContexts)); }

  template <class T>
  Dumper& child(const char* field_name, const T* value) {
    if (value) {
      name(field_name);
      write(*value);
    }
    return *this;
  }
  template <class T>
  Dumper& items(const char* field_name, List<T> values) {
    name(field_name);
    out_ += '[';
    for (size_t i = 0; i < values.size(); ++i) {
      if (i) out_ += ", ";
      write(values[i]);
    }
    out_ += ']';
    return *this;
  }

  template <class T>
  void write(T* value) {
    if (value) {
      write(*value);
    } else {
      out_ += "None";
    }
  }
  void write(Identifier value) { out_ += repr_of_string(value, true); }
  void write(CompareOperator value) { out_ += shown(value, kCompare); }
  void write(const Arg& arg) {
    node("arg").text("arg", arg.arg).child("annotation", arg.annotation).close(arg.at);
  }
  void write(const Keyword& keyword) {
    node("keyword").text("arg", keyword.arg).child("value", keyword.value).close(keyword.at);
  }
  void write(const Alias& alias) {
    node("alias").text("name", alias.name).text("asname", alias.asname).close(alias.at);
  }
  void write(const WithItem& item) {
    node("withitem")
        .child("context_expr", item.context_expr)
        .child("optional_vars", item.optional_vars)
        .close();
  }
  void write(const Comprehension& clause) {
    node("comprehension").child("target", clause.target).child("iter", clause.iter).items("ifs", clause.ifs);
    field("is_async", clause.is_async ? "1" : "0").close();
  }
  void write(const ExceptHandler& handler) {
    node("ExceptHandler").child("type", handler.type).text("name", handler.name).items("body", handler.body);
    close(handler.at);
  }
  void write(const MatchCase& match_case) {
    node("match_case").child("pattern", match_case.pattern).child("guard", match_case.guard);
    items("body", match_case.body).close();
  }
  void write(const Arguments& args) {
    node("arguments")
        .items("posonlyargs", args.posonlyargs)
        .items("args", args.args)
        .child("vararg", args.vararg);
    items("kwonlyargs", args.kwonlyargs).items("kw_defaults", args.kw_defaults).child("kwarg", args.kwarg);
    items("defaults", args.defaults).close();
  }

  void write(const Stmt& stmt);
  void write(const Expr& expr);
  void write(const Pattern& pattern);

  template <class T>
  void comprehension(const char* node_name, const T& comp) {
    node(node_name).child("elt", comp.elt).items("generators", comp.generators);
  }

  std::string out_;
  bool first_ = true;
};

void Dumper::write(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::kFunctionDef: {
      auto& s = *as<FunctionDef>(&stmt);
      node(s.is_async ? "AsyncFunctionDef" : "FunctionDef").text("name", s.name).child("args", s.args);
      items("body", s.body).items("decorator_list", s.decorator_list).child("returns", s.returns);
      break;
    }
    case StmtKind::kClassDef: {
      auto& s = *as<ClassDef>(&stmt);
      node("ClassDef").text("name", s.name).items("bases", s.bases).items("keywords", s.keywords);
      items("body", s.body).items("decorator_list", s.decorator_list);
      break;
    }
    case StmtKind::kReturn:
      node("Return").child("value", as<Return>(&stmt)->value);
      break;
    case StmtKind::kDelete:
      node("Delete").items("targets", as<Delete>(&stmt)->targets);
      break;
    case StmtKind::kAssign: {
      auto& s = *as<Assign>(&stmt);
      node("Assign").items("targets", s.targets).child("value", s.value);
      break;
    }
    case StmtKind::kAugAssign: {
      auto& s = *as<AugAssign>(&stmt);
      node("AugAssign").child("target", s.target).field("op", shown(s.op, kBinary)).child("value", s.value);
      break;
    }
    case StmtKind::kAnnAssign: {
      auto& s = *as<AnnAssign>(&stmt);
      node("AnnAssign").child("target", s.target).child("annotation", s.annotation).child("value", s.value);
      field("simple", s.simple ? "1" : "0");
      break;
    }
    case StmtKind::kFor: {
      auto& s = *as<For>(&stmt);
      node(s.is_async ? "AsyncFor" : "For").child("target", s.target).child("iter", s.iter);
      items("body", s.body).items("orelse", s.orelse);
      break;
    }
    case StmtKind::kWhile: {
      auto& s = *as<While>(&stmt);
      node("While").child("test", s.test).items("body", s.body).items("orelse", s.orelse);
      break;
    }
    case StmtKind::kIf: {
      auto& s = *as<If>(&stmt);
      node("If").child("test", s.test).items("body", s.body).items("orelse", s.orelse);
      break;
    }
    case StmtKind::kWith: {
      auto& s = *as<With>(&stmt);
      node(s.is_async ? "AsyncWith" : "With").items("items", s.items).items("body", s.body);
      break;
    }
    case StmtKind::kMatch: {
      auto& s = *as<Match>(&stmt);
      node("Match").child("subject", s.subject).items("cases", s.cases);
      break;
    }
    case StmtKind::kRaise: {
      auto& s = *as<Raise>(&stmt);
      node("Raise").child("exc", s.exc).child("cause", s.cause);
      break;
    }
    case StmtKind::kTry: {
      auto& s = *as<Try>(&stmt);
      node(s.is_star ? "TryStar" : "Try").items("body", s.body).items("handlers", s.handlers);
      items("orelse", s.orelse).items("finalbody", s.finalbody);
      break;
    }
    case StmtKind::kAssert: {
      auto& s = *as<Assert>(&stmt);
      node("Assert").child("test", s.test).child("msg", s.msg);
      break;
    }
    case StmtKind::kImport:
      node("Import").items("names", as<Import>(&stmt)->names);
      break;
    case StmtKind::kImportFrom: {
      auto& s = *as<ImportFrom>(&stmt);
      node("ImportFrom")
          .text("module", s.module)
          .items("names", s.names)
          .field("level", std::to_string(s.level));
      break;
    }
    case StmtKind::kGlobal:
      node("Global").items("names", as<Global>(&stmt)->names);
      break;
    case StmtKind::kNonlocal:
      node("Nonlocal").items("names", as<Nonlocal>(&stmt)->names);
      break;
    case StmtKind::kExpr:
      node("Expr").child("value", as<ExprStmt>(&stmt)->value);
      break;
    case StmtKind::kPass:
      node("Pass");
      break;
    case StmtKind::kBreak:
      node("Break");
      break;
    case StmtKind::kContinue:
      node("Continue");
      break;
  }
  close(stmt.at);
}

void Dumper::write(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kBoolOp: {
      auto& e = *as<BoolOp>(&expr);
      node("BoolOp").field("op", e.op == BoolOperator::kAnd ? "And()" : "Or()").items("values", e.values);
      break;
    }
    case ExprKind::kNamedExpr: {
      auto& e = *as<NamedExpr>(&expr);
      node("NamedExpr").child("target", e.target).child("value", e.value);
      break;
    }
    case ExprKind::kBinOp: {
      auto& e = *as<BinOp>(&expr);
      node("BinOp").child("left", e.left).field("op", shown(e.op, kBinary)).child("right", e.right);
      break;
    }
    case ExprKind::kUnaryOp: {
      auto& e = *as<UnaryOp>(&expr);
      node("UnaryOp").field("op", shown(e.op, kUnary)).child("operand", e.operand);
      break;
    }
    case ExprKind::kLambda: {
      auto& e = *as<Lambda>(&expr);
      node("Lambda").child("args", e.args).child("body", e.body);
      break;
    }
    case ExprKind::kIfExp: {
      auto& e = *as<IfExp>(&expr);
      node("IfExp").child("test", e.test).child("body", e.body).child("orelse", e.orelse);
      break;
    }
    case ExprKind::kDict: {
      auto& e = *as<Dict>(&expr);
      node("Dict").items("keys", e.keys).items("values", e.values);
      break;
    }
    case ExprKind::kSet:
      node("Set").items("elts", as<Set>(&expr)->elts);
      break;
    case ExprKind::kListComp:
      comprehension("ListComp", *as<ListComp>(&expr));
      break;
    case ExprKind::kSetComp:
      comprehension("SetComp", *as<SetComp>(&expr));
      break;
    case ExprKind::kGeneratorExp:
      comprehension("GeneratorExp", *as<GeneratorExp>(&expr));
      break;
    case ExprKind::kDictComp: {
      auto& e = *as<DictComp>(&expr);
      node("DictComp").child("key", e.key).child("value", e.value).items("generators", e.generators);
      break;
    }
    case ExprKind::kAwait:
      node("Await").child("value", as<Await>(&expr)->value);
      break;
    case ExprKind::kYield:
      node("Yield").child("value", as<Yield>(&expr)->value);
      break;
    case ExprKind::kYieldFrom:
      node("YieldFrom").child("value", as<YieldFrom>(&expr)->value);
      break;
    case ExprKind::kCompare: {
      auto& e = *as<Compare>(&expr);
      node("Compare").child("left", e.left).items("ops", e.ops).items("comparators", e.comparators);
      break;
    }
    case ExprKind::kCall: {
      auto& e = *as<Call>(&expr);
      node("Call").child("func", e.func).items("args", e.args).items("keywords", e.keywords);
      break;
    }
    case ExprKind::kFormattedValue: {
      auto& e = *as<FormattedValue>(&expr);
      node("FormattedValue").child("value", e.value).field("conversion", std::to_string(e.conversion));
      child("format_spec", e.format_spec);
      break;
    }
    case ExprKind::kJoinedStr:
      node("JoinedStr").items("values", as<JoinedStr>(&expr)->values);
      break;
    case ExprKind::kConstant: {
      auto& e = *as<Constant>(&expr);
      node("Constant").field("value", shown(e));
      if (e.unicode_prefix) field("kind", "'u'");
      break;
    }
    case ExprKind::kAttribute: {
      auto& e = *as<Attribute>(&expr);
      node("Attribute").child("value", e.value).text("attr", e.attr).ctx(e.ctx);
      break;
    }
    case ExprKind::kSubscript: {
      auto& e = *as<Subscript>(&expr);
      node("Subscript").child("value", e.value).child("slice", e.slice).ctx(e.ctx);
      break;
    }
    case ExprKind::kStarred:
      node("Starred").child("value", as<Starred>(&expr)->value).ctx(as<Starred>(&expr)->ctx);
      break;
    case ExprKind::kName:
      node("Name").text("id", as<Name>(&expr)->id).ctx(as<Name>(&expr)->ctx);
      break;
    case ExprKind::kList:
      node("List").items("elts", as<ListExpr>(&expr)->elts).ctx(as<ListExpr>(&expr)->ctx);
      break;
    case ExprKind::kTuple:
      node("Tuple").items("elts", as<Tuple>(&expr)->elts).ctx(as<Tuple>(&expr)->ctx);
      break;
    case ExprKind::kSlice: {
      auto& e = *as<Slice>(&expr);
      node("Slice").child("lower", e.lower).child("upper", e.upper).child("step", e.step);
      break;
    }
  }
  close(expr.at);
}

void Dumper::write(const Pattern& pattern) {
  switch (pattern.kind) {
    case PatternKind::kMatchValue:
      node("MatchValue").child("value", as<MatchValue>(&pattern)->value);
      break;
    case PatternKind::kMatchSingleton: {
      ConstantKind value = as<MatchSingleton>(&pattern)->value;
      node("MatchSingleton");
      field("value", value == ConstantKind::kNone ? "None" : value == ConstantKind::kTrue ? "True" : "False");
      break;
    }
    case PatternKind::kMatchSequence:
      node("MatchSequence").items("patterns", as<MatchSequence>(&pattern)->patterns);
      break;
    case PatternKind::kMatchMapping: {
      auto& p = *as<MatchMapping>(&pattern);
      node("MatchMapping").items("keys", p.keys).items("patterns", p.patterns).text("rest", p.rest);
      break;
    }
    case PatternKind::kMatchClass: {
      auto& p = *as<MatchClass>(&pattern);
      node("MatchClass").child("cls", p.cls).items("patterns", p.patterns);
      items("kwd_attrs", p.kwd_attrs).items("kwd_patterns", p.kwd_patterns);
      break;
    }
    case PatternKind::kMatchStar:
      node("MatchStar").text("name", as<MatchStar>(&pattern)->name);
      break;
    case PatternKind::kMatchAs: {
      auto& p = *as<MatchAs>(&pattern);
      node("MatchAs").child("pattern", p.pattern).text("name", p.name);
      break;
    }
    case PatternKind::kMatchOr:
      node("MatchOr").items("patterns", as<MatchOr>(&pattern)->patterns);
      break;
  }
  close(pattern.at);
}

}  // namespace

std::string dump(const Module& module) {
  Dumper dumper;
  dumper.module(module);
  return dumper.take();
}

std::string dump(const Expression& expression) {
  Dumper dumper;
  dumper.expression(expression);
  return dumper.take();
}

}  // namespace midden::syntax
