#include "lab/peers.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/suggest.h"

using nlohmann::json;

namespace midden::lab {

namespace {

constexpr const char* kQuestion = R"(
import json, platform, sys, sysconfig
pypy = getattr(sys, "pypy_version_info", None)
arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
print(json.dumps({
    "implementation": platform.python_implementation(),
    "language": platform.python_version(),
    "version": "%d.%d.%d" % tuple(pypy[:3]) if pypy else platform.python_version(),
    "compiler": platform.python_compiler(),
    "build": ", ".join(platform.python_build()),
    "pgo": "--enable-optimizations" in arguments,
    "lto": "--with-lto" in arguments,
    "debug": hasattr(sys, "gettotalrefcount"),
}))
)";

std::string on_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream directories(path ? path : "/usr/bin:/bin");
  for (std::string directory; std::getline(directories, directory, ':');) {
    std::string candidate = directory + "/" + name;
    if (!directory.empty() && access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

// "Debian" from /etc/os-release's NAME="Debian GNU/Linux".
std::string distribution() {
  std::ifstream release("/etc/os-release");
  for (std::string line; std::getline(release, line);) {
    if (!line.starts_with("NAME=")) continue;
    line.erase(0, 5);
    line.erase(std::remove(line.begin(), line.end(), '"'), line.end());
    return line.substr(0, line.find(' '));
  }
  return "distribution";
}

}  // namespace

const std::vector<std::string>& peer_names() {
  static const std::vector<std::string> kNames = {"python3", "pypy3"};
  return kNames;
}

Peer find_peer(const std::string& name) {
  const auto& names = peer_names();
  if (std::find(names.begin(), names.end(), name) == names.end())
    throw UserError(unknown_name("peer", name, names));
  Peer peer;
  peer.name = name;
  std::string usual = "/usr/bin/" + name;
  peer.executable = access(usual.c_str(), X_OK) == 0 ? usual : on_path(name);
  if (peer.executable.empty()) {
    throw UserError(
        fmt::format("peer {}: not installed; install the package {} or leave it out of --peers", name, name));
  }
  std::string error;
  std::string text = output_of({{peer.executable, "-c", kQuestion}, {}}, 30, error);
  json answer = json::parse(text, nullptr, false);
  if (!answer.is_object()) {
    throw UserError(fmt::format("peer {}: {} did not tell its version: {}", name, peer.executable, error));
  }
  bool packaged = peer.executable.starts_with("/usr/bin/");
  std::string origin = packaged ? distribution() : "own build";
  // Distributions optimise in ways that the configure line does not tell; of an own build it tells all.
  std::string build;
  if (answer.value("implementation", "") != "CPython") {
    build = ", Python " + answer.value("language", "?");
  } else if (!packaged) {
    build = answer.value("pgo", false) ? ", with PGO" : ", without PGO";
    if (answer.value("lto", false)) build += " and LTO";
  }
  if (answer.value("debug", false)) build += ", debug build";
  std::string compiler = answer.value("compiler", "");
  peer.label = fmt::format("{} {} ({})", name, answer.value("version", "?"), origin);
  bool cpython = answer.value("implementation", "") == "CPython";
  peer.note = fmt::format("{}: {} {} at {}{}{}{}; pauses by {}", name, answer.value("implementation", "?"),
                          answer.value("version", "?"), peer.executable, build, compiler.empty() ? "" : ", ",
                          compiler, cpython ? "gc.callbacks" : "its log");
  peer.json = std::move(answer);
  peer.json["executable"] = peer.executable;
  peer.json["origin"] = origin;
  return peer;
}

Contestant peer_contestant(const Peer& peer, const Layout& layout) {
  Contestant contestant;
  contestant.name = peer.name;
  contestant.label = peer.label;
  contestant.note = peer.note;
  contestant.command = {peer.executable};
  contestant.is_peer = true;
  contestant.peer_hooks = layout.peer_hooks;
  contestant.description = peer.json;
  return contestant;
}

std::filesystem::path pypy_log(const std::filesystem::path& log) { return log.string() + ".pypy"; }

std::vector<std::pair<std::string, std::string>> peer_environment(const std::filesystem::path& hooks,
                                                                  const std::filesystem::path& log) {
  const char* given = std::getenv("PYTHONPATH");
  std::string path = hooks.string() + (given != nullptr && *given != 0 ? std::string(":") + given : "");
  return {{"PYTHONPATH", path},
          {"MIDDEN_PEER_LOG", log.string()},
          {"PYPYLOG", "gc-minor,gc-collect,midden:" + pypy_log(log).string()}};
}

void add_peer_log(json& record, const std::filesystem::path& log) {
  std::ifstream file(log);
  if (!file) return;
  std::vector<double> pauses;
  double total = 0, cpu = 0;
  json cycles = json::object();
  for (std::string text; std::getline(file, text);) {
    json line = json::parse(text, nullptr, false);
    if (!line.is_object() || !line.contains("pauses")) continue;
    std::string kind = line.value("kind", "unknown");
    cycles[kind] = cycles.value(kind, 0) + 1;
    double paused = 0;
    for (const json& pause : line["pauses"]) {
      pauses.push_back(pause[1].get<double>());
      paused += pauses.back();
    }
    total += paused;
    cpu += line.value("pause_cpu_s", paused);
  }
  std::sort(pauses.begin(), pauses.end());
  auto percentile = [&](double part) {
    if (pauses.empty()) return 0.0;
    auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(pauses.size())));
    return pauses[std::max<std::size_t>(rank, 1) - 1];
  };
  record["cycles"] = std::move(cycles);
  record["pauses"] = {{"count", pauses.size()},   {"total_s", total},          {"p50_s", percentile(0.5)},
                      {"p90_s", percentile(0.9)}, {"p99_s", percentile(0.99)}, {"p999_s", percentile(0.999)},
                      {"max_s", percentile(1)}};
  record["cpu"]["pause_s"] = cpu;
}

}  // namespace midden::lab
