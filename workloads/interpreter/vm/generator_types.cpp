// The types of generators and coroutines, tracebacks and frames.

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/object_type.h"

namespace midden::python {

namespace {

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
Owned send(Vm& vm, Arguments a) { return generator_send(vm, a[0], a[1]); }
Owned throw_method(Vm& vm, Arguments a) {
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
  return generator_throw(vm, a[0], exception);
}
Owned close(Vm& vm, Arguments a) { return generator_close(vm, a[0]); }
Owned get_name(Vm&, Value self) { return retain(load(self.as<Generator>()->name)); }
bool set_name(Vm& vm, Value self, Value value) {
  if (!value || !is_str(value)) {
    raise_type_error(vm, "__name__ must be set to a string object");
    return false;
  }
  store(vm, self.object(), self.as<Generator>()->name, value);
  return true;
}
Owned get_qualname(Vm&, Value self) { return retain(load(self.as<Generator>()->qualified_name)); }
Owned get_running(Vm&, Value self) {
  return retain(Value::boolean(self.as<Generator>()->raw().state == GeneratorState::running));
}
Owned get_suspended(Vm&, Value self) {
  return retain(Value::boolean(self.as<Generator>()->raw().state == GeneratorState::suspended));
}
Owned get_frame(Vm&, Value self) {
  // Frames are no objects here; what programs test is whether the generator has ended.
  return retain(self.as<Generator>()->raw().state == GeneratorState::finished ? Value::none()
                                                                              : Value::boolean(true));
}
Owned get_yield_from(Vm&, Value self) {
  auto* generator = self.as<Generator>();
  if (generator->raw().state != GeneratorState::suspended) return retain(Value::none());
  const Instruction& at = load(generator->function).as<Function>()->code->instructions[generator->raw().pc];
  return retain(at.opcode == Opcode::YieldFrom ? load(generator->registers[at.b]) : Value::none());
}
Owned get_code(Vm& vm, Value self) {
  Local generator(vm, self);
  auto* object = allocate<CodeObject>(vm, Kind::Code);
  if (!object) return nullptr;
  object->code = load(generator.as<Generator>()->function).as<Function>()->code;
  return adopt(object);
}
Owned generator_await(Vm&, Arguments a) { return retain(a[0]); }

constexpr NativeDefinition kMethods[] = {
    {"send", send, "value, /"}, {"throw", throw_method, "type, value=, traceback=, /"}, {"close", close, ""}};
constexpr NativeDefinition kCoroutineMethods[] = {{"send", send, "value, /"},
                                                  {"throw", throw_method, "type, value=, traceback=, /"},
                                                  {"close", close, ""},
                                                  {"__await__", generator_await, ""}};
constexpr GetSetDefinition kGetters[] = {{"__name__", get_name, set_name}, {"__qualname__", get_qualname},
                                         {"gi_running", get_running},      {"gi_suspended", get_suspended},
                                         {"gi_frame", get_frame},          {"gi_code", get_code},
                                         {"gi_yieldfrom", get_yield_from}};
constexpr GetSetDefinition kCoroutineGetters[] = {{"__name__", get_name, set_name},
                                                  {"__qualname__", get_qualname},
                                                  {"cr_running", get_running},
                                                  {"cr_frame", get_frame},
                                                  {"cr_code", get_code}};
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
const TypeDefinition kAsyncGeneratorType{.kind = Kind::AsyncGenerator,
                                         .name = "async_generator",
                                         .module = "builtins",
                                         .operations = &kCoroutineOperations,
                                         .getters = kGetters,
                                         .flags = kTypeFinal};

// --- traceback ---------------------------------------------------------------------------------------------

Owned traceback_next(Vm&, Value self) {
  Value next = load(self.as<Traceback>()->next);
  return retain(next && next.is(Kind::Traceback) ? next : Value::none());
}
// A frame made by sys._getframe has a tuple with its caller there.
Owned frame_caller(Vm&, Value self) {
  Value next = load(self.as<Traceback>()->next);
  return retain(next && next.is(Kind::Tuple) ? load(next.as<Tuple>()->items[0]) : Value::none());
}
Owned frame_locals(Vm& vm, Value self) {
  auto* entry = self.as<Traceback>();
  if (entry->code->source().is_optimized) return make_dict(vm);  // registers are gone
  return retain(load(entry->globals));
}
Owned traceback_instruction(Vm& vm, Value self) {
  return make_int(vm, static_cast<std::int64_t>(self.as<Traceback>()->instruction * 2));
}
Owned traceback_line(Vm& vm, Value self) {
  auto* entry = self.as<Traceback>();
  return make_int(vm, entry->code->position(entry->instruction).line);
}
Owned traceback_name(Vm&, Value self) { return retain(load(self.as<Traceback>()->function_name)); }
Owned traceback_file(Vm&, Value self) { return retain(self.as<Traceback>()->code->file_name()); }
// A traceback stands for its frame too: the attributes that programs read of it are here.
Owned traceback_frame(Vm&, Value self) { return retain(self); }
Owned traceback_code(Vm& vm, Value self) {
  Local held(vm, self);
  auto* object = allocate<CodeObject>(vm, Kind::Code);
  if (!object) return nullptr;
  object->code = held.as<Traceback>()->code;
  return adopt(object);
}
Owned traceback_globals(Vm&, Value self) { return retain(load(self.as<Traceback>()->globals)); }
constexpr GetSetDefinition kTracebackGetters[] = {
    {"f_back", frame_caller},           {"f_locals", frame_locals},  {"tb_lasti", traceback_instruction},
    {"f_lasti", traceback_instruction}, {"tb_next", traceback_next}, {"tb_lineno", traceback_line},
    {"tb_frame", traceback_frame},      {"f_code", traceback_code},  {"f_globals", traceback_globals},
    {"f_lineno", traceback_line},       {"tb_name", traceback_name}, {"tb_filename", traceback_file},
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
  static constexpr const TypeDefinition* kTypes[] = {&kGeneratorType, &kCoroutineType, &kAsyncGeneratorType,
                                                     &kTracebackType};
  return kTypes;
}

}  // namespace midden::python
