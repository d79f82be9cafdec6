#pragma once

// Small pieces of the interpreter loop that are plain functions.

#include <cstring>

#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/calls.h"

namespace midden::python {

// Counts activations of `run` on the native stack; false when it is nearly used up.
class NativeDepth {
 public:
  explicit NativeDepth(Vm& vm)
      : ok_(static_cast<const char*>(__builtin_frame_address(0)) > vm.native_stack_limit) {}
  explicit operator bool() const { return ok_; }

 private:
  bool ok_;
};

// The one rule for registers: the new reference is taken over, the old one released.
[[gnu::always_inline]] inline void put_register(Word& target, Word owned) {
  Word old = std::exchange(target, owned);
  Mutator::release(old);
}
[[gnu::always_inline]] inline void set_register(Word& target, Owned&& value) {
  put_register(target, value.take().bits);
}
[[gnu::always_inline]] inline void set_register(Word& target, Value value) {
  Mutator::retain(value.bits);
  put_register(target, value.bits);
}
[[gnu::always_inline]] inline void clear_register(Word& target) { put_register(target, 0); }
inline void clear_registers(Word* first, std::size_t count) {
  for (Word* end = first + count; first != end; ++first) clear_register(*first);
}
// Makes words empty that hold no reference of their own. May write up to three words more: nothing above a
// call window is alive, and the value stack has room to spare.
[[gnu::always_inline]] inline void empty_words(Word* first, const Word* end) {
  for (; first < end; first += 4) {
    first[0] = first[1] = first[2] = first[3] = 0;
    asm volatile("" ::: "memory");  // else the compiler calls memset for a few words
  }
}
[[gnu::always_inline]] inline void drop_killed_sources(Word* r, const Instruction& at) {
  if (at.kill & kKillB) clear_register(r[at.b]);
  if (at.kill & kKillC) clear_register(r[at.c]);
}
inline void drop_killed(Word* r, const Instruction& at) {
  if (at.kill & kKillA) clear_register(r[at.a]);
  drop_killed_sources(r, at);
}
// The value of an operand, as a reference of one's own: taken from the register when it dies here.
[[gnu::always_inline]] inline Owned take_operand(Word* r, Word* k, std::uint16_t operand, bool killed) {
  auto index = static_cast<std::int16_t>(operand);
  Word& word = (index < 0 ? k : r)[index];
  if (killed) return Owned::adopt(Value{std::exchange(word, 0)});
  return Owned::retain(Value{word});
}

// Both operands are small integers; *both is then meaningful.
inline bool both_small_ints(Value left, Value right) {
  if constexpr (Model::kUnboxedIntegers) {
    return left.bits & right.bits & 1;
  } else {
    return is_small_int(left) && is_small_int(right);
  }
}
inline bool both_floats(Value left, Value right) { return left.is(Kind::Float) && right.is(Kind::Float); }
// Two floats, or a float and a small integer, whose conversion rounds as Python's does.
inline bool as_doubles(Value left, Value right, double* x, double* y) {
  if (left.is(Kind::Float)) {
    *x = float_value(left);
    if (right.is(Kind::Float)) {
      *y = float_value(right);
    } else if (is_small_int(right)) {
      *y = static_cast<double>(small_int(right));
    } else {
      return false;
    }
    return true;
  }
  if (!is_small_int(left) || !right.is(Kind::Float)) return false;
  *x = static_cast<double>(small_int(left));
  *y = float_value(right);
  return true;
}
// Small integers that are doubles without rounding, so that their quotient is rounded once.
inline bool as_exact_doubles(Value left, Value right, double* x, double* y) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  const std::int64_t a = small_int(left), b = small_int(right);
  *x = static_cast<double>(a);
  *y = static_cast<double>(b);
  return a <= kExact && a >= -kExact && b <= kExact && b >= -kExact;
}

// Under counting: a register whose float dies in this instruction and becomes its result: the target's own,
// or an operand's. Null: none does.
[[gnu::always_inline]] inline Word* dying_float(Word* r, const Instruction& at) {
  auto dies = [](Word word) { return Value{word}.is(Kind::Float) && Mutator::is_only_reference(word); };
  if (dies(r[at.a])) return &r[at.a];
  if ((at.kill & kKillB) && dies(r[at.b])) return &r[at.b];
  if ((at.kill & kKillC) && dies(r[at.c])) return &r[at.c];
  return nullptr;
}

// Truth of the values that need no call; -1 for all others.
inline int quick_truth(Value value) {
  if (value.is_true()) return 1;
  if (value.is_false() || value.is_none()) return 0;
  if constexpr (Model::kUnboxedIntegers) {
    if (is_small_int(value)) return small_int(value) != 0;
  }
  return -1;
}

inline const HandlerRange* find_handler(const Frame* frame) {
  auto at = static_cast<std::uint32_t>(frame->pc - frame->code->instructions);
  for (const HandlerRange& handler : frame->code->source().handlers) {
    if (at >= handler.start && at < handler.end) return &handler;
  }
  return nullptr;
}

// Value of entry `entry` of a dict whose keys_version is known.
inline Slot& dict_value_slot(Value dict, std::uint32_t entry) {
  return load(dict.as<Dict>()->table).as<DictTable>()->entries[2 * entry + 1];
}

// Comparison with a result the loop can branch on; -1: error.
int compare_truth(Vm& vm, Value left, Value right, Comparison op);
bool compare_strs(Value left, Value right, Comparison op);
inline int compare_doubles(double left, double right, Comparison op) {
  switch (op) {
    case Comparison::less:
      return left < right;
    case Comparison::less_equal:
      return left <= right;
    case Comparison::equal:
      return left == right;
    case Comparison::not_equal:
      return left != right;
    case Comparison::greater:
      return left > right;
    case Comparison::greater_equal:
      return left >= right;
  }
  return 0;
}
inline int compare_small_ints(Value left, Value right, Comparison op) {
  std::int64_t x, y;
  if constexpr (Model::kUnboxedIntegers) {
    x = static_cast<std::int64_t>(left.bits);  // the tag does not change the order
    y = static_cast<std::int64_t>(right.bits);
  } else {
    x = small_int(left);
    y = small_int(right);
  }
  switch (op) {
    case Comparison::less:
      return x < y;
    case Comparison::less_equal:
      return x <= y;
    case Comparison::equal:
      return x == y;
    case Comparison::not_equal:
      return x != y;
    case Comparison::greater:
      return x > y;
    case Comparison::greater_equal:
      return x >= y;
  }
  return 0;
}
// Identity as Python sees it: equal small integers are identical.
inline bool is_identical(Value left, Value right) { return left.bits == right.bits; }

// container[start:stop] of a list, tuple or str, whose bounds (parts[0], parts[1]; parts[2] is the step) are
// small integers or None: the range within the container.
bool simple_slice(Value container, const Word* parts, std::uint64_t* start, std::uint64_t* stop);
Owned take_slice(Vm& vm, Value container, std::uint64_t start, std::uint64_t stop);

// Slow halves of handlers (loop_support.cpp). Null or false: error pending.
Owned load_global_slow(Vm& vm, Frame* frame, Value name, GlobalCache* cache);
bool store_global_slow(Vm& vm, Frame* frame, Value name, Value value, GlobalCache* cache);
Owned load_name(Vm& vm, Frame* frame, Value name);
bool unpack_sequence(Vm& vm, Value iterable, Word* target, std::uint32_t count);
bool unpack_starred(Vm& vm, Value iterable, Word* target, std::uint32_t before, std::uint32_t after);
Owned make_function(Vm& vm, Frame* frame, Word* parts, std::uint32_t constant, std::uint16_t which);
bool merge_keywords(Vm& vm, Value dict, Value mapping, Value function);
bool dict_update_display(Vm& vm, Value dict, Value mapping);
bool list_extend_display(Vm& vm, Value list, Value iterable);
bool before_with(Vm& vm, Value manager, Word* target, Value enter_name, Value exit_name);
Owned call_unpacked(Vm& vm, Word* window);
// The slow path of a constructor call: false when window[0] needs call_window.
bool begin_construction(Vm& vm, Word* window, std::uint32_t* count);
void raise_unbound(Vm& vm, const Code* code, Value name, bool is_free);
// A generator's send ended with StopIteration: its value becomes the result of YieldFrom.
bool clear_stop_iteration_into(Vm& vm, Word* result);
void finish_generator_with_error(Vm& vm);
Owned import_name(Vm& vm, Frame* frame, Value name, Value from_list, Value level);
bool matches_sequence(Vm& vm, Value subject);
bool matches_mapping(Vm& vm, Value subject);
Owned copy_dict_without_keys(Vm& vm, Value mapping, Value keys);
Owned match_keys(Vm& vm, Value subject, Value keys);
Owned match_class(Vm& vm, Value subject, Value type, std::uint32_t positional, Value names);

}  // namespace midden::python
