// Whether all contestants printed the same: stdout and exit status of every invocation are compared.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace midden::lab {

class OutputCheck {
 public:
  // Keeps one copy of each distinct output.
  void add(std::size_t contestant, int exit_status, std::string output);

  bool agree() const { return groups_.size() <= 1; }

  // What differs, in a few lines: who printed otherwise than the majority (or than `trusted`, a contestant
  // such as a real interpreter, if not negative), and the first line that differs. Empty when all agree.
  std::string explain(const std::vector<std::string>& names, int trusted) const;

  // The contestants whose outputs are not the reference's.
  std::vector<std::size_t> dissenters(int trusted) const;

 private:
  struct Group {
    int exit_status;
    std::string output;
    std::vector<std::size_t> contestants;  // a contestant whose invocations differ is in several groups
  };
  const Group& reference(int trusted) const;

  std::vector<Group> groups_;
};

// The number (from 1) and the text of the first line in which the two differ; a missing line is "(nothing)".
struct LineDifference {
  std::size_t line = 0;  // 0: equal
  std::string left, right;
};
LineDifference first_difference(const std::string& left, const std::string& right);

}  // namespace midden::lab
