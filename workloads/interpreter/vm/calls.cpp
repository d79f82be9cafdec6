#include "workloads/interpreter/vm/calls.h"

#include <algorithm>
#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"

namespace midden::python {

namespace {

void release_words(Word* first, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Word old = std::exchange(first[i], 0);
    Mutator::release(old);
  }
}

// Restores vm.stack_top when native code that needed more of the value stack is done.
class StackTop {
 public:
  explicit StackTop(Vm& vm) : vm_(vm), saved_(vm.stack_top) {}
  ~StackTop() { vm_.stack_top = saved_; }

 private:
  Vm& vm_;
  Word* saved_;
};

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

namespace {

std::string quoted_list(Vm&, const std::vector<Value>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i) text += names.size() > 2 ? (i + 1 == names.size() ? ", and " : ", ") : " and ";
    text += "'" + to_utf8(names[i]) + "'";
  }
  return text;
}

void raise_missing(Vm& vm, const Code& code, const char* sort, const std::vector<Value>& names) {
  raise_type_error(vm, "%s() missing %zu required %s argument%s: %s", to_utf8(code.qualified_name()).c_str(),
                   names.size(), sort, names.size() == 1 ? "" : "s", quoted_list(vm, names).c_str());
}

void raise_too_many(Vm& vm, const Function* function, std::uint32_t given, const Word* registers) {
  const CodeTemplate& source = function->code->source();
  std::uint32_t most = source.positional_count;
  std::uint32_t defaults = function->defaults.load() ? load(function->defaults).as<Tuple>()->length() : 0;
  std::uint32_t keyword_only = 0;
  for (std::uint32_t i = 0; i < source.keyword_only_count; ++i) keyword_only += registers[most + i] != 0;
  std::string takes = defaults ? "from " + std::to_string(most - defaults) + " to " + std::to_string(most)
                               : std::to_string(most);
  bool plural = defaults ? true : most != 1;
  std::string extra;
  if (keyword_only) {
    extra = std::string(" positional argument") + (given == 1 ? "" : "s") + " (and " +
            std::to_string(keyword_only) + " keyword-only argument" + (keyword_only == 1 ? "" : "s") + ")";
  }
  raise_type_error(vm, "%s() takes %s positional argument%s but %u%s %s given",
                   to_utf8(function->code->qualified_name()).c_str(), takes.c_str(), plural ? "s" : "", given,
                   extra.c_str(), given == 1 && !keyword_only ? "was" : "were");
}

// Places the keyword values in `values` (emptied) into registers or the **kwargs dict.
bool bind_keywords(Vm& vm, const Code& code, Word* registers, Word* values, std::uint32_t count,
                   Word* names_root, Word* star_keywords) {
  const CodeTemplate& source = code.source();
  std::uint32_t named = source.positional_count + source.keyword_only_count;
  std::string function_name;
  auto name_of = [&] { return to_utf8(code.qualified_name()); };
  for (std::uint32_t i = 0; i < count; ++i) {
    Value key = load(Value{*names_root}.as<Tuple>()->items[i]);
    if (!is_str(key)) {
      raise_type_error(vm, "keywords must be strings");
      return false;
    }
    std::uint32_t at = source.positional_only_count;
    while (at < named && code.local_name(at) != key) ++at;
    if (at == named) {  // the name was perhaps not interned
      at = source.positional_only_count;
      while (at < named && !str_equal(code.local_name(at), key)) ++at;
    }
    if (at < named) {
      if (registers[at]) {
        raise_type_error(vm, "%s() got multiple values for argument '%s'", name_of().c_str(),
                         to_utf8(key).c_str());
        return false;
      }
      registers[at] = std::exchange(values[i], 0);
      continue;
    }
    if (star_keywords) {
      if (!dict_set(vm, Value{*star_keywords}, key, Value{values[i]})) return false;
      continue;
    }
    std::vector<Value> as_keyword;
    for (std::uint32_t p = 0; p < source.positional_only_count; ++p) {
      for (std::uint32_t q = 0; q < count; ++q) {
        if (str_equal(code.local_name(p), load(Value{*names_root}.as<Tuple>()->items[q]))) {
          as_keyword.push_back(code.local_name(p));
        }
      }
    }
    if (!as_keyword.empty()) {
      std::string list;
      for (Value name : as_keyword) list += (list.empty() ? "" : ", ") + to_utf8(name);
      raise_type_error(vm, "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                       name_of().c_str(), list.c_str());
    } else {
      raise_type_error(vm, "%s() got an unexpected keyword argument '%s'", name_of().c_str(),
                       to_utf8(key).c_str());
    }
    return false;
  }
  return true;
}

}  // namespace

namespace {

// Positional arguments for a function that takes nothing else, some of them perhaps left to their defaults.
bool bind_positional(const Vm& vm, const Function* function, Word* registers, std::uint32_t count) {
  const Code& code = *function->code;
  const CodeTemplate& source = code.source();
  if (source.has_star_arguments || source.has_star_keywords || source.keyword_only_count ||
      count > source.positional_count || registers + code.register_count + 2 > vm.stack_limit) {
    return false;
  }
  const std::uint32_t missing = source.positional_count - count;
  const Value defaults = load(function->defaults);
  const std::uint32_t available = defaults ? defaults.as<Tuple>()->length() : 0;
  if (missing > available) return false;
  for (std::uint32_t i = 0; i < missing; ++i) {
    const Word value = load(defaults.as<Tuple>()->items[available - missing + i]).bits;
    Mutator::retain(value);
    registers[count + i] = value;
  }
  for (std::uint32_t i = source.positional_count; i < code.register_count; ++i) registers[i] = 0;
  return true;
}

}  // namespace

bool bind_arguments(Vm& vm, const Function* function_at_entry, Word* registers, std::uint32_t count,
                    Value keyword_names) {
  if (!keyword_names && bind_positional(vm, function_at_entry, registers, count)) return true;
  const Code& code = *function_at_entry->code;
  const CodeTemplate& source = code.source();
  // The function may move: it is reached through its root, the word before the registers.
  auto function = [&] { return Value{registers[-1]}.as<Function>(); };
  std::uint32_t keywords = keyword_names ? keyword_names.as<Tuple>()->length() : 0;
  std::uint32_t given = count - keywords;

  // Move everything out of the way; the registers then start empty.
  std::uint32_t room = std::max(code.register_count, count);
  Word* scratch = registers + room;
  StackTop restore(vm);
  if (scratch + count + 2 > vm.stack_limit) {
    release_words(registers, count);
    raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  std::memmove(scratch, registers, count * sizeof(Word));
  std::memset(registers, 0, room * sizeof(Word));
  Word* names_root = scratch + count;
  *names_root = keyword_names.bits;
  Mutator::retain(keyword_names.bits);
  vm.stack_top = std::max(vm.stack_top, names_root + 1);

  std::uint32_t named = source.positional_count + source.keyword_only_count;
  bool ok = true;
  std::uint32_t direct = std::min(given, source.positional_count);
  for (std::uint32_t i = 0; i < direct; ++i) registers[i] = std::exchange(scratch[i], 0);
  std::uint32_t next = named;
  if (source.has_star_arguments) {
    Owned rest = given > direct ? make_tuple(vm, scratch + direct, given - direct) : retain(vm.empty_tuple);
    ok = bool(rest);
    registers[next++] = rest.take().bits;
  }
  Word* star_keywords = nullptr;
  if (ok && source.has_star_keywords) {
    Owned dict = make_dict(vm);
    ok = bool(dict);
    registers[next] = dict.take().bits;
    star_keywords = &registers[next];
  }
  if (ok && keywords) {
    ok = bind_keywords(vm, code, registers, scratch + given, keywords, names_root, star_keywords);
  }
  if (ok && given > source.positional_count && !source.has_star_arguments) {
    raise_too_many(vm, function(), given, registers);
    ok = false;
  }
  if (ok) {
    Value defaults = load(function()->defaults);
    std::uint32_t default_count = defaults ? defaults.as<Tuple>()->length() : 0;
    std::uint32_t first_default = source.positional_count - default_count;
    std::vector<Value> missing;
    for (std::uint32_t i = direct; i < source.positional_count; ++i) {
      if (registers[i]) continue;
      if (i < first_default) {
        missing.push_back(code.local_name(i));
      } else {
        Value value = load(defaults.as<Tuple>()->items[i - first_default]);
        Mutator::retain(value.bits);
        registers[i] = value.bits;
      }
    }
    if (!missing.empty()) {
      raise_missing(vm, code, "positional", missing);
      ok = false;
    }
  }
  if (ok && source.keyword_only_count) {
    std::vector<Value> missing;
    for (std::uint32_t i = source.positional_count; i < named; ++i) {
      if (registers[i]) continue;
      Value from = load(function()->keyword_defaults);
      Value value = from ? dict_get_name(vm, from, code.local_name(i)) : Value{};
      if (!value) {
        missing.push_back(code.local_name(i));
      } else {
        Mutator::retain(value.bits);
        registers[i] = value.bits;
      }
    }
    if (!missing.empty()) {
      raise_missing(vm, code, "keyword-only", missing);
      ok = false;
    }
  }
  release_words(scratch, count + 1);
  if (!ok) release_words(registers, room);
  return ok;
}

Callee simplify_callee(Vm& vm, Word* window, std::uint32_t* count) {
  Value callee{window[0]};
  Word function, receiver;
  if (callee.is(Kind::BoundMethod)) {
    function = callee.as<BoundMethod>()->function.load();
    receiver = callee.as<BoundMethod>()->receiver.load();
  } else if (callee.is(Kind::Instance)) {
    Value method = lookup_in_type(vm, type_of(vm, callee), vm.names.__call__);
    if (!method) {
      raise_type_error(vm, "'%s' object is not callable", type_name(vm, callee).c_str());
      return Callee::error;
    }
    if (!method.is(Kind::Function) && !method.is(Kind::NativeFunction)) {
      Owned bound = bind_descriptor(vm, method, callee);
      if (!bound) return Callee::error;
      Word old = std::exchange(window[0], bound.take().bits);
      Mutator::release(old);
      return Callee::simplified;
    }
    function = method.bits;
    receiver = callee.bits;
  } else {
    const KindOperations* operations = vm.operations[static_cast<unsigned>(callee.kind())];
    if (operations && operations->call) return Callee::native_call;
    raise_type_error(vm, "'%s' object is not callable", type_name(vm, callee).c_str());
    return Callee::error;
  }
  if (window + *count + 2 > vm.stack_limit) {
    raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
    return Callee::error;
  }
  std::memmove(window + 2, window + 1, *count * sizeof(Word));
  Mutator::retain(function);
  Mutator::retain(receiver);
  window[0] = function;
  window[1] = receiver;
  Mutator::release(callee.bits);
  ++*count;
  value_stack_needs(vm, window + *count + 1);
  return Callee::simplified;
}

Owned call_window(Vm& vm, Word* window, std::uint32_t count, Value keyword_names) {
  StackTop restore(vm);
  value_stack_needs(vm, window + count + 1);
  for (;;) {
    Value callee{window[0]};
    Owned result;
    if (callee.is(Kind::Function)) {
      const Function* function = callee.as<Function>();
      Code* code = function->code;
      if (code->simple_parameters && !keyword_names && count == code->positional_count) {
        if (window + 1 + code->register_count + 64 < vm.stack_limit) {
          std::memset(window + 1 + count, 0, (code->register_count - count) * sizeof(Word));
        }
      } else if (!bind_arguments(vm, function, window + 1, count, keyword_names)) {
        release_words(window, 1);
        return nullptr;
      }
      if (code->is_generator) {
        result = make_generator(vm, window + 1);
      } else if (push_frame(vm, window + 1, nullptr, Continuation::native)) {
        result = run(vm);
      } else {
        release_words(window + 1, code->register_count);
      }
      release_words(window, 1);
      return result;
    }
    if (callee.is(Kind::NativeFunction)) {
      result = call_native(vm, *callee.as<NativeFunction>()->signature, window + 1, count, keyword_names);
      release_words(window, 1);
      return result;
    }
    switch (simplify_callee(vm, window, &count)) {
      case Callee::simplified:
        continue;
      case Callee::native_call: {
        std::uint32_t keywords = keyword_names ? keyword_names.as<Tuple>()->length() : 0;
        auto code = vm.operations[static_cast<unsigned>(Value{window[0]}.kind())]->call;
        Word* names_root = window + count + 1;
        *names_root = keyword_names.bits;
        Mutator::retain(keyword_names.bits);
        value_stack_needs(vm, names_root + 1);
        result = code(vm, Value{window[0]}, Arguments(window + 1, count - keywords, names_root));
        release_words(names_root, 1);
        break;
      }
      case Callee::error:
        break;
    }
    release_words(window, count + 1);
    return result;
  }
}

Owned call_span(Vm& vm, Value callee, std::span<const Value> arguments, Value keyword_names) {
  Word* window = vm.stack_top;
  if (window + arguments.size() + 64 > vm.stack_limit) {
    return raise(vm, ExceptionClass::RecursionError,
                 "maximum recursion depth exceeded while calling a Python object");
  }
  Mutator::retain(callee.bits);
  window[0] = callee.bits;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Mutator::retain(arguments[i].bits);
    window[i + 1] = arguments[i].bits;
  }
  return call_window(vm, window, static_cast<std::uint32_t>(arguments.size()), keyword_names);
}

Owned call(Vm& vm, Value callee, std::initializer_list<Value> arguments) {
  return call_span(vm, callee, {arguments.begin(), arguments.size()});
}

Owned call_method(Vm& vm, Value object, Value name, std::initializer_list<Value> arguments) {
  Word* window = vm.stack_top;
  std::size_t count = arguments.size();
  if (window + count + 64 > vm.stack_limit) {
    return raise(vm, ExceptionClass::RecursionError,
                 "maximum recursion depth exceeded while calling a Python object");
  }
  // Root the arguments while the attribute is looked up.
  Word* at = window + 2;
  window[0] = window[1] = 0;
  for (Value argument : arguments) {
    Mutator::retain(argument.bits);
    *at++ = argument.bits;
  }
  Word* saved = vm.stack_top;
  vm.stack_top = at;
  Local self(vm, object);
  Owned method = get_attribute(vm, object, name);
  vm.stack_top = saved;
  if (!method) {
    release_words(window, count + 2);
    return nullptr;
  }
  window[1] = method.take().bits;
  return call_window(vm, window + 1, static_cast<std::uint32_t>(count), Value{});
}

Owned call_special(Vm& vm, Value object, Value name, std::initializer_list<Value> arguments) {
  Value method = lookup_in_type(vm, type_of(vm, object), name);
  if (!method) return nullptr;
  Word* window = vm.stack_top;
  if (window + arguments.size() + 64 > vm.stack_limit) {
    return raise(vm, ExceptionClass::RecursionError,
                 "maximum recursion depth exceeded while calling a Python object");
  }
  std::uint32_t count = 0;
  if (method.is(Kind::Function) || method.is(Kind::NativeFunction)) {
    Mutator::retain(method.bits);
    Mutator::retain(object.bits);
    window[0] = method.bits;
    window[1] = object.bits;
    count = 1;
    for (Value argument : arguments) {
      Mutator::retain(argument.bits);
      window[++count] = argument.bits;
    }
    return call_window(vm, window, count, Value{});
  }
  window[0] = 0;
  for (Value argument : arguments) {
    Mutator::retain(argument.bits);
    window[++count] = argument.bits;
  }
  Word* saved = vm.stack_top;
  vm.stack_top = window + count + 1;
  Owned bound = bind_descriptor(vm, method, object);
  vm.stack_top = saved;
  if (!bound) {
    release_words(window, count + 1);
    return nullptr;
  }
  window[0] = bound.take().bits;
  return call_window(vm, window, count, Value{});
}

bool is_callable(Vm& vm, Value value) {
  Kind kind = value.kind();
  if (kind == Kind::Function || kind == Kind::NativeFunction || kind == Kind::BoundMethod ||
      kind == Kind::Type) {
    return true;
  }
  if (kind == Kind::Instance) return bool(lookup_in_type(vm, type_of(vm, value), vm.names.__call__));
  const KindOperations* operations = vm.operations[static_cast<unsigned>(kind)];
  return operations && operations->call;
}

}  // namespace midden::python
