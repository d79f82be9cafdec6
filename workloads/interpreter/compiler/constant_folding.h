#pragma once

#include <optional>
#include <string_view>

#include "workloads/interpreter/compiler/code_template.h"
#include "workloads/interpreter/syntax/ast.h"

namespace midden::compiler {

ConstantValue none_constant();
ConstantValue bool_constant(bool value);
ConstantValue int_constant(std::int64_t value);
ConstantValue string_constant(std::string_view text);
ConstantValue tuple_constant(std::vector<ConstantValue> items);

// The value of an expression that is known now: literals, arithmetic on them within CPython's limits of size,
// tuples of them, `__debug__`.
std::optional<ConstantValue> fold(const syntax::Expr* expr);
// A list or set display of constants as the tuple or frozenset that does for `in` and `for`.
std::optional<ConstantValue> fold_collection(const syntax::Expr* expr);

bool is_true(const ConstantValue& value);

}  // namespace midden::compiler
