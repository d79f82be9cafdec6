#pragma once

// The kinds of object. Numbers below Constant::count_ are the object model's constants.

#include "object_model/model.h"

namespace midden::python {

enum class Kind : KindNumber {
  NoneType = static_cast<KindNumber>(Constant::none),
  False = static_cast<KindNumber>(Constant::false_),
  True = static_cast<KindNumber>(Constant::true_),
  Ellipsis = static_cast<KindNumber>(Constant::ellipsis),
  NotImplemented = static_cast<KindNumber>(Constant::not_implemented),
  // Kinds with a Python type of the same name.
  Int,
  Float,
  Complex,
  Str,
  Bytes,
  ByteArray,
  MemoryView,
  Tuple,
  List,
  Dict,
  Set,
  FrozenSet,
  Range,
  Slice,
  Type,
  Module,
  Function,
  NativeFunction,
  BoundMethod,
  // Types of NativeFunctions and BoundMethods, which have no objects of their own (native_callable_kind).
  MethodDescriptor,
  WrapperDescriptor,
  MethodWrapper,
  Code,
  Cell,
  Frame,
  Traceback,
  Generator,
  Coroutine,
  AsyncGenerator,
  AsyncGeneratorSend,   // what asend() and __anext__() give
  AsyncGeneratorThrow,  // what athrow() and aclose() give
  AnextAwaitable,       // anext(iterator, default)
  Property,
  StaticMethod,
  ClassMethod,
  Super,
  WeakReference,
  WeakProxy,
  WeakCallableProxy,
  MappingProxy,
  MemberDescriptor,
  GetSetDescriptor,
  GenericAlias,
  UnionType,
  DictKeys,
  DictValues,
  DictItems,
  Enumerate,
  Zip,
  Map,
  Filter,
  Reversed,
  // Iterators of builtin containers.
  SequenceIterator,  // __getitem__ protocol
  CallableIterator,  // iter(f, sentinel)
  ListIterator,
  ListReverseIterator,
  TupleIterator,
  StrIterator,
  BytesIterator,
  ByteArrayIterator,
  RangeIterator,
  LongRangeIterator,
  DictKeyIterator,
  DictValueIterator,
  DictItemIterator,
  DictReverseIterator,
  SetIterator,
  // Modules' types.
  Deque,
  DequeIterator,
  DequeReverseIterator,
  DefaultDict,
  Partial,
  LruCache,
  CmpKey,
  ItemGetter,
  AttributeGetter,
  MethodCaller,
  // itertools
  Accumulate,
  Chain,
  Combinations,
  CombinationsWithReplacement,
  Compress,
  Count,
  Cycle,
  DropWhile,
  FilterFalse,
  GroupBy,
  Grouper,
  ISlice,
  Pairwise,
  Permutations,
  Product,
  Repeat,
  StarMap,
  TakeWhile,
  Tee,
  ZipLongest,
  File,
  StringIO,
  BytesIO,
  RandomState,
  SimpleNamespace,
  ArrayArray,
  Struct,
  NativeObject,  // further native types; Instance-like, see Type::kind
  // Any instance of a class written in Python, and exceptions.
  Instance,
  // Internal: never seen by a Python program.
  Shape,
  Storage,    // slots only: deque blocks, attribute overflow, what is being sorted
  ListItems,  // Storage of a list
  Link,       // Storage that others than its holder refer to: nodes of rings and chains
  Buffer,     // raw bytes only: bytearray content, StringIO …
  DictTable,
  SetTable,
  WeakCallback,  // of a weak reference's subclass instance
  count_
};

inline constexpr unsigned kKindCount = static_cast<unsigned>(Kind::count_);

}  // namespace midden::python
