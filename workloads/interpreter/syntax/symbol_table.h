#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workloads/interpreter/syntax/arena.h"
#include "workloads/interpreter/syntax/ast.h"
#include "workloads/interpreter/syntax/parser.h"
#include "workloads/interpreter/syntax/problem.h"

// Which variable each name of a program means, scope by scope, with the errors that CPython's symbol table
// and the checks of its compiler give ('return' outside function, 'break' outside loop, …). After it has
// passed a tree without a problem, the tree is at most kMaxTreeDepth nodes deep: recursion over it is safe.
//
//   auto analysed = analyse_symbols(parsed);
//   if (analysed.problem) …
//   const Scope* scope = analysed.table->scope_of(function_def);
//   switch (scope->kind_of(analysed.table->mangle(*scope, name->id))) …
//
// All names in a Scope are mangled and interned in the tree's arena.

namespace midden::syntax {

// As CPython's.
inline constexpr int kMaxTreeDepth = 3000;

enum class ScopeKind : uint8_t {
  kModule,
  kFunction,
  kLambda,
  kClass,
  kListComp,
  kSetComp,
  kDictComp,
  kGeneratorExp
};

enum class NameKind : uint8_t {
  kLocal,           // module and class scopes: stored in their namespace by name
  kCell,            // local, and used by an inner scope
  kFree,            // a cell of an outer function-like scope
  kGlobalExplicit,  // by a `global` statement
  kGlobalImplicit,  // bound nowhere here or around: global or builtin
};

struct Scope {
  ScopeKind kind;
  Identifier name;  // function or class name; "top", "lambda", "listcomp", "setcomp", "dictcomp", "genexpr"
  const void* node = nullptr;  // the FunctionDef, Lambda, ClassDef, comprehension; null for the module
  Location at;
  Scope* parent = nullptr;
  std::vector<Scope*> children;  // in the order of CPython's symbol table
  Identifier class_name;         // of the innermost class around, for mangling; empty outside classes

  // Function-like scopes. Parameters are in the order of co_varnames: positional-only, positional,
  // keyword-only, *args, **kwargs. A comprehension has one parameter, ".0", its outermost iterator.
  std::vector<Identifier> params;
  std::vector<Identifier> locals;  // params first (also those that are cells), then the other plain locals
  std::vector<Identifier> cells;   // sorted; in a class scope only "__class__", when needs_class_cell
  std::vector<Identifier> frees;   // sorted. A class scope may list a name here that kind_of() calls local:
                                  // its methods reach through it to an outer function's variable of that name
  int posonly_count = 0;
  int positional_count = 0;  // includes the positional-only ones, as co_argcount does
  int kwonly_count = 0;
  bool has_star_args = false;
  bool has_star_kwargs = false;

  bool is_function_like = false;  // everything but module and class
  bool is_comprehension = false;
  bool is_generator = false;        // has yield (and is not async), or is a generator expression
  bool is_coroutine = false;        // async def without yield, or a comprehension that awaits
  bool is_async_generator = false;  // async def with yield, or a generator expression that awaits
  bool is_nested = false;           // inside a function-like scope
  bool uses_class_cell = false;     // mentions `__class__` or `super`
  bool needs_class_cell = false;    // class scope: a method uses its `__class__` cell
  bool has_docstring = false;       // module, class, def: the first statement is a plain string

  // kGlobalImplicit for a name never mentioned in the scope.
  NameKind kind_of(Identifier mangled) const;
  bool is_param(Identifier mangled) const;
  int index_of_local(Identifier mangled) const;  // in `locals`, or -1
  int index_of_cell(Identifier mangled) const;   // in `cells`, or -1
  int index_of_free(Identifier mangled) const;   // in `frees`, or -1

  // The rest is for the analysis itself.
  struct Symbol {
    uint16_t flags = 0;
    NameKind kind = NameKind::kGlobalImplicit;
    int32_t local_index = -1;
    Location declared_at;  // of the first `global` or `nonlocal` for it
  };
  std::unordered_map<std::string_view, Symbol> symbols;
  std::vector<Identifier> order;  // symbols by first mention
};

class SymbolTable {
 public:
  explicit SymbolTable(Arena& arena) : arena_(arena) {}

  Scope* module() { return &scopes_.front(); }
  const Scope* module() const { return &scopes_.front(); }
  // `node` is the FunctionDef, Lambda, ClassDef, ListComp, SetComp, DictComp or GeneratorExp.
  const Scope* scope_of(const void* node) const;
  // __name inside class C is _C__name; anything else is returned as it is.
  Identifier mangle(const Scope& scope, Identifier name) const;

  bool future_annotations = false;  // `from __future__ import annotations`: keep annotations as text
  int last_future_line = 0;         // where the leading block of __future__ imports ends

  // For the analysis.
  Scope* add_scope(ScopeKind kind, Identifier name, const void* node, Location at, Scope* parent);
  std::deque<Scope>& scopes() { return scopes_; }
  Identifier intern(std::string_view name) const { return arena_.intern(name); }

 private:
  Arena& arena_;
  std::deque<Scope> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;
};

struct SymbolResult {
  std::unique_ptr<SymbolTable> table;  // null when there is a problem
  std::optional<SyntaxProblem> problem;
};

SymbolResult analyse_symbols(const ParseResult& parsed);

}  // namespace midden::syntax
