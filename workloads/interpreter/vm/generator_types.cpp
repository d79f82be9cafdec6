// The types of generators and coroutines, tracebacks and frames.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/object_type.h"

namespace midden::python {

Owned generator_repr(Vm& vm, Value self) {
  const char* word = self.is(Kind::Coroutine)        ? "coroutine"
                     : self.is(Kind::AsyncGenerator) ? "async_generator"
                                                     : "generator";
  char address[40];
  snprintf(address, sizeof address, " at 0x%012llx>",
           static_cast<unsigned long long>(object_number(vm, self)));
  return make_str_utf8(vm, std::string("<") + word + " object " +
                               to_utf8(load(self.as<Generator>()->qualified_name)) + address);
}
Owned exception_to_throw(Vm& vm, Arguments a) {
  Local exception(vm, a[1]);
  if (exception.get().is(Kind::Type) && (exception.as<Type>()->flags & kTypeException)) {
    Local type(vm, exception.get());
    if (a.has(2) && is_exception(vm, a[2])) {
      exception = a[2];
    } else if (a.has(2) && a[2].is(Kind::Tuple)) {
      std::vector<Value> values;
      for (std::uint32_t i = 0; i < a[2].as<Tuple>()->length(); ++i)
        values.push_back(load(a[2].as<Tuple>()->items[i]));
      exception = call_span(vm, type, values);
    } else if (a.has(2) && !a[2].is_none()) {
      exception = call(vm, type, {a[2]});
    } else {
      exception = call(vm, type);
    }
    if (!exception) return nullptr;
  }
  if (!is_exception(vm, exception)) {
    return raise_type_error(vm, "exceptions must be classes or instances deriving from BaseException, not %s",
                            type_name(vm, exception).c_str());
  }
  return exception.take();
}

Owned generator_name(Vm&, Value self) { return retain(load(self.as<Generator>()->name)); }
bool set_generator_name(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "__name__ must be set to a string object");
    return false;
  }
  store(vm, self.object(), self.as<Generator>()->name, value);
  return true;
}
Owned generator_qualname(Vm&, Value self) { return retain(load(self.as<Generator>()->qualified_name)); }
bool set_generator_qualname(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "__qualname__ must be set to a string object");
    return false;
  }
  store(vm, self.object(), self.as<Generator>()->qualified_name, value);
  return true;
}
Owned generator_frame(Vm& vm, Value self) {
  switch (self.as<Generator>()->raw().state) {
    case GeneratorState::finished:
      return retain(Value::none());
    case GeneratorState::running:
      for (Frame* frame = vm.frame; frame > vm.frames; --frame) {
        if (frame->generator == self.bits) return get_frame_object(vm, frame);
      }
      [[fallthrough]];
    default:
      return make_suspended_frame_object(vm, self);
  }
}
Owned generator_delegate(Vm&, Value self) {
  auto* generator = self.as<Generator>();
  if (generator->raw().state != GeneratorState::suspended) return retain(Value::none());
  const Instruction& at = load(generator->function).as<Function>()->code->instructions[generator->raw().pc];
  return retain(at.opcode == Opcode::YieldFrom ? load(generator->registers[at.b]) : Value::none());
}
Owned generator_code(Vm& vm, Value self) {
  return load(self.as<Generator>()->function).as<Function>()->code->object(vm);
}
namespace {

Owned send(Vm& vm, Arguments a) { return generator_send(vm, a[0], a[1]); }
Owned throw_method(Vm& vm, Arguments a) {
  Local exception(vm, exception_to_throw(vm, a));
  return exception ? generator_throw(vm, a[0], exception) : Owned();
}
Owned close(Vm& vm, Arguments a) { return generator_close(vm, a[0]); }
Owned get_running(Vm&, Value self) {
  return retain(Value::boolean(self.as<Generator>()->raw().state == GeneratorState::running));
}
Owned get_suspended(Vm&, Value self) {
  return retain(Value::boolean(self.as<Generator>()->raw().state == GeneratorState::suspended));
}
Owned generator_await(Vm&, Arguments a) { return retain(a[0]); }

constexpr NativeDefinition kMethods[] = {
    {"send", send, "value, /"}, {"throw", throw_method, "type, value=, traceback=, /"}, {"close", close, ""}};
constexpr NativeDefinition kCoroutineMethods[] = {{"send", send, "value, /"},
                                                  {"throw", throw_method, "type, value=, traceback=, /"},
                                                  {"close", close, ""},
                                                  {"__await__", generator_await, ""}};
constexpr GetSetDefinition kGetters[] = {{"__name__", generator_name, set_generator_name},
                                         {"__qualname__", generator_qualname, set_generator_qualname},
                                         {"gi_running", get_running},
                                         {"gi_suspended", get_suspended},
                                         {"gi_frame", generator_frame},
                                         {"gi_code", generator_code},
                                         {"gi_yieldfrom", generator_delegate}};
constexpr GetSetDefinition kCoroutineGetters[] = {
    {"__name__", generator_name, set_generator_name},
    {"__qualname__", generator_qualname, set_generator_qualname},
    {"cr_running", get_running},
    {"cr_frame", generator_frame},
    {"cr_code", generator_code},
    {"cr_suspended", get_suspended},
    {"cr_await", generator_delegate}};
constexpr KindOperations kGeneratorOperations{.repr = generator_repr, .next = generator_next};
constexpr KindOperations kCoroutineOperations{.repr = generator_repr};
const TypeDefinition kGeneratorType{.kind = Kind::Generator,
                                    .name = "generator",
                                    .module = "builtins",
                                    .operations = &kGeneratorOperations,
                                    .methods = kMethods,
                                    .getters = kGetters,
                                    .flags = kTypeFinal};
const TypeDefinition kCoroutineType{.kind = Kind::Coroutine,
                                    .name = "coroutine",
                                    .module = "builtins",
                                    .operations = &kCoroutineOperations,
                                    .methods = kCoroutineMethods,
                                    .getters = kCoroutineGetters,
                                    .flags = kTypeFinal};

// --- traceback ---------------------------------------------------------------------------------------------

Owned traceback_next(Vm&, Value self) {
  Value next = load(self.as<Traceback>()->next);
  return retain(next && next.is(Kind::Traceback) ? next : Value::none());
}
bool set_traceback_next(Vm& vm, Value self, Value value) {
  if (!value) {
    raise_type_error(vm, "can't delete tb_next attribute");
    return false;
  }
  if (!value.is_none() && !value.is(Kind::Traceback)) {
    raise_type_error(vm, "expected traceback object, got '%s'", type_name(vm, value).c_str());
    return false;
  }
  for (Value at = value; at && at.is(Kind::Traceback); at = load(at.as<Traceback>()->next)) {
    if (at != self) continue;
    raise_value_error(vm, "traceback loop detected");
    return false;
  }
  store(vm, self.object(), self.as<Traceback>()->next, value.is_none() ? Value{} : value);
  return true;
}
Owned traceback_instruction(Vm& vm, Value self) {
  return make_int(vm, static_cast<std::int64_t>(self.as<Traceback>()->instruction * 2));
}
Owned traceback_line(Vm& vm, Value self) {
  auto* entry = self.as<Traceback>();
  return make_int(vm, entry->code->position(entry->instruction).line);
}
Owned traceback_frame(Vm&, Value self) { return retain(load(self.as<Traceback>()->frame)); }
constexpr GetSetDefinition kTracebackGetters[] = {
    {"tb_lasti", traceback_instruction},
    {"tb_next", traceback_next, set_traceback_next},
    {"tb_lineno", traceback_line},
    {"tb_frame", traceback_frame},
};
constexpr KindOperations kTracebackOperations{};
const TypeDefinition kTracebackType{.kind = Kind::Traceback,
                                    .name = "traceback",
                                    .module = "builtins",
                                    .operations = &kTracebackOperations,
                                    .getters = kTracebackGetters,
                                    .flags = kTypeFinal};

}  // namespace

std::span<const TypeDefinition* const> generator_types() {
  static constexpr const TypeDefinition* kTypes[] = {&kGeneratorType, &kCoroutineType, &kTracebackType};
  return kTypes;
}

}  // namespace midden::python
