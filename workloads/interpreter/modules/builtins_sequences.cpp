// Builtin functions over iterables and numbers.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/iterators.h"
#include "workloads/interpreter/builtins/keywords.h"
#include "workloads/interpreter/builtins/list.h"
#include "workloads/interpreter/builtins/quick.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/builtins_functions.h"
#include "workloads/interpreter/vm/exceptions.h"

namespace midden::python {
namespace {

// True once an item's truth is `wanted`.
Owned search_truth(Vm& vm, Value iterable, bool wanted) {
  Local iterator(vm, get_iterator(vm, iterable));
  if (!iterator) return nullptr;
  for (;;) {
    Local item(vm, next(vm, iterator));
    if (!item) return has_pending(vm) ? nullptr : owned_bool(!wanted);
    const int truth = is_true(vm, item);
    if (truth < 0) return nullptr;
    if (truth == static_cast<int>(wanted)) return owned_bool(wanted);
  }
}

Owned all(Vm& vm, Arguments arguments) { return search_truth(vm, arguments[0], false); }
Owned any(Vm& vm, Arguments arguments) { return search_truth(vm, arguments[0], true); }

Owned iter(Vm& vm, Arguments arguments) {
  if (!arguments[1]) return get_iterator(vm, arguments[0]);
  if (!is_callable(vm, arguments[0])) return raise_type_error(vm, "iter(v, w): v must be callable");
  return make_callable_iterator(vm, arguments[0], arguments[1]);
}

Owned next_function(Vm& vm, Arguments arguments) {
  if (!arguments[1] && arguments[0].is(Kind::Instance) && has_special(vm, arguments[0], vm.names.__next__)) {
    return call_special(vm, arguments[0], vm.names.__next__);  // with its own StopIteration
  }
  Owned item = next(vm, arguments[0]);
  if (item || has_pending(vm)) return item;
  if (arguments[1]) return retain(arguments[1]);
  return raise_exhausted(vm, arguments[0]);
}

Owned sorted(Vm& vm, Arguments arguments) {
  if (arguments.count() != 1)
    return raise_type_error(vm, "sorted expected 1 argument, got %u", arguments.count());
  Local list(vm, list_from(vm, arguments[0]));
  if (!list) return nullptr;
  // CPython looks the method up, and the bound method counts as an allocation while the key function runs.
  Local method(vm, get_attribute(vm, list, intern_immortal(vm, "sort")));
  return method && list_sort_by_keywords(vm, list, arguments) ? list.take() : nullptr;
}

// --- sum ---------------------------------------------------------------------------------------------------

// Adds while everything is a small integer or a float, without objects in between; `total` then holds what
// the rest is to be added to. Null: exhausted or failed; else the item that did not fit.
Owned sum_numbers(Vm& vm, const Local& iterator, Local& total) {
  if (is_small_int(total)) {
    std::int64_t sum = small_int(total);
    for (;;) {
      Owned item = next(vm, iterator);
      std::int64_t larger;
      if (item && is_small_int(item.value()) &&
          !__builtin_add_overflow(sum, small_int(item.value()), &larger)) {
        sum = larger;
        continue;
      }
      Local held(vm, std::move(item));
      if (has_pending(vm)) return nullptr;
      total = make_int(vm, sum);
      if (!held) return nullptr;
      if (!is_float(held) || !is_small_int(total)) return held.take();
      total = make_float(vm, static_cast<double>(sum) + float_value(held));
      break;
    }
  }
  if (!is_float(total)) return next(vm, iterator);
  double sum = float_value(total);
  for (;;) {
    Owned item = next(vm, iterator);
    if (item && is_float(item.value())) {
      sum += float_value(item.value());
    } else if (item && is_small_int(item.value())) {
      sum += static_cast<double>(small_int(item.value()));
    } else {
      Local held(vm, std::move(item));
      if (has_pending(vm)) return nullptr;
      total = make_float(vm, sum);
      return held.take();
    }
  }
}

Owned sum(Vm& vm, Arguments arguments) {
  Local iterator(vm, get_iterator(vm, arguments[0]));
  if (!iterator) return nullptr;
  Local total(vm, arguments[1] ? retain(arguments[1]) : make_int(vm, 0));
  if (as_kind(total, Kind::Str))
    return raise_type_error(vm, "sum() can't sum strings [use ''.join(seq) instead]");
  if (as_kind(total, Kind::Bytes))
    return raise_type_error(vm, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (as_kind(total, Kind::ByteArray)) {
    return raise_type_error(vm, "sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  for (;;) {
    Local item(vm, sum_numbers(vm, iterator, total));
    if (!item) return has_pending(vm) ? nullptr : total.take();
    total = binary_operation(vm, BinaryOperator::add, total, item);
    if (!total) return nullptr;
  }
}

// --- min, max ----------------------------------------------------------------------------------------------

// Whether `candidate` replaces `best`: 1, 0, -1.
int is_better(Vm& vm, const Local& candidate, const Local& best, bool want_less) {
  const int order = quick_order(candidate, best);
  if (order != 2) return want_less ? order < 0 : order > 0;
  Local answer(vm, compare(vm, candidate, best, want_less ? Comparison::less : Comparison::greater));
  return answer ? is_true(vm, answer) : -1;
}

Owned extreme(Vm& vm, Arguments arguments, const char* name, bool want_less) {
  int positions[2];
  if (!find_keywords(vm, arguments, name, {"key", "default"}, positions)) return nullptr;
  auto keyword = [&](int i) {
    return positions[i] < 0 ? Value{} : arguments[static_cast<std::size_t>(positions[i])];
  };
  if (arguments.count() == 0) return raise_type_error(vm, "%s expected at least 1 argument, got 0", name);
  const bool several = arguments.count() > 1;
  if (several && keyword(1)) {
    return raise_type_error(vm, "Cannot specify a default for %s() with multiple positional arguments", name);
  }
  const bool has_key = keyword(0) && !keyword(0).is_none();
  Local iterator(vm);
  if (!several) {
    iterator = get_iterator(vm, arguments[0]);
    if (!iterator) return nullptr;
  }
  Local best(vm), best_key(vm);
  for (std::uint32_t i = 0;; ++i) {
    Local item(vm);
    if (several) {
      if (i < arguments.count()) item = arguments[i];
    } else {
      item = next(vm, iterator);
      if (!item && has_pending(vm)) return nullptr;
    }
    if (!item) break;
    if (!has_key) {
      const int better = best ? is_better(vm, item, best, want_less) : 1;
      if (better < 0) return nullptr;
      if (better) best = item.get();
      continue;
    }
    Local key(vm, call(vm, keyword(0), {item}));
    if (!key) return nullptr;
    const int better = best ? is_better(vm, key, best_key, want_less) : 1;
    if (better < 0) return nullptr;
    if (better) {
      best = item.get();
      best_key = key.get();
    }
  }
  if (best) return best.take();
  if (keyword(1)) return retain(keyword(1));
  return raise_value_error(vm, "%s() arg is an empty sequence", name);
}

Owned minimum(Vm& vm, Arguments arguments) { return extreme(vm, arguments, "min", true); }
Owned maximum(Vm& vm, Arguments arguments) { return extreme(vm, arguments, "max", false); }

// --- numbers -----------------------------------------------------------------------------------------------

Owned absolute(Vm& vm, Arguments arguments) {
  return unary_operation(vm, UnaryOperator::absolute, arguments[0]);
}

Owned divide(Vm& vm, Arguments arguments) {
  return binary_operation(vm, BinaryOperator::divmod, arguments[0], arguments[1]);
}

Owned power(Vm& vm, Arguments arguments) {
  if (!arguments[2] || arguments[2].is_none()) {
    return binary_operation(vm, BinaryOperator::power, arguments[0], arguments[1]);
  }
  Local base(vm, as_int(vm, arguments[0])), exponent(vm, as_int(vm, arguments[1])),
      modulus(vm, as_int(vm, arguments[2]));
  if (base && exponent && modulus) return int_power_modulo(vm, base, exponent, modulus);
  Owned result = call_special(vm, arguments[0], vm.names.__pow__, {arguments[1], arguments[2]});
  if (result && !result.value().is_not_implemented()) return result;
  if (!result && has_pending(vm)) return nullptr;
  if (is_float(arguments[0]) || base) {
    return raise_type_error(vm, "pow() 3rd argument not allowed unless all arguments are integers");
  }
  return raise_type_error(vm, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                          type_name(vm, arguments[0]).c_str(), type_name(vm, arguments[1]).c_str(),
                          type_name(vm, arguments[2]).c_str());
}

Owned round_function(Vm& vm, Arguments arguments) {
  Owned result = arguments[1] && !arguments[1].is_none()
                     ? call_special(vm, arguments[0], vm.names.__round__, {arguments[1]})
                     : call_special(vm, arguments[0], vm.names.__round__);
  if (result || has_pending(vm)) return result;
  return raise_type_error(vm, "type %s doesn't define __round__ method", type_name(vm, arguments[0]).c_str());
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"all", all, "iterable, /", kForm},
    {"any", any, "iterable, /", kForm},
    {"iter", iter, "object, sentinel=, /", kForm},
    {"next", next_function, "iterator, default=, /", kForm},
    {"sorted", sorted, "*args, **kwargs", kForm},
    {"sum", sum, "iterable, /, start=", kForm},
    {"min", minimum, "*args, **kwargs", kForm},
    {"max", maximum, "*args, **kwargs", kForm},
    {"abs", absolute, "x, /", kForm},
    {"divmod", divide, "x, y, /", kForm},
    {"pow", power, "base, exp, mod=", kForm},
    {"round", round_function, "number, ndigits=", kForm},
};

}  // namespace

std::span<const NativeDefinition> builtins_sequence_functions() { return kFunctions; }

}  // namespace midden::python
