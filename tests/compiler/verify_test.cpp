// The verifier: finds nothing in what the compiler makes of real programs, and finds what was broken on
// purpose.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/compiler/compile_text.h"
#include "workloads/interpreter/compiler/verify_code.h"

namespace {

namespace fs = std::filesystem;
using midden::Opcode;

std::vector<fs::path> python_files(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(directory, error)) {
    if (entry.path().extension() == ".py") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// How many of the files compile; those that do must verify.
std::size_t verify_files(const std::vector<fs::path>& files, std::size_t step) {
  std::size_t compiled = 0;
  for (std::size_t i = 0; i < files.size(); i += step) {
    std::ifstream stream(files[i], std::ios::binary);
    std::string source{std::istreambuf_iterator<char>(stream), {}};
    midden::CompileOptions options;
    options.record_statements = true;
    auto result =
        midden::compile_source(source, files[i].string(), midden::syntax::SourceOrigin::kFile, options);
    if (result.problem) continue;
    compiled++;
    for (const std::string& fault : midden::verify_code(result))
      FAIL_CHECK(files[i].string() << ": " << fault);
  }
  return compiled;
}

fs::path source_directory() {
  const char* root = std::getenv("MIDDEN_SOURCE_DIR");
  return root ? root : ".";
}

midden::Instruction* find(midden::CompileResult& result, Opcode opcode) {
  for (midden::Instruction& instruction : result.code->instructions) {
    if (instruction.opcode == opcode) return &instruction;
  }
  return nullptr;
}

// A program at whose module level something is broken by `change` on the first instruction `opcode`.
template <class F>
std::size_t faults_after(const char* source, Opcode opcode, F change) {
  midden::CompileResult result = compile_text(source);
  REQUIRE(result.code);
  REQUIRE(midden::verify_code(result).empty());
  midden::Instruction* instruction = find(result, opcode);
  REQUIRE(instruction);
  change(*instruction, *result.code);
  return midden::verify_code(result).size();
}

}  // namespace

TEST_CASE("our programs and snippets verify") {
  CHECK(verify_files(python_files(source_directory() / "workloads" / "programs"), 1) > 5);
  verify_files(python_files(source_directory() / "tests" / "snippets"), 1);
}

TEST_CASE("a sample of CPython's library verifies") {
  std::vector<fs::path> files = python_files("/usr/lib/python3.11");
  std::size_t compiled = verify_files(files, 7);
  if (files.size() > 100) CHECK(compiled > 50);
}

TEST_CASE("broken code is found") {
  const char* loop = "for x in y:\n    f(x, 1)\n";
  CHECK(faults_after(loop, Opcode::ForIterate, [](auto& i, auto&) { i.c += 1; }) > 0);
  CHECK(faults_after(loop, Opcode::JumpBack, [](auto& i, auto&) { i.set_off32(1000); }) > 0);
  CHECK(faults_after(loop, Opcode::Call, [](auto& i, auto&) { i.b = 500; }) > 0);
  CHECK(faults_after(loop, Opcode::Call, [](auto& i, auto&) { i.b += 1; }) > 0);
  CHECK(faults_after(loop, Opcode::Call, [](auto& i, auto&) { i.b -= 1; }) > 0);
  CHECK(faults_after("f(x)\npass\n", Opcode::Clear, [](auto& i, auto&) { i.opcode = Opcode::CheckLocal; }) >
        0);
  CHECK(faults_after("x = a + b\npass\n", Opcode::Add, [](auto& i, auto&) { i.kill = 0; }) > 0);
  CHECK(faults_after("x = a + b\n", Opcode::Add, [](auto& i, auto&) { i.kill |= midden::kKillA; }) > 0);
  CHECK(faults_after("x = a + b\n", Opcode::Add, [](auto& i, auto&) { i.c = 7; }) > 0);
  CHECK(faults_after("x = a + b\n", Opcode::StoreGlobal, [](auto& i, auto&) { i.a = 90; }) > 0);
  CHECK(faults_after("x = 1\n", Opcode::StoreGlobal,
                     [](auto& i, auto&) { i.b = static_cast<std::uint16_t>(-9); }) > 0);
  const char* guarded = "try:\n    f()\nexcept E:\n    pass\n";
  CHECK(faults_after(guarded, Opcode::PushException, [](auto&, auto& code) { code.handlers[0].depth += 1; }) >
        0);
  CHECK(faults_after(guarded, Opcode::PushException,
                     [](auto&, auto& code) { code.handlers[0].target += 1; }) > 0);
}

TEST_CASE("a variable that may be unbound is checked") {
  const char* sources[] = {
      "def f(c):\n    if c:\n        x = 1\n    return x\n",
      "def f(c):\n    x = 1\n    del x\n    return x\n",
      "def f(c):\n    for x in c: pass\n    return x\n",
      "def f(c):\n    x = 1\n    while c:\n        c(x)\n        del x\n",
      "def f(c):\n    try:\n        x = c()\n    except E:\n        pass\n    return x\n",
      "def f(c):\n    e = 1\n    try:\n        c()\n    except E as e:\n        pass\n    return e\n",
  };
  for (const char* source : sources) {
    INFO(source);
    midden::CompileResult result = compile_text(source);
    REQUIRE(result.code);
    CHECK(midden::verify_code(result).empty());
    midden::CodeTemplate* function = nullptr;
    for (auto& constant : result.code->constants) {
      if (constant.code) function = constant.code.get();
    }
    REQUIRE(function);
    std::size_t checks = 0;
    for (midden::Instruction& instruction : function->instructions) {
      if (instruction.opcode != Opcode::CheckLocal) continue;
      checks++;
      instruction = {Opcode::Clear, 0, static_cast<std::uint16_t>(function->register_count - 1), 1, 0};
    }
    CHECK(checks == 1);
    CHECK_FALSE(midden::verify_code(result).empty());
  }
}
