// The sentences of a report: what each figure shows, computed from what it is drawn from. A difference is
// only told where intervals support it.
#pragma once

#include <string>
#include <vector>

#include "lab/rows.h"

namespace midden::lab {

// Of rows that have the same program and heap size.
struct Findings {
  std::string time, pauses, utilisation, memory;
};
Findings findings(const std::vector<FigureRow>& rows, bool by_cpu);

// Of all rows of a study's program: how lower-bound overhead changes with the heap.
std::string overhead_finding(const std::vector<FigureRow>& rows, const std::vector<std::string>& heaps,
                             bool by_cpu);

}  // namespace midden::lab
