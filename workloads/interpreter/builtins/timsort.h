#pragma once

// Timsort with the powersort merge policy, as CPython 3.11 sorts: programs that count or watch comparisons
// see the same ones in the same order.

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace midden::python {

// Sorts `count` elements with `less`, which answers 1, 0, or -1 to give up. `scratch` has room for half of
// them.
template <class Element, class Less>
class TimSort {
 public:
  TimSort(Element* elements, Element* scratch, std::size_t count, Less& less)
      : elements_(elements), scratch_(scratch), count_(static_cast<Index>(count)), less_(less) {}

  // False: `less` gave up; the elements are then in some order.
  bool sort() {
    const Index minimum = minimum_run();
    for (Index start = 0; start < count_;) {
      Index length = take_run(start);
      if (length == 0) return false;
      const Index wanted = std::min(count_ - start, minimum);
      if (length < wanted) {
        if (!insert_rest(start, start + length, start + wanted)) return false;
        length = wanted;
      }
      if (!add_run({start, length, 0})) return false;
      start += length;
    }
    while (depth_ > 1) {
      Index at = depth_ - 2;
      if (at > 0 && runs_[at - 1].length < runs_[at + 1].length) --at;
      if (!merge_at(at)) return false;
    }
    return true;
  }

 private:
  using Index = std::ptrdiff_t;
  static constexpr Index kMinimumGallop = 7;
  static constexpr Index kGaveUp = -1;

  struct Run {
    Index start, length;
    int power;  // of the boundary to the next run
  };

  // 32 … 64, such that the number of runs is a power of two or a little less.
  Index minimum_run() const {
    Index n = count_, rest = 0;
    while (n >= 64) {
      rest |= n & 1;
      n >>= 1;
    }
    return n + rest;
  }

  // Length of the run that begins at `start`, made ascending; 0: gave up.
  Index take_run(Index start) {
    Index end = start + 1;
    if (end == count_) return 1;
    const int descending = less_(elements_[end], elements_[end - 1]);
    if (descending < 0) return 0;
    for (++end; end < count_; ++end) {
      const int next = less_(elements_[end], elements_[end - 1]);
      if (next < 0) return 0;
      if (next != descending) break;
    }
    if (descending) std::reverse(elements_ + start, elements_ + end);
    return end - start;
  }

  // Binary insertion of [sorted, end) into the sorted [start, sorted).
  bool insert_rest(Index start, Index sorted, Index end) {
    for (; sorted < end; ++sorted) {
      const Element pivot = elements_[sorted];
      Index low = start, high = sorted;
      while (low < high) {
        const Index middle = low + ((high - low) >> 1);
        const int before = less_(pivot, elements_[middle]);
        if (before < 0) return false;
        if (before) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      std::copy_backward(elements_ + low, elements_ + sorted, elements_ + sorted + 1);
      elements_[low] = pivot;
    }
    return true;
  }

  // Where the boundary between two neighbouring runs stands in a perfectly balanced tree over all elements.
  int power_of(const Run& left, Index right_length) const {
    Index a = 2 * left.start + left.length, b = a + left.length + right_length;
    for (int power = 1;; ++power) {
      if (a >= count_) {
        a -= count_;
        b -= count_;
      } else if (b >= count_) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  bool add_run(const Run& run) {
    if (depth_ > 0) {
      const int power = power_of(runs_[depth_ - 1], run.length);
      while (depth_ > 1 && runs_[depth_ - 2].power > power) {
        if (!merge_at(depth_ - 2)) return false;
      }
      runs_[depth_ - 1].power = power;
    }
    runs_[depth_++] = run;
    return true;
  }

  bool merge_at(Index at) {
    Run left = runs_[at];
    const Run right = runs_[at + 1];
    runs_[at].length += right.length;
    if (at == depth_ - 3) runs_[at + 1] = runs_[at + 2];
    --depth_;
    // What is already in place at both ends need not be merged.
    const Index skipped = gallop_right(elements_[right.start], elements_ + left.start, left.length, 0);
    if (skipped < 0) return false;
    left.start += skipped;
    left.length -= skipped;
    if (left.length == 0) return true;
    const Index kept = gallop_left(elements_[left.start + left.length - 1], elements_ + right.start,
                                   right.length, right.length - 1);
    if (kept <= 0) return kept == 0;
    return left.length <= kept ? merge_low(left.start, left.length, right.start, kept)
                               : merge_high(left.start, left.length, right.start, kept);
  }

  // The first position in a[0 … n) before which `key` can be put: a[k - 1] < key <= a[k]. The search widens
  // from `hint`.
  Index gallop_left(const Element& key, const Element* a, Index n, Index hint) {
    Index low, high;
    const int above = less_(a[hint], key);
    if (above < 0) return kGaveUp;
    Index last = 0, step = 1;
    const Index most = above ? n - hint : hint + 1;
    while (step < most) {
      const int still = less_(above ? a[hint + step] : a[hint - step], key);
      if (still < 0) return kGaveUp;
      if (still != above) break;
      last = step;
      step = (step << 1) + 1;
    }
    step = std::min(step, most);
    low = above ? hint + last : hint - step;
    high = above ? hint + step : hint - last;
    for (++low; low < high;) {
      const Index middle = low + ((high - low) >> 1);
      const int less = less_(a[middle], key);
      if (less < 0) return kGaveUp;
      if (less) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  // The last such position: a[k - 1] <= key < a[k].
  Index gallop_right(const Element& key, const Element* a, Index n, Index hint) {
    Index low, high;
    const int below = less_(key, a[hint]);
    if (below < 0) return kGaveUp;
    Index last = 0, step = 1;
    const Index most = below ? hint + 1 : n - hint;
    while (step < most) {
      const int still = less_(key, below ? a[hint - step] : a[hint + step]);
      if (still < 0) return kGaveUp;
      if (still != below) break;
      last = step;
      step = (step << 1) + 1;
    }
    step = std::min(step, most);
    low = below ? hint - step : hint + last;
    high = below ? hint - last : hint + step;
    for (++low; low < high;) {
      const Index middle = low + ((high - low) >> 1);
      const int less = less_(key, a[middle]);
      if (less < 0) return kGaveUp;
      if (less) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  // Merges neighbouring runs from the left; the left one, the shorter, goes to the scratch space. The first
  // element of the right one is known to come first, the last of the left one last.
  bool merge_low(Index left, Index left_count, Index right, Index right_count) {
    Element* a = scratch_;
    Element* b = elements_ + right;
    Element* out = elements_ + left;
    std::copy(out, out + left_count, scratch_);
    const Element* a_end = a + left_count;
    const Element* b_end = b + right_count;
    auto finish = [&](bool ok) {
      // Whatever is left of `a` comes last, behind what is left of `b` when only its last element remains.
      if (ok && a_end - a == 1) {
        out = std::copy(b, const_cast<Element*>(b_end), out);
      }
      std::copy(a, const_cast<Element*>(a_end), out);
      return ok;
    };
    *out++ = *b++;
    if (b == b_end || a_end - a == 1) return finish(true);
    for (;;) {
      Index a_wins = 0, b_wins = 0;
      while (a_wins < gallop_from_ && b_wins < gallop_from_) {
        const int b_first = less_(*b, *a);
        if (b_first < 0) return finish(false);
        if (b_first) {
          *out++ = *b++;
          ++b_wins;
          a_wins = 0;
          if (b == b_end) return finish(true);
        } else {
          *out++ = *a++;
          ++a_wins;
          b_wins = 0;
          if (a_end - a == 1) return finish(true);
        }
      }
      Index threshold = gallop_from_ + 1;
      do {
        threshold -= threshold > 1;
        gallop_from_ = threshold;
        a_wins = gallop_right(*b, a, a_end - a, 0);
        if (a_wins < 0) return finish(false);
        out = std::copy(a, a + a_wins, out);
        a += a_wins;
        if (a_end - a <= 1) return finish(true);
        *out++ = *b++;
        if (b == b_end) return finish(true);
        b_wins = gallop_left(*a, b, b_end - b, 0);
        if (b_wins < 0) return finish(false);
        out = std::copy(b, b + b_wins, out);
        b += b_wins;
        if (b == b_end) return finish(true);
        *out++ = *a++;
        if (a_end - a == 1) return finish(true);
      } while (a_wins >= kMinimumGallop || b_wins >= kMinimumGallop);
      gallop_from_ = threshold + 1;
    }
  }

  // The same from the right, with the right run in the scratch space.
  bool merge_high(Index left, Index left_count, Index right, Index right_count) {
    Element* const a_begin = elements_ + left;
    Element* const b_begin = scratch_;
    std::copy(elements_ + right, elements_ + right + right_count, scratch_);
    // One past the last element not merged yet, and one past where it goes.
    Element* a = a_begin + left_count;
    Element* b = b_begin + right_count;
    Element* out = elements_ + right + right_count;
    auto finish = [&](bool ok) {
      if (ok && b - b_begin == 1) out = std::copy_backward(a_begin, a, out);
      std::copy_backward(b_begin, b, out);
      return ok;
    };
    *--out = *--a;
    if (a == a_begin || b - b_begin == 1) return finish(true);
    for (;;) {
      Index a_wins = 0, b_wins = 0;
      while (a_wins < gallop_from_ && b_wins < gallop_from_) {
        const int a_last = less_(b[-1], a[-1]);
        if (a_last < 0) return finish(false);
        if (a_last) {
          *--out = *--a;
          ++a_wins;
          b_wins = 0;
          if (a == a_begin) return finish(true);
        } else {
          *--out = *--b;
          ++b_wins;
          a_wins = 0;
          if (b - b_begin == 1) return finish(true);
        }
      }
      Index threshold = gallop_from_ + 1;
      do {
        threshold -= threshold > 1;
        gallop_from_ = threshold;
        const Index a_left = gallop_right(b[-1], a_begin, a - a_begin, a - a_begin - 1);
        if (a_left < 0) return finish(false);
        a_wins = (a - a_begin) - a_left;
        out = std::copy_backward(a_begin + a_left, a, out);
        a = a_begin + a_left;
        if (a == a_begin) return finish(true);
        *--out = *--b;
        if (b - b_begin == 1) return finish(true);
        const Index b_left = gallop_left(a[-1], b_begin, b - b_begin, b - b_begin - 1);
        if (b_left < 0) return finish(false);
        b_wins = (b - b_begin) - b_left;
        out = std::copy_backward(b_begin + b_left, b, out);
        b = b_begin + b_left;
        if (b - b_begin <= 1) return finish(true);
        *--out = *--a;
        if (a == a_begin) return finish(true);
      } while (a_wins >= kMinimumGallop || b_wins >= kMinimumGallop);
      gallop_from_ = threshold + 1;
    }
  }

  Element* elements_;
  Element* scratch_;
  Index count_;
  Less& less_;
  Index gallop_from_ = kMinimumGallop;  // so many wins in a row begin galloping
  Run runs_[96];                        // powers grow towards the top: never more than the bits of a size
  Index depth_ = 0;
};

}  // namespace midden::python
