#include "lab/counters.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace midden::lab {

namespace {

struct Kind {
  std::uint32_t type;
  std::uint64_t config;
};

// In the order of Counters::descriptors_.
constexpr Kind kKinds[] = {{PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS},
                           {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES},
                           {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES},
                           {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS},
                           {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK}};

int open_counter(const Kind& kind, pid_t child, bool with_kernel) {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = kind.type;
  attributes.config = kind.config;
  attributes.disabled = 1;
  attributes.enable_on_exec = 1;
  attributes.inherit = 1;
  attributes.exclude_hv = 1;
  attributes.exclude_kernel = with_kernel ? 0 : 1;
  attributes.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  return static_cast<int>(syscall(SYS_perf_event_open, &attributes, child, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

template <typename Number>
nlohmann::json or_null(const std::optional<Number>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

}  // namespace

Counters::~Counters() {
  for (int descriptor : descriptors_) {
    if (descriptor >= 0) close(descriptor);
  }
}

void Counters::open(pid_t child) {
  // All with the kernel or all without: perf_event_paranoid forbids its part to ordinary users.
  const int first = open_counter(kKinds[4], child, true);
  kernel_included_ = first >= 0;
  if (first >= 0) close(first);
  for (std::size_t i = 0; i < descriptors_.size(); ++i)
    descriptors_[i] = open_counter(kKinds[i], child, kernel_included_);
}

CounterFigures Counters::read() const {
  std::array<std::optional<double>, 5> values;
  for (std::size_t i = 0; i < descriptors_.size(); ++i) {
    std::uint64_t told[3] = {};  // count, time enabled, time running
    if (descriptors_[i] < 0 || ::read(descriptors_[i], told, sizeof told) != sizeof told) continue;
    if (told[2] == 0) continue;  // never had a counter
    values[i] = static_cast<double>(told[0]) * static_cast<double>(told[1]) / static_cast<double>(told[2]);
  }
  auto whole = [](const std::optional<double>& value) {
    return value ? std::optional(static_cast<std::uint64_t>(*value + 0.5)) : std::nullopt;
  };
  CounterFigures figures;
  figures.instructions = whole(values[0]);
  figures.cycles = whole(values[1]);
  figures.cache_misses = whole(values[2]);
  figures.page_faults = whole(values[3]);
  if (values[4]) figures.task_clock_s = *values[4] * 1e-9;
  figures.kernel_included = kernel_included_;
  return figures;
}

nlohmann::json CounterFigures::json() const {
  return {{"instructions", or_null(instructions)}, {"cycles", or_null(cycles)},
          {"cache_misses", or_null(cache_misses)}, {"page_faults", or_null(page_faults)},
          {"task_clock_s", or_null(task_clock_s)}, {"kernel_included", kernel_included}};
}

}  // namespace midden::lab
