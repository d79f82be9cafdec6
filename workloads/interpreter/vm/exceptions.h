#pragma once

// Exceptions beyond errors.h: what raise, except, with and tracebacks need.

#include <string>

#include "workloads/interpreter/vm/frame.h"

namespace midden::python {

// The raise statement: exception may be null (bare raise), an exception class or instance. Always leaves
// something pending.
void raise_statement(Vm& vm, Value exception, Value cause, bool with_cause);
void raise_stop_iteration(Vm& vm, Value value);
// StopIteration after `next` was null without a pending exception; carries what a generator returned.
std::nullptr_t raise_exhausted(Vm& vm, Value iterator);
// An exception of this class with these arguments; null: error pending.
Owned make_exception(Vm& vm, Value type, std::initializer_list<Value> arguments);
bool is_exception(Vm& vm, Value value);
Value exception_slot(Value exception, unsigned slot);  // ExceptionSlot
void set_exception_slot(Vm& vm, Value exception, unsigned slot, Value value);

// Slots behind ExceptionSlot that only some classes have.
enum ExceptionField : unsigned {
  kNameErrorName = kExceptionSlotCount,
  kAttributeErrorName = kExceptionSlotCount,
  kAttributeErrorObject,
  kImportErrorName = kExceptionSlotCount,
  kImportErrorMessage,
  kImportErrorPath,
  kOsErrorNumber = kExceptionSlotCount,
  kOsErrorText,
  kOsErrorFile,
  kOsErrorFile2,
  kUnicodeErrorEncoding = kExceptionSlotCount,
  kUnicodeErrorObject,
  kUnicodeErrorStart,
  kUnicodeErrorEnd,
  kUnicodeErrorReason,
  kGroupMessage = kExceptionSlotCount,
  kGroupExceptions,
  kSyntaxErrorMessage = kExceptionSlotCount,
  kSyntaxErrorFile,
  kSyntaxErrorLine,
  kSyntaxErrorOffset,
  kSyntaxErrorText,
  kSyntaxErrorEndLine,
  kSyntaxErrorEndOffset,
  kSyntaxErrorPrint,
};

// The class for an errno value.
Value os_error_class(const Vm& vm, int error_number);
// name of the pending NameError, UnboundLocalError or ImportError.
void set_name_error_name(Vm& vm, Value name);
// name and obj of the pending AttributeError.
void set_attribute_error_fields(Vm& vm, Value object, Value name);
// OSError's errno, strerror and filename (null path: None).
bool set_os_error_fields(Vm& vm, Value exception, Value number, Value text, Value path);

// The pending exception passes through this frame: a Traceback entry for frame->pc is put in front of its
// chain.
void add_traceback(Vm& vm, Frame* frame);
// 1, 0, or -1 with TypeError: "catching classes that do not inherit from BaseException is not allowed".
int match_exception(Vm& vm, Value exception, Value type);
bool match_exception_group(Vm& vm, Word* group, Value type, Word* match);
Owned prepare_reraise_star(Vm& vm, Value raised, Value original);
// manager.__exit__(type, exception, traceback)
Owned call_exit(Vm& vm, Value exit, Value exception);

// As CPython prints an uncaught exception, with causes, contexts and source lines with carets.
std::string format_exception(Vm& vm, Value exception);
// Prints it to sys.stderr (through sys.excepthook when replaced) and gives the process's exit status;
// SystemExit is honoured.
int report_uncaught(Vm& vm);

// The builtin exception classes.
void define_exceptions(Vm& vm);

}  // namespace midden::python
