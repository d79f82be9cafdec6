#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "workloads/interpreter/compiler/code_template.h"

namespace midden::compiler {

// The constants of one code block. Two are the same when type and value are: 1, 1.0 and True are three
// constants, as are 0.0 and -0.0.
class ConstantPool {
 public:
  std::uint32_t add(ConstantValue value);
  std::vector<ConstantValue> take() { return std::move(values_); }
  const ConstantValue& operator[](std::uint32_t index) const { return values_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

 private:
  std::vector<ConstantValue> values_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

}  // namespace midden::compiler
