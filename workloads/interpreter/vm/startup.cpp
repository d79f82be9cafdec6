#include "workloads/interpreter/vm/startup.h"

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/modules/weakref_object.h"
#include "workloads/interpreter/vm/calls.h"
#include "workloads/interpreter/vm/classes.h"
#include "workloads/interpreter/vm/exceptions.h"
#include "workloads/interpreter/vm/finalization.h"
#include "workloads/interpreter/vm/frame_objects.h"
#include "workloads/interpreter/vm/generators.h"
#include "workloads/interpreter/vm/imports.h"
#include "workloads/interpreter/vm/object_type.h"
#include "workloads/interpreter/vm/registration.h"

namespace midden::python {

namespace {

void make_names(Vm& vm) {
#define NAME(name) vm.names.name = intern_immortal(vm, #name);
  MIDDEN_NAMES(NAME)
#undef NAME
#define NAME(member, text) vm.names.member = intern_immortal(vm, text);
  MIDDEN_RESPELLED_NAMES(NAME)
#undef NAME
}

bool make_immortal_values(Vm& vm) {
  auto* tuple = vm.mutator.allocate_immortal_extent(static_cast<KindNumber>(Kind::Tuple), 0, 0);
  if (!tuple) return false;
  vm.empty_tuple = Value::of(tuple);
  vm.empty_string = intern_immortal(vm, "");
  for (unsigned c = 0; c < 256; ++c) {
    std::string utf8;
    if (c < 0x80) {
      utf8 = static_cast<char>(c);
    } else {
      utf8 = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    }
    vm.characters[c] = intern_immortal(vm, utf8);
  }
  if constexpr (!Model::kUnboxedIntegers) {
    for (std::int64_t i = -5; i <= 256; ++i) {
      auto* object =
          static_cast<SmallInt*>(vm.mutator.allocate_immortal(static_cast<KindNumber>(Kind::Int), 0, 1));
      if (!object) return false;
      object->value = i;
      vm.small_integers[i + 5] = Value::of(object);
    }
  }
  return true;
}

void make_root_types(Vm& vm) {
  Type* object = make_builtin_type(vm, "object", "builtins", nullptr, Kind::Instance, 0);
  object->flags |= kTypeNoDict;
  vm.object_type = object;
  Type* type = make_builtin_type(vm, "type", "builtins", object, Kind::Type, kTypeMeta);
  vm.kind_types[static_cast<unsigned>(Kind::Type)] = type;
  store(vm, object, object->metatype, Value::of(type));
}

const TypeDefinition* const kDataTypes[] = {
    &kStrType,
    &kStrIteratorType,
    &kBytesType,
    &kBytesIteratorType,
    &kByteArrayType,
    &kByteArrayIteratorType,
    &kMemoryViewType,
    &kIntType,
    &kBoolType,
    &kFloatType,
    &kComplexType,
    &kTupleType,
    &kTupleIteratorType,
    &kListType,
    &kListIteratorType,
    &kListReverseIteratorType,
    &kDictType,
    &kDictKeyIteratorType,
    &kDictValueIteratorType,
    &kDictItemIteratorType,
    &kDictReverseIteratorType,
    &kDictKeysType,
    &kDictValuesType,
    &kDictItemsType,
    &kMappingProxyType,
    &kSetType,
    &kFrozenSetType,
    &kSetIteratorType,
    &kRangeType,
    &kRangeIteratorType,
    &kLongRangeIteratorType,
    &kSliceType,
    &kNoneType,
    &kEllipsisType,
    &kNotImplementedType,
    &kSequenceIteratorType,
    &kCallableIteratorType,
    &kEnumerateType,
    &kZipType,
    &kMapType,
    &kFilterType,
    &kReversedType,
    &kGenericAliasType,
    &kUnionType,
    &kSimpleNamespaceType,
};

}  // namespace

bool start(Vm& vm) {
  make_names(vm);
  if (!make_immortal_values(vm)) return false;
  make_root_types(vm);
  std::vector<const TypeDefinition*> definitions;
  for (auto group :
       {function_types(), descriptor_types(), generator_types(), async_generator_types(), frame_types()}) {
    definitions.insert(definitions.end(), group.begin(), group.end());
  }
  definitions.insert(definitions.end(), std::begin(kDataTypes), std::end(kDataTypes));
  // All types first: their methods are objects that need them.
  for (const TypeDefinition* definition : definitions) declare_type(vm, *definition);
  define_exceptions(vm);
  add_type_members(vm, vm.object_type, kObjectType);
  vm.operations[static_cast<unsigned>(Kind::Type)] = kTypeType.operations;
  add_type_members(vm, vm.kind_types[static_cast<unsigned>(Kind::Type)], kTypeType);
  for (const TypeDefinition* definition : definitions) define_type(vm, *definition);

  for (Kind kind : {Kind::Generator, Kind::Coroutine, Kind::AsyncGenerator}) {
    vm.native_finalizers[static_cast<unsigned>(kind)] = close_dropped_generator;
  }
  Local modules(vm, make_dict(vm));
  if (!modules) return false;
  vm.modules = modules.take().take().bits;
  Owned memory_error = make_exception(vm, exception_type(vm, ExceptionClass::MemoryError), {});
  if (!memory_error) return false;
  vm.last_memory_error = memory_error.take().bits;
  prepare_memory_error(vm);
  register_native_modules(vm);

  Local builtins(vm, import_module(vm, "builtins"));
  if (!builtins) return false;
  Value dict = module_dict(builtins);
  Mutator::retain(dict.bits);
  vm.builtins = dict.bits;
  auto add = [&](Type* type) {
    return dict_set_name(vm, Value{vm.builtins}, load(type->name), Value::of(type));
  };
  for (Type* type : vm.exception_types) {
    if (!add(type)) return false;
  }
  for (Kind kind :
       {Kind::Int,       Kind::True,      Kind::Float,        Kind::Complex,     Kind::Str,
        Kind::Bytes,     Kind::ByteArray, Kind::MemoryView,   Kind::Tuple,       Kind::List,
        Kind::Dict,      Kind::Set,       Kind::FrozenSet,    Kind::Range,       Kind::Slice,
        Kind::Type,      Kind::Property,  Kind::StaticMethod, Kind::ClassMethod, Kind::Super,
        Kind::Enumerate, Kind::Zip,       Kind::Map,          Kind::Filter,      Kind::Reversed}) {
    if (!add(vm.kind_types[static_cast<unsigned>(kind)])) return false;
  }
  if (!add(vm.object_type)) return false;
  Value os_error = exception_type(vm, ExceptionClass::OSError);
  for (const char* alias : {"IOError", "EnvironmentError"}) {
    if (!dict_set_name(vm, Value{vm.builtins}, intern_immortal(vm, alias), os_error)) return false;
  }
  Local sys(vm, import_module(vm, "sys"));
  if (!sys) return false;
  dict = module_dict(sys);
  Mutator::retain(dict.bits);
  vm.sys_dict = dict.bits;
  return true;
}

namespace {

void ignore_errors(Vm& vm) {
  if (has_pending(vm)) report_unraisable(vm, Value::none());
}

// CPython empties a module in two rounds: names with one leading underscore first, then all others but
// __builtins__.
void empty_module(Vm& vm, Value module_value) {
  if (!module_value.is(Kind::Module)) return;
  Local dict(vm, module_dict(module_value));
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < dict_entry_count(dict); ++i) {
      Value key = dict_entry_key(dict, i);
      if (!key || !is_str(key) || dict_entry_value(dict, i).is_none()) continue;
      text::StringView name = key.as<Str>()->view();
      bool underscore = name.length && name.at(0) == '_' && !(name.length > 1 && name.at(1) == '_');
      if (round == 0 ? !underscore : key == vm.names.__builtins__) continue;
      dict_set_entry_value(vm, dict, i, Value::none());
      if (vm.attention.load(std::memory_order_relaxed)) handle_attention(vm);
    }
  }
}

bool outlives_others(Vm& vm, Value name) {
  return name == intern_immortal(vm, "sys") || name == intern_immortal(vm, "builtins");
}

void collect_everything(Vm& vm) {
  vm.mutator.collect({CollectionReason::shutdown, 2});
  handle_attention(vm);
}

// As CPython: every module is let go, what then dies is collected, and only modules that something still
// holds are emptied, the last one first. So what was frozen keeps what it refers to.
void tear_modules_down(Vm& vm) {
  Local references(vm, make_list(vm));
  for (std::uint32_t i = 0; references && i < dict_entry_count(Value{vm.modules}); ++i) {
    const Value name = dict_entry_key(Value{vm.modules}, i);
    const Value module = dict_entry_value(Value{vm.modules}, i);
    if (!name || !module.is(Kind::Module) || outlives_others(vm, name)) continue;
    if (!list_append(vm, references, make_weak(vm, Kind::WeakReference, module, Value{}))) return;
    dict_set_entry_value(vm, Value{vm.modules}, i, Value::none());
    handle_attention(vm);
  }
  collect_everything(vm);
  for (std::uint64_t i = references ? list_length(references) : 0; i-- > 0;) {
    Local module(vm, weak_referent(vm, list_item(references, i)));
    if (module) empty_module(vm, module);
  }
  collect_everything(vm);
}

}  // namespace

void shut_down(Vm& vm) {
  if (Value hook = dict_get_name(vm, Value{vm.modules}, intern_immortal(vm, "atexit"))) {
    Local module(vm, hook);
    Owned done = call_method(vm, module, intern_immortal(vm, "_run_exitfuncs"));
    done = Owned();
    ignore_errors(vm);
  }
  if (vm.flush_streams) vm.flush_streams(vm);
  if (vm.has_finalizers) {
    // The program's last collection is one that it can switch off and watch; those of the teardown are not.
    if (vm.heap->enabled()) vm.mutator.collect({CollectionReason::shutdown, 2});
    handle_attention(vm);
    vm.finalization->begin_silent();
    tear_modules_down(vm);
    vm.finalization->end_silent();
    ignore_errors(vm);
  }
  if (vm.flush_streams) vm.flush_streams(vm);
}

}  // namespace midden::python
