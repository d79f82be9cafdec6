// The symbol table's interface, as the bytecode compiler uses it.
#include "workloads/interpreter/syntax/symbol_table.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace midden::syntax;

namespace {

struct Analysed {
  ParseResult parsed;
  SymbolResult symbols;

  explicit Analysed(std::string_view source) : parsed(parse_module(source, "test.py", SourceOrigin::kText)) {
    REQUIRE(parsed.module);
    symbols = analyse_symbols(parsed);
  }
  const Scope& module() const { return *symbols.table->module(); }
};

std::vector<std::string> names(const std::vector<Identifier>& from) { return {from.begin(), from.end()}; }
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("locals, cells, frees and globals of nested functions") {
  Analysed program(
      "def outer(a, b=1, /, c=2, *args, d, **kw):\n"
      "    x = a\n"
      "    y = 1\n"
      "    def inner():\n"
      "        nonlocal x\n"
      "        global g\n"
      "        x = g = b + h\n"
      "    return inner\n");
  const Scope* outer = program.symbols.table->scope_of(program.parsed.module->body[0]);
  REQUIRE(outer);
  CHECK(names(outer->params) == Names{"a", "b", "c", "d", "args", "kw"});
  CHECK(names(outer->locals) == Names{"a", "b", "c", "d", "args", "kw", "y", "inner"});
  CHECK(names(outer->cells) == Names{"b", "x"});
  CHECK(outer->frees.empty());
  CHECK(outer->posonly_count == 2);
  CHECK(outer->positional_count == 3);
  CHECK(outer->kwonly_count == 1);
  CHECK(outer->has_star_args);
  CHECK(outer->has_star_kwargs);
  CHECK(outer->index_of_local("y") == 6);
  CHECK(outer->index_of_cell("x") == 1);
  CHECK(outer->index_of_local("x") == -1);

  const Scope* inner = outer->children[0];
  CHECK(names(inner->frees) == Names{"b", "x"});
  CHECK(inner->kind_of("g") == NameKind::kGlobalExplicit);
  CHECK(inner->kind_of("h") == NameKind::kGlobalImplicit);
  CHECK(inner->kind_of("never mentioned") == NameKind::kGlobalImplicit);
  CHECK(inner->is_nested);
  CHECK_FALSE(outer->is_nested);
}

TEST_CASE("super() makes the class keep a cell") {
  Analysed program("class A(B):\n    def f(self):\n        return super().f()\n");
  const Scope* cls = program.module().children[0];
  CHECK(cls->needs_class_cell);
  CHECK(names(cls->cells) == Names{"__class__"});
  const Scope* method = cls->children[0];
  CHECK(method->uses_class_cell);
  CHECK(names(method->frees) == Names{"__class__"});
}

TEST_CASE("methods do not see the names of their class") {
  Analysed program("def f():\n    x = 1\n    class A:\n        x = 2\n        def m(self): return x\n");
  const Scope* function = program.module().children[0];
  const Scope* cls = function->children[0];
  CHECK(names(function->cells) == Names{"x"});
  CHECK(cls->kind_of("x") == NameKind::kLocal);
  CHECK(names(cls->frees) == Names{"x"});
  CHECK(names(cls->children[0]->frees) == Names{"x"});
}

TEST_CASE("private names are mangled") {
  Analysed program("class _A:\n    def f(self, __x): return __x + self.__y + __z__\n");
  const Scope* method = program.module().children[0]->children[0];
  CHECK(names(method->params) == Names{"self", "_A__x"});
  const SymbolTable& table = *program.symbols.table;
  CHECK(table.mangle(*method, "__y") == "_A__y");
  CHECK(table.mangle(*method, "__z__") == "__z__");
  CHECK(table.mangle(*method, "__a.b") == "__a.b");
  CHECK(table.mangle(program.module(), "__y") == "__y");
}

TEST_CASE("kinds of functions") {
  Analysed program(
      "def f(): yield\n"
      "async def g(): pass\n"
      "async def h(): yield\n"
      "async def i(): return [x async for x in y], (x for x in y), (await z for z in y)\n");
  auto& scopes = program.module().children;
  CHECK((scopes[0]->is_generator && !scopes[0]->is_coroutine && !scopes[0]->is_async_generator));
  CHECK((scopes[1]->is_coroutine && !scopes[1]->is_generator && !scopes[1]->is_async_generator));
  CHECK((scopes[2]->is_async_generator && !scopes[2]->is_generator && !scopes[2]->is_coroutine));
  auto& inner = scopes[3]->children;
  CHECK((inner[0]->kind == ScopeKind::kListComp && inner[0]->is_coroutine));
  CHECK((inner[1]->kind == ScopeKind::kGeneratorExp && inner[1]->is_generator));
  CHECK(inner[2]->is_async_generator);
  CHECK(names(inner[0]->params) == Names{".0"});
  CHECK(names(inner[0]->locals) == Names{".0", "x"});
}

TEST_CASE("a named expression in a comprehension binds around it") {
  Analysed program("def f():\n    return [y := x for x in z]\n");
  const Scope* function = program.module().children[0];
  CHECK(function->kind_of("y") == NameKind::kCell);
  CHECK(function->children[0]->kind_of("y") == NameKind::kFree);
}

TEST_CASE("annotations as text mention nothing") {
  Analysed program("from __future__ import annotations\ndef f(a: unknown): pass\n");
  CHECK(program.symbols.table->future_annotations);
  CHECK(program.module().symbols.count("unknown") == 0);
}

TEST_CASE("problems carry their line") {
  auto parsed =
      parse_module("# \xc3\xa9\ndef f():\n    '\xc3\xa9'; global x; x = 1; nonlocal y\n", "test.py");
  auto result = analyse_symbols(parsed);
  REQUIRE(result.problem);
  CHECK(result.table == nullptr);
  CHECK(result.problem->message == "no binding for nonlocal 'y' found");
  CHECK(result.problem->filename == "test.py");
  CHECK(result.problem->line == 3);
  CHECK(result.problem->offset == 28);  // in bytes of UTF-8, as CPython has it for the symbol table
  CHECK(result.problem->text == "    '\xc3\xa9'; global x; x = 1; nonlocal y\n");
}
