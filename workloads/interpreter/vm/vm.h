#pragma once

// Vm: one interpreter. No process-wide state: whatever it needs is a member here.

#include <atomic>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "workloads/interpreter/vm/errors.h"
#include "workloads/interpreter/vm/names.h"
#include "workloads/interpreter/vm/native.h"
#include "workloads/interpreter/vm/objects.h"
#include "workloads/interpreter/vm/operations.h"

namespace midden::python {

class Code;
struct Frame;
class FileTable;
class InternTable;
class Finalization;
class MethodCache;
class SharedAttributeCache;
struct NativeSignature;
// Called like __del__ for objects of builtin kinds that own something outside the heap (files), when they
// were registered with Mutator::register_finalizable.
using NativeFinalizer = void (*)(Vm&, Value object);

struct Vm {
  explicit Vm(Mutator& mutator);
  ~Vm();
  Vm(const Vm&) = delete;

  Mutator& mutator;
  Collector::Heap* heap = nullptr;  // what the module gc asks; set by whoever made both

  // --- execution: the value stack is one array of words; [stack, stack_top) are roots
  // ------------------------
  Word* stack = nullptr;
  Word* stack_top = nullptr;
  Word* stack_limit = nullptr;
  Frame* frame = nullptr;  // the innermost running Python frame; frames[0] stands for none
  Frame* frames = nullptr;
  Frame* frames_end = nullptr;
  // Frames that Python knows as objects, outermost first. Each owns a reference to its FrameObject.
  struct KnownFrame {
    Frame* frame;
    Word object;
  };
  std::vector<KnownFrame> known_frames;
  // Something waits for the next safepoint: finalizers, weak reference callbacks, a signal. Set by signal
  // handlers and collectors on this thread, hence relaxed: no other data is published by it.
  std::atomic<bool> attention{false};
  std::atomic<bool> interrupted{false};  // SIGINT arrived
  std::uint32_t depth = 0;               // Python frames and counted native recursion
  std::uint32_t depth_limit = 1000;
  const char* native_stack_limit = nullptr;
  int int_max_str_digits = 4300;  // sys.set_int_max_str_digits; 0: no limit

  Word pending = 0;  // exception being raised, or nothing
  // MemoryErrors for when none can be allocated. The spare one is the program's once raised, and replaced at
  // the next safepoint; the last one stays here, so it never gets a traceback or a context, which would be
  // kept alive by it.
  Word spare_memory_error = 0;
  Word last_memory_error = 0;
  bool raising_memory_error = false;
  Word generator_result =
      0;             // what the generator returned that native code has just run to its end; nothing for None
  Word handled = 0;  // exception being handled (sys.exc_info), or nothing

  // --- types
  // ------------------------------------------------------------------------------------------------
  const KindOperations* operations[kKindCount] = {};
  Type* kind_types[kKindCount] = {};  // immortal
  // Version of kind_types[k], the inline-cache key of builtin kinds.
  static constexpr std::uint32_t kNeverCached = UINT32_MAX;
  std::uint32_t kind_keys[kKindCount] = {};
  Type* object_type = nullptr;
  Type* exception_types[static_cast<unsigned>(ExceptionClass::count_)] = {};
  std::uint32_t next_version = 1;
  Owned (*make_union)(Vm&, Value left, Value right) = nullptr;  // int | str

  // --- names and namespaces
  // ---------------------------------------------------------------------------------
  struct Names {
#define NAME(name) Value name;
    MIDDEN_NAMES(NAME)
#undef NAME
#define NAME(member, text) Value member;
    MIDDEN_RESPELLED_NAMES(NAME)
#undef NAME
  } names;
  Value empty_string;         // immortal
  Value empty_tuple;          // immortal
  Value characters[256];      // immortal one-character strings (Latin-1)
  Value small_integers[262];  // boxed: immortal -5 … 256
  Word modules = 0;           // sys.modules, a Dict
  Word builtins = 0;          // the builtins module's Dict
  Word sys_dict = 0;

  std::unique_ptr<InternTable> interned;
  std::unique_ptr<Finalization> finalization;
  std::unique_ptr<MethodCache> method_cache;
  std::unique_ptr<SharedAttributeCache> attribute_cache;
  std::vector<const ModuleDefinition*> native_modules;
  std::vector<std::unique_ptr<NativeSignature>> signatures;
  std::vector<std::unique_ptr<NativeDefinition>> constructors;
  std::vector<std::unique_ptr<std::string>> kept_texts;
  std::vector<std::unique_ptr<Code>> codes;  // live as long as the Vm
  std::vector<Word> repr_stack;              // objects being printed (ReprGuard)
  NativeFinalizer native_finalizers[kKindCount] = {};
  std::deque<Word> module_roots;         // roots that native modules keep
  std::vector<std::string> arguments;    // sys.argv
  std::vector<std::string> module_path;  // sys.path
  std::string library_path;
  int exit_status = 0;
  bool has_finalizers = false;           // some class has __del__, or some weak reference a callback
  std::shared_ptr<FileTable> files;      // open files (modules/io.h)
  void (*flush_streams)(Vm&) = nullptr;  // set by the module that owns sys.stdout
};

// --- registration of native types and modules (start-up only)
// ----------------------------------------------------

// Creates the type and fills kind_types/operations. The object is immortal.
Type* define_type(Vm& vm, const TypeDefinition& definition);
// Adds the type to a module's dict under its name.
bool add_type(Vm& vm, Value module, Kind kind);
bool add_to_module(Vm& vm, Value module, const char* name, Owned&& value);
// A subtype-able builtin's instances may be Instances that carry the builtin as payload; makes an object of
// class `type` around `payload` (or returns payload itself when type is the builtin type).
Owned wrap_payload(Vm& vm, Value type, Owned&& payload);

}  // namespace midden::python
