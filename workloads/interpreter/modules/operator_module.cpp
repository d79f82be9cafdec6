// The module _operator: the operators as functions; itemgetter and its like are in operator_getters.cpp.

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/modules/operator_getters.h"

namespace midden::python {
namespace {

template <Comparison op>
Owned compare_with(Vm& vm, Arguments arguments) {
  return compare(vm, arguments[0], arguments[1], op);
}
template <BinaryOperator op>
Owned binary(Vm& vm, Arguments arguments) {
  return binary_operation(vm, op, arguments[0], arguments[1]);
}
template <BinaryOperator op>
Owned in_place(Vm& vm, Arguments arguments) {
  return inplace_operation(vm, op, arguments[0], arguments[1]);
}
template <UnaryOperator op>
Owned unary(Vm& vm, Arguments arguments) {
  return unary_operation(vm, op, arguments[0]);
}

Owned truth(Vm& vm, Arguments arguments) {
  const int answer = is_true(vm, arguments[0]);
  return answer < 0 ? nullptr : owned_bool(answer);
}
Owned not_(Vm& vm, Arguments arguments) {
  const int answer = is_true(vm, arguments[0]);
  return answer < 0 ? nullptr : owned_bool(!answer);
}
Owned is_(Vm&, Arguments arguments) { return owned_bool(arguments[0] == arguments[1]); }
Owned is_not(Vm&, Arguments arguments) { return owned_bool(!(arguments[0] == arguments[1])); }
Owned index(Vm& vm, Arguments arguments) { return index_to_int(vm, arguments[0]); }

Owned concat(Vm& vm, Arguments arguments) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (has_special(vm, arguments[i], vm.names.__getitem__)) continue;
    return raise_type_error(vm, "'%s' object can't be concatenated", type_name(vm, arguments[i]).c_str());
  }
  return binary_operation(vm, BinaryOperator::add, arguments[0], arguments[1]);
}
Owned contains_(Vm& vm, Arguments arguments) {
  const int found = contains(vm, arguments[0], arguments[1]);
  return found < 0 ? nullptr : owned_bool(found);
}
Owned get_item_(Vm& vm, Arguments arguments) { return get_item(vm, arguments[0], arguments[1]); }
Owned set_item_(Vm& vm, Arguments arguments) {
  return set_item(vm, arguments[0], arguments[1], arguments[2]) ? owned_none() : nullptr;
}
Owned delete_item(Vm& vm, Arguments arguments) {
  return set_item(vm, arguments[0], arguments[1], Value{}) ? owned_none() : nullptr;
}

// Number of equal items, or the position of the first.
Owned search(Vm& vm, Arguments arguments, bool count) {
  Local iterator(vm, get_iterator(vm, arguments[0]));
  if (!iterator) return nullptr;
  std::int64_t found = 0;
  for (std::int64_t position = 0;; ++position) {
    Local item(vm, next(vm, iterator));
    if (!item) break;
    const int equal = is_equal(vm, item, arguments[1]);
    if (equal < 0) return nullptr;
    if (equal && !count) return make_int(vm, position);
    found += equal;
  }
  if (has_pending(vm)) return nullptr;
  return count ? make_int(vm, found) : raise_value_error(vm, "sequence.index(x): x not in sequence");
}
Owned count_of(Vm& vm, Arguments arguments) { return search(vm, arguments, true); }
Owned index_of(Vm& vm, Arguments arguments) { return search(vm, arguments, false); }

Owned length_hint_(Vm& vm, Arguments arguments) {
  std::int64_t fallback = 0;
  if (arguments[1] && !to_index(vm, arguments[1], &fallback)) return nullptr;
  const std::int64_t hint = length_hint(vm, arguments[0], fallback);
  return hint < 0 ? nullptr : make_int(vm, hint);
}

Owned call_(Vm& vm, Arguments arguments) {
  const Value names = arguments.keyword_names();
  const std::uint32_t count = arguments.count() - 1 + (names ? names.as<Tuple>()->length() : 0);
  return call_span(vm, arguments[0], {reinterpret_cast<const Value*>(arguments.data()) + 1, count}, names);
}

bool initialize_operator(Vm& vm, Value module_value) {
  Local module(vm, module_value);
  for (const TypeDefinition& type : operator_getter_types()) {
    define_type(vm, type);
    if (!add_type(vm, module, type.kind)) return false;
  }
  return true;
}

constexpr auto kForm = NativeDefinition::function;
constexpr const char* kTwo = "a, b, /";
constexpr const char* kOne = "a, /";
using enum BinaryOperator;
constexpr NativeDefinition kFunctions[] = {
    {"lt", compare_with<Comparison::less>, kTwo, kForm},
    {"le", compare_with<Comparison::less_equal>, kTwo, kForm},
    {"eq", compare_with<Comparison::equal>, kTwo, kForm},
    {"ne", compare_with<Comparison::not_equal>, kTwo, kForm},
    {"ge", compare_with<Comparison::greater_equal>, kTwo, kForm},
    {"gt", compare_with<Comparison::greater>, kTwo, kForm},
    {"add", binary<add>, kTwo, kForm},
    {"sub", binary<subtract>, kTwo, kForm},
    {"mul", binary<multiply>, kTwo, kForm},
    {"matmul", binary<matrix_multiply>, kTwo, kForm},
    {"truediv", binary<true_divide>, kTwo, kForm},
    {"floordiv", binary<floor_divide>, kTwo, kForm},
    {"mod", binary<modulo>, kTwo, kForm},
    {"pow", binary<power>, kTwo, kForm},
    {"lshift", binary<left_shift>, kTwo, kForm},
    {"rshift", binary<right_shift>, kTwo, kForm},
    {"and_", binary<bit_and>, kTwo, kForm},
    {"or_", binary<bit_or>, kTwo, kForm},
    {"xor", binary<bit_xor>, kTwo, kForm},
    {"iadd", in_place<add>, kTwo, kForm},
    {"isub", in_place<subtract>, kTwo, kForm},
    {"imul", in_place<multiply>, kTwo, kForm},
    {"imatmul", in_place<matrix_multiply>, kTwo, kForm},
    {"itruediv", in_place<true_divide>, kTwo, kForm},
    {"ifloordiv", in_place<floor_divide>, kTwo, kForm},
    {"imod", in_place<modulo>, kTwo, kForm},
    {"ipow", in_place<power>, kTwo, kForm},
    {"ilshift", in_place<left_shift>, kTwo, kForm},
    {"irshift", in_place<right_shift>, kTwo, kForm},
    {"iand", in_place<bit_and>, kTwo, kForm},
    {"ior", in_place<bit_or>, kTwo, kForm},
    {"ixor", in_place<bit_xor>, kTwo, kForm},
    {"iconcat", in_place<add>, kTwo, kForm},
    {"neg", unary<UnaryOperator::negate>, kOne, kForm},
    {"pos", unary<UnaryOperator::positive>, kOne, kForm},
    {"inv", unary<UnaryOperator::invert>, kOne, kForm},
    {"invert", unary<UnaryOperator::invert>, kOne, kForm},
    {"abs", unary<UnaryOperator::absolute>, kOne, kForm},
    {"not_", not_, kOne, kForm},
    {"truth", truth, kOne, kForm},
    {"is_", is_, kTwo, kForm},
    {"is_not", is_not, kTwo, kForm},
    {"index", index, kOne, kForm},
    {"concat", concat, kTwo, kForm},
    {"contains", contains_, kTwo, kForm},
    {"getitem", get_item_, kTwo, kForm},
    {"setitem", set_item_, "a, b, c, /", kForm},
    {"delitem", delete_item, kTwo, kForm},
    {"countOf", count_of, kTwo, kForm},
    {"indexOf", index_of, kTwo, kForm},
    {"length_hint", length_hint_, "obj, default=, /", kForm},
    {"call", call_, "obj, /, *args, **kwargs", kForm},
};

}  // namespace

const ModuleDefinition kOperatorModule = {
    .name = "_operator", .functions = kFunctions, .initialize = initialize_operator};

}  // namespace midden::python
