#include <cerrno>
#include <cmath>
#include <cstring>
#include <ctime>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/vm/imports.h"

namespace midden::python {
namespace {

// A tuple with names, so written in the language that has them.
constexpr const char* kStructTime = R"(
class struct_time(tuple):
    __slots__ = ()
    __module__ = 'time'
    n_fields = n_sequence_fields = 9
    def _field(i):
        return property(lambda self: self[i])
    tm_year, tm_mon, tm_mday, tm_hour, tm_min, tm_sec, tm_wday, tm_yday, tm_isdst = map(_field, range(9))
    del _field
    def __repr__(self):
        names = ('year', 'mon', 'mday', 'hour', 'min', 'sec', 'wday', 'yday', 'isdst')
        return 'time.struct_time(%s)' % ', '.join('tm_%s=%r' % pair for pair in zip(names, self))
)";

template <clockid_t kClock>
Owned seconds(Vm& vm, Arguments) {
  timespec now;
  clock_gettime(kClock, &now);
  return make_float(vm, static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9);
}

template <clockid_t kClock>
Owned nanoseconds(Vm& vm, Arguments) {
  timespec now;
  clock_gettime(kClock, &now);
  return make_int(vm, static_cast<std::int64_t>(now.tv_sec) * 1000000000 + now.tv_nsec);
}

Owned time_sleep(Vm& vm, Arguments arguments) {
  double length;
  if (!is_float(arguments[0]) && !is_index_like(vm, arguments[0])) {
    return raise_type_error(vm, "'%s' object cannot be interpreted as an integer",
                            type_name(vm, arguments[0]).c_str());
  }
  if (!to_double(vm, arguments[0], &length)) return nullptr;
  if (std::isnan(length)) return raise_value_error(vm, "Invalid value NaN (not a number)");
  if (length < 0.0) return raise_value_error(vm, "sleep length must be non-negative");
  if (length > 9.0e9) {
    return raise(vm, ExceptionClass::OverflowError, "timestamp too large to convert to C _PyTime_t");
  }
  timespec rest{static_cast<std::time_t>(length), static_cast<long>((length - std::floor(length)) * 1e9)};
  // A signal's handler runs at the next safepoint, after the sleep.
  while (nanosleep(&rest, &rest) != 0 && errno == EINTR) {
  }
  return make_none();
}

// --- calendar ----------------------------------------------------------------------------------------------
Owned make_struct_time(Vm& vm, const std::tm& fields) {
  const int numbers[] = {fields.tm_year + 1900,    fields.tm_mon + 1,  fields.tm_mday,
                         fields.tm_hour,           fields.tm_min,      fields.tm_sec,
                         (fields.tm_wday + 6) % 7, fields.tm_yday + 1, fields.tm_isdst};
  Tuple* fresh = allocate_tuple(vm, 9);
  if (!fresh) return nullptr;
  const Local tuple(vm, adopt(fresh));
  for (int i = 0; i < 9; ++i) {
    Owned item = make_int(vm, numbers[i]);
    if (!item) return nullptr;
    initialize(vm, tuple.as<Tuple>(), tuple.as<Tuple>()->items[i], std::move(item));
  }
  const Local module(vm, import_module(vm, "time"));
  if (!module) return nullptr;
  const Local name(vm, intern_immortal(vm, "struct_time"));
  if (!name) return nullptr;
  const Local type(vm, get_attribute(vm, module, name));
  return type ? call(vm, type, {tuple.get()}) : nullptr;
}

bool seconds_argument(Vm& vm, Value argument, std::time_t* result) {
  if (!argument || argument.is_none()) {
    *result = std::time(nullptr);
    return true;
  }
  double value;
  if (!to_double(vm, argument, &value)) return false;
  if (std::isnan(value)) {
    raise_value_error(vm, "Invalid value NaN (not a number)");
    return false;
  }
  if (std::fabs(value) > 6.7e16) {
    raise(vm, ExceptionClass::OverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  *result = static_cast<std::time_t>(std::floor(value));
  return true;
}

template <std::tm* (*kConvert)(const std::time_t*, std::tm*)>
Owned broken_down(Vm& vm, Arguments arguments) {
  std::time_t when;
  std::tm fields;
  if (!seconds_argument(vm, arguments[0], &when)) return nullptr;
  if (!kConvert(&when, &fields)) return raise_os_error(vm, errno, {});
  return make_struct_time(vm, fields);
}

// The fields of a tuple of nine; without one, the local time of now.
bool fields_argument(Vm& vm, Value argument, std::tm* fields) {
  if (!argument) {
    const std::time_t now = std::time(nullptr);
    localtime_r(&now, fields);
    return true;
  }
  const Local tuple(vm, unwrap(argument, Kind::Tuple));
  if (!tuple) {
    raise_type_error(vm, "Tuple or struct_time argument required");
    return false;
  }
  if (tuple.as<Tuple>()->length() != 9) {
    raise_type_error(vm, "illegal time tuple argument");
    return false;
  }
  std::int64_t numbers[9];
  for (int i = 0; i < 9; ++i) {
    if (!to_index(vm, load(tuple.as<Tuple>()->items[i]), &numbers[i])) return false;
    if (std::abs(numbers[i]) > INT32_MAX / 2) {
      raise(vm, ExceptionClass::OverflowError, "Python int too large to convert to C int");
      return false;
    }
  }
  std::memset(fields, 0, sizeof *fields);
  fields->tm_year = static_cast<int>(numbers[0]) - 1900;
  fields->tm_mon = static_cast<int>(numbers[1]) - 1;
  fields->tm_mday = static_cast<int>(numbers[2]);
  fields->tm_hour = static_cast<int>(numbers[3]);
  fields->tm_min = static_cast<int>(numbers[4]);
  fields->tm_sec = static_cast<int>(numbers[5]);
  fields->tm_wday = static_cast<int>((numbers[6] + 1) % 7);
  fields->tm_yday = static_cast<int>(numbers[7]) - 1;
  fields->tm_isdst = static_cast<int>(numbers[8]);
  return true;
}

// Zeros stand for the smallest value, as in struct_time of old; the rest must be in range.
bool check_fields(Vm& vm, std::tm* fields) {
  if (fields->tm_mon == -1) fields->tm_mon = 0;
  if (fields->tm_mday == 0) fields->tm_mday = 1;
  if (fields->tm_yday == -1) fields->tm_yday = 0;
  const struct {
    const char* what;
    int value, low, high;
  } limits[] = {
      {"month", fields->tm_mon, 0, 11},         {"day of month", fields->tm_mday, 1, 31},
      {"hour", fields->tm_hour, 0, 23},         {"minute", fields->tm_min, 0, 59},
      {"seconds", fields->tm_sec, 0, 61},       {"day of week", fields->tm_wday, 0, 6},
      {"day of year", fields->tm_yday, 0, 365},
  };
  for (const auto& limit : limits) {
    if (limit.value >= limit.low && limit.value <= limit.high) continue;
    raise_value_error(vm, "%s out of range", limit.what);
    return false;
  }
  return true;
}

Owned time_strftime(Vm& vm, Arguments arguments) {
  const Value text = unwrap(arguments[0], Kind::Str);
  if (!text) {
    return raise_type_error(vm, "strftime() argument 1 must be str, not %s",
                            type_name(vm, arguments[0]).c_str());
  }
  const std::string format = to_utf8(text);
  std::tm fields;
  if (!fields_argument(vm, arguments[1], &fields) || !check_fields(vm, &fields)) return nullptr;
  if (format.empty()) return retain(vm.empty_string);
  // An empty result and a buffer too small look alike: grow up to a limit.
  std::string out(format.size() * 8 + 256, '\0');
  const std::size_t length = std::strftime(out.data(), out.size(), format.c_str(), &fields);
  return make_str_utf8(vm, std::string_view(out).substr(0, length));
}

Owned ascii_time(Vm& vm, const std::tm& fields) {
  static const char* const kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char* const kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %d", kDays[fields.tm_wday],
                kMonths[fields.tm_mon], fields.tm_mday, fields.tm_hour, fields.tm_min, fields.tm_sec,
                1900 + fields.tm_year);
  return make_str_utf8(vm, text);
}

Owned time_asctime(Vm& vm, Arguments arguments) {
  std::tm fields;
  if (!fields_argument(vm, arguments[0], &fields) || !check_fields(vm, &fields)) return nullptr;
  return ascii_time(vm, fields);
}

Owned time_ctime(Vm& vm, Arguments arguments) {
  std::time_t when;
  std::tm fields;
  if (!seconds_argument(vm, arguments[0], &when)) return nullptr;
  if (!localtime_r(&when, &fields)) return raise_os_error(vm, errno, {});
  return ascii_time(vm, fields);
}

Owned time_mktime(Vm& vm, Arguments arguments) {
  std::tm fields;
  if (!fields_argument(vm, arguments[0], &fields)) return nullptr;
  fields.tm_wday = -1;  // tells an error from a result of -1
  const std::time_t when = std::mktime(&fields);
  if (when == -1 && fields.tm_wday == -1) {
    return raise(vm, ExceptionClass::OverflowError, "mktime argument out of range");
  }
  return make_float(vm, static_cast<double>(when));
}

constexpr auto kFunction = NativeDefinition::function;

const NativeDefinition kFunctions[] = {
    {"time", seconds<CLOCK_REALTIME>, "", kFunction},
    {"time_ns", nanoseconds<CLOCK_REALTIME>, "", kFunction},
    {"monotonic", seconds<CLOCK_MONOTONIC>, "", kFunction},
    {"monotonic_ns", nanoseconds<CLOCK_MONOTONIC>, "", kFunction},
    {"perf_counter", seconds<CLOCK_MONOTONIC>, "", kFunction},
    {"perf_counter_ns", nanoseconds<CLOCK_MONOTONIC>, "", kFunction},
    {"process_time", seconds<CLOCK_PROCESS_CPUTIME_ID>, "", kFunction},
    {"process_time_ns", nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, "", kFunction},
    {"thread_time", seconds<CLOCK_THREAD_CPUTIME_ID>, "", kFunction},
    {"thread_time_ns", nanoseconds<CLOCK_THREAD_CPUTIME_ID>, "", kFunction},
    {"sleep", time_sleep, "seconds, /", kFunction},
    {"localtime", broken_down<localtime_r>, "seconds=, /", kFunction},
    {"gmtime", broken_down<gmtime_r>, "seconds=, /", kFunction},
    {"strftime", time_strftime, "format, tuple=, /", kFunction},
    {"asctime", time_asctime, "tuple=, /", kFunction},
    {"ctime", time_ctime, "seconds=, /", kFunction},
    {"mktime", time_mktime, "tuple, /", kFunction},
};

bool initialize_time(Vm& vm, Value module_value) {
  const Local module(vm, module_value);
  tzset();
  Owned zone = make_int(vm, timezone);
  if (!zone || !add_to_module(vm, module, "timezone", std::move(zone))) return false;
  Owned daylight_saving = make_int(vm, daylight);
  if (!daylight_saving || !add_to_module(vm, module, "daylight", std::move(daylight_saving))) return false;
  const Local standard(vm, make_str_utf8(vm, tzname[0]));
  const Local summer(vm, make_str_utf8(vm, tzname[1]));
  if (!standard || !summer) return false;
  Owned names = make_tuple(vm, {standard.get(), summer.get()});
  if (!names || !add_to_module(vm, module, "tzname", std::move(names))) return false;
  Code* code = compile_source(vm, kStructTime, "<time>", "exec", false);
  if (!code) return false;
  const Local globals(vm, module_dict(module));
  return static_cast<bool>(execute(vm, code, globals, {}));
}

}  // namespace

const ModuleDefinition kTimeModule = {"time", kFunctions, initialize_time};

}  // namespace midden::python
