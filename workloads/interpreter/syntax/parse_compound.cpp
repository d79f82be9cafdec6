// Compound statements, except match.
#include <fmt/format.h>

#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

// What follows the colon: statements on the same line, or an indented block. `after` and `line` say whose
// block is missing when there is none. Remembered in the second pass, where try statements look ahead over
// blocks.
bool Parser::block(List<Stmt*>& body, const char* after, int line) {
  peek();
  size_t start = at_;
  if (diagnosing_) {
    uint64_t key = static_cast<uint64_t>(start) << 8 | static_cast<uint64_t>(Memo::kBlock);
    if (auto found = memory_.find(key); found != memory_.end()) {
      at_ = found->second.end;
      body = blocks_[start];
      return found->second.node != nullptr;
    }
  }
  std::vector<Stmt*> statements;
  bool good;
  if (accept(Tok::kNewline)) {
    if (!accept(Tok::kIndent)) {
      if (diagnosing_ && !raised()) {
        raise_at_last_token(ProblemKind::kIndentationError,
                            fmt::format("expected an indented block after {} on line {}", after, line));
      }
      return false;
    }
    do good = statement(statements);
    while (good && !is(Tok::kDedent) && !is(Tok::kEnd));
    good = good && accept(Tok::kDedent);
  } else {
    good = simple_statements(statements);
  }
  body = arena_.copy(statements);
  if (diagnosing_ && !raised()) {
    if (!good) at_ = start;
    uint64_t key = static_cast<uint64_t>(start) << 8 | static_cast<uint64_t>(Memo::kBlock);
    memory_[key] = {good ? this : nullptr, at_};
    blocks_[start] = body;
  }
  return good && !raised();
}

// Where a line ends instead, the second pass says what was expected.
bool Parser::colon(const char* missing) {
  if (accept(Tok::kColon)) return true;
  if (diagnosing_ && !raised() && is(Tok::kNewline)) {
    ++at_;
    syntax_error(missing);
  }
  return false;
}

Stmt* Parser::compound_statement() {
  size_t start = at_;
  switch (type()) {
    case Tok::kIf:
      return if_statement();
    case Tok::kFor:
      return for_statement(start, false);
    case Tok::kWhile:
      return while_statement();
    case Tok::kWith:
      return with_statement(start, false);
    case Tok::kTry:
      return try_statement();
    case Tok::kDef:
      return function_definition(start, false, {});
    case Tok::kClass:
      return class_definition({});
    case Tok::kAsync:
      return async_statement({});
    case Tok::kAt:
      return decorated();
    default:
      return nullptr;
  }
}

Stmt* Parser::async_statement(std::vector<Expr*> decorators) {
  size_t start = at_++;
  switch (type()) {
    case Tok::kDef:
      return function_definition(start, true, decorators);
    case Tok::kFor:
      return decorators.empty() ? for_statement(start, true) : nullptr;
    case Tok::kWith:
      return decorators.empty() ? with_statement(start, true) : nullptr;
    default:
      return nullptr;
  }
}

// A chain of elif is read in a loop and nested afterwards: its length costs no stack.
Stmt* Parser::if_statement() {
  struct Branch {
    size_t start;
    Expr* test;
    List<Stmt*> body;
  };
  std::vector<Branch> branches;
  while (is(branches.empty() ? Tok::kIf : Tok::kElif)) {
    Branch branch{at_++, nullptr, {}};
    branch.test = named_expression();
    if (!branch.test || !colon()) return nullptr;
    int line = tokens_[branch.start].line;
    if (!block(branch.body, branches.empty() ? "'if' statement" : "'elif' statement", line)) return nullptr;
    branches.push_back(branch);
  }
  List<Stmt*> orelse;
  if (!else_block(orelse)) return nullptr;
  Stmt* result = nullptr;
  for (size_t i = branches.size(); i-- > 0;) {
    const Branch& branch = branches[i];
    result = arena_.make<If>(Stmt{StmtKind::kIf, span(branch.start)}, branch.test, branch.body, orelse);
    orelse = arena_.copy(std::vector<Stmt*>{result});
  }
  return result;
}

// Nothing when there is no `else`.
bool Parser::else_block(List<Stmt*>& body) {
  if (!is(Tok::kElse)) return !raised();
  int line = tokens_[at_++].line;
  return expect_forced(Tok::kColon, ":") && block(body, "'else' statement", line);
}

Stmt* Parser::while_statement() {
  size_t start = at_++;
  Expr* test = named_expression();
  List<Stmt*> body, orelse;
  if (!test || !colon() || !block(body, "'while' statement", tokens_[start].line) || !else_block(orelse))
    return nullptr;
  return arena_.make<While>(Stmt{StmtKind::kWhile, span(start)}, test, body, orelse);
}

Stmt* Parser::for_statement(size_t start, bool is_async) {
  size_t for_token = at_++;
  Expr* target = star_targets();
  if (raised()) return nullptr;
  if (!target || !accept(Tok::kIn)) {
    if (diagnosing_ && !raised()) diagnose_for_target(for_token);
    return nullptr;
  }
  Expr* iter = star_expressions();
  List<Stmt*> body, orelse;
  if (!iter || !colon() || !block(body, "'for' statement", tokens_[for_token].line) || !else_block(orelse)) {
    return nullptr;
  }
  return arena_.make<For>(Stmt{StmtKind::kFor, span(start)}, is_async, target, iter, body, orelse);
}

Stmt* Parser::with_statement(size_t start, bool is_async) {
  size_t with_token = at_++;
  std::vector<WithItem> items;
  bool good = with_items_in_parentheses(items) && is(Tok::kColon);
  if (!good && !raised()) {
    at_ = with_token + 1;
    items.clear();
    do {
      WithItem item;
      good = with_item(item);
      items.push_back(item);
    } while (good && accept(Tok::kComma));
  }
  if (raised()) return nullptr;
  if (!good || !accept(Tok::kColon)) {
    if (diagnosing_) diagnose_with(with_token);
    return nullptr;
  }
  List<Stmt*> body;
  if (!block(body, "'with' statement", tokens_[with_token].line)) return nullptr;
  return arena_.make<With>(Stmt{StmtKind::kWith, span(start)}, is_async, arena_.copy(items), body);
}

// `(a as b, c,)`; whether it is one shows only at the colon after it.
bool Parser::with_items_in_parentheses(std::vector<WithItem>& items) {
  if (!accept(Tok::kLeftParen)) return false;
  do {
    if (!items.empty() && is(Tok::kRightParen)) break;
    WithItem item;
    if (!with_item(item)) return false;
    items.push_back(item);
  } while (accept(Tok::kComma));
  return accept(Tok::kRightParen);
}

bool Parser::with_item(WithItem& item) {
  peek();
  size_t start = at_;
  item.optional_vars = nullptr;
  item.context_expr = expression();
  if (!item.context_expr) return false;
  if (!is(Tok::kAs)) return true;
  size_t after = at_++;
  Expr* target = star_target();
  if (raised()) return false;
  if (target && (is(Tok::kComma) || is(Tok::kRightParen) || is(Tok::kColon))) {
    set_context(target, ExprContext::kStore);
    item.optional_vars = target;
    return true;
  }
  at_ = start;
  if (diagnosing_) diagnose_with_item();
  at_ = after;
  return !raised();
}

Stmt* Parser::try_statement() {
  size_t start = at_++;
  List<Stmt*> body, orelse, finalbody;
  if (diagnosing_) {
    diagnose_try(start);
    if (raised()) return nullptr;
    at_ = start + 1;
  }
  if (!expect_forced(Tok::kColon, ":") || !block(body, "'try' statement", tokens_[start].line))
    return nullptr;
  std::vector<ExceptHandler> handlers;
  bool is_star = false;
  while (is(Tok::kExcept)) {
    size_t before = at_;
    ExceptHandler handler;
    bool star = false;
    if (!except_block(handler, star)) return nullptr;
    if (!handlers.empty() && star != is_star) {
      at_ = before;
      break;
    }
    is_star = star;
    handlers.push_back(handler);
  }
  if (!handlers.empty() && !else_block(orelse)) return nullptr;
  if (is(Tok::kFinally)) {
    if (!finally_block(finalbody)) return nullptr;
  } else if (handlers.empty()) {
    return nullptr;
  }
  return arena_.make<Try>(Stmt{StmtKind::kTry, span(start)}, is_star, body, arena_.copy(handlers), orelse,
                          finalbody);
}

bool Parser::finally_block(List<Stmt*>& body) {
  int line = tokens_[at_++].line;
  return expect_forced(Tok::kColon, ":") && block(body, "'finally' statement", line);
}

bool Parser::except_block(ExceptHandler& handler, bool& is_star) {
  size_t start = at_++;
  handler.type = nullptr;
  is_star = accept(Tok::kStar);
  bool good = true;
  if (is_star || !is(Tok::kColon)) {
    handler.type = expression();
    if (raised()) return false;
    good = handler.type && (!accept(Tok::kAs) || name(handler.name));
  }
  if (!good || !accept(Tok::kColon)) {
    if (diagnosing_ && !raised()) diagnose_except(start);
    return false;
  }
  const char* after = is_star ? "'except*' statement" : "'except' statement";
  if (!block(handler.body, after, tokens_[start].line)) return false;
  handler.at = span(start);
  return true;
}

Stmt* Parser::decorated() {
  std::vector<Expr*> decorators;
  while (accept(Tok::kAt)) {
    Expr* decorator = named_expression();
    if (!decorator || !accept(Tok::kNewline)) return nullptr;
    decorators.push_back(decorator);
  }
  switch (type()) {
    case Tok::kDef:
      return function_definition(at_, false, decorators);
    case Tok::kClass:
      return class_definition(decorators);
    case Tok::kAsync:
      return async_statement(decorators);
    default:
      return nullptr;
  }
}

Stmt* Parser::function_definition(size_t start, bool is_async, const std::vector<Expr*>& decorators) {
  size_t def = at_++;
  Identifier id;
  if (!name(id) || !expect_forced(Tok::kLeftParen, "(")) return nullptr;
  Arguments* args = parameters(Tok::kRightParen);
  if (!args || !accept(Tok::kRightParen)) return nullptr;
  Expr* returns = nullptr;
  if (accept(Tok::kArrow)) {
    returns = expression();
    if (!returns) return nullptr;
  }
  List<Stmt*> body;
  if (!expect_forced(Tok::kColon, ":") || !block(body, "function definition", tokens_[def].line))
    return nullptr;
  return arena_.make<FunctionDef>(Stmt{StmtKind::kFunctionDef, span(start)}, is_async, id, args, body,
                                  arena_.copy(decorators), returns);
}

Stmt* Parser::class_definition(const std::vector<Expr*>& decorators) {
  size_t start = at_++;
  Identifier id;
  if (!name(id)) return nullptr;
  CallArguments args;
  if (accept(Tok::kLeftParen)) {
    if (!is(Tok::kRightParen) && !arguments(args, at_)) return nullptr;
    if (!accept(Tok::kRightParen)) return nullptr;
  }
  List<Stmt*> body;
  if (!colon() || !block(body, "class definition", tokens_[start].line)) return nullptr;
  return arena_.make<ClassDef>(Stmt{StmtKind::kClassDef, span(start)}, id, arena_.copy(args.args),
                               arena_.copy(args.keywords), body, arena_.copy(decorators));
}

}  // namespace midden::syntax
