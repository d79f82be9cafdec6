#include "lab/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "lab/scratch.h"
#include "lab/statistics.h"
#include "lab/terminal.h"

using nlohmann::json;

namespace midden::lab {

namespace {

constexpr double kParts[] = {0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99995, 0.99999, 1};

struct Metering {
  const char* key;
  const char* label;
  std::int64_t window_ns;
};
constexpr Metering kMeterings[] = {{"metered_100ms", "metered, 100 ms", 100'000'000},
                                   {"metered_1s", "metered, 1 s", 1'000'000'000},
                                   {"metered_run", "metered, whole run", 0}};

json parts_of(std::vector<double> latencies) {
  std::sort(latencies.begin(), latencies.end());
  json parts = json::array();
  for (double part : kParts) {
    // The small amount keeps 0.9 of ten the ninth.
    auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(latencies.size()) - 1e-9));
    parts.push_back({part, latencies[std::max<std::size_t>(rank, 1) - 1]});
  }
  return parts;
}

// Nothing for a percentile that has no request beyond it.
std::optional<double> latency_at(const json& record, const char* key, double part) {
  auto requests = record.find("requests");
  if (requests == record.end() || !requests->is_object() || !requests->contains(key)) return std::nullopt;
  if (part < 1 && requests->value("count", 0.0) * (1 - part) < 1 - 1e-9) return std::nullopt;
  for (const json& entry : (*requests)[key]) {
    if (entry[0].get<double>() == part) return entry[1].get<double>();
  }
  return std::nullopt;
}

std::string latency_cell(const Series& series, const char* key, double part) {
  std::vector<double> values;
  for (const Sample& sample : series.samples) {
    if (auto value = latency_at(sample.record, key, part)) values.push_back(*value);
  }
  if (values.empty()) return "-";
  double ms = median(values) * 1e3;
  return fmt::format("{:.{}f}", ms, ms < 10 ? 3 : ms < 100 ? 2 : 1);
}

}  // namespace

std::vector<RequestTime> read_requests(const std::filesystem::path& file) {
  std::string bytes = read_file(file);
  std::vector<RequestTime> requests(bytes.size() / sizeof(RequestTime));
  if (!requests.empty()) std::memcpy(requests.data(), bytes.data(), requests.size() * sizeof(RequestTime));
  std::erase_if(requests, [](const RequestTime& request) { return request.end_ns < request.start_ns; });
  std::stable_sort(requests.begin(), requests.end(),
                   [](const RequestTime& a, const RequestTime& b) { return a.start_ns < b.start_ns; });
  return requests;
}

std::vector<double> simple_latencies(const std::vector<RequestTime>& requests) {
  std::vector<double> latencies;
  for (const RequestTime& request : requests)
    latencies.push_back(static_cast<double>(request.end_ns - request.start_ns) * 1e-9);
  return latencies;
}

std::vector<double> metered_latencies(const std::vector<RequestTime>& requests, std::int64_t window_ns) {
  std::vector<double> latencies;
  if (requests.empty()) return latencies;
  const std::int64_t first = requests.front().start_ns;
  std::int64_t end = first;
  for (const RequestTime& request : requests) end = std::max(end, request.end_ns);
  auto window_of = [&](const RequestTime& request) {
    return window_ns == 0 ? 0 : (request.start_ns - first) / window_ns;
  };
  for (std::size_t i = 0; i < requests.size();) {
    const std::int64_t window = window_of(requests[i]);
    std::size_t next = i;
    while (next < requests.size() && window_of(requests[next]) == window) ++next;
    const std::int64_t begin = first + window * window_ns;
    const std::int64_t length = (window_ns == 0 ? end : std::min(begin + window_ns, end)) - begin;
    const double distance = static_cast<double>(length) / static_cast<double>(next - i);
    for (std::size_t k = i; k < next; ++k) {
      const double arrival = distance * static_cast<double>(k - i);
      const auto start = static_cast<double>(requests[k].start_ns - begin);
      const auto ended = static_cast<double>(requests[k].end_ns - begin);
      latencies.push_back((ended - std::min(arrival, start)) * 1e-9);
    }
    i = next;
  }
  return latencies;
}

json requests_record(const std::vector<RequestTime>& requests) {
  if (requests.empty()) return nullptr;
  std::int64_t end = 0;
  for (const RequestTime& request : requests) end = std::max(end, request.end_ns - requests.front().start_ns);
  json record = {{"count", requests.size()}, {"span_s", static_cast<double>(end) * 1e-9}};
  record["simple"] = parts_of(simple_latencies(requests));
  for (const Metering& metering : kMeterings)
    record[metering.key] = parts_of(metered_latencies(requests, metering.window_ns));
  return record;
}

std::string latency_table(const Plan& plan, const Result& result, Look look) {
  Table table;
  table.add_column("latency of requests, ms", Align::kLeft);
  constexpr std::pair<const char*, double> kColumns[] = {
      {"median", 0.5}, {"90 %", 0.9}, {"99 %", 0.99}, {"99.9 %", 0.999}, {"99.99 %", 0.9999}, {"longest", 1}};
  for (const auto& [heading, part] : kColumns) table.add_column(heading);
  bool any = false;
  for (std::size_t i = 0; i < plan.contestants.size(); ++i) {
    const Series& series = result.series[i];
    if (!series.failure.empty() || series.samples.empty()) continue;
    if (!latency_at(series.samples.front().record, "simple", 1)) continue;
    auto add = [&](const std::string& label, const char* key, Style style) {
      std::vector<std::string> cells = {label};
      for (const auto& [heading, part] : kColumns) cells.push_back(latency_cell(series, key, part));
      table.add_row(std::move(cells), style);
    };
    add(plan.contestants[i].label + ", simple", "simple", Style::kPlain);
    for (const Metering& metering : kMeterings)
      add(std::string("  ") + metering.label, metering.key, Style::kDim);
    any = true;
  }
  if (!any) return "";
  return table.render(look) +
         wrapped(
             "simple: from a request's own start; metered: from when it would have come if requests came "
             "evenly "
             "over such a window, whether the program stands still or not; medians over invocations",
             kTableWidth, 2) +
         "\n";
}

}  // namespace midden::lab
