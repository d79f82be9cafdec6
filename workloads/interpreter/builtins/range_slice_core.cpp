// Ranges and slices from native code; indices of sequences.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/results.h"

namespace midden::python {
namespace {

// Number of items of start, start + step, … before stop.
std::int64_t range_count(std::int64_t start, std::int64_t stop, std::int64_t step) {
  const auto a = static_cast<std::uint64_t>(start), b = static_cast<std::uint64_t>(stop);
  if (step > 0)
    return start < stop ? static_cast<std::int64_t>((b - a - 1) / static_cast<std::uint64_t>(step) + 1) : 0;
  const std::uint64_t down = std::uint64_t{0} - static_cast<std::uint64_t>(step);
  return stop < start ? static_cast<std::int64_t>((a - b - 1) / down + 1) : 0;
}

bool slice_bound(Vm& vm, Value bound, std::int64_t* result) {
  if (is_small_int(bound)) {
    *result = small_int(bound);
    return true;
  }
  const Local rooted(vm, bound);
  if (to_index(vm, bound, result, true)) return true;
  if (pending_is(vm, ExceptionClass::TypeError) && !is_int(rooted) &&
      !lookup_in_type(vm, type_of(vm, rooted), vm.names.__index__)) {
    clear_pending(vm);
    raise_type_error(vm, "slice indices must be integers or None or have an __index__ method");
  }
  return false;
}

// A bound of a slice, counted from the end when negative, within 0 … length (or -1 … length-1 downwards).
std::int64_t clamp_bound(std::int64_t bound, std::int64_t length, bool down) {
  if (bound < 0) {
    bound += length;
    if (bound < 0) return down ? -1 : 0;
    return bound;
  }
  if (bound >= length) return down ? length - 1 : length;
  return bound;
}

}  // namespace

Owned make_range(Vm& vm, std::int64_t start, std::int64_t stop, std::int64_t step) {
  // Bounds far apart may have more items than an int64 counts; such a range is made by its constructor.
  Local first(vm, make_int(vm, start)), last(vm, make_int(vm, stop)), stride(vm, make_int(vm, step));
  Local count(vm, make_int(vm, range_count(start, stop, step)));
  if (!first || !last || !stride || !count) return nullptr;
  Range* range = allocate<Range>(vm, Kind::Range);
  if (!range) return nullptr;
  initialize(vm, range, range->start, first.take());
  initialize(vm, range, range->stop, last.take());
  initialize(vm, range, range->step, stride.take());
  initialize(vm, range, range->length, count.take());
  return adopt(range);
}

Owned make_slice(Vm& vm, Value start, Value stop, Value step) {
  Local a(vm, start), b(vm, stop), c(vm, step);
  Slice* slice = allocate<Slice>(vm, Kind::Slice);
  if (!slice) return nullptr;
  initialize(vm, slice, slice->start, a.take());
  initialize(vm, slice, slice->stop, b.take());
  initialize(vm, slice, slice->step, c.take());
  return adopt(slice);
}

bool slice_indices(Vm& vm, Value slice, std::int64_t length, std::int64_t* start, std::int64_t* stop,
                   std::int64_t* step, std::int64_t* count) {
  Local rooted(vm, slice);
  *step = 1;
  if (const Value given = load(rooted.as<Slice>()->step); !given.is_none()) {
    if (!slice_bound(vm, given, step)) return false;
    if (*step == 0) {
      raise_value_error(vm, "slice step cannot be zero");
      return false;
    }
    if (*step < -INT64_MAX) *step = -INT64_MAX;
  }
  const bool down = *step < 0;
  if (const Value given = load(rooted.as<Slice>()->start); !given.is_none()) {
    if (!slice_bound(vm, given, start)) return false;
    *start = clamp_bound(*start, length, down);
  } else {
    *start = down ? length - 1 : 0;
  }
  if (const Value given = load(rooted.as<Slice>()->stop); !given.is_none()) {
    if (!slice_bound(vm, given, stop)) return false;
    *stop = clamp_bound(*stop, length, down);
  } else {
    *stop = down ? -1 : length;
  }
  *count = range_count(*start, *stop, *step);
  return true;
}

bool sequence_index(Vm& vm, Value key, std::int64_t length, const char* what, std::int64_t* index) {
  if (is_small_int(key)) [[likely]] {
    *index = small_int(key);
  } else {
    Local rooted(vm, key);
    const bool integer = !as_int(vm, key).is_null();
    if (!integer && !lookup_in_type(vm, type_of(vm, key), vm.names.__index__)) {
      raise_type_error(vm, "%s, not %s", what, type_name(vm, key).c_str());
      return false;
    }
    if (!to_index(vm, rooted, index)) {
      if (!pending_is(vm, ExceptionClass::OverflowError)) return false;
      clear_pending(vm);
      raise_index_error(vm, "cannot fit '%s' into an index-sized integer", type_name(vm, rooted).c_str());
      return false;
    }
  }
  if (*index < 0) *index += length;
  return true;
}

}  // namespace midden::python
