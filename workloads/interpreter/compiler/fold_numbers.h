#pragma once

#include <optional>

#include "workloads/interpreter/compiler/code_template.h"
#include "workloads/interpreter/syntax/ast.h"

namespace midden::compiler {

bool is_integer(const ConstantValue& value);  // int or bool
bool is_number(const ConstantValue& value);   // those and float

// Arithmetic on numbers; nothing when it would raise, or make an int of more than 128 bits.
std::optional<ConstantValue> fold_numbers(syntax::BinaryOperator op, const ConstantValue& left,
                                          const ConstantValue& right);
std::optional<ConstantValue> negated(const ConstantValue& value);
std::optional<ConstantValue> inverted(const ConstantValue& value);

}  // namespace midden::compiler
