// midden_syntax_dump FILE…        one line per file: the tree as ast.dump(tree, include_attributes=True)
// midden_syntax_dump --snippets   the same for sources on standard input, each as "<kind> <bytes>\n<source>",
// where
//                                 <kind> is exec or eval
// midden_syntax_dump --symbols FILE…   one line per file: its scopes as JSON, flags as in a code object's
// co_flags midden_syntax_dump --time FILE… parses each file once and prints how fast A problem is printed as
// a line `!Kind`, then a JSON list: message, line, offset, end line, end offset, text.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "workloads/interpreter/syntax/dump/dump.h"
#include "workloads/interpreter/syntax/parser.h"
#include "workloads/interpreter/syntax/symbol_table.h"

using namespace midden::syntax;

namespace {

void print_problem(const SyntaxProblem& problem) {
  nlohmann::json fields = {problem.message, problem.line, problem.offset};
  fields.push_back(problem.has_end || problem.end_line ? nlohmann::json(problem.end_line) : nlohmann::json());
  fields.push_back(problem.has_end ? nlohmann::json(problem.end_offset) : nlohmann::json());
  fields.push_back(problem.has_text ? nlohmann::json(problem.text) : nlohmann::json());
  fmt::print("!{} {}\n", problem_class_name(problem.kind), fields.dump());
}

void print(const ParseResult& result) {
  if (result.problem) return print_problem(*result.problem);
  SymbolResult symbols = analyse_symbols(result);
  if (symbols.problem) {
    print_problem(*symbols.problem);
  } else {
    fmt::print("{}\n", result.module ? dump(*result.module) : dump(*result.expression));
  }
}

constexpr const char* kKinds[] = {"local", "cell", "free", "global", "implicit"};

nlohmann::json describe(const Scope& scope) {
  nlohmann::json names = nlohmann::json::object(), children = nlohmann::json::array();
  for (const auto& [name, symbol] : scope.symbols)
    names[std::string(name)] = kKinds[static_cast<int>(symbol.kind)];
  for (const Scope* child : scope.children) children.push_back(describe(*child));
  auto list = [](const std::vector<Identifier>& from) {
    return std::vector<std::string>(from.begin(), from.end());
  };
  return {{"name", scope.name},
          {"line", scope.at.line},
          {"names", names},
          {"locals", list(scope.locals)},
          {"cells", list(scope.cells)},
          {"frees", list(scope.frees)},
          {"arguments", {scope.positional_count, scope.posonly_count, scope.kwonly_count}},
          {"flags", (scope.has_star_args ? 4 : 0) | (scope.has_star_kwargs ? 8 : 0) |
                        (scope.is_nested && scope.is_function_like ? 16 : 0) | (scope.is_generator ? 32 : 0) |
                        (scope.is_coroutine ? 128 : 0) | (scope.is_async_generator ? 512 : 0)},
          {"children", children}};
}

void print_symbols(const ParseResult& result) {
  if (result.problem) return print_problem(*result.problem);
  SymbolResult symbols = analyse_symbols(result);
  if (symbols.problem) return print_problem(*symbols.problem);
  fmt::print("{}\n", describe(*symbols.table->module()).dump());
}

std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void dump_snippets() {
  std::string kind, line;
  size_t size;
  while (std::cin >> kind >> size) {
    std::cin.get();
    std::string source(size, '\0');
    std::cin.read(source.data(), static_cast<std::streamsize>(size));
    print(kind == "eval" ? parse_expression(source, "<snippet>", SourceOrigin::kText)
                         : parse_module(source, "<snippet>", SourceOrigin::kText));
  }
}

void time_files(int count, char** paths) {
  size_t bytes = 0;
  std::chrono::duration<double> spent{};
  for (int i = 0; i < count; ++i) {
    std::string source = read_file(paths[i]);
    auto start = std::chrono::steady_clock::now();
    ParseResult result = parse_module(source, paths[i]);
    spent += std::chrono::steady_clock::now() - start;
    bytes += source.size();
  }
  fmt::print("{} files, {:.2f} MB in {:.3f} s: {:.1f} MB/s\n", count, static_cast<double>(bytes) / 1e6,
             spent.count(), static_cast<double>(bytes) / 1e6 / spent.count());
}

}  // namespace

int main(int argc, char** argv) {
  std::string first = argc > 1 ? argv[1] : "";
  if (first == "--snippets") {
    dump_snippets();
  } else if (first == "--time") {
    time_files(argc - 2, argv + 2);
  } else if (first == "--symbols") {
    for (int i = 2; i < argc; ++i)
      print_symbols(parse_module(read_file(argv[i]), argv[i], SourceOrigin::kBytes));
  } else {
    for (int i = 1; i < argc; ++i) print(parse_module(read_file(argv[i]), argv[i], SourceOrigin::kBytes));
  }
  return 0;
}
