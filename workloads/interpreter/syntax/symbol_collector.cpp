// First pass: scopes, and what each says about the names in it. The order of visits is CPython's, because it
// decides which of several errors is reported.
#include <fmt/format.h>

#include "workloads/interpreter/syntax/symbol_passes.h"

namespace midden::syntax {

namespace {

class Collector {
 public:
  Collector(Arena& arena, SymbolTable& table) : table_(table), unwanted_(arena) {}

  std::optional<SyntaxProblem> run(const ParseResult& parsed) {
    scope_ = table_.add_scope(ScopeKind::kModule, "top", nullptr, {}, nullptr);
    extra_.emplace_back();
    if (parsed.module) {
      scope_->has_docstring = starts_with_string(parsed.module->body);
      visit(parsed.module->body);
    } else {
      visit(parsed.expression->body);
    }
    return std::move(problem_);
  }

 private:
  // What is known of an open scope only while it is being collected.
  struct Extra {
    bool coroutine = false;
    bool generator = false;
    bool iteration_target = false;
    int iteration_expressions = 0;
    bool is_annotation = false;
  };

  class Deeper {
   public:
    explicit Deeper(Collector& collector) : collector_(collector) {
      if (++collector.depth_ > kMaxTreeDepth) collector.too_deep();
    }
    ~Deeper() { --collector_.depth_; }

   private:
    Collector& collector_;
  };

  static bool starts_with_string(List<Stmt*> body) {
    auto* first = body.empty() ? nullptr : try_as<ExprStmt>(body[0]);
    auto* constant = first ? try_as<Constant>(first->value) : nullptr;
    return constant && constant->type == ConstantKind::kStr;
  }

  bool failed() const { return problem_.has_value(); }
  [[gnu::noinline]] void fail(const Location& at, std::string message) {
    if (!failed()) problem_ = problem_at(at, std::move(message));
  }
  [[gnu::noinline]] void too_deep() {
    if (failed()) return;
    SyntaxProblem problem;
    problem.kind = ProblemKind::kRecursionError;
    problem.message = "maximum recursion depth exceeded during compilation";
    problem.has_end = problem.has_text = false;
    problem_ = std::move(problem);
  }

  Extra& extra() { return extra_.back(); }

  void enter(ScopeKind kind, Identifier name, const void* node, const Location& at) {
    scope_ = (annotation_depth_ ? unwanted_ : table_).add_scope(kind, name, node, at, scope_);
    int iteration_expressions = extra().iteration_expressions;
    extra_.emplace_back();
    extra().iteration_expressions = iteration_expressions;
  }
  void leave() {
    bool coroutine = extra().coroutine, generator = extra().generator;
    scope_->is_generator = generator && !coroutine;
    scope_->is_coroutine = coroutine && !generator;
    scope_->is_async_generator = coroutine && generator;
    scope_ = scope_->parent;
    extra_.pop_back();
  }

  static uint16_t flags_in(const Scope& scope, Identifier mangled) {
    auto found = scope.symbols.find(mangled);
    return found == scope.symbols.end() ? 0 : found->second.flags;
  }
  uint16_t flags_of(Identifier name) { return flags_in(*scope_, table_.mangle(*scope_, name)); }

  [[gnu::noinline]] void add(Scope& scope, Identifier name, uint16_t flags, const Location& at) {
    Identifier mangled = table_.mangle(*scope_, name);
    auto [entry, fresh] = scope.symbols.try_emplace(mangled);
    Scope::Symbol& symbol = entry->second;
    if (fresh) scope.order.push_back(mangled);
    if ((flags & kParameter) && (symbol.flags & kParameter)) {
      return fail(at, fmt::format("duplicate argument '{}' in function definition", mangled));
    }
    symbol.flags |= flags;
    if (&scope == scope_ && extra().iteration_target) {
      if (symbol.flags & (kGlobalDeclared | kNonlocalDeclared)) {
        return fail(
            at,
            fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'", name));
      }
      symbol.flags |= kIterationVariable;
    }
    if (flags & kParameter) scope.params.push_back(mangled);
    if ((flags & kGlobalDeclared) &&
        scope.parent) {  // as CPython: the module has such a name, whether bound or not
      Scope& module = *table_.module();
      auto [global, added] = module.symbols.try_emplace(mangled);
      global->second.flags |= kGlobalDeclared;
      if (added) module.order.push_back(mangled);
    }
  }
  void add(Identifier name, uint16_t flags, const Location& at) { add(*scope_, name, flags, at); }

  void note_declaration(Identifier name, const Location& at) {
    Scope::Symbol& symbol = scope_->symbols[table_.mangle(*scope_, name)];
    if (symbol.declared_at.line == 0) symbol.declared_at = at;
  }

  void visit(List<Stmt*> body) {
    for (const Stmt* stmt : body) {
      if (failed()) return;
      visit(stmt);
    }
  }
  void visit(List<Expr*> exprs) {
    for (const Expr* expr : exprs) visit(expr);
  }
  void visit(List<Pattern*> patterns) {
    for (const Pattern* pattern : patterns) visit(pattern);
  }
  void visit(List<Keyword> keywords) {
    for (const Keyword& keyword : keywords) visit(keyword.value);
  }

  // Recursive: what needs a large frame is kept out of them.
  void visit(const Stmt* stmt);
  void visit(const Expr* expr);
  void visit(const Pattern* pattern);
  [[gnu::noinline]] void function(const FunctionDef& def);
  [[gnu::noinline]] void class_definition(const ClassDef& def);
  [[gnu::noinline]] void lambda(const Lambda& expr);
  void parameters(const Arguments& args);
  void annotations(const FunctionDef& def);
  void annotation(const Expr* expr);
  [[gnu::noinline]] void annotated_assignment(const AnnAssign& stmt);
  [[gnu::noinline]] void declaration(List<Identifier> names, const Location& at, bool global);
  [[gnu::noinline]] void import(const Alias& alias);
  [[gnu::noinline]] void comprehension(ScopeKind kind, const char* name, const Expr* node,
                                       List<Comprehension> clauses, const Expr* value, const Expr* element);
  [[gnu::noinline]] void named_expression(const NamedExpr& expr);
  void extend_named_expression(const Name& target);
  [[gnu::noinline]] void mention(const Name& name);
  [[gnu::noinline]] void try_statement(const Try& stmt);
  [[gnu::noinline]] void awaiting(const Await& expr);
  void capture(const Pattern* pattern, Identifier name) {
    if (!name.empty()) add(name, kBoundLocally, pattern->at);
  }
  [[gnu::noinline]] void yielding(const Expr* expr, const Expr* value);
  bool refused_in_annotation(const char* what, const Location& at) {
    if (!extra().is_annotation) return false;
    fail(at, fmt::format("'{}' can not be used within an annotation", what));
    return true;
  }

  SymbolTable& table_;
  Scope* scope_ = nullptr;
  std::vector<Extra> extra_;
  int depth_ = 0;
  SymbolTable unwanted_;      // scopes inside annotations that stay text
  int annotation_depth_ = 0;  // of such annotations
  std::optional<SyntaxProblem> problem_;
};

void Collector::visit(const Stmt* stmt) {
  Deeper deeper(*this);
  if (failed()) return;
  switch (stmt->kind) {
    case StmtKind::kFunctionDef:
      function(*as<FunctionDef>(stmt));
      break;
    case StmtKind::kClassDef:
      class_definition(*as<ClassDef>(stmt));
      break;
    case StmtKind::kReturn:
      visit(as<Return>(stmt)->value);
      break;
    case StmtKind::kDelete:
      visit(as<Delete>(stmt)->targets);
      break;
    case StmtKind::kAssign:
      visit(as<Assign>(stmt)->targets);
      visit(as<Assign>(stmt)->value);
      break;
    case StmtKind::kAugAssign:
      visit(as<AugAssign>(stmt)->target);
      visit(as<AugAssign>(stmt)->value);
      break;
    case StmtKind::kAnnAssign:
      annotated_assignment(*as<AnnAssign>(stmt));
      break;
    case StmtKind::kFor: {
      auto& loop = *as<For>(stmt);
      visit(loop.target);
      visit(loop.iter);
      visit(loop.body);
      visit(loop.orelse);
      break;
    }
    case StmtKind::kWhile:
      visit(as<While>(stmt)->test);
      visit(as<While>(stmt)->body);
      visit(as<While>(stmt)->orelse);
      break;
    case StmtKind::kIf:
      visit(as<If>(stmt)->test);
      visit(as<If>(stmt)->body);
      visit(as<If>(stmt)->orelse);
      break;
    case StmtKind::kWith:
      for (const WithItem& item : as<With>(stmt)->items) {
        visit(item.context_expr);
        visit(item.optional_vars);
      }
      visit(as<With>(stmt)->body);
      break;
    case StmtKind::kMatch:
      visit(as<Match>(stmt)->subject);
      for (const MatchCase& match_case : as<Match>(stmt)->cases) {
        visit(match_case.pattern);
        visit(match_case.guard);
        visit(match_case.body);
      }
      break;
    case StmtKind::kRaise:
      visit(as<Raise>(stmt)->exc);
      visit(as<Raise>(stmt)->cause);
      break;
    case StmtKind::kTry:
      try_statement(*as<Try>(stmt));
      break;
    case StmtKind::kAssert:
      visit(as<Assert>(stmt)->test);
      visit(as<Assert>(stmt)->msg);
      break;
    case StmtKind::kImport:
      for (const Alias& alias : as<Import>(stmt)->names) import(alias);
      break;
    case StmtKind::kImportFrom:
      for (const Alias& alias : as<ImportFrom>(stmt)->names) import(alias);
      break;
    case StmtKind::kGlobal:
      declaration(as<Global>(stmt)->names, stmt->at, true);
      break;
    case StmtKind::kNonlocal:
      declaration(as<Nonlocal>(stmt)->names, stmt->at, false);
      break;
    case StmtKind::kExpr:
      visit(as<ExprStmt>(stmt)->value);
      break;
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue:
      break;
  }
}

void Collector::visit(const Expr* expr) {
  if (!expr || failed()) return;
  Deeper deeper(*this);
  if (failed()) return;
  switch (expr->kind) {
    case ExprKind::kBoolOp:
      visit(as<BoolOp>(expr)->values);
      break;
    case ExprKind::kNamedExpr:
      named_expression(*as<NamedExpr>(expr));
      break;
    case ExprKind::kBinOp:
      visit(as<BinOp>(expr)->left);
      visit(as<BinOp>(expr)->right);
      break;
    case ExprKind::kUnaryOp:
      visit(as<UnaryOp>(expr)->operand);
      break;
    case ExprKind::kLambda:
      lambda(*as<Lambda>(expr));
      break;
    case ExprKind::kIfExp:
      visit(as<IfExp>(expr)->test);
      visit(as<IfExp>(expr)->body);
      visit(as<IfExp>(expr)->orelse);
      break;
    case ExprKind::kDict:
      visit(as<Dict>(expr)->keys);
      visit(as<Dict>(expr)->values);
      break;
    case ExprKind::kSet:
      visit(as<Set>(expr)->elts);
      break;
    case ExprKind::kListComp: {
      auto& comp = *as<ListComp>(expr);
      comprehension(ScopeKind::kListComp, "listcomp", expr, comp.generators, nullptr, comp.elt);
      break;
    }
    case ExprKind::kSetComp: {
      auto& comp = *as<SetComp>(expr);
      comprehension(ScopeKind::kSetComp, "setcomp", expr, comp.generators, nullptr, comp.elt);
      break;
    }
    case ExprKind::kDictComp: {
      auto& comp = *as<DictComp>(expr);
      comprehension(ScopeKind::kDictComp, "dictcomp", expr, comp.generators, comp.value, comp.key);
      break;
    }
    case ExprKind::kGeneratorExp: {
      auto& comp = *as<GeneratorExp>(expr);
      comprehension(ScopeKind::kGeneratorExp, "genexpr", expr, comp.generators, nullptr, comp.elt);
      break;
    }
    case ExprKind::kAwait:
      awaiting(*as<Await>(expr));
      break;
    case ExprKind::kYield:
      yielding(expr, as<Yield>(expr)->value);
      break;
    case ExprKind::kYieldFrom:
      yielding(expr, as<YieldFrom>(expr)->value);
      break;
    case ExprKind::kCompare:
      visit(as<Compare>(expr)->left);
      visit(as<Compare>(expr)->comparators);
      break;
    case ExprKind::kCall:
      visit(as<Call>(expr)->func);
      visit(as<Call>(expr)->args);
      visit(as<Call>(expr)->keywords);
      break;
    case ExprKind::kFormattedValue:
      visit(as<FormattedValue>(expr)->value);
      visit(as<FormattedValue>(expr)->format_spec);
      break;
    case ExprKind::kJoinedStr:
      visit(as<JoinedStr>(expr)->values);
      break;
    case ExprKind::kConstant:
      break;
    case ExprKind::kAttribute:
      visit(as<Attribute>(expr)->value);
      break;
    case ExprKind::kSubscript:
      visit(as<Subscript>(expr)->value);
      visit(as<Subscript>(expr)->slice);
      break;
    case ExprKind::kStarred:
      visit(as<Starred>(expr)->value);
      break;
    case ExprKind::kName:
      mention(*as<Name>(expr));
      break;
    case ExprKind::kList:
      visit(as<ListExpr>(expr)->elts);
      break;
    case ExprKind::kTuple:
      visit(as<Tuple>(expr)->elts);
      break;
    case ExprKind::kSlice:
      visit(as<Slice>(expr)->lower);
      visit(as<Slice>(expr)->upper);
      visit(as<Slice>(expr)->step);
      break;
  }
}

void Collector::try_statement(const Try& stmt) {
  visit(stmt.body);
  visit(stmt.orelse);
  for (const ExceptHandler& handler : stmt.handlers) {
    visit(handler.type);
    if (!handler.name.empty()) add(handler.name, kBoundLocally, handler.at);
    visit(handler.body);
  }
  visit(stmt.finalbody);
}

void Collector::mention(const Name& name) {
  bool load = name.ctx == ExprContext::kLoad;
  add(name.id, load ? kUsed : kBoundLocally, name.at);
  if (name.id == "__class__") scope_->uses_class_cell = true;
  if (load && name.id == "super" && scope_->is_function_like) {
    add(table_.intern("__class__"), kUsed, name.at);
    scope_->uses_class_cell = true;
  }
}

void Collector::visit(const Pattern* pattern) {
  if (!pattern || failed()) return;
  Deeper deeper(*this);
  if (failed()) return;
  switch (pattern->kind) {
    case PatternKind::kMatchValue:
      visit(as<MatchValue>(pattern)->value);
      break;
    case PatternKind::kMatchSingleton:
      break;
    case PatternKind::kMatchSequence:
      visit(as<MatchSequence>(pattern)->patterns);
      break;
    case PatternKind::kMatchMapping:
      visit(as<MatchMapping>(pattern)->keys);
      visit(as<MatchMapping>(pattern)->patterns);
      capture(pattern, as<MatchMapping>(pattern)->rest);
      break;
    case PatternKind::kMatchClass:
      visit(as<MatchClass>(pattern)->cls);
      visit(as<MatchClass>(pattern)->patterns);
      visit(as<MatchClass>(pattern)->kwd_patterns);
      break;
    case PatternKind::kMatchStar:
      capture(pattern, as<MatchStar>(pattern)->name);
      break;
    case PatternKind::kMatchAs:
      visit(as<MatchAs>(pattern)->pattern);
      capture(pattern, as<MatchAs>(pattern)->name);
      break;
    case PatternKind::kMatchOr:
      visit(as<MatchOr>(pattern)->patterns);
      break;
  }
}

void Collector::function(const FunctionDef& def) {
  add(def.name, kBoundLocally, def.at);
  visit(def.args->defaults);
  visit(def.args->kw_defaults);
  annotations(def);
  visit(def.decorator_list);
  if (failed()) return;
  enter(ScopeKind::kFunction, def.name, &def, def.at);
  extra().coroutine = def.is_async;
  scope_->has_docstring = starts_with_string(def.body);
  parameters(*def.args);
  visit(def.body);
  leave();
}

void Collector::class_definition(const ClassDef& def) {
  add(def.name, kBoundLocally, def.at);
  visit(def.bases);
  visit(def.keywords);
  visit(def.decorator_list);
  if (failed()) return;
  enter(ScopeKind::kClass, def.name, &def, def.at);
  scope_->class_name = def.name;
  scope_->has_docstring = starts_with_string(def.body);
  visit(def.body);
  leave();
}

void Collector::lambda(const Lambda& expr) {
  visit(expr.args->defaults);
  visit(expr.args->kw_defaults);
  if (failed()) return;
  enter(ScopeKind::kLambda, "lambda", &expr, expr.at);
  parameters(*expr.args);
  visit(expr.body);
  leave();
}

void Collector::parameters(const Arguments& args) {
  for (const Arg& arg : args.posonlyargs) add(arg.arg, kParameter, arg.at);
  for (const Arg& arg : args.args) add(arg.arg, kParameter, arg.at);
  for (const Arg& arg : args.kwonlyargs) add(arg.arg, kParameter, arg.at);
  if (args.vararg) add(args.vararg->arg, kParameter, args.vararg->at);
  if (args.kwarg) add(args.kwarg->arg, kParameter, args.kwarg->at);
  scope_->posonly_count = static_cast<int>(args.posonlyargs.size());
  scope_->positional_count = static_cast<int>(args.posonlyargs.size() + args.args.size());
  scope_->kwonly_count = static_cast<int>(args.kwonlyargs.size());
  scope_->has_star_args = args.vararg != nullptr;
  scope_->has_star_kwargs = args.kwarg != nullptr;
}

void Collector::annotations(const FunctionDef& def) {
  auto all = [this](List<Arg> args) {
    for (const Arg& arg : args) annotation(arg.annotation);
  };
  all(def.args->posonlyargs);
  all(def.args->args);
  if (def.args->vararg) annotation(def.args->vararg->annotation);
  if (def.args->kwarg) annotation(def.args->kwarg->annotation);
  all(def.args->kwonlyargs);
  annotation(def.returns);
}

// An annotation that stays text mentions no names, but what cannot stand in one is refused all the same: it
// is visited in a scope that belongs to no one.
void Collector::annotation(const Expr* expr) {
  if (!expr || failed()) return;
  if (!table_.future_annotations) return visit(expr);
  Scope* around = scope_;
  scope_ = unwanted_.add_scope(ScopeKind::kFunction, "_annotation", nullptr, expr->at, nullptr);
  scope_->class_name = around->class_name;
  extra_.emplace_back();
  extra().is_annotation = true;
  ++annotation_depth_;
  visit(expr);
  --annotation_depth_;
  extra_.pop_back();
  scope_ = around;
}

void Collector::annotated_assignment(const AnnAssign& stmt) {
  if (auto* target = try_as<Name>(stmt.target)) {
    uint16_t flags = flags_of(target->id);
    if ((flags & (kGlobalDeclared | kNonlocalDeclared)) && scope_->kind != ScopeKind::kModule &&
        stmt.simple) {
      return fail(stmt.at, fmt::format("annotated name '{}' can't be {}", target->id,
                                       flags & kGlobalDeclared ? "global" : "nonlocal"));
    }
    if (stmt.simple) {
      add(target->id, kAnnotated | kBoundLocally, target->at);
    } else if (stmt.value) {
      add(target->id, kBoundLocally, target->at);
    }
  } else {
    visit(stmt.target);
  }
  annotation(stmt.annotation);
  visit(stmt.value);
}

void Collector::declaration(List<Identifier> names, const Location& at, bool global) {
  const char* kind = global ? "global" : "nonlocal";
  for (Identifier name : names) {
    uint16_t flags = flags_of(name);
    if (flags & kParameter) return fail(at, fmt::format("name '{}' is parameter and {}", name, kind));
    if (flags & kUsed) return fail(at, fmt::format("name '{}' is used prior to {} declaration", name, kind));
    if (flags & kAnnotated) return fail(at, fmt::format("annotated name '{}' can't be {}", name, kind));
    if (flags & kBoundLocally) {
      return fail(at, fmt::format("name '{}' is assigned to before {} declaration", name, kind));
    }
    add(name, global ? kGlobalDeclared : kNonlocalDeclared, at);
    note_declaration(name, at);
  }
}

void Collector::import(const Alias& alias) {
  Identifier stored = alias.asname.empty() ? alias.name : alias.asname;
  if (stored == "*") {
    if (scope_->kind != ScopeKind::kModule) fail(alias.at, "import * only allowed at module level");
    return;
  }
  if (size_t dot = stored.find('.'); dot != std::string_view::npos)
    stored = table_.intern(stored.substr(0, dot));
  add(stored, kImported, alias.at);
}

// The outermost iterator belongs to the scope around.
void Collector::comprehension(ScopeKind kind, const char* name, const Expr* node, List<Comprehension> clauses,
                              const Expr* value, const Expr* element) {
  ++extra().iteration_expressions;
  visit(clauses[0].iter);
  --extra().iteration_expressions;
  if (failed()) return;
  enter(kind, name, node, node->at);
  extra().coroutine = clauses[0].is_async;
  add(table_.intern(".0"), kParameter, node->at);
  scope_->positional_count = 1;
  for (size_t i = 0; i < clauses.size(); ++i) {
    extra().iteration_target = true;
    visit(clauses[i].target);
    extra().iteration_target = false;
    if (i > 0) {
      ++extra().iteration_expressions;
      visit(clauses[i].iter);
      --extra().iteration_expressions;
    }
    visit(clauses[i].ifs);
    if (clauses[i].is_async) extra().coroutine = true;
  }
  visit(value);
  visit(element);
  bool is_generator = kind == ScopeKind::kGeneratorExp;
  bool coroutine = extra().coroutine;
  extra().generator = is_generator;
  leave();
  if (coroutine && !is_generator) extra().coroutine = true;
}

void Collector::named_expression(const NamedExpr& expr) {
  if (refused_in_annotation("named expression", expr.at)) return;
  if (extra().iteration_expressions > 0) {
    return fail(expr.at, "assignment expression cannot be used in a comprehension iterable expression");
  }
  if (scope_->is_comprehension) extend_named_expression(*as<Name>(expr.target));
  visit(expr.value);
  visit(expr.target);
}

// `:=` in a comprehension binds in the nearest scope around that is none.
void Collector::extend_named_expression(const Name& target) {
  Identifier mangled = table_.mangle(*scope_, target.id);
  for (Scope* scope = scope_; scope; scope = scope->parent) {
    uint16_t flags = flags_in(*scope, mangled);
    if (scope->is_comprehension) {
      if ((flags & kIterationVariable) && (flags & kBoundLocally)) {
        return fail(target.at,
                    fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'",
                                target.id));
      }
      continue;
    }
    if (scope->kind == ScopeKind::kClass) {
      return fail(target.at, "assignment expression within a comprehension cannot be used in a class body");
    }
    bool global = scope->kind == ScopeKind::kModule || (flags & kGlobalDeclared);
    add(target.id, global ? kGlobalDeclared : kNonlocalDeclared, target.at);
    note_declaration(target.id, target.at);
    add(*scope, target.id, scope->kind == ScopeKind::kModule ? kGlobalDeclared : kBoundLocally, target.at);
    return;
  }
}

void Collector::awaiting(const Await& expr) {
  if (refused_in_annotation("await expression", expr.at)) return;
  visit(expr.value);
  extra().coroutine = true;
}

void Collector::yielding(const Expr* expr, const Expr* value) {
  if (refused_in_annotation("yield expression", expr->at)) return;
  visit(value);
  extra().generator = true;
  const char* inside = nullptr;
  switch (scope_->kind) {
    case ScopeKind::kListComp:
      inside = "list comprehension";
      break;
    case ScopeKind::kSetComp:
      inside = "set comprehension";
      break;
    case ScopeKind::kDictComp:
      inside = "dict comprehension";
      break;
    case ScopeKind::kGeneratorExp:
      inside = "generator expression";
      break;
    default:
      return;
  }
  fail(expr->at, fmt::format("'yield' inside {}", inside));
}

}  // namespace

std::optional<SyntaxProblem> collect_symbols(const ParseResult& parsed, SymbolTable& table) {
  return Collector(*parsed.arena, table).run(parsed);
}

}  // namespace midden::syntax
