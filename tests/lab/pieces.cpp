#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "lab/counter_table.h"
#include "lab/error.h"
#include "lab/experiment.h"
#include "lab/memory_timeline.h"
#include "lab/outputs.h"
#include "lab/record.h"
#include "lab/size.h"
#include "lab/suggest.h"
#include "lab/table.h"
#include "lab/terminal.h"
#include "lab/watch.h"

using namespace midden::lab;

TEST_CASE("edit distance counts a swap of neighbours once") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("none", "noen") == 1);
}

TEST_CASE("the nearest name is suggested only when it is near") {
  std::vector<std::string> valid = {"none", "marksweep", "semispace", "refcount", "refcount-incremental"};
  CHECK(nearest("marksweap", valid) == "marksweep");
  CHECK(nearest("Mark-Sweep", valid) == "marksweep");
  CHECK(nearest("semi", valid) == "semispace");
  CHECK(nearest("rc", valid).empty());
  CHECK(nearest("zgc", valid).empty());
}

TEST_CASE("sizes") {
  CHECK(parse_size("65536", "--heap") == 65536);
  CHECK(parse_size("64M", "--heap") == 67108864);
  CHECK(parse_size("64m", "--heap") == 67108864);
  CHECK(parse_size("64MiB", "--heap") == 67108864);
  CHECK(parse_size("1.5K", "--heap") == 1536);
  CHECK(parse_size("2G", "--heap") == 2147483648);
  for (const char* wrong :
       {"", "M", "12X", "-1", "0", "64MM", "1e3", "0x10", "nan", "inf", "99999999T", "64 M", "0.1"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_size(wrong, "--heap"), UserError);
  }
  CHECK(format_size(67108864) == "64M");
  CHECK(format_size(1536) == "1.5K");
  CHECK(format_size(100) == "100");
}

TEST_CASE("the order of a round is a permutation that the seed decides") {
  std::set<std::vector<std::size_t>> orders;
  for (int round = 0; round < 20; ++round) {
    std::vector<std::size_t> order = round_order(7, round, 5);
    CHECK(order == round_order(7, round, 5));
    orders.insert(order);
    std::sort(order.begin(), order.end());
    CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
  }
  CHECK(orders.size() > 10);
}

TEST_CASE("the first line that differs") {
  LineDifference difference = first_difference("a\nb\nc\n", "a\nB\nc\n");
  CHECK(difference.line == 2);
  CHECK(difference.left == "b");
  CHECK(difference.right == "B");
  CHECK(first_difference("same\n", "same\n").line == 0);
  CHECK(first_difference("a\n", "a\nb\n").left == "(nothing)");
  CHECK(first_difference("a\nb", "a\nb\n").left == "b (no newline at the end)");
  CHECK(first_difference("a\nb", "a\nb\n").line == 2);
}

TEST_CASE("outputs: the majority is right unless one is trusted") {
  OutputCheck outputs;
  outputs.add(0, 0, "x\n");
  outputs.add(1, 0, "y\n");
  outputs.add(2, 0, "x\n");
  CHECK_FALSE(outputs.agree());
  CHECK(outputs.dissenters(-1) == std::vector<std::size_t>{1});
  CHECK(outputs.dissenters(1) == std::vector<std::size_t>{0, 2});
  std::string text = outputs.explain({"none", "marksweep", "refcount"}, -1);
  CHECK(text.find("marksweep against none, refcount") != std::string::npos);
  CHECK(text.find("line 1") != std::string::npos);
}

TEST_CASE("outputs: an exit status is part of them, and one contestant can disagree with itself") {
  OutputCheck outputs;
  outputs.add(0, 0, "x\n");
  outputs.add(0, 1, "x\n");
  CHECK_FALSE(outputs.agree());
  CHECK(outputs.explain({"none"}, -1).find("exit status 1 against 0") != std::string::npos);
}

TEST_CASE("figures of a record, and of one with nothing in it") {
  auto record = nlohmann::json::parse(R"({"process": {"wall_s": 2.0, "cpu_s": 3.0, "peak_rss": 100},
    "cpu": {"mutator_s": 1.5, "collector_in_mutator_s": 0.25, "pause_s": 0.25, "helpers_s": 0.5},
    "memory": {"peak_rss": 90}, "cycles": {"full": 2}, "pauses": {"p99_s": 0.1, "max_s": 0.2}})");
  Figures figures = figures_of(record);
  CHECK(figures.wall_s == 2.0);
  CHECK(figures.peak_rss == 90);
  CHECK(figures.collector_share.value() == Approx(0.4));  // 1.0 of 2.5
  CHECK(figures.cycles.at("full") == 2);
  Figures none =
      figures_of(nlohmann::json::parse(R"({"cpu": null, "cycles": [], "pauses": {"p99_s": "x"}})"));
  CHECK_FALSE(none.collector_share);
  CHECK_FALSE(none.has_cycles);
  CHECK_FALSE(none.pause_p99_s);
}

TEST_CASE("a timeline stays bounded, in order, and evenly spaced") {
  SampledLine line;
  for (int i = 0; i < 1000; ++i) line.add(i * 0.05, static_cast<std::uint64_t>(i));
  // Full at 256 and at 512: from then on every fourth.
  const auto& points = line.points();
  REQUIRE(points.size() == 250);
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(points[i].value == 4 * i);
    CHECK(points[i].time_s == Approx(0.2 * static_cast<double>(i)));
  }
}

TEST_CASE("bars of a line") {
  CHECK(sparkline({}).empty());
  CHECK(sparkline({0, 0}) == "▁▁");
  CHECK(sparkline({0, 5, 10}) == "▁▅█");
}

TEST_CASE("figures of the processor are shown when there are any") {
  Plan plan;
  plan.contestants.resize(2);
  plan.contestants[0].label = "tagged-none";
  plan.contestants[1].label = "python3";
  Result result;
  result.series.resize(2);
  nlohmann::json none = {
      {"counters", {{"instructions", nullptr}, {"cycles", nullptr}, {"cache_misses", nullptr}}}};
  for (Series& series : result.series) series.samples.push_back({0, 0, figures_of(none), none});
  CHECK(counter_table(plan, result, Look::kPlain).empty());
  nlohmann::json some = {
      {"counters", {{"instructions", 3000000000}, {"cycles", 2000000000}, {"cache_misses", nullptr}}}};
  result.series[0].samples[0].figures = figures_of(some);
  std::string text = counter_table(plan, result, Look::kPlain);
  CHECK(text.find("tagged-none         3.000   2.000          1.50             -") != std::string::npos);
  CHECK(text.find("python3                 -       -             -             -") != std::string::npos);
}

TEST_CASE("tables keep to their width") {
  Table table;
  table.add_column("name", Align::kLeft);
  for (int i = 0; i < 12; ++i) table.add_column("model\ncollector");
  std::vector<std::string> cells = {"a program"};
  for (int i = 0; i < 12; ++i) cells.push_back("12.34–56.78");
  table.add_row(cells);
  table.add_note_row("another", std::string(300, 'x'));
  std::string text = table.render(Look::kPlain);
  std::size_t begin = 0, lines = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    CHECK(display_width(std::string_view(text).substr(begin, end - begin)) <= kTableWidth);
    begin = end + 1;
    ++lines;
  }
  CHECK(lines == 8);  // two parts of heading (2) and row; the note once; a blank line between
  CHECK(text.find('\033') == std::string::npos);
  CHECK(table.render(Look::kColour).find("\033[31m") != std::string::npos);
}

TEST_CASE("tables as Markdown") {
  Table table;
  table.add_column("name", Align::kLeft);
  table.add_column("time\ns");
  table.add_row({"a|b", "1.5"}, Style::kGood);
  table.add_rule();
  table.add_note_row("c", "failed");
  CHECK(table.render(Look::kMarkdown) ==
        "| name | time s |\n| :--- | ---: |\n| a\\|b | 1.5 |\n| c | failed |\n\n");
}

TEST_CASE("display width counts characters, not bytes or colours") {
  CHECK(display_width("1.0–2.0") == 7);
  CHECK(display_width("\033[31mred\033[0m") == 3);
  CHECK(cut_to("a–b", 2) == "a–");
}

TEST_CASE("wrapping") {
  CHECK(wrapped("one two three", 7, 2) == "one two\n  three");
  CHECK(wrapped("  name  text", 100, 2) == "  name  text");
  CHECK(wrapped("a verylongword b", 6, 0) == "a\nverylongword\nb");
  CHECK(wrapped("", 6, 0).empty());
}
