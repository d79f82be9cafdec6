// Arguments of native functions: arity, receivers, keywords.
#include "workloads/interpreter/vm/calls.h"

#include <algorithm>
#include <cstring>

#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/value_stack.h"

namespace midden::python {

namespace {

std::nullptr_t native_arity_error(Vm& vm, const NativeSignature& signature, std::uint32_t count) {
  // The class that __new__ is given counts as little as a receiver.
  std::uint32_t receiver = signature.has_receiver || signature.constructed_name;
  const char* name = signature.constructed_name ? signature.constructed_name : signature.definition->name;
  std::uint32_t given = count - std::min(receiver, count);
  std::uint32_t required = signature.required - receiver, most = signature.positional - receiver;
  if (signature.is_slot_wrapper) {
    if (count == 0) {
      const Type* owner = signature.owner ? signature.owner : vm.object_type;
      return raise_type_error(vm, "descriptor '%s' of '%s' object needs an argument", name,
                              type_display_name(vm, Value::of(owner)).c_str());
    }
    const char* bound = required == most ? "" : given < required ? "at least " : "at most ";
    const std::uint32_t expected = given < required ? required : most;
    return raise_type_error(vm, "expected %s%u argument%s, got %u", bound, expected, expected == 1 ? "" : "s",
                            given);
  }
  if (receiver && count == 0) {
    if (signature.constructed_name) return raise_type_error(vm, "%s.__new__(): not enough arguments", name);
    return raise_type_error(vm, "unbound method %s%s() needs an argument", signature.qualifier, name);
  }
  const char* plural = "s";
  if (signature.positional_only < signature.parameters) {
    // Some can be given by keyword: CPython words these differently.
    const std::uint32_t all = signature.parameters - receiver;
    if (given > all) {
      return raise_type_error(vm, "%s() takes %s %u argument%s (%u given)", name,
                              required == all ? "exactly" : "at most", all, all == 1 ? "" : plural, given);
    }
    if (most == 0) return raise_type_error(vm, "%s() takes no positional arguments", name);
    const bool few = given < required;
    const std::uint32_t bound = few ? required : most;
    return raise_type_error(vm, "%s() takes %s %u positional argument%s (%u given)", name,
                            required == most && !few ? "exactly"
                            : few                    ? "at least"
                                                     : "at most",
                            bound, bound == 1 ? "" : plural, given);
  }
  if (!signature.constructed_name) {
    if (most == 0) {
      return raise_type_error(vm, "%s%s() takes no arguments (%u given)", signature.qualifier, name, given);
    }
    if (required == 1 && most == 1) {
      return raise_type_error(vm, "%s%s() takes exactly one argument (%u given)", signature.qualifier, name,
                              given);
    }
  } else if (most == 0) {
    return raise_type_error(vm, "%s() takes no arguments", name);
  }
  const bool few = given < required;
  const char* bound = required == most ? "" : few ? "at least " : "at most ";
  const std::uint32_t expected = few ? required : most;
  return raise_type_error(vm, "%s expected %s%u argument%s, got %u", name, bound, expected,
                          expected == 1 ? "" : plural, given);
}

bool is_receiver(Vm& vm, const NativeSignature& signature, Value receiver) {
  return (receiver.kind() == signature.owner->layout && signature.owner->layout != Kind::Instance) ||
         is_subtype(vm, type_of(vm, receiver), Value::of(signature.owner));
}

// __new__ of a builtin type must be given that type or one derived from it.
bool is_constructible(Vm& vm, const NativeSignature& signature, Value type) {
  const char* name = signature.constructed_name;
  if (!type.is(Kind::Type)) {
    raise_type_error(vm, "%s.__new__(X): X is not a type object (%s)", name, type_name(vm, type).c_str());
    return false;
  }
  if (is_subtype(vm, type, Value::of(signature.constructed_type))) return true;
  std::string given = to_utf8(load(type.as<Type>()->name));
  raise_type_error(vm, "%s.__new__(%s): %s is not a subtype of %s", name, given.c_str(), given.c_str(), name);
  return false;
}

// Places keyword values behind the positional arguments into their parameters' entries.
bool bind_native_keywords(Vm& vm, const NativeSignature& signature, Word* arguments, std::uint32_t positional,
                          std::uint32_t keywords, Value keyword_names) {
  // Out of the way first: the parameters' entries may overlap the values.
  Word* scratch = arguments + std::max(signature.parameters, positional + keywords) + 1;
  value_stack_needs(vm, scratch + keywords);
  std::memmove(scratch, arguments + positional, keywords * sizeof(Word));
  std::memset(arguments + positional, 0, (scratch - 1 - (arguments + positional)) * sizeof(Word));
  const char* name = signature.constructed_name ? signature.constructed_name : signature.definition->name;
  const std::uint32_t receivers = signature.has_receiver || signature.constructed_name;
  for (std::uint32_t i = 0; i < keywords; ++i) {
    Value key = load(keyword_names.as<Tuple>()->items[i]);
    std::uint32_t at = signature.positional_only;
    while (at < signature.parameters && !str_equal(signature.names[at], key)) ++at;
    if (at == signature.parameters) {
      raise_type_error(vm, "'%s' is an invalid keyword argument for %s()", to_utf8(key).c_str(), name);
      release_words(scratch, keywords);
      return false;
    }
    if (arguments[at]) {
      raise_type_error(vm, "argument for %s() given by name ('%s') and position (%u)", name,
                       to_utf8(key).c_str(), at + 1 - receivers);
      release_words(scratch, keywords);
      return false;
    }
    arguments[at] = std::exchange(scratch[i], 0);
  }
  for (std::uint32_t i = 0; i < signature.required; ++i) {
    if (arguments[i]) continue;
    if (i < signature.positional_only) {
      native_arity_error(vm, signature, positional);
    } else {
      raise_type_error(vm, "%s() missing required argument '%s' (pos %u)", name,
                       to_utf8(signature.names[i]).c_str(), i + 1 - receivers);
    }
    return false;
  }
  return true;
}

}  // namespace

Owned call_native_generally(Vm& vm, const NativeSignature& signature, Word* arguments, std::uint32_t count,
                            Value keyword_names) {
  StackTop restore(vm);
  std::uint32_t keywords = keyword_names ? keyword_names.as<Tuple>()->length() : 0;
  std::uint32_t positional = count - keywords;
  std::uint32_t used = std::max(count, signature.parameters);
  // Native functions may call back into themselves without a Python frame between.
  bool native_stack_used_up = static_cast<const char*>(__builtin_frame_address(0)) < vm.native_stack_limit;
  if (native_stack_used_up || arguments + used + keywords + 64 > vm.stack_limit) [[unlikely]] {
    release_words(arguments, count);
    return raise(vm, ExceptionClass::RecursionError,
                 "maximum recursion depth exceeded while calling a Python object");
  }
  value_stack_needs(vm, arguments + used + 1);
  Word* names_root = arguments + used;
  Mutator::retain(keyword_names.bits);
  *names_root = keyword_names.bits;

  Owned result;
  if (signature.owner && positional && !is_receiver(vm, signature, Value{arguments[0]})) {
    raise_type_error(vm,
                     signature.is_slot_wrapper
                         ? "descriptor '%s' requires a '%s' object but received a '%s'"
                         : "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                     signature.definition->name, type_display_name(vm, Value::of(signature.owner)).c_str(),
                     type_name(vm, Value{arguments[0]}).c_str());
  } else if (signature.constructed_type && positional &&
             Value{arguments[0]} != Value::of(signature.constructed_type) &&
             !is_constructible(vm, signature, Value{arguments[0]})) {
    // said
  } else if (signature.star_arguments || signature.star_keywords) {
    if (keywords && !signature.star_keywords) {
      if (signature.parameters == 0) {
        raise_type_error(vm, "%s() takes no keyword arguments", signature.definition->name);
      } else {
        raise_type_error(vm, "%s() got an unexpected keyword argument", signature.definition->name);
      }
    } else if (positional < signature.required) {
      native_arity_error(vm, signature, positional);
    } else if (!signature.star_arguments && positional > signature.positional) {
      native_arity_error(vm, signature, positional);
    } else {
      result = signature.code(vm, Arguments(arguments, positional, names_root));
    }
  } else {
    bool ok = true;
    if (positional > signature.positional) {
      native_arity_error(vm, signature, positional);
      ok = false;
    } else if (keywords) {
      if (signature.is_slot_wrapper) {
        raise_type_error(vm, "wrapper %s() takes no keyword arguments", signature.definition->name);
        ok = false;
      } else if (signature.positional_only == signature.parameters) {
        raise_type_error(vm, "%s%s() takes no keyword arguments", signature.qualifier,
                         signature.definition->name);
        ok = false;
      } else {
        ok = bind_native_keywords(vm, signature, arguments, positional, keywords, keyword_names);
      }
    } else if (positional < signature.required) {
      if (signature.positional_only >= signature.required) {
        native_arity_error(vm, signature, positional);
      } else {
        raise_type_error(vm, "%s() missing required argument '%s' (pos %u)",
                         signature.constructed_name ? signature.constructed_name : signature.definition->name,
                         to_utf8(signature.names[positional]).c_str(),
                         positional + 1 - (signature.has_receiver || signature.constructed_name));
      }
      ok = false;
    } else {
      for (std::uint32_t i = count; i < signature.parameters; ++i) arguments[i] = 0;
    }
    if (ok) {
      for (std::uint32_t i = 0; signature.required_keywords >> i; ++i) {
        if ((signature.required_keywords >> i & 1) && !arguments[signature.positional + i]) {
          raise_type_error(vm, "%s() missing required keyword-only argument: '%s'",
                           signature.definition->name,
                           to_utf8(signature.names[signature.positional + i]).c_str());
          ok = false;
          break;
        }
      }
    }
    if (ok) result = signature.code(vm, Arguments(arguments, signature.parameters));
  }
  release_words(arguments, used + 1);
  return result;
}
}  // namespace midden::python
