#pragma once

#include <string>
#include <string_view>

#include "workloads/interpreter/compiler/code_template.h"

namespace midden::compiler {

std::string string_repr(std::string_view utf8);
// repr() of a literal's value, in UTF-8; an infinite float is written as a literal that gives it.
std::string constant_repr(const ConstantValue& value);

}  // namespace midden::compiler
