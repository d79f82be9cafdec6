#include "workloads/interpreter/compiler/compiler.h"

namespace midden::compiler {

std::string unparse(const Expr*) { return ""; }

}  // namespace midden::compiler
