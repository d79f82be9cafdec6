#include "workloads/interpreter/syntax/pattern_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "workloads/interpreter/syntax/literal_repr.h"
#include "workloads/interpreter/syntax/symbol_passes.h"

namespace midden::syntax {

namespace {

// A literal key: how Python shows it, and a text that is equal for equal keys.
struct Key {
  std::string shown;
  std::string identity;
};

std::string number_identity(double real, double imaginary) {
  return fmt::format("number {} {}", real, imaginary);
}

bool literal_key(const Expr* expr, Key& key) {
  if (auto* constant = try_as<Constant>(expr)) {
    key.shown = repr_of_constant(*constant);
    switch (constant->type) {
      case ConstantKind::kInt:
        key.identity =
            constant->fits_int64 ? number_identity(static_cast<double>(constant->int_value), 0) : key.shown;
        break;
      case ConstantKind::kFloat:
        key.identity = number_identity(constant->float_value, 0);
        break;
      case ConstantKind::kComplex:
        key.identity = number_identity(0, constant->float_value);
        break;
      case ConstantKind::kTrue:
        key.identity = number_identity(1, 0);
        break;
      case ConstantKind::kFalse:
        key.identity = number_identity(0, 0);
        break;
      default:
        key.identity = key.shown;
        break;
    }
    return true;
  }
  if (auto* negative = try_as<UnaryOp>(expr)) {
    if (!literal_key(negative->operand, key)) return false;
    key = {"-" + key.shown, "-" + key.identity};
    return true;
  }
  if (auto* sum = try_as<BinOp>(expr)) {
    Key left, right;
    if (!literal_key(sum->left, left) || !literal_key(sum->right, right)) return false;
    const char* op = sum->op == BinaryOperator::kAdd ? "+" : "-";
    key = {fmt::format("({}{}{})", left.shown, op, right.shown), left.identity + op + right.identity};
    return true;
  }
  return false;
}

class PatternChecker {
 public:
  std::optional<SyntaxProblem> run(const Pattern& pattern, bool may_match_all) {
    check(&pattern, may_match_all);
    return std::move(problem_);
  }

 private:
  bool failed() const { return problem_.has_value(); }
  [[gnu::noinline]] void fail(const Location& at, std::string message) {
    if (!failed()) problem_ = problem_at(at, std::move(message));
  }

  void bind(Identifier name) {
    if (name.empty()) return;
    if (name == "__debug__") return fail(last_, "cannot assign to __debug__");
    if (std::ranges::find(names_, name) != names_.end()) {
      return fail(last_, fmt::format("multiple assignments to name '{}' in pattern", name));
    }
    names_.push_back(name);
  }

  void check(List<Pattern*> patterns) {
    for (const Pattern* pattern : patterns) {
      auto* as_pattern = try_as<MatchAs>(pattern);
      auto* star = try_as<MatchStar>(pattern);
      bool wildcard =
          (as_pattern && !as_pattern->pattern && as_pattern->name.empty()) || (star && star->name.empty());
      if (!wildcard) check(pattern, true);
    }
  }

  void check(const Pattern* pattern, bool may_match_all) {
    if (failed()) return;
    last_ = pattern->at;
    switch (pattern->kind) {
      case PatternKind::kMatchValue:
        if (as<MatchValue>(pattern)->value->kind == ExprKind::kJoinedStr) {
          fail(pattern->at, "patterns may only match literals and attribute lookups");
        }
        return;
      case PatternKind::kMatchSingleton:
        return;
      case PatternKind::kMatchSequence:
        return sequence(*as<MatchSequence>(pattern));
      case PatternKind::kMatchMapping:
        return mapping(*as<MatchMapping>(pattern));
      case PatternKind::kMatchClass:
        return class_pattern(*as<MatchClass>(pattern));
      case PatternKind::kMatchStar:
        return bind(as<MatchStar>(pattern)->name);
      case PatternKind::kMatchAs:
        return as_pattern(*as<MatchAs>(pattern), may_match_all);
      case PatternKind::kMatchOr:
        return or_pattern(*as<MatchOr>(pattern), may_match_all);
    }
  }

  void as_pattern(const MatchAs& pattern, bool may_match_all) {
    if (pattern.pattern) {
      check(pattern.pattern, may_match_all);
      if (!failed()) bind(pattern.name);
      return;
    }
    if (!may_match_all) {
      return fail(pattern.at,
                  pattern.name.empty()
                      ? "wildcard makes remaining patterns unreachable"
                      : fmt::format("name capture '{}' makes remaining patterns unreachable", pattern.name));
    }
    bind(pattern.name);
  }

  void sequence(const MatchSequence& pattern) {
    auto stars = std::ranges::count_if(
        pattern.patterns, [](const Pattern* item) { return item->kind == PatternKind::kMatchStar; });
    if (stars > 1) return fail(pattern.at, "multiple starred names in sequence pattern");
    check(pattern.patterns);
  }

  void mapping(const MatchMapping& pattern) {
    std::vector<std::string> seen;
    for (const Expr* expr : pattern.keys) {
      if (expr->kind == ExprKind::kJoinedStr) {
        return fail(pattern.at, "mapping pattern keys may only match literals and attribute lookups");
      }
      Key key;
      if (!literal_key(expr, key)) continue;
      if (std::ranges::find(seen, key.identity) != seen.end()) {
        return fail(pattern.at, fmt::format("mapping pattern checks duplicate key ({})", key.shown));
      }
      seen.push_back(key.identity);
    }
    check(pattern.patterns);
    if (!failed()) bind(pattern.rest);
  }

  void class_pattern(const MatchClass& pattern) {
    for (size_t i = 0; i < pattern.kwd_attrs.size(); ++i) {
      Identifier attr = pattern.kwd_attrs[i];
      const Location& at = pattern.kwd_patterns[i]->at;
      if (attr == "__debug__") return fail(at, "cannot assign to __debug__");
      for (size_t k = i + 1; k < pattern.kwd_attrs.size(); ++k) {
        if (pattern.kwd_attrs[k] == attr) {
          return fail(pattern.kwd_patterns[k]->at,
                      fmt::format("attribute name repeated in class pattern: {}", attr));
        }
      }
    }
    check(pattern.patterns);
    check(pattern.kwd_patterns);
  }

  void or_pattern(const MatchOr& pattern, bool may_match_all) {
    std::vector<Identifier> before = std::exchange(names_, {});
    std::vector<Identifier> first;
    for (const Pattern* alternative : pattern.patterns) {
      names_.clear();
      check(alternative, may_match_all && alternative == pattern.patterns.back());
      if (failed()) return;
      std::ranges::sort(names_);
      if (alternative == pattern.patterns.front()) {
        first = names_;
      } else if (names_ != first) {
        return fail(last_, "alternative patterns bind different names");
      }
    }
    names_ = std::move(before);
    for (Identifier name : first) bind(name);
  }

  std::vector<Identifier> names_;
  Location last_;  // of the pattern visited last: where CPython reports what concerns several
  std::optional<SyntaxProblem> problem_;
};

}  // namespace

std::optional<SyntaxProblem> check_pattern(const Pattern& pattern, bool may_match_all) {
  return PatternChecker().run(pattern, may_match_all);
}

}  // namespace midden::syntax
