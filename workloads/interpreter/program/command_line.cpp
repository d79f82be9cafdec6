#include "workloads/interpreter/program/command_line.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "collectors/common/options.h"
#include "workloads/interpreter/program/run_report.h"

namespace midden::python {

namespace {

constexpr const char* kUsage =
    "usage: %s [options] PROGRAM.py [ARGS…]\n"
    "Runs a Python program with the object model '%s' and the collector '%s'.\n\n"
    "  --heap SIZE       the most the heap may hold, K, M or G (default: no limit)\n"
    "  --set KEY=VALUE   an option of the collector (see --describe); may be repeated\n"
    "  --stats           prints a summary of collections to stderr at the end\n"
    "  --json FILE       writes the record of the run\n"
    "  --gc-log FILE     writes one JSON line per collection\n"
    "  --trace FILE      writes a trace for the Perfetto UI (ui.perfetto.dev)\n"
    "  --live FILE       keeps a page of figures up to date for whoever watches\n"
    "  --verify          checks the heap after each collection\n"
    "  --stress N        collects at random allocations, one in N on average\n"
    "  --stress schedule=SEED\n"
    "                    runs helper threads on the program's own thread, in an order that SEED decides\n"
    "  --seed N          seed of --stress\n"
    "  --describe        prints this configuration and its options as JSON\n";

int report(const ConfigurationFacts& facts, const char* text, const std::string& what) {
  fprintf(stderr, "%s: ", facts.name);
  fprintf(stderr, text, what.c_str());
  fputc('\n', stderr);
  return 2;
}

bool parse_size(const char* text, std::size_t* size) {
  char* end;
  errno = 0;
  double value = strtod(text, &end);
  if (end == text || value < 0 || errno) return false;
  double unit = 1;
  switch (*end) {
    case 'k':
    case 'K':
      unit = 1024;
      ++end;
      break;
    case 'm':
    case 'M':
      unit = 1024 * 1024;
      ++end;
      break;
    case 'g':
    case 'G':
      unit = 1024.0 * 1024 * 1024;
      ++end;
      break;
    default:
      break;
  }
  if (*end) return false;
  *size = static_cast<std::size_t>(value * unit);
  return true;
}

bool parse_number(const std::string& text, std::uint64_t* number) {
  char* end;
  *number = strtoull(text.c_str(), &end, 0);
  return !text.empty() && *end == 0 && text[0] != '-';
}

}  // namespace

std::optional<int> parse_command_line(const ConfigurationFacts& facts, int argc, char** argv,
                                      CommandLine* command) {
  auto fail = [&](const char* text, const std::string& what) { return report(facts, text, what); };
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; ++i) {
    std::string flag = argv[i];
    if (flag == "--") {
      ++i;
      break;
    }
    if (flag == "--help" || flag == "-h") {
      printf(kUsage, facts.name, facts.model, facts.collector);
      return 0;
    }
    if (flag == "--describe") {
      puts(description(facts).c_str());
      return 0;
    }
    if (flag == "--stats") {
      command->statistics = true;
      continue;
    }
    if (flag == "--verify") {
      command->settings.verify = true;
      continue;
    }
    bool known = flag == "--heap" || flag == "--set" || flag == "--json" || flag == "--gc-log" ||
                 flag == "--trace" || flag == "--live" || flag == "--stress" || flag == "--seed";
    if (!known) return fail("unknown option '%s'; --help lists the valid ones", flag);
    if (i + 1 >= argc) return fail("option %s needs a value", flag);
    std::string value = argv[++i];
    std::uint64_t number = 0;
    if (flag == "--heap") {
      if (!parse_size(value.c_str(), &command->settings.limit_bytes)) {
        return fail("--heap '%s' is no size; write a number of bytes, or one with K, M or G", value);
      }
    } else if (flag == "--set") {
      std::size_t equals = value.find('=');
      if (equals == std::string::npos) return fail("--set '%s' is not of the form KEY=VALUE", value);
      std::string key = value.substr(0, equals), setting = value.substr(equals + 1);
      std::string problem = option_problem(facts.options, key, setting);
      if (!problem.empty()) return fail("--set: %s", problem);
      command->settings.options[key] = setting;
    } else if (flag == "--json") {
      command->json = value;
    } else if (flag == "--gc-log") {
      command->gc_log = value;
    } else if (flag == "--trace") {
      command->trace = value;
    } else if (flag == "--live") {
      command->live = value;
    } else if (flag == "--stress" && value.rfind("schedule=", 0) == 0) {
      if (!parse_number(value.substr(9), &number)) return fail("--stress '%s': the seed is no number", value);
      command->settings.schedule = number;
    } else if (flag == "--stress") {
      if (!parse_number(value, &number) || number == 0 || number > UINT32_MAX) {
        return fail(
            "--stress '%s': write N to collect at one allocation in N on average, or "
            "schedule=SEED",
            value);
      }
      command->settings.stress_interval = static_cast<std::uint32_t>(number);
    } else {
      if (!parse_number(value, &number)) return fail("--seed '%s' is no number", value);
      command->settings.seed = number;
    }
  }
  if (i >= argc) return fail("no program given; usage: %s [options] PROGRAM.py [ARGS…]", facts.name);
  command->program = argv[i++];
  command->arguments.assign(argv + i, argv + argc);
  return std::nullopt;
}

}  // namespace midden::python
