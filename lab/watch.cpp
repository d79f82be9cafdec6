#include "lab/watch.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "lab/error.h"
#include "lab/memory_timeline.h"
#include "lab/scratch.h"
#include "lab/terminal.h"
#include "lab/wording.h"

namespace midden::lab {

namespace {

constexpr int kLines = 4;
constexpr int kLeastRows = 10;
constexpr std::size_t kHistory = 30;

std::string megabytes(double bytes) { return fmt::format("{:.1f} MB", bytes / (1024 * 1024)); }

std::string duration(double seconds) {
  return seconds < 1e-3 ? fmt::format("{:.0f} µs", seconds * 1e6)
         : seconds < 1  ? fmt::format("{:.1f} ms", seconds * 1e3)
                        : fmt::format("{:.2f} s", seconds);
}

void keep(std::deque<double>& history, double value) {
  history.push_back(value);
  if (history.size() > kHistory) history.pop_front();
}

double now_s() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// User and system time of a process and its threads.
double cpu_seconds(pid_t pid) {
  std::string text = read_file(fmt::format("/proc/{}/stat", pid));
  std::size_t end_of_name = text.rfind(')');
  if (end_of_name == std::string::npos) return 0;
  std::istringstream rest(text.substr(end_of_name + 1));
  std::string ignored;
  for (int i = 0; i < 11; ++i) rest >> ignored;
  double user = 0, system = 0;
  rest >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

void put(const std::string& text) {
  // In one piece, so that the program's own output does not come between.
  if (write(STDERR_FILENO, text.data(), text.size()) < 0) return;
}

}  // namespace

std::optional<LiveState> read_live(const std::filesystem::path& file) {
  constexpr std::size_t kBytes = 4096, kNames = 1024;
  std::string page = read_file(file);
  if (page.size() < kBytes || !page.starts_with("mid-live")) return std::nullopt;
  auto word = [&](std::size_t index) {
    std::uint64_t value;
    std::memcpy(&value, page.data() + index * sizeof value, sizeof value);
    return value;
  };
  auto seconds = [&](std::size_t index) { return static_cast<double>(word(index)) * 1e-9; };
  if (word(1) != 1) return std::nullopt;
  LiveState state;
  state.elapsed_s = seconds(3) - seconds(2);
  state.held = word(4);
  state.live = word(5);
  state.worklist = word(6);
  state.paused_since = seconds(8);
  state.pauses = word(9);
  state.paused_s = seconds(10);
  state.longest_s = seconds(11);
  state.latest_s = seconds(12);
  state.helpers_s = seconds(13);
  std::istringstream names(page.c_str() + kNames);
  std::uint64_t kind = 0;
  for (std::string name; 16 + kind < kNames / 8 && std::getline(names, name, ','); ++kind) {
    if (word(16 + kind) != 0) state.cycles.emplace_back(name, word(16 + kind));
    if (word(7) == kind + 1) state.under_way = name;
  }
  return state;
}

std::string sparkline(const std::deque<double>& values) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double most = 0;
  for (double value : values) most = std::max(most, value);
  std::string text;
  for (double value : values) {
    auto height = most > 0 ? static_cast<std::size_t>(std::lround(value / most * 7)) : 0;
    text += kBars[std::min<std::size_t>(height, 7)];
  }
  return text;
}

Watch::Watch(std::filesystem::path live_file, std::string title)
    : file_(std::move(live_file)), title_(std::move(title)) {
  if (!stderr_is_terminal()) throw UserError("--watch: stderr is no terminal; leave it out, or use --trace");
  const char* term = std::getenv("TERM");
  if (term != nullptr && std::string_view(term) == "dumb")
    throw UserError("--watch: this terminal (TERM=dumb) cannot keep lines in place");
  reserve();
  if (!reserved_) throw UserError(fmt::format("--watch: the terminal has less than {} lines", kLeastRows));
}

// The bottom lines are taken out of the scrolling region; what stood there moves up.
void Watch::reserve() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) size = {24, 80, 0, 0};
  if (size.ws_row == rows_ && size.ws_col == columns_) return;
  rows_ = size.ws_row;
  columns_ = size.ws_col;
  if (rows_ < kLeastRows) return;
  put(std::string(reserved_ ? 0 : kLines, '\n') + (reserved_ ? "" : fmt::format("\033[{}A", kLines)) +
      fmt::format("\0337\033[1;{}r\0338", rows_ - kLines));
  reserved_ = true;
}

Watch::~Watch() {
  if (!reserved_) return;
  std::string text = "\0337\033[r";
  for (int i = 0; i < kLines; ++i) text += fmt::format("\033[{};1H\033[2K", rows_ - kLines + 1 + i);
  text += "\0338";
  for (const std::string& line : last_) text += "\r\033[K" + line + "\r\n";
  put(text);
}

void Watch::draw(pid_t child, double elapsed_s) {
  reserve();
  last_ = lines(child, elapsed_s);
  if (rows_ < kLeastRows) return;
  std::string text = "\0337";
  for (std::size_t i = 0; i < last_.size(); ++i) {
    last_[i] = cut_to(last_[i], static_cast<std::size_t>(std::max(columns_ - 1, 1)));
    text += fmt::format("\033[{};1H\033[2K{}", rows_ - kLines + 1 + static_cast<int>(i), last_[i]);
  }
  put(text + "\0338");
}

std::vector<std::string> Watch::lines(pid_t child, double elapsed_s) {
  const double cpu = cpu_seconds(child);
  const double step = std::max(elapsed_s - elapsed_before_s_, 1e-3);
  const double busy = std::max(0.0, cpu - cpu_before_s_) / step;
  const auto resident = resident_bytes(child);
  if (resident) keep(resident_, static_cast<double>(*resident));
  std::vector<std::string> text = {
      fmt::format("── {} ── {:.1f} s, CPU {:.0f} %", title_, elapsed_s, busy * 100),
      fmt::format("resident {:>10}  {}", resident_.empty() ? "-" : megabytes(resident_.back()),
                  sparkline(resident_)),
      "no collection yet", ""};
  if (cpu > 0) {
    cpu_before_s_ = cpu;
    elapsed_before_s_ = elapsed_s;
  }
  const std::optional<LiveState> state = read_live(file_);
  if (!state || (state->pauses == 0 && state->under_way.empty() && state->cycles.empty())) return text;
  keep(held_, static_cast<double>(state->held));
  const double waiting = state->paused_since > 0 ? std::max(0.0, now_s() - state->paused_since) : 0;
  const double paused = state->paused_s + waiting;
  keep(paused_, std::max(0.0, paused - paused_before_s_));
  paused_before_s_ = paused;
  text[1] += fmt::format("   heap {:>10}, live {}  {}", megabytes(static_cast<double>(state->held)),
                         megabytes(static_cast<double>(state->live)), sparkline(held_));
  text[2] = fmt::format("pauses {:>12}  {} latest, {} longest, {:.1f} % of the time", state->pauses,
                        duration(state->latest_s), duration(state->longest_s),
                        100 * paused / std::max(elapsed_s, 1e-3));
  if (waiting > 0.1) text[2] += fmt::format("; paused for {}", duration(waiting));
  text[2] += "  " + sparkline(paused_);
  std::string cycles;
  for (const auto& [name, count] : state->cycles)
    cycles += fmt::format("{}{} {}", cycles.empty() ? "" : ", ", name, count);
  text[3] = "cycles  " + (cycles.empty() ? "0" : cycles);
  if (!state->under_way.empty()) text[3] += "; now " + state->under_way;
  return text;
}

}  // namespace midden::lab
