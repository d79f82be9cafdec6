#pragma once

#include <string_view>

#include "workloads/interpreter/syntax/token.h"

namespace midden::syntax {

Tok keyword_or_name(std::string_view name);

}  // namespace midden::syntax
