#pragma once

// Size classes of cells: steps of 8 bytes to 128 and of 16 bytes to 512, above that as many bytes as let a
// whole number of cells fill a block.

#include <array>
#include <cstddef>
#include <cstdint>

#include "heap/block.h"

namespace midden {

class SizeClasses {
 public:
  static constexpr unsigned kCount = 59;

  static constexpr unsigned class_of(std::size_t bytes) {
    if (bytes <= kFineLimit) return bytes <= 16 ? 0 : static_cast<unsigned>((bytes + 7) / 8) - 2;
    if (bytes <= kMediumLimit)
      return kFirstMedium + static_cast<unsigned>((bytes - kFineLimit + 15) / 16) - 1;
    unsigned index = kFirstCoarse;
    while (kCellBytes[index] < bytes) ++index;
    return index;
  }

  static constexpr std::size_t cell_bytes(unsigned size_class) { return kCellBytes[size_class]; }
  // What a cell for so many bytes occupies; large objects as they are.
  static constexpr std::size_t rounded(std::size_t bytes) {
    if (bytes <= kFineLimit || bytes > kLargestCell) return bytes;
    return kCellBytes[class_of(bytes)];
  }

 private:
  static constexpr std::size_t kFineLimit = 128;
  static constexpr std::size_t kMediumLimit = 512;
  static constexpr unsigned kFirstMedium = 15;
  static constexpr unsigned kFirstCoarse = 39;

  static constexpr std::array<std::uint16_t, kCount> kCellBytes = [] {
    std::array<std::uint16_t, kCount> table{};
    unsigned index = 0;
    for (std::size_t bytes = 16; bytes <= kFineLimit; bytes += 8)
      table[index++] = static_cast<std::uint16_t>(bytes);
    for (std::size_t bytes = 144; bytes <= kMediumLimit; bytes += 16)
      table[index++] = static_cast<std::uint16_t>(bytes);
    for (std::size_t cells : {106, 90, 76, 64, 54, 46, 38, 32, 27, 23, 19, 16, 13, 11, 9, 8, 7, 6, 5, 4}) {
      table[index++] = static_cast<std::uint16_t>(kBlockBytes / cells & ~std::size_t{7});
    }
    return table;
  }();
};
static_assert(SizeClasses::cell_bytes(SizeClasses::kCount - 1) == kLargestCell);
static_assert(SizeClasses::class_of(16) == 0 && SizeClasses::class_of(24) == 1 &&
              SizeClasses::class_of(129) == 15);
static_assert(SizeClasses::cell_bytes(SizeClasses::class_of(513)) >= 513);

// Cells with links in front have bins of their own, so that a block says whether its objects have links; so
// have parts (collectors/common/kind_traits.h), for those who tell them from leaves.
inline constexpr unsigned kBins = 2 * SizeClasses::kCount;
inline constexpr unsigned kBinsWithParts = 3 * SizeClasses::kCount;
constexpr unsigned bin_of(std::size_t cell_bytes, bool links) {
  return SizeClasses::class_of(cell_bytes) + (links ? SizeClasses::kCount : 0);
}
constexpr unsigned part_bin_of(std::size_t cell_bytes) { return SizeClasses::class_of(cell_bytes) + kBins; }
constexpr bool is_part_bin(unsigned bin) { return bin >= kBins; }
constexpr bool is_container_bin(unsigned bin) { return bin >= SizeClasses::kCount && !is_part_bin(bin); }
// For blocks of one object, which have no size class.
inline constexpr unsigned kLargePartBin = kBinsWithParts;

}  // namespace midden
