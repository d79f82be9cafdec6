#include "lab/study.h"

#include <fmt/format.h>

#include <algorithm>

#include "lab/error.h"
#include "lab/size.h"
#include "lab/study_file.h"
#include "lab/suggest.h"

using nlohmann::json;

namespace midden::lab {

namespace {

// A user's mistake found by other parts of the lab, with its place in the study.
template <typename Action>
auto placed(const StudyFile& file, const toml::node& node, Action action) {
  try {
    return action();
  } catch (const UserError& error) {
    file.refuse(node.source(), error.what());
  }
}

class StudyReader {
 public:
  StudyReader(const std::filesystem::path& path, const Layout& layout)
      : file_(path), layout_(layout), known_(known_configurations(layout)) {
    study_.file = path;
  }

  Study read() {
    const toml::table& root = file_.root();
    file_.check_keys(root, "a study",
                     {"name", "programs", "configurations", "peers", "invocations", "heap_factors", "heaps",
                      "metric", "timeout", "seed", "minimum_heap", "canary"});
    study_.name = file_.text(root, "name", study_.file.stem().string());
    study_.invocations = static_cast<int>(file_.whole(root, "invocations", 10, 1, 100000));
    study_.seed = static_cast<std::uint64_t>(file_.whole(root, "seed", 1, 0, INT64_MAX));
    std::string metric = file_.text(root, "metric", "wall");
    if (metric != "wall" && metric != "cpu")
      file_.refuse(root.get("metric")->source(), unknown_name("metric", metric, {"wall", "cpu"}));
    study_.by_cpu = metric == "cpu";
    read_heaps();
    for_each("programs", [&](const toml::node& node) { read_program(node); });
    for_each("configurations", [&](const toml::node& node) { read_configuration(node); });
    read_peers();
    read_minimum_heap();
    read_canary();
    return std::move(study_);
  }

 private:
  template <typename Read>
  void for_each(const char* key, Read read) {
    const toml::node* node = file_.root().get(key);
    if (node == nullptr) file_.refuse(file_.root().source(), fmt::format("the study names no {}", key));
    if (!node->is_array() || node->as_array()->empty())
      file_.refuse(node->source(), fmt::format("{}: a list that is not empty is needed", key));
    for (const toml::node& element : *node->as_array()) read(element);
  }

  void read_heaps() {
    const toml::table& root = file_.root();
    const toml::node *factors = root.get("heap_factors"), *heaps = root.get("heaps");
    std::vector<double> values;
    if (factors == nullptr && heaps == nullptr) values = {1.25, 1.5, 2, 3, 4, 6};
    if (factors != nullptr) {
      if (!factors->is_array()) file_.refuse(factors->source(), "heap_factors: a list of numbers is needed");
      for (const toml::node& node : *factors->as_array()) {
        double value = node.value<double>().value_or(0);
        if (!node.is_number() || !(value >= 1 && value <= 1000))
          file_.refuse(node.source(), "heap_factors: each must be a number from 1 to 1000");
        values.push_back(value);
      }
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (double value : values) study_.heaps.push_back({fmt::format("{}x", value), value, 0});
    std::vector<std::uint64_t> sizes;
    if (heaps != nullptr) {
      if (!heaps->is_array()) file_.refuse(heaps->source(), "heaps: a list of sizes is needed");
      for (const toml::node& node : *heaps->as_array()) sizes.push_back(file_.size(node, "heaps"));
    }
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    for (std::uint64_t size : sizes) {
      // Sizes that one decimal would not tell apart are named in bytes.
      std::string label = format_size(size);
      if (parse_size(label, "heaps") != size) label = std::to_string(size);
      study_.heaps.push_back({label, 0, size});
    }
    if (study_.heaps.empty())
      file_.refuse((factors != nullptr ? factors : heaps)->source(), "the study has no heap size");
  }

  void read_program(const toml::node& node) {
    StudyProgram entry;
    double timeout = file_.number(file_.root(), "timeout", 600, 0, 1e9);
    std::string given;
    if (node.is_string()) {
      given = node.as_string()->get();
    } else if (const toml::table* table = node.as_table()) {
      file_.check_keys(*table, "a program", {"program", "arguments", "name", "timeout", "warmup"});
      given = file_.text(*table, "program", "");
      if (given.empty()) file_.refuse(node.source(), "a program needs the key program: a name or a path");
      if (const toml::node* arguments = table->get("arguments"))
        entry.arguments = file_.texts(*arguments, "arguments");
      timeout = file_.number(*table, "timeout", timeout, 0, 1e9);
      entry.warmup = static_cast<int>(file_.whole(*table, "warmup", 0, 0, 1000));
      entry.name = file_.text(*table, "name", "");
    } else {
      file_.refuse(node.source(), "programs: each must be a name, a path or a table");
    }
    std::filesystem::path beside = study_.file.parent_path() / given;
    bool is_path = given.ends_with(".py") || given.find('/') != std::string::npos;
    entry.program = placed(file_, node, [&] {
      return find_program(layout_, is_path ? std::filesystem::absolute(beside).string() : given);
    });
    if (entry.name.empty()) entry.name = entry.program.name;
    if (entry.name.find('/') != std::string::npos)
      file_.refuse(node.source(),
                   fmt::format("the name '{}' has a '/'; job ids are made of names", entry.name));
    entry.timeout_s = timeout;
    for (const StudyProgram& other : study_.programs) {
      if (other.name == entry.name)
        file_.refuse(node.source(),
                     fmt::format("two programs are called '{}'; give one another name", entry.name));
    }
    study_.programs.push_back(std::move(entry));
  }

  void read_configuration(const toml::node& node) {
    if (node.is_string()) {
      std::string given = node.as_string()->get();
      std::vector<std::string> names;
      for (const Configuration& configuration : known_) names.push_back(configuration.name);
      auto found = std::find(names.begin(), names.end(), given);
      if (found == names.end()) file_.refuse(node.source(), unknown_name("configuration", given, names));
      add_configuration(node, known_[static_cast<std::size_t>(found - names.begin())], {});
      return;
    }
    const toml::table* table = node.as_table();
    if (table == nullptr) file_.refuse(node.source(), "configurations: each must be a name or a table");
    file_.check_keys(*table, "a configuration", {"collector", "model", "options"});
    const toml::node *collector = table->get("collector"), *model = table->get("model");
    if (collector == nullptr) file_.refuse(node.source(), "a configuration needs the key collector");
    std::vector<std::string> models = {kDefaultModel};
    if (model != nullptr) models = file_.texts(*model, "model");
    for (const std::string& m : models) {
      for (const std::string& c : file_.texts(*collector, "collector")) {
        const Configuration& configuration =
            placed(file_, *collector, [&]() -> std::reference_wrapper<const Configuration> {
              return find_configuration(known_, m, c);
            });
        for (auto& settings : multiplied(*table)) add_configuration(node, configuration, settings);
      }
    }
  }

  // {threads = [1, 2], growth = 2} → {threads=1, growth=2}, {threads=2, growth=2}
  std::vector<std::vector<std::string>> multiplied(const toml::table& configuration) const {
    std::vector<std::vector<std::string>> all = {{}};
    const toml::node* node = configuration.get("options");
    if (node == nullptr) return all;
    if (!node->is_table()) file_.refuse(node->source(), "options: a table is needed, {key = value}");
    for (const auto& [key, value] : *node->as_table()) {
      std::vector<std::string> choices;
      if (const toml::array* list = value.as_array()) {
        if (list->empty())
          file_.refuse(value.source(), "options: a list of values that is not empty is needed");
        for (const toml::node& element : *list) choices.push_back(setting_value(element));
      } else {
        choices.push_back(setting_value(value));
      }
      std::vector<std::vector<std::string>> longer;
      for (const auto& settings : all) {
        for (const std::string& choice : choices) {
          longer.push_back(settings);
          longer.back().push_back(fmt::format("{}={}", key.str(), choice));
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  std::string setting_value(const toml::node& node) const {
    if (node.is_boolean()) return node.as_boolean()->get() ? "on" : "off";
    if (node.is_integer()) return std::to_string(node.as_integer()->get());
    if (node.is_floating_point()) return fmt::format("{}", node.as_floating_point()->get());
    if (node.is_string()) return node.as_string()->get();
    file_.refuse(node.source(), "options: a value is a string, a number or a boolean");
  }

  void add_configuration(const toml::node& node, const Configuration& configuration,
                         const std::vector<std::string>& settings) {
    std::string name = configuration.name;
    for (const std::string& setting : settings) name += "," + setting;
    if (name.find('/') != std::string::npos)
      file_.refuse(node.source(), fmt::format("'{}' has a '/'; job ids are made of names", name));
    for (const StudyConfiguration& other : study_.configurations) {
      if (other.name == name) file_.refuse(node.source(), fmt::format("'{}' is named twice", name));
    }
    study_.configurations.push_back({name, configuration, settings, file_.where(node.source())});
  }

  void read_peers() {
    const toml::node* node = file_.root().get("peers");
    if (node == nullptr) return;
    for (const std::string& name : file_.texts(*node, "peers")) {
      for (const Peer& other : study_.peers) {
        if (other.name == name) file_.refuse(node->source(), fmt::format("'{}' is named twice", name));
      }
      study_.peers.push_back(placed(file_, *node, [&] { return find_peer(name); }));
    }
  }

  void read_minimum_heap() {
    const toml::table& table = file_.section("minimum_heap");
    file_.check_keys(table, "minimum_heap", {"collector", "trials", "precision", "largest"});
    MinimumHeapRules& rules = study_.minimum_heap;
    rules.collector = file_.text(table, "collector", rules.collector);
    rules.trials = static_cast<int>(file_.whole(table, "trials", rules.trials, 1, 1000));
    rules.precision = file_.number(table, "precision", rules.precision, 0.001, 1);
    if (const toml::node* node = table.get("largest")) rules.largest = file_.size(*node, "largest");
    if (study_.heaps.front().factor == 0) return;  // only absolute heaps
    const toml::node* key = table.get("collector");
    const toml::node& place = key != nullptr ? *key : *file_.root().get("configurations");
    for (const StudyConfiguration& configuration : study_.configurations) {
      const std::string& model = configuration.configuration.model;
      if (std::any_of(study_.references.begin(), study_.references.end(),
                      [&](auto& reference) { return reference.model == model; }))
        continue;
      study_.references.push_back(placed(file_, place, [&] {
        try {
          return find_configuration(known_, model, rules.collector);
        } catch (const UserError& error) {
          throw UserError(fmt::format("the minimum heap's reference: {}", error.what()));
        }
      }));
    }
  }

  void read_canary() {
    const toml::table& table = file_.section("canary");
    file_.check_keys(table, "canary", {"every", "program", "configuration"});
    study_.canary.every = static_cast<int>(file_.whole(table, "every", study_.canary.every, 0, 1000000));
    study_.canary.program = chosen(table, "program", study_.programs);
    study_.canary.configuration = chosen(table, "configuration", study_.configurations);
  }

  template <typename Entry>
  std::size_t chosen(const toml::table& table, const char* key, const std::vector<Entry>& entries) const {
    std::vector<std::string> names;
    for (const Entry& entry : entries) names.push_back(entry.name);
    std::string wanted = file_.text(table, key, names.front());
    auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end())
      file_.refuse(table.get(key)->source(),
                   unknown_name(fmt::format("{} of this study", key), wanted, names));
    return static_cast<std::size_t>(found - names.begin());
  }

  StudyFile file_;
  const Layout& layout_;
  std::vector<Configuration> known_;
  Study study_;
};

}  // namespace

Study read_study(const std::filesystem::path& file, const Layout& layout) {
  return StudyReader(file, layout).read();
}

void check_study_options(const Study& study) {
  for (const StudyConfiguration& entry : study.configurations) {
    Description description = describe(entry.configuration.executable);
    try {
      check_settings(description, entry.settings);
    } catch (const UserError& error) {
      throw UserError(entry.where + ": " + error.what());
    }
  }
}

Contestant study_contestant(const Configuration& configuration, const std::vector<std::string>& settings,
                            std::uint64_t heap) {
  Contestant contestant;
  contestant.name = contestant.label = configuration.name;
  contestant.command = {configuration.executable.string()};
  if (heap != 0) contestant.command.insert(contestant.command.end(), {"--heap", std::to_string(heap)});
  for (const std::string& setting : settings) {
    contestant.command.insert(contestant.command.end(), {"--set", setting});
  }
  return contestant;
}

json Study::definition() const {
  json told = {{"name", name},
               {"invocations", invocations},
               {"seed", seed},
               {"metric", by_cpu ? "cpu" : "wall"},
               {"programs", json::array()},
               {"configurations", json::array()},
               {"heaps", json::array()},
               {"minimum_heap",
                {{"collector", minimum_heap.collector},
                 {"trials", minimum_heap.trials},
                 {"precision", minimum_heap.precision},
                 {"largest", minimum_heap.largest}}},
               {"canary",
                {{"every", canary.every},
                 {"program", programs[canary.program].name},
                 {"configuration", configurations[canary.configuration].name}}}};
  for (const StudyProgram& entry : programs) {
    told["programs"].push_back({{"name", entry.name},
                                {"program", entry.program.name},
                                {"arguments", entry.arguments},
                                {"timeout_s", entry.timeout_s},
                                {"warmup", entry.warmup}});
  }
  for (const StudyConfiguration& entry : configurations) told["configurations"].push_back(entry.name);
  for (const HeapPoint& heap : heaps) told["heaps"].push_back(heap.label);
  for (const Peer& peer : peers) told["peers"].push_back(peer.name);
  return told;
}

}  // namespace midden::lab
