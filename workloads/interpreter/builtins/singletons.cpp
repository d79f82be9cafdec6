// The types of None, Ellipsis and NotImplemented.

#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/text/hash.h"

namespace midden::python {
namespace {

Owned none_repr(Vm& vm, Value) { return make_str(vm, "None"); }
bool none_hash(Vm&, Value, std::int64_t* result) {
  *result = text::kHashNone;
  return true;
}
int none_truth(Vm&, Value) { return 0; }
Owned construct_none(Vm&, Arguments) { return owned_none(); }

Owned ellipsis_repr(Vm& vm, Value) { return make_str(vm, "Ellipsis"); }
Owned construct_ellipsis(Vm&, Arguments) { return Owned::adopt(Value::ellipsis()); }

Owned not_implemented_repr(Vm& vm, Value) { return make_str(vm, "NotImplemented"); }
Owned construct_not_implemented(Vm&, Arguments) { return owned_not_implemented(); }

constexpr KindOperations kNoneOperations = {.repr = none_repr, .hash = none_hash, .truth = none_truth};
constexpr KindOperations kEllipsisOperations = {.repr = ellipsis_repr};
constexpr KindOperations kNotImplementedOperations = {.repr = not_implemented_repr};

}  // namespace

const TypeDefinition kNoneType = {
    .kind = Kind::NoneType,
    .name = "NoneType",
    .module = "builtins",
    .operations = &kNoneOperations,
    .construct = construct_none,
    .construct_signature = "",
    .flags = kTypeFinal,
};
const TypeDefinition kEllipsisType = {
    .kind = Kind::Ellipsis,
    .name = "ellipsis",
    .module = "builtins",
    .operations = &kEllipsisOperations,
    .construct = construct_ellipsis,
    .construct_signature = "",
    .flags = kTypeFinal,
};
const TypeDefinition kNotImplementedType = {
    .kind = Kind::NotImplemented,
    .name = "NotImplementedType",
    .module = "builtins",
    .operations = &kNotImplementedOperations,
    .construct = construct_not_implemented,
    .construct_signature = "",
    .flags = kTypeFinal,
};

}  // namespace midden::python
