#pragma once

#include <optional>

#include "workloads/interpreter/syntax/ast.h"
#include "workloads/interpreter/syntax/problem.h"

namespace midden::syntax {

// What CPython's compiler refuses about one case of a match statement. `may_match_all`: the last case, or one
// with a guard.
std::optional<SyntaxProblem> check_pattern(const Pattern& pattern, bool may_match_all);

}  // namespace midden::syntax
