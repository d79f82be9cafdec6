#include "workloads/interpreter/vm/calls.h"

#include <cstring>

#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/value_stack.h"

namespace midden::python {

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
