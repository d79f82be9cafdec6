// weakref.ref.

#include "workloads/interpreter/modules/weakref_object.h"

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/sequence.h"
#include "workloads/interpreter/vm/instance_members.h"

namespace midden::python {
namespace {

Value as_reference(Value value) { return as_kind(value, Kind::WeakReference); }

// The callback of a reference that is an instance of a subclass: it must be called with that instance, which
// the plain reference inside does not keep alive. Has WeakReference's layout; its referent is the instance.
Value wrapped_callback(Value reference) {
  const Value callback = load(reference.as<WeakReference>()->callback);
  return callback && callback.is(Kind::WeakCallback) ? load(callback.as<WeakReference>()->callback)
                                                     : callback;
}

Owned call_wrapped(Vm& vm, Value self, Arguments) {
  const Value instance = weak_referent(vm, self);
  if (!instance) return owned_none();
  return call(vm, load(self.as<WeakReference>()->callback), {instance});
}

Owned construct(Vm& vm, Arguments arguments) {
  const bool exactly = constructs_exactly(vm, arguments[0], Kind::WeakReference);
  if (exactly && arguments.keyword_names()) return raise_type_error(vm, "ref() takes no keyword arguments");
  if (arguments.count() < 2 || arguments.count() > 3) {
    return raise_type_error(vm, "__new__ expected at %s argument%s, got %u",
                            arguments.count() < 2 ? "least 1" : "most 2", arguments.count() < 2 ? "" : "s",
                            arguments.count() - 1);
  }
  if (!check_weakly_referenceable(vm, arguments[1])) return nullptr;
  const bool has_callback = arguments.count() > 2 && !arguments[2].is_none();
  if (exactly && !has_callback) return make_plain_weak(vm, Kind::WeakReference, arguments[1]);
  Local reference(vm,
                  make_weak(vm, Kind::WeakReference, arguments[1], has_callback ? arguments[2] : Value{}));
  if (!reference || exactly) return reference.take();
  Local instance(vm, wrap_payload(vm, arguments[0], retain(reference.get())));
  if (!instance || !has_callback) return instance.take();
  Local wrapper(vm, make_weak(vm, Kind::WeakCallback, instance, arguments[2]));
  if (!wrapper) return nullptr;
  WeakReference* plain = reference.as<WeakReference>();
  store(vm, plain, plain->callback, wrapper.get());
  return instance.take();
}

Owned initialize_reference(Vm&, Arguments) { return owned_none(); }

Owned reference_call(Vm& vm, Value self, Arguments arguments) {
  if (arguments.count() > 0) {
    return raise_type_error(vm, "weakref expected 0 arguments, got %u", arguments.count());
  }
  const Value referent = weak_referent(vm, as_reference(self));
  return referent ? retain(referent) : owned_none();
}

bool reference_hash(Vm& vm, Value self, std::int64_t* result) {
  Local reference(vm, as_reference(self));
  if (reference.as<WeakReference>()->hash == -1) {
    Local referent(vm, weak_referent(vm, reference));
    if (!referent) {
      raise_type_error(vm, "weak object has gone away");
      return false;
    }
    std::int64_t hash;
    if (!python::hash(vm, referent, &hash)) return false;
    reference.as<WeakReference>()->hash = hash;
  }
  *result = reference.as<WeakReference>()->hash;
  return true;
}

Owned reference_compare(Vm& vm, Value left, Value right, Comparison op) {
  if (!as_reference(right) || (op != Comparison::equal && op != Comparison::not_equal)) {
    return owned_not_implemented();
  }
  Local a(vm, weak_referent(vm, as_reference(left))), b(vm, weak_referent(vm, as_reference(right)));
  if (!a || !b) return owned_bool((as_reference(left) == as_reference(right)) == (op == Comparison::equal));
  return compare(vm, a, b, op);
}

Owned reference_repr(Vm& vm, Value self) {
  Local reference(vm, as_reference(self)), referent(vm, weak_referent(vm, reference));
  char text[64];
  snprintf(text, sizeof text, "<weakref at 0x%llx; ",
           static_cast<unsigned long long>(vm.mutator.identity(reference.get().object()) * 16));
  std::string out = text;
  if (!referent) return make_str_utf8(vm, out + "dead>");
  snprintf(text, sizeof text, "' at 0x%llx>",
           static_cast<unsigned long long>(vm.mutator.identity(referent.get().object()) * 16));
  return make_str_utf8(vm, out + "to '" + class_name(vm, referent) + text);
}

Owned get_callback(Vm& vm, Value self) {
  const Value reference = as_reference(self);
  const Value callback = wrapped_callback(reference);
  return callback && weak_referent(vm, reference) ? retain(callback) : owned_none();
}

constexpr NativeDefinition kMethods[] = {
    {"__init__", initialize_reference, "*args, **kwargs"},
    {"__class_getitem__", class_get_item, "item, /", NativeDefinition::class_method},
};
constexpr GetSetDefinition kGetters[] = {{"__callback__", get_callback}};
constexpr KindOperations kOperations = {
    .repr = reference_repr, .hash = reference_hash, .compare = reference_compare, .call = reference_call};
constexpr KindOperations kCallbackOperations = {.call = call_wrapped};

constexpr TypeDefinition kTypes[] = {
    {.kind = Kind::WeakReference,
     .name = "ReferenceType",
     .module = "weakref",
     .operations = &kOperations,
     .methods = kMethods,
     .getters = kGetters,
     .construct = construct,
     .construct_signature = "*args, **kwargs"},
    {.kind = Kind::WeakCallback,
     .name = "_callback",
     .module = "weakref",
     .operations = &kCallbackOperations,
     .flags = kTypeFinal},
};

}  // namespace

bool check_weakly_referenceable(Vm& vm, Value value) {
  const bool can = value.is(Kind::Instance)
                       ? !(type_of(vm, value).as<Type>()->flags & kTypeNotWeakReferencable)
                       : is_weakly_referenceable(value.kind());
  if (can) return true;
  raise_type_error(vm, "cannot create weak reference to '%s' object", type_name(vm, value).c_str());
  return false;
}

Owned make_weak(Vm& vm, Kind kind, Value referent, Value callback) {
  Local target(vm, referent), held(vm, callback);
  WeakReference* reference = allocate<WeakReference>(vm, kind);
  if (!reference) return nullptr;
  reference->referent = target.get().bits;
  reference->hash = -1;
  if (held) {
    initialize(vm, reference, reference->callback, held.take());
    vm.has_finalizers = true;  // callbacks must run at the end
  }
  Local result(vm, adopt(reference));
  vm.mutator.register_weak_reference(result.get().object());
  return result.take();
}

Owned make_plain_weak(Vm& vm, Kind kind, Value referent) {
  if constexpr (Collector::kCounts) {
    Value found;
    for_each_weak_reference(vm, referent, [&](Value reference) {
      if (!found && reference.is(kind) && !load(reference.as<WeakReference>()->callback)) found = reference;
    });
    if (found) return retain(found);
  }
  return make_weak(vm, kind, referent, Value{});
}

std::span<const TypeDefinition> weakref_types() { return kTypes; }

}  // namespace midden::python
