// The parts that heaps are made of, one by one.

#include <catch2/catch.hpp>
#include <cstring>
#include <map>
#include <random>
#include <vector>

#include "collectors/common/heap_settings.h"
#include "collectors/common/options.h"
#include "collectors/common/statistics.h"
#include "collectors/marksweep/marksweep_heap.h"
#include "heap/block_pool.h"
#include "heap/mark_stack.h"
#include "heap/memory_source.h"
#include "heap/pointer_map.h"
#include "heap/size_classes.h"

using namespace midden;

TEST_CASE("size classes: the smallest cell that fits, little waste") {
  for (std::size_t bytes = 1; bytes <= kLargestCell; ++bytes) {
    const unsigned index = SizeClasses::class_of(bytes);
    REQUIRE(index < SizeClasses::kCount);
    REQUIRE(SizeClasses::cell_bytes(index) >= bytes);
    REQUIRE(SizeClasses::cell_bytes(index) % 8 == 0);
    if (index > 0) REQUIRE(SizeClasses::cell_bytes(index - 1) < bytes);
    REQUIRE(SizeClasses::rounded(bytes) >= bytes);
  }
  CHECK(SizeClasses::cell_bytes(SizeClasses::class_of(24)) == 24);
  CHECK(kBlockBytes % SizeClasses::cell_bytes(SizeClasses::class_of(kLargestCell)) < 8 * 4);
}

TEST_CASE("block pool: blocks are aligned, distinct, booked, and go back") {
  Budget budget(8 << 20);
  BlockPool pool(nullptr, &budget);
  std::vector<Block*> blocks;
  while (Block* block = pool.acquire(BlockUse::cells)) {
    REQUIRE(reinterpret_cast<std::uintptr_t>(block->begin()) % kBlockBytes == 0);
    REQUIRE(Block::of(block->begin()) == block);
    REQUIRE(Block::of(block->end() - 8) == block);
    block->begin()[0] = block->end()[-1] = 1;
    blocks.push_back(block);
  }
  CHECK(blocks.size() == budget.allowed() / kBlockBytes);
  CHECK(budget.held() == blocks.size() * kBlockBytes);
  for (Block* block : blocks) pool.release(block);
  CHECK(budget.held() == 0);
  CHECK(pool.committed() <= kChunkBytes);
}

TEST_CASE("block pool: free memory waits for a while, then goes back to the system") {
  constexpr auto kDelay = std::chrono::hours(1);
  Budget budget(0);
  BlockPool pool(nullptr, &budget);
  pool.set_return_delay(kDelay);
  constexpr std::size_t kBlocks = 8 * (kBlocksPerChunk - 1);
  const auto fill = [&] {
    std::vector<Block*> blocks;
    for (std::size_t i = 0; i < kBlocks; ++i) {
      blocks.push_back(pool.acquire(BlockUse::cells));
      std::memset(blocks.back()->begin(), 1, kBlockBytes);
    }
    return blocks;
  };
  std::vector<Block*> blocks = fill();
  const std::size_t all = pool.committed();
  CHECK(all == 8 * kChunkBytes);
  const std::size_t resident = resident_bytes();
  const auto before = BlockPool::Clock::now();
  for (Block* block : blocks) pool.release(block);
  const auto after = BlockPool::Clock::now();
  CHECK(budget.held() == 0);
  CHECK(pool.has_idle());
  pool.return_idle(before + kDelay - std::chrono::nanoseconds(1));
  CHECK(pool.committed() == all);
  // What is used again does not go.
  Block* kept = pool.acquire(BlockUse::cells);
  pool.return_idle(after + kDelay);
  CHECK(pool.committed() == kChunkBytes);
  CHECK_FALSE(pool.has_idle());
  CHECK(resident_bytes() + all / 2 < resident);
  pool.release(kept);
  // Those that became free later stay longer.
  blocks = fill();
  CHECK_FALSE(pool.has_idle());
  for (Block* block : blocks) pool.release(block);
  pool.return_idle(after + kDelay);
  CHECK(pool.committed() == all);
  pool.return_idle(BlockPool::Clock::now() + kDelay);
  CHECK(pool.committed() == 0);
}

TEST_CASE("block pool: large objects of all sizes between blocks") {
  Budget budget(0);
  BlockPool pool(nullptr, &budget);
  std::mt19937 random(3);
  std::vector<Block*> large, small;
  for (int i = 0; i < 2000; ++i) {
    if (random() % 2 && !large.empty()) {
      const std::size_t at = random() % large.size();
      REQUIRE(large[at]->begin()[0] == 7);
      REQUIRE(large[at]->end()[-1] == 9);
      pool.release_large(large[at]);
      large.erase(large.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      Block* block = pool.acquire_large(1 + random() % (random() % 4 == 0 ? 6'000'000 : 300'000));
      REQUIRE(Block::of(block->begin()) == block);
      block->begin()[0] = 7;
      block->end()[-1] = 9;
      large.push_back(block);
      small.push_back(pool.acquire(BlockUse::cells));
      small.back()->begin()[0] = 5;
    }
  }
  for (Block* block : small) REQUIRE(block->begin()[0] == 5);
  for (Block* block : large) pool.release_large(block);
  for (Block* block : small) pool.release(block);
  CHECK(budget.held() == 0);
  CHECK(pool.committed() <= kChunkBytes);
  CHECK_FALSE(pool.acquire_large(static_cast<std::size_t>(-100)));
}

TEST_CASE("pointer map against std::map") {
  Budget budget(0);
  std::mt19937_64 random(1);
  {
    PointerMap map(&budget);
    std::map<void*, std::uintptr_t> expected;
    for (int step = 0; step < 100000; ++step) {
      void* key = reinterpret_cast<void*>((random() % 2000 + 1) * 16);
      if (random() % 3) {
        map.at(key) = expected[key] = random();
      } else {
        REQUIRE(map.remove(key) == (expected.erase(key) == 1));
      }
      void* other = reinterpret_cast<void*>((random() % 2000 + 1) * 16);
      const std::uintptr_t* found = map.find(other);
      REQUIRE((found != nullptr) == (expected.count(other) == 1));
      if (found) REQUIRE(*found == expected[other]);
    }
    REQUIRE(map.size() == expected.size());
    CHECK(budget.held() > 0);
  }
  CHECK(budget.held() == 0);
}

TEST_CASE("mark stack: last in, first out, over many segments; sharing loses nothing") {
  Budget budget(0);
  {
    SegmentPool pool(budget);
    MarkStack stack(pool), thief(pool);
    for (std::uintptr_t i = 1; i <= 10000; ++i) stack.push(i);
    std::uintptr_t word = 0;
    for (std::uintptr_t i = 10000; i > 9000; --i) REQUIRE((stack.pop(word) && word == i));
    std::vector<bool> seen(9001);
    auto empty = [&](MarkStack& from) {
      std::size_t count = 0;
      while (from.pop(word)) {
        REQUIRE_FALSE(seen[word]);
        seen[word] = true;
        ++count;
      }
      return count;
    };
    std::size_t total = 0;
    while (stack.share()) {
      REQUIRE(pool.has_work());
      thief.adopt(pool.steal());
      total += empty(thief);
    }
    total += empty(stack);
    CHECK(total == 9000);
    CHECK(stack.empty());
  }
  CHECK(budget.held() == 0);
}

TEST_CASE("budget: the limit, the reserve, the peak") {
  Budget budget(800);
  CHECK(budget.reserve() == 100);
  CHECK(budget.request(700));
  CHECK_FALSE(budget.request(1));
  budget.open_reserve();
  CHECK(budget.request(100));
  CHECK_FALSE(budget.request(1));
  budget.close_reserve();
  CHECK(budget.allowed() == 800);
  budget.give_back(250);
  budget.close_reserve();
  CHECK(budget.allowed() == 700);
  CHECK(budget.peak() == 800);
  budget.force(1000);
  CHECK(budget.held() == 1550);
}

TEST_CASE("histogram: percentiles within its resolution, never above the maximum") {
  DurationHistogram histogram;
  CHECK(histogram.percentile_ns(0.5) == 0);
  for (std::uint64_t i = 1; i <= 100000; ++i) histogram.add(i * 10);
  CHECK(histogram.count() == 100000);
  CHECK(histogram.total_ns() == 50'000'500'000);
  CHECK(histogram.max_ns() == 1'000'000);
  for (double part : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    CHECK(static_cast<double>(histogram.percentile_ns(part)) == Approx(part * 1e6).epsilon(0.07));
  }
  CHECK(histogram.percentile_ns(1) == 1'000'000);
  std::uint64_t so_far = 0, last_end = 0;
  for (const auto& [end, count] : histogram.coarse()) {
    CHECK(end > last_end);
    last_end = end;
    so_far += count;
    CHECK(so_far == std::min<std::uint64_t>(end / 10, 100000));
  }
  CHECK(so_far == 100000);
  histogram.add(~std::uint64_t{0} >> 8);
  CHECK(histogram.percentile_ns(1) == ~std::uint64_t{0} >> 8);
}

TEST_CASE("options: checked, defaulted, and the nearest name suggested") {
  HeapSettings settings;
  settings.options["growth"] = "1.5";
  settings.options["minimum"] = "64M";
  CHECK(option_number(kMarksweepOptionTable, settings, "growth") == 1.5);
  CHECK(option_size(kMarksweepOptionTable, settings, "minimum") == 64 << 20);
  CHECK(option_number(kMarksweepOptionTable, settings, "threads") == 1);
  CHECK(option_problem(kMarksweepOptionTable, "growth", "3") == "");
  CHECK(option_problem(kMarksweepOptionTable, "grwth", "3").find("did you mean growth") != std::string::npos);
  CHECK(option_problem(kMarksweepOptionTable, "colour", "3").find("valid are growth, minimum") !=
        std::string::npos);
  for (const char* bad : {"", "x", "1e999", "0.5", "2x", "nan"}) {
    INFO(bad);
    CHECK(option_problem(kMarksweepOptionTable, "growth", bad) != "");
  }
  CHECK(option_problem(kMarksweepOptionTable, "threads", "1.5") != "");
  CHECK(option_problem(kMarksweepOptionTable, "threads", "0") != "");
  CHECK(option_problem(OptionTable{}, "growth", "3") != "");
}
