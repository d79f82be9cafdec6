#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "workloads/interpreter/syntax/arena.h"
#include "workloads/interpreter/syntax/ast.h"
#include "workloads/interpreter/syntax/parser.h"
#include "workloads/interpreter/syntax/problem.h"
#include "workloads/interpreter/syntax/token.h"
#include "workloads/interpreter/syntax/tokenizer.h"

namespace midden::syntax {

// A recursive-descent parser. Each method parses one construct from the current token and gives null (or
// false) when the tokens are something else; whoever tries an alternative restores the position.
//
// CPython explains an error in a second pass with extra rules, and reports a plain "invalid syntax" at the
// furthest token that the first pass has looked at. So does this parser: the first pass only says no; in the
// second, `diagnosing_` is true and the methods look for known mistakes (diagnose_*.cpp). The first problem
// raised ends everything. The second pass may parse the same tokens many times and therefore remembers.
class Parser {
 public:
  // Where the text of an f-string's expression stands in its source.
  struct Place {
    int line = 1;
    int column = 0;
    bool in_fstring = false;
    int depth = 0;
  };

  Parser(Arena& arena, std::string_view text, SourceOrigin origin) : Parser(arena, text, origin, Place()) {}
  Parser(Arena& arena, std::string_view text, SourceOrigin origin, Place place)
      : arena_(arena),
        text_(text),
        origin_(origin),
        place_(place),
        tokenizer_(text, place.line),
        depth_(place.depth) {}

  // The last newline was added to the source: it has no place in it. (CPython adds one to modules only.)
  void forget_last_newline() { last_newline_added_ = true; }

  // CPython counts columns in bytes when the source does not say how it is encoded.
  void count_bytes() { counts_bytes_ = true; }

  Module* parse_module();
  Expression* parse_expression();
  Expr* parse_fstring_expression();
  std::optional<SyntaxProblem> take_problem() { return std::move(problem_); }

 private:
  friend class FormatString;

  enum class TargetUse { kStar, kFor, kDelete };
  enum class Memo : uint8_t {
    kExpression,
    kDisjunction,
    kBitwiseOr,
    kPrimary,
    kNamed,
    kStarExpressions,
    kBlock,
    kArguments
  };

  // Nesting, as CPython bounds it: beyond this many levels it gives up with MemoryError.
  static constexpr int kMaxDepth = 6000;
  class Deeper {
   public:
    Deeper(Parser& parser, int levels = 1) : parser_(parser), levels_(levels) {
      parser_.depth_ += levels_;
      if (parser_.depth_ > kMaxDepth) parser_.raise_too_deep();
    }
    ~Deeper() { parser_.depth_ -= levels_; }
    explicit operator bool() const { return !parser_.raised(); }

   private:
    Parser& parser_;
    int levels_;
  };

  struct CallArguments {
    std::vector<Expr*> args;
    std::vector<Keyword> keywords;
    Location at;
  };

  // ---- tokens (parser.cpp)
  const Token& peek() {
    if (at_ == tokens_.size()) fetch();
    return tokens_[at_];
  }
  const Token& peek_second() {
    peek();
    if (tokens_[at_].type == Tok::kError) return tokens_[at_];
    if (at_ + 1 == tokens_.size()) fetch();
    return tokens_[at_ + 1];
  }
  Tok type() { return peek().type; }
  bool is(Tok wanted) { return type() == wanted; }
  bool accept(Tok wanted) {
    if (type() != wanted) return false;
    ++at_;
    return true;
  }
  bool expect_forced(Tok wanted, const char* shown);
  bool is_soft_keyword(std::string_view word) { return is(Tok::kName) && text_of(peek()) == word; }
  std::string_view text_of(const Token& token) const {
    return text_.substr(token.start, token.end - token.start);
  }
  Identifier identifier(const Token& token);
  bool name(Identifier& result);
  Location span(size_t start) const;
  static Location at(const Token& token) {
    return {token.line, token.column, token.end_line, token.end_column};
  }
  static Location join(const Location& from, const Location& to) {
    return {from.line, from.column, to.end_line, to.end_column};
  }
  void fetch();

  template <class Rule>
  auto run(Rule rule) -> decltype(rule());
  void finish_problem(const Token& last);
  void check_rest_of_source();

  template <class Rule>
  Expr* remember(Memo memo, Rule rule) {
    if (!diagnosing_) return rule();
    uint64_t key = static_cast<uint64_t>(at_) << 8 | static_cast<uint64_t>(memo);
    if (auto found = memory_.find(key); found != memory_.end()) {
      at_ = found->second.end;
      return static_cast<Expr*>(found->second.node);
    }
    size_t start = at_;
    Expr* node = rule();
    if (!node) at_ = start;
    if (!raised()) memory_[key] = {node, at_};
    return node;
  }

  // At an opening bracket.
  template <class Rule>
  Expr* bracketed(Rule rule) {
    size_t start = at_;
    if (!diagnosing_ && broken_.contains(start)) return nullptr;
    Deeper deeper(*this, 20);
    if (!deeper) return nullptr;
    Expr* result = rule();
    if (!result && !diagnosing_ && !raised()) broken_.insert(start);
    return result;
  }

  // ---- problems (parser_problems.cpp). Each gives null, for `return`.
  bool raised() const { return problem_.has_value(); }
  std::nullptr_t raise(ProblemKind kind, int line, int column, int end_line, int end_column,
                       std::string message);
  std::nullptr_t raise_at_last_token(ProblemKind kind, std::string message);
  std::nullptr_t syntax_error(std::string message) {
    return raise_at_last_token(ProblemKind::kSyntaxError, std::move(message));
  }
  std::nullptr_t syntax_error_at(const Location& at, std::string message);
  std::nullptr_t syntax_error_range(const Location& from, const Location& to, std::string message) {
    return syntax_error_at(join(from, to), std::move(message));
  }
  std::nullptr_t syntax_error_from(const Location& from, std::string message);
  std::nullptr_t raise_tokenizer_problem();
  std::nullptr_t raise_unclosed_parenthesis();
  void raise_too_deep();
  std::string line_for_problem(int line) const;

  // ---- statements (parse_statements.cpp, parse_compound.cpp)
  Module* file();
  bool statement(std::vector<Stmt*>& to);
  bool simple_statements(std::vector<Stmt*>& to);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(size_t start, Expr* first);
  Stmt* annotation(size_t start, Expr* target);
  Stmt* augmented_assignment(size_t start, Expr* target, BinaryOperator op);
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* delete_statement();
  Stmt* import_statement();
  Stmt* import_from_statement();
  bool import_targets(List<Alias>& names);
  bool import_aliases(std::vector<Alias>& names);
  bool dotted_name(Identifier& result);
  template <class T>
  Stmt* names_statement();

  bool block(List<Stmt*>& body, const char* after, int line);
  bool colon(const char* missing = "expected ':'");
  Stmt* compound_statement();
  Stmt* if_statement();
  bool else_block(List<Stmt*>& body);
  Stmt* while_statement();
  Stmt* for_statement(size_t start, bool is_async);
  Stmt* with_statement(size_t start, bool is_async);
  bool with_items_in_parentheses(std::vector<WithItem>& items);
  bool with_item(WithItem& item);
  Stmt* try_statement();
  bool except_block(ExceptHandler& handler, bool& is_star);
  bool finally_block(List<Stmt*>& body);
  Stmt* decorated();
  Stmt* async_statement(std::vector<Expr*> decorators);
  Stmt* function_definition(size_t start, bool is_async, const std::vector<Expr*>& decorators);
  Stmt* class_definition(const std::vector<Expr*>& decorators);

  // ---- match (parse_patterns.cpp)
  Stmt* match_statement();
  bool case_block(MatchCase& result);
  Pattern* patterns();
  Pattern* open_sequence(size_t start, Pattern* first);
  Pattern* maybe_star_pattern();
  Pattern* star_pattern();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* literal_pattern();
  Expr* pattern_number();
  Expr* signed_number();
  Pattern* group_or_sequence_pattern();
  Pattern* bracket_pattern();
  bool pattern_list(std::vector<Pattern*>& to, Tok close);
  Pattern* mapping_pattern();
  Expr* mapping_key();
  Pattern* name_pattern();
  Pattern* class_pattern(size_t start, Expr* cls);
  Expr* name_or_attribute();

  // ---- expressions (parse_expressions.cpp, parse_atoms.cpp, parse_arguments.cpp, parse_strings.cpp)
  Expr* star_expressions();
  Expr* star_expression();
  Expr* expressions();
  Expr* star_named_expression();
  bool star_named_expressions(std::vector<Expr*>& to, Tok close);
  Expr* yield_expression();
  Expr* yield_or_star_expressions();
  Expr* named_expression();
  Expr* assignment_expression();
  Expr* expression();
  Expr* plain_expression();
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  bool comparison_operator(CompareOperator& op);
  Expr* bitwise_or() {
    return remember(Memo::kBitwiseOr, [this] { return binary(0); });
  }
  Expr* binary(int minimum);
  Expr* factor();
  Expr* power();
  Expr* await_primary();
  Expr* primary();
  Expr* primary_with_trailers();
  Expr* subscript(size_t start, Expr* value);
  Expr* slices();
  Expr* slice();
  Expr* lambda();

  Expr* atom();
  Expr* constant(ConstantKind type);
  Expr* number_atom();
  Expr* parenthesised();
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_display(size_t start, Expr* first_key);
  bool double_starred_pairs(std::vector<Expr*>& keys, std::vector<Expr*>& values);
  bool comprehension_clauses(std::vector<Comprehension>& to);
  bool comprehension_clause(Comprehension& clause);
  bool at_comprehension() { return is(Tok::kFor) || (is(Tok::kAsync) && peek_second().type == Tok::kFor); }

  Expr* call(size_t start, Expr* func);
  bool arguments(CallArguments& result, size_t first);
  bool argument_list(CallArguments& result, size_t first);
  Expr* star_argument();
  Arguments* parameters(Tok close);
  bool parameter(Arg& result, bool annotated, bool star_annotation = false);

  Expr* strings();

  // ---- targets (parse_targets.cpp)
  Expr* star_targets();
  Expr* star_target();
  static bool is_target(const Expr* expr);
  static bool is_single_target(const Expr* expr);
  static bool is_delete_target(const Expr* expr);
  static void set_context(Expr* expr, ExprContext ctx);

  // ---- known mistakes (diagnose_*.cpp): called only while diagnosing, raise or do nothing
  void diagnose_expression();
  void diagnose_legacy_expression();
  void diagnose_named_expression();
  void diagnose_assignment();
  Expr* annotated_target_mistake();
  void diagnose_delete();
  void diagnose_for_target(size_t for_token);
  void diagnose_with_item();
  void diagnose_with(size_t with_token);
  void diagnose_group(size_t start);
  void diagnose_comprehension(size_t start);
  void diagnose_braces(size_t start);
  void diagnose_pair();
  void diagnose_keyword_argument();
  void diagnose_arguments(size_t start);
  void diagnose_try(size_t try_token);
  void diagnose_except(size_t except_token);
  void diagnose_as_pattern();
  void diagnose_parenthesised_parameters(Tok close);
  void raise_invalid_target(TargetUse use, const Expr* expr);

  Arena& arena_;
  std::string_view text_;
  SourceOrigin origin_;
  Place place_;
  Tokenizer tokenizer_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  bool diagnosing_ = false;
  bool last_newline_added_ = false;
  bool counts_bytes_ = false;
  std::optional<SyntaxProblem> problem_;

  struct Remembered {
    void* node;
    size_t end;
  };
  std::unordered_map<uint64_t, Remembered> memory_;
  std::unordered_map<size_t, List<Stmt*>> blocks_;
  // Opening brackets whose content is known to be wrong: without them, alternatives that fail inside one
  // another would take exponential time.
  std::unordered_set<size_t> broken_;
};

inline Constant* make_constant(Arena& arena, ConstantKind kind, Location at) {
  return arena.make<Constant>(Expr{ExprKind::kConstant, at}, kind, false, false, uint8_t{0}, int64_t{0}, 0.0,
                              std::string_view());
}

// What CPython calls an expression in its messages.
const char* expression_name(const Expr* expr);

}  // namespace midden::syntax
