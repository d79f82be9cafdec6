// What CPython's compiler refuses while it makes code, in the order in which it would meet it.
#include <fmt/format.h>

#include <unordered_set>

#include "workloads/interpreter/syntax/pattern_checks.h"
#include "workloads/interpreter/syntax/symbol_passes.h"

namespace midden::syntax {

namespace {

constexpr int kMaxBlocks = 20;

class FlowChecker {
 public:
  explicit FlowChecker(const SymbolTable& table) : table_(table), scope_(table.module()) {}

  std::optional<SyntaxProblem> run(const ParseResult& parsed) {
    if (parsed.module) {
      check(parsed.module->body);
    } else {
      check(parsed.expression->body);
    }
    return std::move(problem_);
  }

 private:
  // The blocks open around a statement, of one function. Loops and except* decide about break.
  enum class Block : uint8_t { kLoop, kExceptStar, kOther };

  bool failed() const { return problem_.has_value(); }
  [[gnu::noinline]] void fail(const Location& at, std::string message) {
    if (!failed()) problem_ = problem_at(at, std::move(message));
  }

  // Checks a body inside blocks of which the last is of the given kind.
  template <class Body>
  void inside(Block kind, int count, const Location& at, Body body) {
    for (int i = 0; i < count; ++i) {
      if (blocks_.size() >= kMaxBlocks) fail(at, "too many statically nested blocks");
      blocks_.push_back(kind);
    }
    if (!failed()) body();
    blocks_.resize(blocks_.size() - static_cast<size_t>(count));
  }

  template <class Body>
  void in_scope(const void* node, Body body) {
    const Scope* around = scope_;
    std::vector<Block> blocks = std::exchange(blocks_, {});
    scope_ = table_.scope_of(node);
    body();
    scope_ = around;
    blocks_ = std::move(blocks);
  }

  bool in_async_function() const {
    return scope_->kind == ScopeKind::kFunction && static_cast<const FunctionDef*>(scope_->node)->is_async;
  }

  void check(List<Stmt*> body) {
    for (const Stmt* stmt : body) {
      if (failed()) return;
      check(stmt);
    }
  }
  void check(List<Expr*> exprs) {
    for (const Expr* expr : exprs) check(expr);
  }

  void check(const Stmt* stmt);
  void check(const Expr* expr);
  [[gnu::noinline]] void unpacking(List<Expr*> elts, const Location& at);
  [[gnu::noinline]] void forbidden(Identifier name, const Location& at);
  [[gnu::noinline]] void keywords(List<Keyword> keywords, const Location& at);
  [[gnu::noinline]] void defaults(const Arguments& args);
  [[gnu::noinline]] void parameter_names(const Arguments& args, const Location& at);
  [[gnu::noinline]] void annotation(const Expr* expr);
  [[gnu::noinline]] void function(const FunctionDef& def);
  [[gnu::noinline]] void class_definition(const ClassDef& def);
  [[gnu::noinline]] void try_statement(const Try& stmt);
  [[gnu::noinline]] void import_from(const ImportFrom& stmt);
  [[gnu::noinline]] void jump(const Stmt* stmt, const char* outside);
  [[gnu::noinline]] void return_statement(const Return& stmt);
  [[gnu::noinline]] void with(const With& stmt, size_t item);
  [[gnu::noinline]] void match(const Match& stmt);
  [[gnu::noinline]] void comprehension(const Expr* node, List<Comprehension> clauses, const Expr* element,
                                       const Expr* value);

  const SymbolTable& table_;
  const Scope* scope_;
  std::vector<Block> blocks_;
  std::optional<SyntaxProblem> problem_;
};

void FlowChecker::forbidden(Identifier name, const Location& at) {
  if (name == "__debug__") fail(at, "cannot assign to __debug__");
}

void FlowChecker::jump(const Stmt* stmt, const char* outside) {
  for (size_t i = blocks_.size(); i-- > 0;) {
    if (blocks_[i] == Block::kLoop) return;
    if (blocks_[i] == Block::kExceptStar) {
      return fail(stmt->at, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
  }
  fail(stmt->at, outside);
}

void FlowChecker::return_statement(const Return& stmt) {
  if (!scope_->is_function_like) return fail(stmt.at, "'return' outside function");
  if (stmt.value && scope_->is_async_generator)
    return fail(stmt.at, "'return' with value in async generator");
  check(stmt.value);
  for (Block block : blocks_) {
    if (block == Block::kExceptStar) {
      return fail(stmt.at, "'break', 'continue' and 'return' cannot appear in an except* block");
    }
  }
}

void FlowChecker::check(const Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kFunctionDef:
      return function(*as<FunctionDef>(stmt));
    case StmtKind::kClassDef:
      return class_definition(*as<ClassDef>(stmt));
    case StmtKind::kReturn:
      return return_statement(*as<Return>(stmt));
    case StmtKind::kDelete:
      return check(as<Delete>(stmt)->targets);
    case StmtKind::kAssign:
      check(as<Assign>(stmt)->value);
      return check(as<Assign>(stmt)->targets);
    case StmtKind::kAugAssign:
      check(as<AugAssign>(stmt)->value);
      return check(as<AugAssign>(stmt)->target);
    case StmtKind::kAnnAssign: {
      auto& assign = *as<AnnAssign>(stmt);
      if (assign.value) {
        check(assign.value);
        check(assign.target);
      }
      if (auto* name = try_as<Name>(assign.target)) forbidden(name->id, stmt->at);
      if (auto* attribute = try_as<Attribute>(assign.target)) forbidden(attribute->attr, stmt->at);
      if (!assign.value && assign.target->kind != ExprKind::kName) check(assign.target);
      if (!scope_->is_function_like || !assign.simple) annotation(assign.annotation);
      return;
    }
    case StmtKind::kFor: {
      auto& loop = *as<For>(stmt);
      if (loop.is_async && !in_async_function()) return fail(stmt->at, "'async for' outside async function");
      check(loop.iter);
      inside(Block::kLoop, 1, stmt->at, [&] {
        check(loop.target);
        check(loop.body);
      });
      return check(loop.orelse);
    }
    case StmtKind::kWhile: {
      auto& loop = *as<While>(stmt);
      check(loop.test);
      inside(Block::kLoop, 1, stmt->at, [&] { check(loop.body); });
      return check(loop.orelse);
    }
    case StmtKind::kIf:
      check(as<If>(stmt)->test);
      check(as<If>(stmt)->body);
      return check(as<If>(stmt)->orelse);
    case StmtKind::kWith:
      return with(*as<With>(stmt), 0);
    case StmtKind::kMatch:
      return match(*as<Match>(stmt));
    case StmtKind::kRaise:
      check(as<Raise>(stmt)->exc);
      return check(as<Raise>(stmt)->cause);
    case StmtKind::kTry:
      return try_statement(*as<Try>(stmt));
    case StmtKind::kAssert:
      check(as<Assert>(stmt)->test);
      return check(as<Assert>(stmt)->msg);
    case StmtKind::kImport:
      for (const Alias& alias : as<Import>(stmt)->names) {
        forbidden(alias.asname.empty() ? alias.name : alias.asname, stmt->at);
      }
      return;
    case StmtKind::kImportFrom:
      return import_from(*as<ImportFrom>(stmt));
    case StmtKind::kExpr:
      return check(as<ExprStmt>(stmt)->value);
    case StmtKind::kBreak:
      return jump(stmt, "'break' outside loop");
    case StmtKind::kContinue:
      return jump(stmt, "'continue' not properly in loop");
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kPass:
      return;
  }
}

void FlowChecker::import_from(const ImportFrom& stmt) {
  if (stmt.at.line > table_.last_future_line && stmt.module == "__future__") {
    return fail(stmt.at, "from __future__ imports must occur at the beginning of the file");
  }
  for (const Alias& alias : stmt.names) forbidden(alias.asname.empty() ? alias.name : alias.asname, stmt.at);
}

void FlowChecker::with(const With& stmt, size_t item) {
  if (item == 0 && stmt.is_async && !in_async_function()) {
    return fail(stmt.at, "'async with' outside async function");
  }
  if (item == stmt.items.size()) return check(stmt.body);
  check(stmt.items[item].context_expr);
  inside(Block::kOther, 1, stmt.at, [&] {
    check(stmt.items[item].optional_vars);
    with(stmt, item + 1);
  });
}

void FlowChecker::try_statement(const Try& stmt) {
  auto handlers = [&] {
    if (stmt.handlers.empty()) return check(stmt.body);
    inside(Block::kOther, 1, stmt.at, [&] { check(stmt.body); });
    inside(stmt.is_star ? Block::kExceptStar : Block::kOther, 1, stmt.at, [&] {
      for (const ExceptHandler& handler : stmt.handlers) {
        if (failed()) return;
        if (!handler.type && &handler != &stmt.handlers.back()) {
          return fail(handler.at, "default 'except:' must be last");
        }
        check(handler.type);
        if (!handler.name.empty()) forbidden(handler.name, handler.at);
        inside(Block::kOther, 1, handler.at, [&] { check(handler.body); });
      }
    });
    if (!failed()) check(stmt.orelse);
  };
  if (stmt.finalbody.empty()) return handlers();
  inside(Block::kOther, 1, stmt.at, handlers);
  if (!failed()) inside(Block::kOther, 1, stmt.at, [&] { check(stmt.finalbody); });
}

void FlowChecker::match(const Match& stmt) {
  check(stmt.subject);
  for (const MatchCase& match_case : stmt.cases) {
    if (failed()) return;
    bool last = &match_case == &stmt.cases.back();
    problem_ = check_pattern(*match_case.pattern, last || match_case.guard);
    check(match_case.guard);
    check(match_case.body);
  }
}

void FlowChecker::keywords(List<Keyword> keywords, const Location& at) {
  std::unordered_set<std::string_view> seen;
  for (const Keyword& keyword : keywords) {
    if (keyword.arg.data() == nullptr) continue;
    forbidden(keyword.arg, at);
    if (!seen.insert(keyword.arg).second)
      fail(keyword.at, fmt::format("keyword argument repeated: {}", keyword.arg));
  }
  for (const Keyword& keyword : keywords) check(keyword.value);
}

void FlowChecker::defaults(const Arguments& args) {
  check(args.defaults);
  check(args.kw_defaults);
}

void FlowChecker::parameter_names(const Arguments& args, const Location& at) {
  for (List<Arg> list : {args.posonlyargs, args.args, args.kwonlyargs}) {
    for (const Arg& arg : list) forbidden(arg.arg, at);
  }
  if (args.vararg) forbidden(args.vararg->arg, at);
  if (args.kwarg) forbidden(args.kwarg->arg, at);
}

void FlowChecker::annotation(const Expr* expr) {
  if (!expr || table_.future_annotations) return;
  // *args: *Ts
  auto* starred = try_as<Starred>(expr);
  check(starred ? starred->value : expr);
}

void FlowChecker::function(const FunctionDef& def) {
  parameter_names(*def.args, def.at);
  check(def.decorator_list);
  defaults(*def.args);
  for (List<Arg> list : {def.args->args, def.args->posonlyargs, def.args->kwonlyargs}) {
    for (const Arg& arg : list) annotation(arg.annotation);
  }
  if (def.args->vararg) annotation(def.args->vararg->annotation);
  if (def.args->kwarg) annotation(def.args->kwarg->annotation);
  annotation(def.returns);
  if (failed()) return;
  in_scope(&def, [&] { check(def.body); });
  forbidden(def.name, def.at);
}

void FlowChecker::class_definition(const ClassDef& def) {
  check(def.decorator_list);
  if (failed()) return;
  in_scope(&def, [&] { check(def.body); });
  for (const Expr* base : def.bases) {
    auto* starred = try_as<Starred>(base);
    check(starred ? starred->value : base);
  }
  keywords(def.keywords, def.at);
  forbidden(def.name, def.at);
}

void FlowChecker::unpacking(List<Expr*> elts, const Location& at) {
  bool seen = false;
  for (size_t i = 0; i < elts.size(); ++i) {
    if (elts[i]->kind != ExprKind::kStarred) continue;
    if (seen) return fail(at, "multiple starred expressions in assignment");
    if (i >= 256) return fail(at, "too many expressions in star-unpacking assignment");
    seen = true;
  }
}

void FlowChecker::comprehension(const Expr* node, List<Comprehension> clauses, const Expr* element,
                                const Expr* mapped) {
  check(clauses[0].iter);
  const Scope* inner = table_.scope_of(node);
  bool awaits = inner->is_coroutine || inner->is_async_generator;
  if (awaits && inner->kind != ScopeKind::kGeneratorExp && !in_async_function() &&
      !scope_->is_comprehension) {
    return fail(node->at, "asynchronous comprehension outside of an asynchronous function");
  }
  in_scope(node, [&] {
    for (const Comprehension& clause : clauses) {
      if (&clause != &clauses.front()) check(clause.iter);
      check(clause.target);
      check(clause.ifs);
    }
    check(element);
    check(mapped);
  });
}

void FlowChecker::check(const Expr* expr) {
  if (!expr || failed()) return;
  // In these places a star stands before an element.
  auto elements = [&](List<Expr*> elts) {
    for (const Expr* element : elts) {
      auto* starred = try_as<Starred>(element);
      check(starred ? starred->value : element);
    }
  };
  switch (expr->kind) {
    case ExprKind::kBoolOp:
      return check(as<BoolOp>(expr)->values);
    case ExprKind::kNamedExpr:
      check(as<NamedExpr>(expr)->value);
      return check(as<NamedExpr>(expr)->target);
    case ExprKind::kBinOp:
      check(as<BinOp>(expr)->left);
      return check(as<BinOp>(expr)->right);
    case ExprKind::kUnaryOp:
      return check(as<UnaryOp>(expr)->operand);
    case ExprKind::kLambda: {
      auto& lambda = *as<Lambda>(expr);
      parameter_names(*lambda.args, expr->at);
      defaults(*lambda.args);
      if (!failed()) in_scope(expr, [&] { check(lambda.body); });
      return;
    }
    case ExprKind::kIfExp:
      check(as<IfExp>(expr)->test);
      check(as<IfExp>(expr)->body);
      return check(as<IfExp>(expr)->orelse);
    case ExprKind::kDict:
      for (size_t i = 0; i < as<Dict>(expr)->keys.size(); ++i) {
        check(as<Dict>(expr)->keys[i]);
        check(as<Dict>(expr)->values[i]);
      }
      return;
    case ExprKind::kSet:
      return elements(as<Set>(expr)->elts);
    case ExprKind::kListComp: {
      auto& comp = *as<ListComp>(expr);
      return comprehension(expr, comp.generators, comp.elt, nullptr);
    }
    case ExprKind::kSetComp: {
      auto& comp = *as<SetComp>(expr);
      return comprehension(expr, comp.generators, comp.elt, nullptr);
    }
    case ExprKind::kDictComp: {
      auto& comp = *as<DictComp>(expr);
      return comprehension(expr, comp.generators, comp.key, comp.value);
    }
    case ExprKind::kGeneratorExp: {
      auto& comp = *as<GeneratorExp>(expr);
      return comprehension(expr, comp.generators, comp.elt, nullptr);
    }
    case ExprKind::kAwait:
      if (!scope_->is_function_like) return fail(expr->at, "'await' outside function");
      if (!in_async_function() && !scope_->is_comprehension) {
        return fail(expr->at, "'await' outside async function");
      }
      return check(as<Await>(expr)->value);
    case ExprKind::kYield:
      if (!scope_->is_function_like) return fail(expr->at, "'yield' outside function");
      return check(as<Yield>(expr)->value);
    case ExprKind::kYieldFrom:
      if (!scope_->is_function_like) return fail(expr->at, "'yield' outside function");
      if (in_async_function()) return fail(expr->at, "'yield from' inside async function");
      return check(as<YieldFrom>(expr)->value);
    case ExprKind::kCompare:
      check(as<Compare>(expr)->left);
      return check(as<Compare>(expr)->comparators);
    case ExprKind::kCall: {
      auto& call = *as<Call>(expr);
      check(call.func);
      elements(call.args);
      return keywords(call.keywords, expr->at);
    }
    case ExprKind::kFormattedValue:
      check(as<FormattedValue>(expr)->value);
      return check(as<FormattedValue>(expr)->format_spec);
    case ExprKind::kJoinedStr:
      return check(as<JoinedStr>(expr)->values);
    case ExprKind::kConstant:
      return;
    case ExprKind::kAttribute:
      check(as<Attribute>(expr)->value);
      if (as<Attribute>(expr)->ctx == ExprContext::kStore) forbidden(as<Attribute>(expr)->attr, expr->at);
      return;
    case ExprKind::kSubscript:
      check(as<Subscript>(expr)->value);
      return check(as<Subscript>(expr)->slice);
    case ExprKind::kStarred:
      return fail(expr->at, as<Starred>(expr)->ctx == ExprContext::kStore
                                ? "starred assignment target must be in a list or tuple"
                                : "can't use starred expression here");
    case ExprKind::kName:
      if (as<Name>(expr)->id != "__debug__") return;
      if (as<Name>(expr)->ctx == ExprContext::kStore) fail(expr->at, "cannot assign to __debug__");
      if (as<Name>(expr)->ctx == ExprContext::kDel) fail(expr->at, "cannot delete __debug__");
      return;
    case ExprKind::kList:
      if (as<ListExpr>(expr)->ctx == ExprContext::kStore) unpacking(as<ListExpr>(expr)->elts, expr->at);
      return elements(as<ListExpr>(expr)->elts);
    case ExprKind::kTuple:
      if (as<Tuple>(expr)->ctx == ExprContext::kStore) unpacking(as<Tuple>(expr)->elts, expr->at);
      return elements(as<Tuple>(expr)->elts);
    case ExprKind::kSlice:
      check(as<Slice>(expr)->lower);
      check(as<Slice>(expr)->upper);
      return check(as<Slice>(expr)->step);
  }
}

}  // namespace

std::optional<SyntaxProblem> check_flow(const ParseResult& parsed, const SymbolTable& table) {
  return FlowChecker(table).run(parsed);
}

}  // namespace midden::syntax
