#include "workloads/interpreter/compiler/constant_pool.h"

#include <cstring>

namespace midden::compiler {
namespace {

template <class T>
void append_bytes(std::string& key, const T& value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  key.append(bytes, sizeof value);
}

void append_key(std::string& key, const ConstantValue& value) {
  using Type = ConstantValue::Type;
  key.push_back(static_cast<char>(value.type));
  switch (value.type) {
    case Type::none:
    case Type::false_:
    case Type::true_:
    case Type::ellipsis:
      break;
    case Type::integer:
      append_bytes(key, value.integer);
      break;
    case Type::floating:
    case Type::complex:
      append_bytes(key, value.floating);
      break;
    case Type::big_integer:
    case Type::string:
    case Type::bytes:
      append_bytes(key, value.text.size());
      key += value.text;
      break;
    case Type::tuple:
    case Type::frozenset:
      append_bytes(key, value.items.size());
      for (const ConstantValue& item : value.items) append_key(key, item);
      break;
    case Type::code:
      append_bytes(key, value.code.get());
      break;
  }
}

}  // namespace

std::uint32_t ConstantPool::add(ConstantValue value) {
  std::string key;
  append_key(key, value);
  auto [found, inserted] = index_.try_emplace(std::move(key), size());
  if (inserted) values_.push_back(std::move(value));
  return found->second;
}

}  // namespace midden::compiler
