#pragma once

#include <string_view>

#include "workloads/interpreter/compiler/compile.h"

// Compiles a source text, with what the verifier needs.
inline midden::CompileResult compile_text(std::string_view source) {
  midden::CompileOptions options;
  options.record_statements = true;
  return midden::compile_source(source, "test.py", midden::syntax::SourceOrigin::kText, options);
}
