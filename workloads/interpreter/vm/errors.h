#pragma once

// Raising Python exceptions from native code. All return nullptr, so that `return raise_type_error(vm, "…")`
// works in functions that return an Owned or a pointer. Messages are printf-formatted UTF-8.

#include "workloads/interpreter/vm/value.h"

namespace midden::python {

struct Vm;

// The builtin exception classes: EXCEPTION(name, base).
#define MIDDEN_EXCEPTIONS(EXCEPTION)                 \
  EXCEPTION(BaseException, object)                   \
  EXCEPTION(SystemExit, BaseException)               \
  EXCEPTION(KeyboardInterrupt, BaseException)        \
  EXCEPTION(GeneratorExit, BaseException)            \
  EXCEPTION(BaseExceptionGroup, BaseException)       \
  EXCEPTION(Exception, BaseException)                \
  EXCEPTION(ExceptionGroup, BaseExceptionGroup)      \
  EXCEPTION(StopIteration, Exception)                \
  EXCEPTION(StopAsyncIteration, Exception)           \
  EXCEPTION(ArithmeticError, Exception)              \
  EXCEPTION(FloatingPointError, ArithmeticError)     \
  EXCEPTION(OverflowError, ArithmeticError)          \
  EXCEPTION(ZeroDivisionError, ArithmeticError)      \
  EXCEPTION(AssertionError, Exception)               \
  EXCEPTION(AttributeError, Exception)               \
  EXCEPTION(BufferError, Exception)                  \
  EXCEPTION(EOFError, Exception)                     \
  EXCEPTION(ImportError, Exception)                  \
  EXCEPTION(ModuleNotFoundError, ImportError)        \
  EXCEPTION(LookupError, Exception)                  \
  EXCEPTION(IndexError, LookupError)                 \
  EXCEPTION(KeyError, LookupError)                   \
  EXCEPTION(MemoryError, Exception)                  \
  EXCEPTION(NameError, Exception)                    \
  EXCEPTION(UnboundLocalError, NameError)            \
  EXCEPTION(OSError, Exception)                      \
  EXCEPTION(BlockingIOError, OSError)                \
  EXCEPTION(ChildProcessError, OSError)              \
  EXCEPTION(ConnectionError, OSError)                \
  EXCEPTION(BrokenPipeError, ConnectionError)        \
  EXCEPTION(ConnectionAbortedError, ConnectionError) \
  EXCEPTION(ConnectionRefusedError, ConnectionError) \
  EXCEPTION(ConnectionResetError, ConnectionError)   \
  EXCEPTION(FileExistsError, OSError)                \
  EXCEPTION(FileNotFoundError, OSError)              \
  EXCEPTION(InterruptedError, OSError)               \
  EXCEPTION(IsADirectoryError, OSError)              \
  EXCEPTION(NotADirectoryError, OSError)             \
  EXCEPTION(PermissionError, OSError)                \
  EXCEPTION(ProcessLookupError, OSError)             \
  EXCEPTION(TimeoutError, OSError)                   \
  EXCEPTION(ReferenceError, Exception)               \
  EXCEPTION(RuntimeError, Exception)                 \
  EXCEPTION(NotImplementedError, RuntimeError)       \
  EXCEPTION(RecursionError, RuntimeError)            \
  EXCEPTION(SyntaxError, Exception)                  \
  EXCEPTION(IndentationError, SyntaxError)           \
  EXCEPTION(TabError, IndentationError)              \
  EXCEPTION(SystemError, Exception)                  \
  EXCEPTION(TypeError, Exception)                    \
  EXCEPTION(ValueError, Exception)                   \
  EXCEPTION(UnicodeError, ValueError)                \
  EXCEPTION(UnicodeDecodeError, UnicodeError)        \
  EXCEPTION(UnicodeEncodeError, UnicodeError)        \
  EXCEPTION(UnicodeTranslateError, UnicodeError)     \
  EXCEPTION(Warning, Exception)                      \
  EXCEPTION(BytesWarning, Warning)                   \
  EXCEPTION(DeprecationWarning, Warning)             \
  EXCEPTION(EncodingWarning, Warning)                \
  EXCEPTION(FutureWarning, Warning)                  \
  EXCEPTION(ImportWarning, Warning)                  \
  EXCEPTION(PendingDeprecationWarning, Warning)      \
  EXCEPTION(ResourceWarning, Warning)                \
  EXCEPTION(RuntimeWarning, Warning)                 \
  EXCEPTION(SyntaxWarning, Warning)                  \
  EXCEPTION(UnicodeWarning, Warning)                 \
  EXCEPTION(UserWarning, Warning)

enum class ExceptionClass : std::uint8_t {
#define EXCEPTION(name, base) name,
  MIDDEN_EXCEPTIONS(EXCEPTION)
#undef EXCEPTION
      count_
};

[[gnu::format(printf, 3, 4)]] std::nullptr_t raise(Vm& vm, ExceptionClass type, const char* format, ...);
[[gnu::format(printf, 2, 3)]] std::nullptr_t raise_type_error(Vm& vm, const char* format, ...);
[[gnu::format(printf, 2, 3)]] std::nullptr_t raise_value_error(Vm& vm, const char* format, ...);
[[gnu::format(printf, 2, 3)]] std::nullptr_t raise_index_error(Vm& vm, const char* format, ...);
// With one argument of any type (KeyError(key), StopIteration(value)).
std::nullptr_t raise_with(Vm& vm, ExceptionClass type, Value argument);
// From errno, for the path (may be null).
std::nullptr_t raise_os_error(Vm& vm, int error_number, Value path);
std::nullptr_t raise_memory_error(Vm& vm);
// At safepoints with nothing pending: sees to it that the next MemoryError can be raised with a traceback, if
// there is room for that.
void prepare_memory_error(Vm& vm);
// Raises an exception object (an instance).
std::nullptr_t raise_object(Vm& vm, Owned&& exception);

// An exception is pending …
bool has_pending(const Vm& vm);
// … of this class (or a derived one).
bool pending_is(Vm& vm, ExceptionClass type);
void clear_pending(Vm& vm);
// Takes the pending exception away; null if there is none.
Owned take_pending(Vm& vm);
// True when StopIteration is pending, which is then cleared; an iterator's __next__ written in Python ends
// so.
bool clear_stop_iteration(Vm& vm);
// Prints "Exception ignored in: …" with a traceback to stderr and clears the pending exception.
void report_unraisable(Vm& vm, Value object);

Value exception_type(const Vm& vm, ExceptionClass type);

}  // namespace midden::python
