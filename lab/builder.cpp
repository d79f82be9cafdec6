#include "lab/builder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "lab/error.h"
#include "lab/invocation.h"
#include "lab/suggest.h"
#include "lab/terminal.h"

namespace fs = std::filesystem;

namespace midden::lab {

namespace {

// One builder at a time in a build tree; the door takes the same lock.
class BuildLock {
 public:
  explicit BuildLock(const fs::path& build) {
    std::error_code ignored;
    fs::create_directories(build, ignored);
    descriptor_ = open((build / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) flock(descriptor_, LOCK_EX);
  }
  ~BuildLock() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  BuildLock(const BuildLock&) = delete;
  BuildLock& operator=(const BuildLock&) = delete;

 private:
  int descriptor_;
};

// "[12/80] Building CXX object …" is progress; anything else is what a user must see on failure.
bool is_progress(const std::string& line) {
  return line.starts_with('[') && line.find('/') < line.find(']') && line.find("FAILED") == std::string::npos;
}

struct Step {
  std::vector<std::string> command;
  fs::path directory;
  std::string what;
};

// Runs a step with its output in the log and its progress on the status line; false when it failed.
bool run_step(const Step& step, std::ofstream& log, std::string& complaint, StatusLine& status) {
  std::string line = "cd " + shell_quoted(step.directory.string()) + " && exec";
  for (const std::string& word : step.command) line += " " + shell_quoted(word);
  line += " 2>&1 </dev/null";
  FILE* pipe = popen(line.c_str(), "re");
  if (pipe == nullptr) {
    complaint = std::strerror(errno);
    return false;
  }
  char* buffer = nullptr;
  std::size_t capacity = 0;
  while (getline(&buffer, &capacity, pipe) >= 0) {
    std::string text = buffer;
    log << text;
    if (is_progress(text)) {
      text.pop_back();
      status.show(fmt::format("building {} {}", step.what, text));
    } else {
      complaint += text;
    }
  }
  std::free(buffer);
  int result = pclose(pipe);
  return WIFEXITED(result) && WEXITSTATUS(result) == 0;
}

void build_locked(const Layout& layout, const fs::path& build, const std::vector<std::string>& targets,
                  const std::string& what) {
  StatusLine status;
  std::ofstream log(build / "build.log");
  std::vector<Step> steps;
  if (!fs::exists(build / "build.ninja")) {
    steps.push_back({{"cmake", "--preset", build.filename().string()}, layout.root, what});
  }
  std::vector<std::string> command = {"cmake", "--build", build.string(), "--parallel",
                                      std::to_string(std::max(1u, std::thread::hardware_concurrency()))};
  if (!targets.empty()) command.push_back("--target");
  command.insert(command.end(), targets.begin(), targets.end());
  steps.push_back({std::move(command), layout.root, what});

  if (!status.live()) status.note(fmt::format("building {} (log: {})", what, (build / "build.log").string()));
  status.show(fmt::format("building {}", what));
  for (const Step& step : steps) {
    std::string complaint;
    if (run_step(step, log, complaint, status)) continue;
    log.flush();
    status.clear();
    std::fputs(complaint.c_str(), stderr);
    throw UserError(
        fmt::format("building {} failed; the whole log: {}", what, (build / "build.log").string()));
  }
}

// When this configuration was last seen to be up to date.
fs::path built_stamp(const Layout& layout, const Configuration& configuration) {
  return layout.vms / (configuration.name + ".d") / "up-to-date";
}

bool is_current(const Layout& layout, const Configuration& configuration) {
  if (!configuration.built()) return false;
  // The door builds the default ones; its stamp is no older than the latest change that it saw.
  if (!layout.can_build() || configuration.is_default) return true;
  std::error_code error;
  auto door = fs::last_write_time(layout.build / "up-to-date", error);
  if (error) return true;
  auto ours = fs::last_write_time(built_stamp(layout, configuration), error);
  return !error && ours >= door;
}

}  // namespace

std::vector<std::string> preset_names() { return {"release", "debug", "asan", "tsan"}; }

fs::path preset_directory(const Layout& layout, const std::string& preset) {
  if (!layout.can_build())
    throw UserError("nothing to build here: this midden is installed, without its sources");
  if (preset.empty()) return layout.build;
  auto names = preset_names();
  if (std::find(names.begin(), names.end(), preset) == names.end()) {
    throw UserError(unknown_name("preset", preset, names));
  }
  return layout.build.parent_path() / preset;
}

void build_targets(const Layout& layout, const fs::path& build, const std::vector<std::string>& targets,
                   const std::string& what) {
  BuildLock lock(build);
  build_locked(layout, build, targets, what);
}

std::vector<std::string> target_names(const fs::path& build) {
  std::vector<std::string> names;
  FILE* pipe = popen(
      fmt::format("ninja -C {} -t targets all 2>/dev/null </dev/null", shell_quoted(build.string())).c_str(),
      "re");
  if (pipe == nullptr) return names;
  char* buffer = nullptr;
  std::size_t capacity = 0;
  while (getline(&buffer, &capacity, pipe) >= 0) {
    std::string line = buffer;
    std::size_t colon = line.rfind(": ");
    std::string name = line.substr(0, colon);
    // Phony names without a directory are the targets; executables and libraries have such an alias each.
    if (colon != std::string::npos && line.substr(colon + 2, 5) == "phony" &&
        name.find('/') == std::string::npos && name.find('.') == std::string::npos) {
      names.push_back(name);
    }
  }
  std::free(buffer);
  pclose(pipe);
  return names;
}

void ensure_built(const Layout& layout, const std::vector<Configuration>& configurations) {
  auto all_current = [&] {
    return std::all_of(configurations.begin(), configurations.end(),
                       [&](const Configuration& c) { return is_current(layout, c); });
  };
  if (all_current()) return;
  if (!layout.can_build()) {
    for (const Configuration& configuration : configurations) {
      if (!configuration.built()) {
        throw UserError(fmt::format("configuration {}: listed, but there is no executable {}",
                                    configuration.name, configuration.executable.string()));
      }
    }
    return;
  }
  BuildLock lock(layout.build);
  std::vector<std::string> targets;
  for (const Configuration& configuration : configurations) {
    if (!is_current(layout, configuration)) targets.push_back(configuration.name);
  }
  if (targets.empty()) return;  // another midden built them while we waited
  auto began = fs::file_time_type::clock::now();
  build_locked(layout, layout.build, targets, join(targets, ", "));
  for (const Configuration& configuration : configurations) {
    fs::path stamp = built_stamp(layout, configuration);
    std::error_code ignored;
    std::ofstream{stamp};
    fs::last_write_time(stamp, began, ignored);
  }
}

}  // namespace midden::lab
