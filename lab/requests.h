// Latency of the requests that a program reports (workloads/programs/_requests.py).
//
// Simple latency is a request's end minus its start. That flatters pauses: while the program stands still no
// request begins, so only the one under way is late. Metered latency supposes arrivals that do not wait: time
// is cut into windows, the requests that began in a window are taken to have arrived at even distances over
// it, none later than it began, and latency counts from arrival. The longer the window, the longer a pause is
// felt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "lab/experiment.h"
#include "lab/table.h"

namespace midden::lab {

struct RequestTime {
  std::int64_t start_ns, end_ns;
};

// In the order of their starts; without what cannot be: an end before its start, half a pair.
std::vector<RequestTime> read_requests(const std::filesystem::path& file);

// In seconds, in the order of the requests.
std::vector<double> simple_latencies(const std::vector<RequestTime>& requests);
// Requests in the order of their starts. Windows begin with the first start; the last one ends with the last
// end. window_ns 0: one window, the whole run.
std::vector<double> metered_latencies(const std::vector<RequestTime>& requests, std::int64_t window_ns);

// {"count", "span_s", and for "simple", "metered_100ms", "metered_1s", "metered_run" a list of [part,
// seconds]: the least latency that this part of all requests did not exceed}; null without requests.
nlohmann::json requests_record(const std::vector<RequestTime>& requests);

// Medians over invocations of percentiles by nines; empty when no contestant reported requests.
std::string latency_table(const Plan& plan, const Result& result, Look look);

}  // namespace midden::lab
