#pragma once

#include <string>

#include "workloads/interpreter/syntax/ast.h"

namespace midden::syntax {

// What CPython's ast.dump(tree, include_attributes=True) gives. Recursive: for trees that the symbol table
// accepts.
std::string dump(const Module& module);
std::string dump(const Expression& expression);

}  // namespace midden::syntax
