// midden_disassemble FILE: the bytecode of a program.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "workloads/interpreter/compiler/compile.h"
#include "workloads/interpreter/compiler/disassemble.h"
#include "workloads/interpreter/compiler/verify_code.h"

int main(int argc, char** argv) {
  CLI::App app{"Prints the bytecode of a Python program"};
  std::string file;
  midden::DisassembleOptions options;
  bool verify = false;
  app.add_option("FILE", file, "the program")->required();
  app.add_flag("--positions", options.positions, "show where each instruction stands in the source");
  app.add_flag("--verify", verify, "check the bytecode instead");
  CLI11_PARSE(app, argc, argv);

  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "midden_disassemble: cannot read '{}'\n", file);
    return 2;
  }
  std::string source{std::istreambuf_iterator<char>(stream), {}};
  midden::CompileOptions compile_options;
  compile_options.record_statements = true;
  midden::CompileResult result =
      midden::compile_source(source, file, midden::syntax::SourceOrigin::kFile, compile_options);
  if (result.problem) {
    fmt::print(stderr, "{}: line {}: {}: {}\n", file, result.problem->line,
               midden::syntax::problem_class_name(result.problem->kind), result.problem->message);
    return 1;
  }
  if (verify) {
    std::vector<std::string> faults = midden::verify_code(result);
    for (const std::string& fault : faults) fmt::print("{}: {}\n", file, fault);
    return faults.empty() ? 0 : 1;
  }
  fmt::print("{}", midden::disassemble(*result.code, options));
  return 0;
}
