// What a user did that cannot be done. The message is one line that names what is wrong, where, and what
// would be right; main prints it and exits with kUsageExit.
#pragma once

#include <stdexcept>

namespace midden::lab {

inline constexpr int kFailureExit =
    1;                                // the work was done and came out badly: outputs differ, all rows failed
inline constexpr int kUsageExit = 2;  // the request cannot be carried out
inline constexpr int kInterruptedExit = 130;  // as a shell reports SIGINT

class UserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace midden::lab
