// The type slice.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/sequence.h"

namespace midden::python {
namespace {

Owned parts(Vm& vm, Value self) {
  const Slice* slice = self.as<Slice>();
  return make_tuple(vm, {load(slice->start), load(slice->stop), load(slice->step)});
}

Owned slice_repr(Vm& vm, Value self) {
  Local tuple(vm, parts(vm, self));
  if (!tuple) return nullptr;
  Local shown(vm, repr(vm, tuple));
  if (!shown) return nullptr;
  text::StringBuilder out;
  out.append("slice");
  out.append(str_view(shown));
  return make_str(vm, out);
}

Owned slice_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!right.is(Kind::Slice)) return owned_not_implemented();
  Local other(vm, right);
  Local a(vm, parts(vm, left));
  if (!a) return nullptr;
  Local b(vm, parts(vm, other));
  return b ? sequence_compare(vm, a, b, op) : nullptr;
}

Owned indices(Vm& vm, Arguments arguments) {
  std::int64_t length, start, stop, step, count;
  if (!to_index(vm, arguments[1], &length)) return nullptr;
  if (length < 0) return raise_value_error(vm, "length should not be negative");
  if (!slice_indices(vm, arguments[0], length, &start, &stop, &step, &count)) return nullptr;
  Local a(vm, make_int(vm, start)), b(vm, make_int(vm, stop)), c(vm, make_int(vm, step));
  return a && b && c ? make_tuple(vm, {a, b, c}) : nullptr;
}

Owned construct(Vm& vm, Arguments arguments) {
  if (!check_plain_arguments(vm, arguments, "slice", 1, 3)) return nullptr;
  const std::uint32_t given = arguments.count() - 1;
  if (given == 1) return make_slice(vm, Value::none(), arguments[1], Value::none());
  return make_slice(vm, arguments[1], arguments[2], given == 3 ? arguments[3] : Value::none());
}

Owned reduce(Vm& vm, Arguments arguments) {
  Local inner(vm, parts(vm, arguments[0]));
  return inner ? make_tuple(vm, {type_of(vm, arguments[0]), inner}) : nullptr;
}

bool refuse_to_set(Vm& vm, Value, Value) {
  raise(vm, ExceptionClass::AttributeError, "readonly attribute");
  return false;
}
Owned get_start(Vm&, Value self) { return retain(load(self.as<Slice>()->start)); }
Owned get_stop(Vm&, Value self) { return retain(load(self.as<Slice>()->stop)); }
Owned get_step(Vm&, Value self) { return retain(load(self.as<Slice>()->step)); }

constexpr NativeDefinition kMethods[] = {{"indices", indices, "length, /"}, {"__reduce__", reduce, ""}};
constexpr GetSetDefinition kGetters[] = {{"start", get_start, refuse_to_set},
                                         {"stop", get_stop, refuse_to_set},
                                         {"step", get_step, refuse_to_set}};
constexpr KindOperations kOperations = {.repr = slice_repr, .unhashable = true, .compare = slice_compare};

}  // namespace

const TypeDefinition kSliceType = {
    .kind = Kind::Slice,
    .name = "slice",
    .module = "builtins",
    .operations = &kOperations,
    .methods = kMethods,
    .getters = kGetters,
    .construct = construct,
    .construct_signature = "*args, **kwargs",
    .flags = kTypeFinal,
};

}  // namespace midden::python
