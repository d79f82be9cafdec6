#pragma once

#include <cstring>
#include <memory_resource>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

namespace midden::syntax {

// Owns everything a syntax tree points to: nodes, lists, strings. Nodes are trivially destructible and die
// with the arena, so that destroying a tree takes no recursion however deep the tree is.
class Arena {
 public:
  Arena() : memory_(kFirstBlock) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  template <class T>
  std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  template <class T>
  std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    T* to = static_cast<T*>(memory_.allocate(items.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), to);
    return {to, items.size()};
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {"", 0};
    char* to = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  // Equal names share their bytes: within one tree, comparing data() compares names.
  std::string_view intern(std::string_view name) {
    auto found = names_.find(name);
    if (found != names_.end()) return *found;
    return *names_.insert(copy(name)).first;
  }

 private:
  static constexpr size_t kFirstBlock = 16 * 1024;
  std::pmr::monotonic_buffer_resource memory_;
  std::unordered_set<std::string_view> names_;
};

}  // namespace midden::syntax
