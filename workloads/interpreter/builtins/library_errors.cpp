#include "workloads/interpreter/builtins/library_errors.h"

#include "workloads/interpreter/builtins/integers.h"
#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {
namespace {

ExceptionClass class_of(numeric::ErrorKind kind) {
  switch (kind) {
    case numeric::ErrorKind::kTypeError:
      return ExceptionClass::TypeError;
    case numeric::ErrorKind::kOverflowError:
      return ExceptionClass::OverflowError;
    case numeric::ErrorKind::kZeroDivisionError:
      return ExceptionClass::ZeroDivisionError;
    case numeric::ErrorKind::kIndexError:
      return ExceptionClass::IndexError;
    case numeric::ErrorKind::kKeyError:
      return ExceptionClass::KeyError;
    default:
      return ExceptionClass::ValueError;
  }
}

}  // namespace

std::nullptr_t raise_error(Vm& vm, const numeric::Error& error) {
  if (error.kind == numeric::ErrorKind::kMemoryError) return raise_memory_error(vm);
  Local message(vm, make_str_utf8(vm, error.message));
  if (!message) return nullptr;
  return raise_with(vm, class_of(error.kind), message);
}

std::nullptr_t raise_result_out_of_range(Vm& vm) {
  Local number(vm, make_int(vm, 34));
  if (!number) return nullptr;
  Local text(vm, make_str(vm, text::StringView("Numerical result out of range")));
  if (!text) return nullptr;
  Local exception(vm,
                  call(vm, exception_type(vm, ExceptionClass::OverflowError), {number.get(), text.get()}));
  if (!exception) return nullptr;
  return raise_object(vm, exception.take());
}

}  // namespace midden::python
