#pragma once

// Interned, immortal strings that the virtual machine itself uses: vm.names.__init__ … Names that C++
// reserves have a member of another spelling.

// clang-format off
#define MIDDEN_NAMES(NAME) \
  NAME(__abs__) NAME(__abstractmethods__) NAME(__add__) NAME(__aenter__) NAME(__aexit__)                  \
  NAME(__aiter__) NAME(__all__) NAME(__and__) NAME(__anext__) NAME(__annotations__) NAME(__args__)        \
  NAME(__await__) NAME(__bases__) NAME(__bool__) NAME(__build_class__) NAME(__builtins__)                 \
  NAME(__bytes__) NAME(__call__) NAME(__cause__) NAME(__ceil__) NAME(__class__) NAME(__class_getitem__)   \
  NAME(__classcell__) NAME(__closure__) NAME(__code__) NAME(__contains__) NAME(__context__)               \
  NAME(__copy__) NAME(__deepcopy__) NAME(__defaults__) NAME(__del__) NAME(__delattr__) NAME(__delete__)   \
  NAME(__delitem__) NAME(__dict__) NAME(__dir__) NAME(__divmod__) NAME(__doc__) NAME(__enter__)           \
  NAME(__eq__) NAME(__exceptions__) NAME(__exit__) NAME(__file__) NAME(__float__) NAME(__floor__)         \
  NAME(__floordiv__) NAME(__format__) NAME(__fspath__) NAME(__ge__) NAME(__get__) NAME(__getattr__)       \
  NAME(__getattribute__) NAME(__getitem__) NAME(__getstate__) NAME(__globals__) NAME(__gt__)              \
  NAME(__hash__) NAME(__iadd__) NAME(__iand__) NAME(__ifloordiv__) NAME(__ilshift__) NAME(__imatmul__)    \
  NAME(__imod__) NAME(__import__) NAME(__imul__) NAME(__index__) NAME(__init__) NAME(__init_subclass__)   \
  NAME(__instancecheck__) NAME(__int__) NAME(__invert__) NAME(__ior__) NAME(__ipow__) NAME(__irshift__)   \
  NAME(__isub__) NAME(__iter__) NAME(__itruediv__) NAME(__ixor__) NAME(__kwdefaults__) NAME(__le__)       \
  NAME(__len__) NAME(__length_hint__) NAME(__loader__) NAME(__lshift__) NAME(__lt__) NAME(__main__)       \
  NAME(__match_args__) NAME(__matmul__) NAME(__missing__) NAME(__mod__) NAME(__module__) NAME(__mro__)    \
  NAME(__mro_entries__) NAME(__mul__) NAME(__name__) NAME(__ne__) NAME(__neg__) NAME(__new__)             \
  NAME(__next__) NAME(__notes__) NAME(__objclass__) NAME(__or__) NAME(__origin__) NAME(__package__)       \
  NAME(__parameters__) NAME(__path__) NAME(__pos__) NAME(__pow__) NAME(__prepare__) NAME(__qualname__)    \
  NAME(__radd__) NAME(__rand__) NAME(__rdivmod__) NAME(__reduce__) NAME(__reduce_ex__) NAME(__repr__)     \
  NAME(__reversed__) NAME(__rfloordiv__) NAME(__rlshift__) NAME(__rmatmul__) NAME(__rmod__)               \
  NAME(__rmul__) NAME(__ror__) NAME(__round__) NAME(__rpow__) NAME(__rrshift__) NAME(__rshift__)          \
  NAME(__rsub__) NAME(__rtruediv__) NAME(__rxor__) NAME(__self__) NAME(__set__) NAME(__set_name__)        \
  NAME(__setattr__) NAME(__setitem__) NAME(__setstate__) NAME(__sizeof__) NAME(__slots__)                 \
  NAME(__spec__) NAME(__str__) NAME(__sub__) NAME(__subclasscheck__) NAME(__subclasses__)                 \
  NAME(__subclasshook__) NAME(__suppress_context__) NAME(__text_signature__) NAME(__traceback__)          \
  NAME(__truediv__) NAME(__trunc__) NAME(__weakref__) NAME(__wrapped__) NAME(__xor__) NAME(_abc_impl)     \
  NAME(append) NAME(args) NAME(builtins) NAME(clear) NAME(close) NAME(copy) NAME(decode) NAME(encode)     \
  NAME(encoding) NAME(end) NAME(end_lineno) NAME(end_offset) NAME(errors) NAME(excepthook)    \
  NAME(exceptions) NAME(extend) NAME(file) NAME(filename) NAME(filename2) NAME(flush) NAME(fromkeys)      \
  NAME(get) NAME(items) NAME(join) NAME(key) NAME(keys) NAME(lineno) NAME(message) NAME(metaclass)        \
  NAME(mode) NAME(modules) NAME(mro) NAME(msg) NAME(name) NAME(newline) NAME(obj) NAME(object)            \
  NAME(offset) NAME(path) NAME(pop) NAME(print) NAME(print_file_and_line) NAME(read) NAME(readline)       \
  NAME(real) NAME(reverse) NAME(send) NAME(sep) NAME(sort) NAME(start) NAME(stderr) NAME(stdin)           \
  NAME(stdout) NAME(step) NAME(stop) NAME(strerror) NAME(text) NAME(update) NAME(value) NAME(values)      \
  NAME(write)
#define MIDDEN_RESPELLED_NAMES(NAME) \
  NAME(complex_method, "__complex__") NAME(func, "__func__") NAME(default_, "default") NAME(throw_, "throw") NAME(errno_, "errno")
// clang-format on
