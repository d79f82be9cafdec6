// Constant folding, against what CPython 3.11's compiler leaves of the same expressions; and the texts of
// annotations under `from __future__ import annotations`.

#include <catch2/catch.hpp>
#include <string>

#include "tests/compiler/compile_text.h"
#include "workloads/interpreter/compiler/compiler.h"
#include "workloads/interpreter/compiler/constant_text.h"
#include "workloads/interpreter/compiler/disassemble.h"

namespace {

// The text of the value, or "" when the expression is not folded.
std::string folded(const std::string& source) {
  auto parsed = midden::syntax::parse_expression(source, "test.py");
  REQUIRE(parsed.expression);
  auto value = midden::compiler::fold(parsed.expression->body);
  if (!value) return "";
  std::string text = midden::compiler::constant_repr(*value);
  return text.empty() ? midden::constant_text(*value) : text;
}

std::string annotation(const std::string& source) {
  auto parsed = midden::syntax::parse_expression(source, "test.py");
  REQUIRE(parsed.expression);
  return midden::compiler::unparse(parsed.expression->body);
}

}  // namespace

TEST_CASE("numbers") {
  CHECK(folded("1 + 2") == "3");
  CHECK(folded("-1") == "-1");
  CHECK(folded("~5") == "-6");
  CHECK(folded("2 ** 64 - 1") == "18446744073709551615");
  CHECK(folded("-2 ** 63") == "-9223372036854775808");
  CHECK(folded("1 << 100") == "1267650600228229401496703205376");
  CHECK(folded("1 << 200").empty());
  CHECK(folded("7 // -2") == "-4");
  CHECK(folded("-7 % 3") == "2");
  CHECK(folded("7 / 2") == "3.5");
  CHECK(folded("1 / 0").empty());
  CHECK(folded("1 % 0").empty());
  CHECK(folded("2 ** -1") == "0.5");
  CHECK(folded("2 ** 200").empty());
  CHECK(folded("10 ** 20") == "100000000000000000000");
  CHECK(folded("0xffffffffffffffffffff & 0xff") == "255");
  CHECK(folded("1.5 * 2") == "3.0");
  CHECK(folded("7.5 // 2") == "3.0");
  CHECK(folded("-7.5 % 2") == "0.5");
  CHECK(folded("-0.0") == "-0.0");
  CHECK(folded("0.1 + 0.2") == "0.30000000000000004");
  CHECK(folded("True & False") == "False");
  CHECK(folded("True + 1") == "2");
  CHECK(folded("-True") == "-1");
  CHECK(folded("+True") == "1");
  CHECK(folded("not 1") == "False");
  CHECK(folded("not ''") == "True");
  CHECK(folded("1 < 2").empty());
  CHECK(folded("x + 1").empty());
}

TEST_CASE("strings and tuples") {
  CHECK(folded("'ab' * 3") == "'ababab'");
  CHECK(folded("'a' 'b' + 'c'") == "'abc'");
  CHECK(folded("'x' * 5000").empty());
  CHECK(folded("b'a' + b'b'") == "b'ab'");
  CHECK(folded("'abc'[1]") == "'b'");
  CHECK(folded("'abc'[3]").empty());
  CHECK(folded("f'a{{b}}c'") == "'a{b}c'");
  CHECK(folded("(1, 2) * 2") == "(1, 2, 1, 2)");
  CHECK(folded("(1, 2) + (3,)") == "(1, 2, 3)");
  CHECK(folded("(1, (2, 'x'), None)") == "(1, (2, 'x'), None)");
  CHECK(folded("(1, x)").empty());
  CHECK(folded("__debug__") == "True");
}

TEST_CASE("equal constants of different types stay apart") {
  auto result = compile_text("a = 1; b = 1.0; c = True; d = 0.0; e = -0.0; f = (1,); g = (1.0,); h = 1\n");
  REQUIRE(result.code);
  CHECK(result.code->constants.size() == 8);  // with the None that is returned
}

// The expected texts are those of python3.11.
TEST_CASE("annotations as text") {
  CHECK(annotation("a+b*c") == "a + b * c");
  CHECK(annotation("(a+b)*c") == "(a + b) * c");
  CHECK(annotation("a-(b-c)") == "a - (b - c)");
  CHECK(annotation("(a**b)**c") == "(a ** b) ** c");
  CHECK(annotation("-x**-y") == "-x ** (-y)");
  CHECK(annotation("not(a and b or c)") == "not (a and b or c)");
  CHECK(annotation("Dict[str,List[int]]") == "Dict[str, List[int]]");
  CHECK(annotation("x[1:2, ::3]") == "x[1:2, ::3]");
  CHECK(annotation("lambda a,/,b=1,*c,d,**e:(a,)") == "lambda a, /, b=1, *c, d, **e: (a,)");
  CHECK(annotation("[i for i in x if i if j]") == "[i for i in x if i if j]");
  CHECK(annotation("{k:v for k,v in x}") == "{k: v for k, v in x}");
  CHECK(annotation("f(*a,k=1,**b)") == "f(*a, k=1, **b)");
  CHECK(annotation("f(x for x in y)") == "f(x for x in y)");
  CHECK(annotation("a if b else c") == "a if b else c");
  CHECK(annotation("(a if b else c).d") == "(a if b else c).d");
  CHECK(annotation("a<b<=c is not d") == "a < b <= c is not d");
  CHECK(annotation("1 .real") == "1 .real");
  CHECK(annotation("'it\\'s'") == "\"it's\"");
  CHECK(annotation("f'{a!r:>{w}} {{}}'") == "f'{a!r:>{w}} {{}}'");
  CHECK(annotation("{1,2}|{**a}") == "{1, 2} | {**a}");
  CHECK(annotation("1e400") == "1e309");
  CHECK(annotation("(yield)") == "(yield)");
  CHECK(annotation("(x:=1)") == "(x := 1)");
  CHECK(annotation("0xff") == "255");
}
