#include "lab/environment.h"

#include <fmt/format.h>
#include <gnu/libc-version.h>
#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "lab/invocation.h"
#include "lab/scratch.h"

using nlohmann::json;

namespace midden::lab {

namespace {

// "model name : AMD EPYC" → "AMD EPYC", of the first line that begins with `key`.
json field_of(const char* file, std::string_view key) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(key)) continue;
    std::size_t colon = line.find(':');
    if (colon != std::string::npos) return trimmed(std::string_view(line).substr(colon + 1));
  }
  return nullptr;
}

json line_of(const char* file) {
  std::string text = trimmed(read_file(file));
  return text.empty() ? json(nullptr) : json(text);
}

// "always [madvise] never" → "madvise"
json selected(const char* file) {
  std::string text = read_file(file);
  std::size_t open = text.find('['), close = text.find(']');
  if (open == std::string::npos || close == std::string::npos) return nullptr;
  return text.substr(open + 1, close - open - 1);
}

int usable_cores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
  return static_cast<int>(std::thread::hardware_concurrency());
}

json memory_total() {
  json text = field_of("/proc/meminfo", "MemTotal");
  if (!text.is_string()) return nullptr;
  return std::strtoull(text.get<std::string>().c_str(), nullptr, 10) * 1024;
}

json load_average() {
  double load[3];
  if (getloadavg(load, 3) != 3) return nullptr;
  return json::array({load[0], load[1], load[2]});
}

json revision(const Layout& layout) {
  if (layout.root.empty()) return nullptr;
  std::string error;
  std::string text =
      output_of({{"git", "-C", layout.root.string(), "describe", "--always", "--dirty"}, {}}, 10, error);
  return error.empty() ? json(trimmed(text)) : json(nullptr);
}

std::string now_utc() {
  std::time_t now = std::time(nullptr);
  char text[32];
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace

json environment(const Layout& layout) {
  utsname system{};
  uname(&system);
  json versions = json::parse(MIDDEN_LIBRARY_VERSIONS, nullptr, false);
  if (!versions.is_object()) versions = json::object();
  versions["libc"] = gnu_get_libc_version();
  return {
      {"date", now_utc()},
      {"host", system.nodename},
      {"cpu", field_of("/proc/cpuinfo", "model name")},
      {"cores", usable_cores()},
      {"cores_online", sysconf(_SC_NPROCESSORS_ONLN)},
      {"cache_size", field_of("/proc/cpuinfo", "cache size")},
      {"memory", memory_total()},
      {"page_size", sysconf(_SC_PAGESIZE)},
      {"kernel", fmt::format("{} {}", system.sysname, system.release)},
      {"machine", system.machine},
      {"thp", selected("/sys/kernel/mm/transparent_hugepage/enabled")},
      {"governor", line_of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")},
      {"aslr", line_of("/proc/sys/kernel/randomize_va_space")},
      {"load", load_average()},
      {"versions", std::move(versions)},
      {"midden", {{"version", MIDDEN_VERSION}, {"revision", revision(layout)}}},
      {"build",
       {{"type", MIDDEN_BUILD_TYPE},
        {"compiler", MIDDEN_COMPILER},
        {"flags", MIDDEN_FLAGS},
        {"sanitizer", MIDDEN_SANITIZER}}},
  };
}

std::string environment_line(const json& environment) {
  auto text = [&](const char* key) {
    const json& value = environment.at(key);
    return value.is_string() ? value.get<std::string>() : std::string("unknown");
  };
  int cores = environment.at("cores");
  std::string line = fmt::format("{}, {} core{}, {}, THP {}", text("cpu"), cores, cores == 1 ? "" : "s",
                                 text("kernel"), text("thp"));
  const json& load = environment.at("load");
  if (load.is_array()) line += fmt::format(", load {:.1f}", load[0].get<double>());
  if (load.is_array() && load[0].get<double>() > cores) {
    line += "\nThe machine was busy before the first invocation: wall times say little, --by cpu says more.";
  }
  return line;
}

}  // namespace midden::lab
