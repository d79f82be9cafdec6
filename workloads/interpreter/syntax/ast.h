#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

// The syntax tree of Python 3.11. Node and field names are those of CPython's `ast` module, so its
// documentation is this file's. Nodes are plain structs told apart by `kind`; they live in an Arena
// (arena.h), point to one another with raw pointers and are never freed one by one.
//
//   switch (expr->kind) {
//     case ExprKind::kBinOp: { auto* node = as<BinOp>(expr); … node->left … }
//
// An optional child is null when absent. Names are NFKC-normalised, not yet mangled (symbol_table.h mangles),
// and interned in the tree's arena.

namespace midden::syntax {

template <class T>
using List = std::span<const T>;  // in the arena
using Identifier = std::string_view;

struct Expr;
struct Stmt;
struct Pattern;

// Where a node is. Lines count from 1, columns from 0 in bytes of the UTF-8 source; the end is exclusive.
struct Location {
  int32_t line = 0;
  int32_t column = 0;
  int32_t end_line = 0;
  int32_t end_column = 0;
};

enum class StmtKind : uint8_t {
  kFunctionDef,
  kClassDef,
  kReturn,
  kDelete,
  kAssign,
  kAugAssign,
  kAnnAssign,
  kFor,
  kWhile,
  kIf,
  kWith,
  kMatch,
  kRaise,
  kTry,
  kAssert,
  kImport,
  kImportFrom,
  kGlobal,
  kNonlocal,
  kExpr,
  kPass,
  kBreak,
  kContinue,
};

enum class ExprKind : uint8_t {
  kBoolOp,
  kNamedExpr,
  kBinOp,
  kUnaryOp,
  kLambda,
  kIfExp,
  kDict,
  kSet,
  kListComp,
  kSetComp,
  kDictComp,
  kGeneratorExp,
  kAwait,
  kYield,
  kYieldFrom,
  kCompare,
  kCall,
  kFormattedValue,
  kJoinedStr,
  kConstant,
  kAttribute,
  kSubscript,
  kStarred,
  kName,
  kList,
  kTuple,
  kSlice,
};

enum class PatternKind : uint8_t {
  kMatchValue,
  kMatchSingleton,
  kMatchSequence,
  kMatchMapping,
  kMatchClass,
  kMatchStar,
  kMatchAs,
  kMatchOr,
};

enum class ExprContext : uint8_t { kLoad, kStore, kDel };
enum class BoolOperator : uint8_t { kAnd, kOr };
enum class UnaryOperator : uint8_t { kInvert, kNot, kUAdd, kUSub };
enum class BinaryOperator : uint8_t {
  kAdd,
  kSub,
  kMult,
  kMatMult,
  kDiv,
  kMod,
  kPow,
  kLShift,
  kRShift,
  kBitOr,
  kBitXor,
  kBitAnd,
  kFloorDiv,
};
enum class CompareOperator : uint8_t { kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn };

struct Expr {
  ExprKind kind;
  Location at;
};

struct Stmt {
  StmtKind kind;
  Location at;
};

struct Pattern {
  PatternKind kind;
  Location at;
};

// as<BinOp>(expr) asserts the kind; try_as<BinOp>(expr) gives null when it is another one (or expr is null).
template <class T, class Base>
const T* as(const Base* node) {
  assert(node && node->kind == T::kKind);
  return static_cast<const T*>(node);
}
template <class T, class Base>
T* as(Base* node) {
  assert(node && node->kind == T::kKind);
  return static_cast<T*>(node);
}
template <class T, class Base>
const T* try_as(const Base* node) {
  return node && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
template <class T, class Base>
T* try_as(Base* node) {
  return node && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}

// ---------------------------------------------------------------------------------- parts of nodes

struct Arg {
  Identifier arg;
  Expr* annotation;
  Location at;
};

// `defaults` belong to the last of posonlyargs + args. kw_defaults is as long as kwonlyargs, with null for
// "no default".
struct Arguments {
  List<Arg> posonlyargs;
  List<Arg> args;
  Arg* vararg = nullptr;
  List<Arg> kwonlyargs;
  List<Expr*> kw_defaults;
  Arg* kwarg = nullptr;
  List<Expr*> defaults;
};

// arg is empty (data() null too) for `**value`.
struct Keyword {
  Identifier arg;
  Expr* value;
  Location at;
};

// asname is empty when there is none; `import *` has the name "*".
struct Alias {
  Identifier name;
  Identifier asname;
  Location at;
};

struct WithItem {
  Expr* context_expr;
  Expr* optional_vars;
};

struct Comprehension {
  Expr* target;
  Expr* iter;
  List<Expr*> ifs;
  bool is_async;
};

// type is null for a bare `except:`; name is empty without `as`.
struct ExceptHandler {
  Expr* type;
  Identifier name;
  List<Stmt*> body;
  Location at;
};

struct MatchCase {
  Pattern* pattern;
  Expr* guard;
  List<Stmt*> body;
};

// ---------------------------------------------------------------------------------- roots

struct Module {
  List<Stmt*> body;
};

struct Expression {
  Expr* body;
};

// ---------------------------------------------------------------------------------- statements

struct FunctionDef : Stmt {  // AsyncFunctionDef when is_async
  static constexpr StmtKind kKind = StmtKind::kFunctionDef;
  bool is_async;
  Identifier name;
  Arguments* args;
  List<Stmt*> body;
  List<Expr*> decorator_list;
  Expr* returns;
};

struct ClassDef : Stmt {
  static constexpr StmtKind kKind = StmtKind::kClassDef;
  Identifier name;
  List<Expr*> bases;
  List<Keyword> keywords;
  List<Stmt*> body;
  List<Expr*> decorator_list;
};

struct Return : Stmt {
  static constexpr StmtKind kKind = StmtKind::kReturn;
  Expr* value;
};

struct Delete : Stmt {
  static constexpr StmtKind kKind = StmtKind::kDelete;
  List<Expr*> targets;
};

struct Assign : Stmt {
  static constexpr StmtKind kKind = StmtKind::kAssign;
  List<Expr*> targets;
  Expr* value;
};

struct AugAssign : Stmt {
  static constexpr StmtKind kKind = StmtKind::kAugAssign;
  Expr* target;
  BinaryOperator op;
  Expr* value;
};

struct AnnAssign : Stmt {
  static constexpr StmtKind kKind = StmtKind::kAnnAssign;
  Expr* target;
  Expr* annotation;
  Expr* value;  // may be null
  bool simple;  // the target is a name without parentheses
};

struct For : Stmt {  // AsyncFor when is_async
  static constexpr StmtKind kKind = StmtKind::kFor;
  bool is_async;
  Expr* target;
  Expr* iter;
  List<Stmt*> body;
  List<Stmt*> orelse;
};

struct While : Stmt {
  static constexpr StmtKind kKind = StmtKind::kWhile;
  Expr* test;
  List<Stmt*> body;
  List<Stmt*> orelse;
};

struct If : Stmt {  // `elif` is an If alone in orelse
  static constexpr StmtKind kKind = StmtKind::kIf;
  Expr* test;
  List<Stmt*> body;
  List<Stmt*> orelse;
};

struct With : Stmt {  // AsyncWith when is_async
  static constexpr StmtKind kKind = StmtKind::kWith;
  bool is_async;
  List<WithItem> items;
  List<Stmt*> body;
};

struct Match : Stmt {
  static constexpr StmtKind kKind = StmtKind::kMatch;
  Expr* subject;
  List<MatchCase> cases;
};

struct Raise : Stmt {
  static constexpr StmtKind kKind = StmtKind::kRaise;
  Expr* exc;
  Expr* cause;
};

struct Try : Stmt {  // TryStar when is_star
  static constexpr StmtKind kKind = StmtKind::kTry;
  bool is_star;
  List<Stmt*> body;
  List<ExceptHandler> handlers;
  List<Stmt*> orelse;
  List<Stmt*> finalbody;
};

struct Assert : Stmt {
  static constexpr StmtKind kKind = StmtKind::kAssert;
  Expr* test;
  Expr* msg;
};

struct Import : Stmt {
  static constexpr StmtKind kKind = StmtKind::kImport;
  List<Alias> names;
};

struct ImportFrom : Stmt {
  static constexpr StmtKind kKind = StmtKind::kImportFrom;
  Identifier module;  // empty in `from . import x`
  List<Alias> names;
  int level;
};

struct Global : Stmt {
  static constexpr StmtKind kKind = StmtKind::kGlobal;
  List<Identifier> names;
};

struct Nonlocal : Stmt {
  static constexpr StmtKind kKind = StmtKind::kNonlocal;
  List<Identifier> names;
};

struct ExprStmt : Stmt {  // `Expr` in CPython's `ast`
  static constexpr StmtKind kKind = StmtKind::kExpr;
  Expr* value;
};

struct Pass : Stmt {
  static constexpr StmtKind kKind = StmtKind::kPass;
};

struct Break : Stmt {
  static constexpr StmtKind kKind = StmtKind::kBreak;
};

struct Continue : Stmt {
  static constexpr StmtKind kKind = StmtKind::kContinue;
};

// ---------------------------------------------------------------------------------- expressions

struct BoolOp : Expr {
  static constexpr ExprKind kKind = ExprKind::kBoolOp;
  BoolOperator op;
  List<Expr*> values;
};

struct NamedExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::kNamedExpr;
  Expr* target;
  Expr* value;
};

struct BinOp : Expr {
  static constexpr ExprKind kKind = ExprKind::kBinOp;
  Expr* left;
  BinaryOperator op;
  Expr* right;
};

struct UnaryOp : Expr {
  static constexpr ExprKind kKind = ExprKind::kUnaryOp;
  UnaryOperator op;
  Expr* operand;
};

struct Lambda : Expr {
  static constexpr ExprKind kKind = ExprKind::kLambda;
  Arguments* args;
  Expr* body;
};

struct IfExp : Expr {
  static constexpr ExprKind kKind = ExprKind::kIfExp;
  Expr* test;
  Expr* body;
  Expr* orelse;
};

struct Dict : Expr {  // a null key means `**value`
  static constexpr ExprKind kKind = ExprKind::kDict;
  List<Expr*> keys;
  List<Expr*> values;
};

struct Set : Expr {
  static constexpr ExprKind kKind = ExprKind::kSet;
  List<Expr*> elts;
};

struct ListComp : Expr {
  static constexpr ExprKind kKind = ExprKind::kListComp;
  Expr* elt;
  List<Comprehension> generators;
};

struct SetComp : Expr {
  static constexpr ExprKind kKind = ExprKind::kSetComp;
  Expr* elt;
  List<Comprehension> generators;
};

struct DictComp : Expr {
  static constexpr ExprKind kKind = ExprKind::kDictComp;
  Expr* key;
  Expr* value;
  List<Comprehension> generators;
};

struct GeneratorExp : Expr {
  static constexpr ExprKind kKind = ExprKind::kGeneratorExp;
  Expr* elt;
  List<Comprehension> generators;
};

struct Await : Expr {
  static constexpr ExprKind kKind = ExprKind::kAwait;
  Expr* value;
};

struct Yield : Expr {
  static constexpr ExprKind kKind = ExprKind::kYield;
  Expr* value;  // may be null
};

struct YieldFrom : Expr {
  static constexpr ExprKind kKind = ExprKind::kYieldFrom;
  Expr* value;
};

struct Compare : Expr {
  static constexpr ExprKind kKind = ExprKind::kCompare;
  Expr* left;
  List<CompareOperator> ops;
  List<Expr*> comparators;
};

struct Call : Expr {
  static constexpr ExprKind kKind = ExprKind::kCall;
  Expr* func;
  List<Expr*> args;  // may hold Starred
  List<Keyword> keywords;
};

struct FormattedValue : Expr {
  static constexpr ExprKind kKind = ExprKind::kFormattedValue;
  Expr* value;
  int conversion;     // -1, or one of 's', 'r', 'a'
  Expr* format_spec;  // null or a JoinedStr
};

struct JoinedStr : Expr {
  static constexpr ExprKind kKind = ExprKind::kJoinedStr;
  List<Expr*> values;  // Constant strings and FormattedValues
};

enum class ConstantKind : uint8_t {
  kNone,
  kTrue,
  kFalse,
  kEllipsis,
  kInt,
  kFloat,
  kComplex,
  kStr,
  kBytes,
};

struct Constant : Expr {
  static constexpr ExprKind kKind = ExprKind::kConstant;
  ConstantKind type;
  bool unicode_prefix;  // written u'…': the `kind` of CPython's node
  bool fits_int64;      // kInt: int_value holds it
  uint8_t base;         // kInt: 10 or 16, the base of the digits in `text`
  int64_t int_value;    // kInt, when it fits
  double float_value;   // kFloat; kComplex: the imaginary part
  // kInt: its digits without prefix, sign and underscores. kStr: UTF-8, a lone surrogate as the three bytes
  // of its code point (WTF-8). kBytes: the bytes.
  std::string_view text;
};

struct Attribute : Expr {
  static constexpr ExprKind kKind = ExprKind::kAttribute;
  Expr* value;
  Identifier attr;
  ExprContext ctx;
};

struct Subscript : Expr {
  static constexpr ExprKind kKind = ExprKind::kSubscript;
  Expr* value;
  Expr* slice;
  ExprContext ctx;
};

struct Starred : Expr {
  static constexpr ExprKind kKind = ExprKind::kStarred;
  Expr* value;
  ExprContext ctx;
};

struct Name : Expr {
  static constexpr ExprKind kKind = ExprKind::kName;
  Identifier id;
  ExprContext ctx;
};

struct ListExpr : Expr {  // `List` in CPython's `ast`
  static constexpr ExprKind kKind = ExprKind::kList;
  List<Expr*> elts;
  ExprContext ctx;
};

struct Tuple : Expr {
  static constexpr ExprKind kKind = ExprKind::kTuple;
  List<Expr*> elts;
  ExprContext ctx;
};

struct Slice : Expr {
  static constexpr ExprKind kKind = ExprKind::kSlice;
  Expr* lower;
  Expr* upper;
  Expr* step;
};

// ---------------------------------------------------------------------------------- patterns

struct MatchValue : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchValue;
  Expr* value;
};

struct MatchSingleton : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchSingleton;
  ConstantKind value;  // kNone, kTrue or kFalse
};

struct MatchSequence : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchSequence;
  List<Pattern*> patterns;
};

struct MatchMapping : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchMapping;
  List<Expr*> keys;
  List<Pattern*> patterns;
  Identifier rest;  // empty without `**rest`
};

struct MatchClass : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchClass;
  Expr* cls;
  List<Pattern*> patterns;
  List<Identifier> kwd_attrs;
  List<Pattern*> kwd_patterns;
};

struct MatchStar : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchStar;
  Identifier name;  // empty for `*_`
};

struct MatchAs : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchAs;
  Pattern* pattern;  // null for a plain capture
  Identifier name;   // empty for `_`
};

struct MatchOr : Pattern {
  static constexpr PatternKind kKind = PatternKind::kMatchOr;
  List<Pattern*> patterns;
};

}  // namespace midden::syntax
