// Simple statements.
#include "workloads/interpreter/syntax/parser_impl.h"

namespace midden::syntax {

Module* Parser::file() {
  std::vector<Stmt*> body;
  while (!is(Tok::kEnd)) {
    memory_.clear();
    blocks_.clear();
    if (!statement(body)) return nullptr;
  }
  return arena_.make<Module>(arena_.copy(body));
}

bool Parser::statement(std::vector<Stmt*>& to) {
  switch (type()) {
    case Tok::kIf:
    case Tok::kFor:
    case Tok::kWhile:
    case Tok::kWith:
    case Tok::kTry:
    case Tok::kDef:
    case Tok::kClass:
    case Tok::kAsync:
    case Tok::kAt: {
      Stmt* compound = compound_statement();
      if (compound) to.push_back(compound);
      return compound && !raised();
    }
    case Tok::kName:
      if (is_soft_keyword("match")) {
        size_t start = at_;
        Stmt* match = match_statement();
        if (raised()) return false;
        if (match) {
          to.push_back(match);
          return true;
        }
        at_ = start;
      }
      break;
    default:
      break;
  }
  return simple_statements(to);
}

bool Parser::simple_statements(std::vector<Stmt*>& to) {
  do {
    Stmt* next = simple_statement();
    if (!next || raised()) return false;
    to.push_back(next);
  } while (accept(Tok::kSemicolon) && !is(Tok::kNewline));
  return accept(Tok::kNewline);
}

template <class T>
Stmt* Parser::names_statement() {
  size_t start = at_++;
  std::vector<Identifier> names;
  do {
    Identifier id;
    if (!name(id)) return nullptr;
    names.push_back(id);
  } while (accept(Tok::kComma));
  return arena_.make<T>(Stmt{T::kKind, span(start)}, arena_.copy(names));
}

Stmt* Parser::simple_statement() {
  size_t start = at_;
  switch (type()) {
    case Tok::kReturn:
      return return_statement();
    case Tok::kImport:
      return import_statement();
    case Tok::kFrom:
      return import_from_statement();
    case Tok::kRaise:
      return raise_statement();
    case Tok::kDel:
      return delete_statement();
    case Tok::kAssert:
      return assert_statement();
    case Tok::kGlobal:
      return names_statement<Global>();
    case Tok::kNonlocal:
      return names_statement<Nonlocal>();
    case Tok::kPass:
      ++at_;
      return arena_.make<Pass>(Stmt{StmtKind::kPass, span(start)});
    case Tok::kBreak:
      ++at_;
      return arena_.make<Break>(Stmt{StmtKind::kBreak, span(start)});
    case Tok::kContinue:
      ++at_;
      return arena_.make<Continue>(Stmt{StmtKind::kContinue, span(start)});
    default:
      return expression_statement();
  }
}

namespace {

bool augmented_operator(Tok type, BinaryOperator& op) {
  switch (type) {
    case Tok::kPlusAssign:
      op = BinaryOperator::kAdd;
      return true;
    case Tok::kMinusAssign:
      op = BinaryOperator::kSub;
      return true;
    case Tok::kStarAssign:
      op = BinaryOperator::kMult;
      return true;
    case Tok::kAtAssign:
      op = BinaryOperator::kMatMult;
      return true;
    case Tok::kSlashAssign:
      op = BinaryOperator::kDiv;
      return true;
    case Tok::kPercentAssign:
      op = BinaryOperator::kMod;
      return true;
    case Tok::kAmperAssign:
      op = BinaryOperator::kBitAnd;
      return true;
    case Tok::kBarAssign:
      op = BinaryOperator::kBitOr;
      return true;
    case Tok::kCaretAssign:
      op = BinaryOperator::kBitXor;
      return true;
    case Tok::kLeftShiftAssign:
      op = BinaryOperator::kLShift;
      return true;
    case Tok::kRightShiftAssign:
      op = BinaryOperator::kRShift;
      return true;
    case Tok::kDoubleStarAssign:
      op = BinaryOperator::kPow;
      return true;
    case Tok::kDoubleSlashAssign:
      op = BinaryOperator::kFloorDiv;
      return true;
    default:
      return false;
  }
}

}  // namespace

// `a`, `a = b = c`, `a: b = c`, `a += b`. What cannot be assigned to is left as an expression, so that the
// operator after it is what does not fit.
Stmt* Parser::expression_statement() {
  size_t start = at_;
  Expr* first = yield_or_star_expressions();
  if (raised()) return nullptr;
  if (first) {
    size_t after = at_;
    BinaryOperator op;
    if (is(Tok::kAssign)) {
      if (Stmt* result = assignment(start, first)) return result;
    } else if (is(Tok::kColon) && is_single_target(first)) {
      if (Stmt* result = annotation(start, first)) return result;
    } else if (is_single_target(first) && augmented_operator(type(), op)) {
      return augmented_assignment(start, first, op);
    }
    if (raised()) return nullptr;
    at_ = after;
  }
  if (diagnosing_) {
    size_t after = at_;
    at_ = start;
    diagnose_assignment();
    if (raised()) return nullptr;
    at_ = after;
  }
  return first ? arena_.make<ExprStmt>(Stmt{StmtKind::kExpr, span(start)}, first) : nullptr;
}

Stmt* Parser::assignment(size_t start, Expr* first) {
  std::vector<Expr*> targets;
  Expr* value = first;
  while (is(Tok::kAssign)) {
    if (!is_target(value)) return nullptr;
    ++at_;
    targets.push_back(value);
    value = yield_or_star_expressions();
    if (!value) return nullptr;
  }
  for (Expr* target : targets) set_context(target, ExprContext::kStore);
  return arena_.make<Assign>(Stmt{StmtKind::kAssign, span(start)}, arena_.copy(targets), value);
}

Stmt* Parser::annotation(size_t start, Expr* target) {
  bool simple = target->kind == ExprKind::kName && tokens_[start].type == Tok::kName;
  ++at_;
  Expr* annotated = expression();
  if (!annotated) return nullptr;
  Expr* value = nullptr;
  size_t before = at_;
  if (accept(Tok::kAssign)) {
    value = yield_or_star_expressions();
    if (!value) at_ = before;
  }
  set_context(target, ExprContext::kStore);
  return arena_.make<AnnAssign>(Stmt{StmtKind::kAnnAssign, span(start)}, target, annotated, value, simple);
}

Stmt* Parser::augmented_assignment(size_t start, Expr* target, BinaryOperator op) {
  ++at_;
  Expr* value = yield_or_star_expressions();
  if (!value) return nullptr;
  set_context(target, ExprContext::kStore);
  return arena_.make<AugAssign>(Stmt{StmtKind::kAugAssign, span(start)}, target, op, value);
}

Stmt* Parser::return_statement() {
  size_t start = at_++;
  Expr* value = nullptr;
  if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    value = star_expressions();
    if (!value) at_ = start + 1;
  }
  return arena_.make<Return>(Stmt{StmtKind::kReturn, span(start)}, value);
}

Stmt* Parser::raise_statement() {
  size_t start = at_++;
  Expr* exc = nullptr;
  Expr* cause = nullptr;
  if (!is(Tok::kNewline) && !is(Tok::kSemicolon)) {
    exc = expression();
    if (!exc) return nullptr;
    if (accept(Tok::kFrom)) {
      cause = expression();
      if (!cause) return nullptr;
    }
  }
  return arena_.make<Raise>(Stmt{StmtKind::kRaise, span(start)}, exc, cause);
}

Stmt* Parser::assert_statement() {
  size_t start = at_++;
  Expr* test = expression();
  Expr* msg = nullptr;
  if (!test) return nullptr;
  if (accept(Tok::kComma)) {
    msg = expression();
    if (!msg) return nullptr;
  }
  return arena_.make<Assert>(Stmt{StmtKind::kAssert, span(start)}, test, msg);
}

Stmt* Parser::delete_statement() {
  size_t start = at_++;
  std::vector<Expr*> targets;
  do {
    if (!targets.empty() && (is(Tok::kNewline) || is(Tok::kSemicolon))) break;
    Expr* target = primary();
    if (!target || !is_delete_target(target)) {
      targets.clear();
      break;
    }
    targets.push_back(target);
  } while (accept(Tok::kComma));
  if (raised()) return nullptr;
  if (!targets.empty() && (is(Tok::kNewline) || is(Tok::kSemicolon))) {
    for (Expr* target : targets) set_context(target, ExprContext::kDel);
    return arena_.make<Delete>(Stmt{StmtKind::kDelete, span(start)}, arena_.copy(targets));
  }
  if (diagnosing_) {
    at_ = start + 1;
    diagnose_delete();
  }
  return nullptr;
}

bool Parser::dotted_name(Identifier& result) {
  if (!name(result)) return false;
  if (!is(Tok::kDot)) return true;
  std::string whole(result);
  while (is(Tok::kDot)) {
    ++at_;
    Identifier part;
    if (!name(part)) {
      --at_;
      break;
    }
    whole.push_back('.');
    whole += part;
  }
  result = arena_.intern(whole);
  return true;
}

Stmt* Parser::import_statement() {
  size_t start = at_++;
  std::vector<Alias> names;
  do {
    peek();
    size_t first = at_;
    Alias alias;
    if (!dotted_name(alias.name) || (accept(Tok::kAs) && !name(alias.asname))) return nullptr;
    alias.at = span(first);
    names.push_back(alias);
  } while (accept(Tok::kComma));
  return arena_.make<Import>(Stmt{StmtKind::kImport, span(start)}, arena_.copy(names));
}

Stmt* Parser::import_from_statement() {
  size_t start = at_++;
  int level = 0;
  for (; is(Tok::kDot) || is(Tok::kEllipsis); ++at_) level += is(Tok::kDot) ? 1 : 3;
  Identifier module;
  if (!dotted_name(module) && level == 0) return nullptr;
  List<Alias> names;
  if (!accept(Tok::kImport) || !import_targets(names)) return nullptr;
  return arena_.make<ImportFrom>(Stmt{StmtKind::kImportFrom, span(start)}, module, names, level);
}

bool Parser::import_targets(List<Alias>& names) {
  std::vector<Alias> aliases;
  if (is(Tok::kStar)) {
    Location star = at(tokens_[at_++]);
    aliases.push_back({arena_.intern("*"), Identifier(), star});
  } else if (accept(Tok::kLeftParen)) {
    if (!import_aliases(aliases)) return false;
    accept(Tok::kComma);
    if (!accept(Tok::kRightParen)) return false;
  } else {
    if (!import_aliases(aliases)) return false;
    if (is(Tok::kComma)) {
      if (diagnosing_ && peek_second().type == Tok::kNewline) {
        syntax_error("trailing comma not allowed without surrounding parentheses");
      }
      return false;
    }
  }
  names = arena_.copy(aliases);
  return true;
}

bool Parser::import_aliases(std::vector<Alias>& names) {
  for (;;) {
    size_t before = at_;
    if (!names.empty() && !accept(Tok::kComma)) return true;
    peek();
    size_t start = at_;
    Alias alias;
    if (!name(alias.name)) {
      at_ = before;
      return !names.empty();
    }
    if (accept(Tok::kAs) && !name(alias.asname)) return false;
    alias.at = span(start);
    names.push_back(alias);
  }
}

}  // namespace midden::syntax
