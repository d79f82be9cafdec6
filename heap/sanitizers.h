#pragma once

// What the sanitizer builds need from a heap that recycles memory by itself.
//
// Under a sanitizer the heap takes its memory straight from the system instead of from mimalloc (the two
// replace malloc in incompatible ways), and tells AddressSanitizer by hand which cells are free.

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define MIDDEN_ASAN 1
#else
#define MIDDEN_ASAN 0
#endif
#if defined(__SANITIZE_THREAD__)
#define MIDDEN_TSAN 1
#else
#define MIDDEN_TSAN 0
#endif

namespace midden {

inline constexpr bool kAddressSanitizer = MIDDEN_ASAN;
inline constexpr bool kSanitized = MIDDEN_ASAN || MIDDEN_TSAN;

// Any access between mark_unusable and mark_usable is reported by AddressSanitizer. Free otherwise.
inline void mark_unusable([[maybe_unused]] const void* start, [[maybe_unused]] std::size_t bytes) {
#if MIDDEN_ASAN
  __asan_poison_memory_region(start, bytes);
#endif
}
inline void mark_usable([[maybe_unused]] const void* start, [[maybe_unused]] std::size_t bytes) {
#if MIDDEN_ASAN
  __asan_unpoison_memory_region(start, bytes);
#endif
}

}  // namespace midden
