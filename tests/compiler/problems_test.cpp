// What cannot be compiled gives a problem, never a crash.

#include <catch2/catch.hpp>
#include <string>

#include "tests/compiler/compile_text.h"
#include "workloads/interpreter/compiler/verify_code.h"

using midden::syntax::ProblemKind;

namespace {

constexpr int kDeep = midden::syntax::kMaxTreeDepth - 100;

std::string repeated(const char* text, int count) {
  std::string result;
  for (int i = 0; i < count; i++) result += text;
  return result;
}

}  // namespace

TEST_CASE("deep trees are refused, long ones are not") {
  auto deep = compile_text("x = " + repeated("y + ", 100000) + "y\n");
  REQUIRE(deep.problem);
  CHECK(deep.problem->kind == ProblemKind::kRecursionError);
  CHECK(deep.problem->message == "maximum recursion depth exceeded during compilation");

  for (const std::string& source :
       {"x = " + repeated("y + ", kDeep) + "y\n", "x = " + repeated("not ", kDeep) + "y\n",
        "x = a" + repeated(".b()", kDeep / 2) + "\n", "x = a" + repeated("[0]", kDeep) + "\n",
        "if a: pass\n" + repeated("elif b: pass\n", kDeep)}) {
    auto result = compile_text(source);
    REQUIRE(result.code);
    CHECK(midden::verify_code(result).empty());
  }
  auto list = compile_text("x = [" + repeated("y, ", 100000) + "]\n");
  REQUIRE(list.code);
  CHECK(list.code->register_count < 100);
}

TEST_CASE("jumps further than their offsets reach") {
  std::string body = repeated("        x = f(a, b, c, d)\n", 20000);
  for (const char* head :
       {"def g(a, b):\n    for i in a:\n        pass\n", "def g(a, b):\n    while a < b:\n",
        "def g(a, b):\n    if a is b:\n", "def g(a, b):\n    if a:\n"}) {
    auto result = compile_text(std::string(head) + body + "    return 1\n");
    REQUIRE(result.code);
    for (const std::string& fault : midden::verify_code(result)) FAIL_CHECK(fault);
  }
}

TEST_CASE("more constants than an operand can name") {
  std::string source = "def f():\n    return [";
  for (int i = 0; i < 40000; i++) source += "g + " + std::to_string(i) + ".5, ";
  auto result = compile_text(source + "]\n");
  REQUIRE(result.code);
  CHECK(midden::verify_code(result).empty());
}

TEST_CASE("syntax errors pass through") {
  auto result = compile_text("x = = 1\n");
  REQUIRE(result.problem);
  CHECK(result.problem->kind == ProblemKind::kSyntaxError);
  CHECK(result.problem->line == 1);
  CHECK_FALSE(result.code);
}
