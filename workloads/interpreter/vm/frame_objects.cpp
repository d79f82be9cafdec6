#include "workloads/interpreter/vm/frame_objects.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/generators.h"

namespace midden::python {

namespace {

FrameObject* make_frame_object(Vm& vm, Code* code, std::uint32_t kept) {
  auto* object = allocate_extent<FrameObject>(vm, Kind::Frame, FrameObject::kFixedSlots + kept,
                                              sizeof(FrameObject::Raw));
  if (object) object->raw() = {code, 0, 0};
  return object;
}

std::uint64_t instruction_number(const Frame* frame) {
  return static_cast<std::uint64_t>(frame->pc - frame->code->instructions);
}

// Takes the frame's entry off the list; the frame is the innermost.
Owned forget_known_frame(Vm& vm, Frame* frame) {
  frame->has_object = false;
  Owned object = Owned::adopt(Value{vm.known_frames.back().object});
  vm.known_frames.pop_back();
  return object;
}

// Under counting it is known whether anybody else still refers to the object.
bool is_forgotten(Value object) {
  if constexpr (Collector::kCounts) return Mutator::reference_count(object.bits) == 1;
  return false;
}

}  // namespace

Owned get_frame_object(Vm& vm, Frame* frame, bool keeps_locals) {
  auto at = vm.known_frames.end();
  while (at != vm.known_frames.begin() && std::prev(at)->frame >= frame) --at;
  if (frame->has_object) return retain(Value{at->object});
  const auto position = at - vm.known_frames.begin();
  auto* object = make_frame_object(vm, frame->code, keeps_locals ? frame->code->local_register_count : 0);
  if (!object) return nullptr;
  object->raw().active = static_cast<std::uint64_t>(frame - vm.frames);
  initialize(vm, object, object->globals, Value{frame->globals});
  Owned made = adopt(object);
  Mutator::retain(made.value().bits);
  vm.known_frames.insert(vm.known_frames.begin() + position, {frame, made.value().bits});
  frame->has_object = true;
  return made;
}

Owned make_suspended_frame_object(Vm& vm, Value generator_value) {
  Local generator(vm, generator_value);
  const auto code_of = [&] { return load(generator.as<Generator>()->function).as<Function>()->code; };
  auto* object = make_frame_object(vm, code_of(), 0);
  if (!object) return nullptr;
  initialize(vm, object, object->globals,
             load(load(generator.as<Generator>()->function).as<Function>()->globals));
  initialize(vm, object, object->generator, generator);
  object->raw().pc = generator.as<Generator>()->raw().pc;
  Owned made = adopt(object);
  vm.mutator.may_track(object, made.value().bits);
  return made;
}

void end_frame_object(Vm& vm, Frame* frame) {
  Local object(vm, forget_known_frame(vm, frame));
  if (is_forgotten(object)) return;
  auto* made = object.as<FrameObject>();
  made->raw().active = 0;
  vm.mutator.may_track(made, object.get().bits);
  made->raw().pc = instruction_number(frame);
  const std::uint32_t kept = made->kept_registers();
  for (std::uint32_t i = 0; i < kept; ++i) {
    if (frame->registers[i])
      store(vm, made, made->registers[i], Owned::adopt(Value{std::exchange(frame->registers[i], 0)}));
  }
  // Generators have no caller any more. An object that keeps nothing alive does not keep its callers alive
  // either.
  if (frame->generator) return;
  if (frame - 1 == vm.frames || (kept == 0 && frame->code->local_register_count > 0)) return;
  Local pending(vm, take_pending(vm));
  Local back(vm, get_frame_object(vm, frame - 1));
  if (!back) clear_pending(vm);
  if (pending) vm.pending = pending.take().take().bits;
  if (back) store(vm, object.as<FrameObject>(), object.as<FrameObject>()->back, back.get());
}

Word end_frame_object(Vm& vm, Frame* frame, Word value) {
  Local held(vm, Owned::adopt(Value{value}));
  end_frame_object(vm, frame);
  return held.take().take().bits;
}

void suspend_frame_object(Vm& vm, Frame* frame) {
  Local object(vm, forget_known_frame(vm, frame));
  if (is_forgotten(object)) return;
  auto* made = object.as<FrameObject>();
  made->raw().active = 0;
  vm.mutator.may_track(made, object.get().bits);
  made->raw().pc = instruction_number(frame);
  store(vm, made, made->generator, Value{frame->generator});
}

namespace {

// Local variables by name. register_at(i) gives the present value of a register.
template <class RegisterAt>
Owned collect_locals(Vm& vm, const Code* code, RegisterAt register_at) {
  const CodeTemplate& source = code->source();
  Local dict(vm, make_dict(vm));
  if (!dict) return nullptr;
  auto add = [&](Value name, std::size_t at) {
    Value value = register_at(at);
    if (value && value.is(Kind::Cell)) value = load(value.as<Cell>()->content);
    return !value || dict_set_name(vm, dict, name, value);
  };
  for (std::size_t i = 0; i < source.local_names.size(); ++i) {
    if (!add(code->local_name(i), i)) return nullptr;
  }
  for (std::size_t i = 0; i < source.cell_names.size(); ++i) {
    if (!add(intern_immortal(vm, source.cell_names[i]), source.cell_registers[i])) return nullptr;
  }
  for (std::size_t i = 0; i < source.free_names.size(); ++i) {
    if (source.free_names[i] == "__class__") continue;
    if (!add(intern_immortal(vm, source.free_names[i]), source.free_registers[i])) return nullptr;
  }
  return dict.take();
}

// --- the type frame ----------------------------------------------------------------------------------------

Frame* active_frame(Vm& vm, Value self) {
  auto* object = self.as<FrameObject>();
  if (object->raw().active) return vm.frames + object->raw().active;
  // Its generator may have been resumed since.
  if (Value generator = load(object->generator);
      generator && generator.as<Generator>()->raw().state == GeneratorState::running) {
    for (Frame* frame = vm.frame; frame > vm.frames; --frame) {
      if (frame->generator == generator.bits) return frame;
    }
  }
  return nullptr;
}

Owned frame_back(Vm& vm, Value self) {
  if (Frame* frame = active_frame(vm, self)) {
    return frame - 1 == vm.frames ? retain(Value::none()) : get_frame_object(vm, frame - 1);
  }
  Value back = load(self.as<FrameObject>()->back);
  return retain(back ? back : Value::none());
}

Owned frame_locals(Vm& vm, Value self) {
  if (Frame* frame = active_frame(vm, self)) return running_frame_locals(vm, frame);
  Local object(vm, self);
  const Code* code = object.as<FrameObject>()->raw().code;
  const CodeTemplate& source = code->source();
  if (!source.is_optimized && !source.is_class_body) return retain(load(object.as<FrameObject>()->globals));
  auto register_at = [&](std::size_t i) -> Value {
    if (Value generator = load(object.as<FrameObject>()->generator)) {
      return load(generator.as<Generator>()->registers[i]);
    }
    return i < object.as<FrameObject>()->kept_registers() ? load(object.as<FrameObject>()->registers[i])
                                                          : Value{};
  };
  if (source.is_class_body) {
    if (Value name_space = register_at(0)) return retain(name_space);
  }
  return collect_locals(vm, code, register_at);
}

std::uint64_t current_instruction(Vm& vm, Value self) {
  if (const Frame* frame = active_frame(vm, self)) return instruction_number(frame);
  if (Value generator = load(self.as<FrameObject>()->generator)) return generator.as<Generator>()->raw().pc;
  return self.as<FrameObject>()->raw().pc;
}
Owned frame_line(Vm& vm, Value self) {
  const Code* code = self.as<FrameObject>()->raw().code;
  const std::uint64_t at = current_instruction(vm, self);
  return make_int(vm, at ? code->position(at).line : code->source().first_line);
}
Owned frame_instruction(Vm& vm, Value self) {
  return make_int(vm, static_cast<std::int64_t>(current_instruction(vm, self) * 2));
}
Owned frame_code(Vm& vm, Value self) { return self.as<FrameObject>()->raw().code->object(vm); }
Owned frame_globals(Vm&, Value self) { return retain(load(self.as<FrameObject>()->globals)); }
Owned frame_builtins(Vm& vm, Value) { return retain(Value{vm.builtins}); }
Owned frame_trace(Vm&, Value) { return retain(Value::none()); }
bool set_frame_trace(Vm&, Value, Value) { return true; }
Owned frame_trace_lines(Vm&, Value) { return retain(Value::boolean(true)); }
Owned frame_trace_opcodes(Vm&, Value) { return retain(Value::boolean(false)); }

Owned frame_repr(Vm& vm, Value self) {
  Local object(vm, self);
  const Code* code = object.as<FrameObject>()->raw().code;
  const std::uint64_t at = current_instruction(vm, object);
  char address[40];
  snprintf(address, sizeof address, "<frame at 0x%012llx, file '",
           static_cast<unsigned long long>(object_number(vm, object)));
  return make_str_utf8(vm, address + to_utf8(code->file_name()) + "', line " +
                               std::to_string(at ? code->position(at).line : code->source().first_line) +
                               ", code " + to_utf8(code->name()) + ">");
}

Owned frame_clear(Vm& vm, Arguments a) {
  if (active_frame(vm, a[0]))
    return raise(vm, ExceptionClass::RuntimeError, "cannot clear an executing frame");
  if (Value generator = load(a[0].as<FrameObject>()->generator)) return generator_close(vm, generator);
  auto* object = a[0].as<FrameObject>();
  for (std::uint32_t i = 0; i < object->kept_registers(); ++i)
    store(vm, object, object->registers[i], Value{});
  return retain(Value::none());
}

constexpr NativeDefinition kMethods[] = {{"clear", frame_clear, ""}};
constexpr GetSetDefinition kGetters[] = {
    {"f_back", frame_back},
    {"f_locals", frame_locals},
    {"f_globals", frame_globals},
    {"f_builtins", frame_builtins},
    {"f_code", frame_code},
    {"f_lineno", frame_line},
    {"f_lasti", frame_instruction},
    {"f_trace", frame_trace, set_frame_trace},
    {"f_trace_lines", frame_trace_lines, set_frame_trace},
    {"f_trace_opcodes", frame_trace_opcodes, set_frame_trace},
};
constexpr KindOperations kOperations{.repr = frame_repr};
const TypeDefinition kFrameType{.kind = Kind::Frame,
                                .name = "frame",
                                .module = "builtins",
                                .operations = &kOperations,
                                .methods = kMethods,
                                .getters = kGetters,
                                .flags = kTypeFinal};

}  // namespace

Owned running_frame_locals(Vm& vm, Frame* frame) {
  const CodeTemplate& source = frame->code->source();
  if (source.is_class_body) return retain(Value{frame->registers[0]});
  if (!source.is_optimized) return retain(Value{frame->globals});
  return collect_locals(vm, frame->code, [&](std::size_t i) { return Value{frame->registers[i]}; });
}

std::span<const TypeDefinition* const> frame_types() {
  static constexpr const TypeDefinition* kTypes[] = {&kFrameType};
  return kTypes;
}

}  // namespace midden::python
