// The parser's interface: origins and encodings, what a tree holds, hostile input.
#include "workloads/interpreter/syntax/parser.h"

#include <catch2/catch.hpp>
#include <string>

#include "workloads/interpreter/syntax/symbol_table.h"

using namespace midden::syntax;

namespace {

ParseResult text(std::string_view source) { return parse_module(source, "test.py", SourceOrigin::kText); }

std::string repeat(std::string_view part, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += part;
  return result;
}

const Expr* only_expression(const ParseResult& result) {
  REQUIRE(result.module);
  REQUIRE(result.module->body.size() == 1);
  return as<ExprStmt>(result.module->body[0])->value;
}

std::string string_in(const ParseResult& result) {
  auto* constant = as<Constant>(only_expression(result));
  return std::string(constant->text);
}

}  // namespace

TEST_CASE("an empty source is an empty module") {
  CHECK(text("").module->body.empty());
  CHECK(text("\n\n# nothing").module->body.empty());
}

TEST_CASE("encodings of files") {
  CHECK(string_in(parse_module("# coding: latin-1\n'\xe9'", "f")) == "\xc3\xa9");
  CHECK(string_in(parse_module("\xef\xbb\xbf'\xc3\xa9'", "f")) == "\xc3\xa9");
  CHECK(string_in(parse_module("#!/bin/sh\n# vim: set fileencoding=ISO-8859-1 :\n'\xe9'", "f")) ==
        "\xc3\xa9");
  CHECK(parse_module("'a\r\nb'", "f").problem);
  CHECK(string_in(parse_module("'''a\r\nb\rc'''\r\n", "f")) == "a\nb\nc");

  auto broken = parse_module("x = 1\ny = '\xff'\n", "f.py");
  REQUIRE(broken.problem);
  CHECK(broken.problem->message ==
        "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; see "
        "https://peps.python.org/pep-0263/ for details");
  auto unknown = parse_module("# coding: martian\n", "f.py");
  REQUIRE(unknown.problem);
  CHECK(unknown.problem->message == "encoding problem: martian");
  CHECK(parse_module("# coding: martian\n", "f.py", SourceOrigin::kText).module);
  CHECK(parse_module("# coding: martian\n", "f.py", SourceOrigin::kBytes).problem->message ==
        "unknown encoding: martian");
}

TEST_CASE("null bytes") {
  std::string source("a\0b", 3);
  auto file = parse_module(source, "f");
  REQUIRE(file.problem);
  CHECK(file.problem->kind == ProblemKind::kSyntaxError);
  CHECK(file.problem->message == "source code cannot contain null bytes");
  auto string = parse_module(source, "f", SourceOrigin::kText);
  REQUIRE(string.problem);
  CHECK(string.problem->kind == ProblemKind::kValueError);
  CHECK(string.problem->message == "source code string cannot contain null bytes");
}

TEST_CASE("integers keep their value or their digits") {
  auto integer = [](const ParseResult& result) { return as<Constant>(only_expression(result)); };
  auto small = text("1_000");
  CHECK(integer(small)->fits_int64);
  CHECK(integer(small)->int_value == 1000);
  auto most = text("9223372036854775807");
  CHECK(integer(most)->fits_int64);
  auto beyond = text("9223372036854775808");
  CHECK_FALSE(integer(beyond)->fits_int64);
  CHECK(integer(beyond)->base == 10);
  CHECK(integer(beyond)->text == "9223372036854775808");
  auto octal = text("0o7_7777777777_777777777_777");
  CHECK_FALSE(integer(octal)->fits_int64);
  CHECK(integer(octal)->base == 16);
  CHECK(integer(octal)->text == "1fffffffffffffffff");
  auto binary = text("0b0001_0000");
  CHECK(integer(binary)->int_value == 16);
}

TEST_CASE("surrogates in strings are kept as three bytes") {
  CHECK(string_in(text("'\\ud800'")) == "\xed\xa0\x80");
  CHECK(string_in(text("'\\U0001F600'")) == "\xf0\x9f\x98\x80");
}

TEST_CASE("identifiers are normalised and interned") {
  auto result = text("\xef\xac\x81 = fi");  // the ligature fi
  auto* assign = as<Assign>(result.module->body[0]);
  Identifier target = as<Name>(assign->targets[0])->id, value = as<Name>(assign->value)->id;
  CHECK(target == "fi");
  CHECK(target.data() == value.data());
}

TEST_CASE("expressions for eval") {
  auto good = parse_expression("a + 1\n\n", "<string>");
  REQUIRE(good.expression);
  CHECK(good.expression->body->kind == ExprKind::kBinOp);
  auto bad = parse_expression("a = 1", "<string>");
  REQUIRE(bad.problem);
  CHECK(bad.problem->message == "invalid syntax");
  CHECK(bad.problem->offset == 3);
  auto empty = parse_expression("", "<string>");
  REQUIRE(empty.problem);
  CHECK(empty.problem->message == "invalid syntax");
  CHECK(empty.problem->line == 0);
}

TEST_CASE("depth ends in a problem, never in the native stack") {
  const int n = 100'000;
  for (auto& source : {repeat("-", n) + "1", repeat("not ", n) + "1", repeat("lambda:", n) + "1",
                       repeat("a if b else ", n) + "c", repeat("a**", n) + "b"}) {
    auto result = text(source);
    REQUIRE(result.problem);
    CHECK(result.problem->kind == ProblemKind::kMemoryError);
  }
  for (auto& source : {repeat("a+", n) + "a", "a" + repeat(".b", n), "a" + repeat("()", n),
                       "a" + repeat("[0]", n), "if a: pass\n" + repeat("elif b: pass\n", n)}) {
    auto result = text(source);
    REQUIRE(result.module);
    auto symbols = analyse_symbols(result);
    REQUIRE(symbols.problem);
    CHECK(symbols.problem->kind == ProblemKind::kRecursionError);
    CHECK(symbols.problem->message == "maximum recursion depth exceeded during compilation");
  }
  for (auto& source : {repeat("a,", n), repeat("a;", n), repeat("a=", n) + "1", repeat("'a' ", n)}) {
    auto result = text(source);
    REQUIRE(result.module);
    CHECK(analyse_symbols(result).table);
  }
}

TEST_CASE("wrong brackets inside one another take linear time") {
  for (auto& source :
       {repeat("f(", 190) + " a b " + repeat(")", 190), repeat("{1:", 190) + " a b " + repeat("}", 190),
        repeat("{", 190) + " a b " + repeat("}", 190), repeat("[", 190) + " $ " + repeat("]", 190)}) {
    CHECK(text(source).problem);
  }
}

TEST_CASE("any beginning of a program is a program or a problem") {
  std::string program =
      "@d\nasync def f(a, /, b=1, *c, d: int = 2, **e) -> x:\n    async with a as b, c: pass\n"
      "    return [y async for y in z if f'{y!r:>{w}}']\nclass C(A, m=B):\n    '''doc'''\n    x: int = {**a, "
      "1: 2}\n"
      "match x:\n    case {'a': [1, *_], **r} | C(1, k=None) if r: pass\ntry:\n    a, *b = c\nexcept* E as "
      "e:\n"
      "    raise e from None\nelse: del a[1:2, ::3]\nfinally:\n    lambda *a, k=1: (yield)\n";
  REQUIRE(text(program).module);
  for (size_t size = 0; size < program.size(); ++size) {
    auto result = text(std::string_view(program).substr(0, size));
    CHECK((result.module != nullptr) != result.problem.has_value());
  }
}
