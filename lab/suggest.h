// "Unknown name" errors: the nearest valid name and the list of all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace midden::lab {

// Edit distance in which a swap of two neighbours counts as one edit (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `valid`, or an empty string when none is near enough to be what was meant.
std::string nearest(std::string_view given, const std::vector<std::string>& valid);

// "unknown collector 'refcont'; did you mean 'refcount'? valid: none, marksweep, refcount"
std::string unknown_name(std::string_view what, std::string_view given,
                         const std::vector<std::string>& valid);

std::string join(const std::vector<std::string>& words, std::string_view separator);

}  // namespace midden::lab
