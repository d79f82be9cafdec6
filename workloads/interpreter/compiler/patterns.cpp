// match statements.

#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

using namespace syntax;

void Compiler::match_statement(const Match*) {
  fail(ProblemKind::kSyntaxError, "match is not supported yet");
}

}  // namespace midden::compiler
