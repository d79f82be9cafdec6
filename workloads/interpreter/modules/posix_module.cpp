// The module posix: files and directories. Processes are in posix_process.cpp.

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "workloads/interpreter/builtins/argument_checks.h"
#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/definitions.h"
#include "workloads/interpreter/builtins/floats.h"
#include "workloads/interpreter/builtins/results.h"
#include "workloads/interpreter/modules/io.h"
#include "workloads/interpreter/modules/posix.h"

namespace midden::python {
namespace {

// --- calls with a path -------------------------------------------------------------------------------------

template <class Action>
Owned with_path(Vm& vm, Value path, Action action) {
  std::string text;
  if (!path_argument(vm, path, "", &text)) return nullptr;
  return action(text.c_str()) < 0 ? raise_os_error(vm, errno, path) : owned_none();
}

Owned remove_file(Vm& vm, Arguments arguments) { return with_path(vm, arguments[0], ::unlink); }
Owned remove_directory(Vm& vm, Arguments arguments) { return with_path(vm, arguments[0], ::rmdir); }
Owned change_directory(Vm& vm, Arguments arguments) { return with_path(vm, arguments[0], ::chdir); }

Owned make_directory(Vm& vm, Arguments arguments) {
  std::int64_t mode = 0777;
  if (arguments[1] && !to_index(vm, arguments[1], &mode)) return nullptr;
  return with_path(vm, arguments[0],
                   [&](const char* path) { return ::mkdir(path, static_cast<mode_t>(mode)); });
}
Owned change_mode(Vm& vm, Arguments arguments) {
  std::int64_t mode;
  if (!to_index(vm, arguments[1], &mode)) return nullptr;
  return with_path(vm, arguments[0],
                   [&](const char* path) { return ::chmod(path, static_cast<mode_t>(mode)); });
}

template <class Action>
Owned with_two_paths(Vm& vm, Arguments arguments, Action action) {
  std::string from, to;
  if (!path_argument(vm, arguments[0], "", &from) || !path_argument(vm, arguments[1], "", &to))
    return nullptr;
  return action(from.c_str(), to.c_str()) < 0 ? raise_os_error(vm, errno, arguments[0]) : owned_none();
}
Owned rename_file(Vm& vm, Arguments arguments) { return with_two_paths(vm, arguments, ::rename); }
Owned make_symbolic_link(Vm& vm, Arguments arguments) { return with_two_paths(vm, arguments, ::symlink); }

Owned path_string(Vm& vm, const char* bytes) {
  text::StringBuilder out;
  const auto error =
      text::decode(out, text::Codec::kUtf8, {reinterpret_cast<const std::uint8_t*>(bytes), strlen(bytes)},
                   text::ErrorHandler::kSurrogateEscape);
  return error ? make_str_utf8(vm, "?") : make_str(vm, out);
}

Owned current_directory(Vm& vm, Arguments) {
  char path[4096];
  return ::getcwd(path, sizeof path) ? path_string(vm, path) : raise_os_error(vm, errno, Value{});
}

Owned read_link(Vm& vm, Arguments arguments) {
  std::string path;
  if (!path_argument(vm, arguments[0], "", &path)) return nullptr;
  char target[4096];
  const ssize_t length = ::readlink(path.c_str(), target, sizeof target - 1);
  if (length < 0) return raise_os_error(vm, errno, arguments[0]);
  target[length] = 0;
  return path_string(vm, target);
}

Owned list_directory(Vm& vm, Arguments arguments) {
  std::string path = ".";
  if (arguments[0] && !arguments[0].is_none() && !path_argument(vm, arguments[0], "", &path)) return nullptr;
  DIR* directory = ::opendir(path.c_str());
  if (!directory) return raise_os_error(vm, errno, arguments[0]);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  ::closedir(directory);
  Local list(vm, make_list(vm, names.size()));
  for (const std::string& name : names) {
    if (!list || !list_append(vm, list, path_string(vm, name.c_str()))) return nullptr;
  }
  return list.take();
}

Owned is_accessible(Vm& vm, Arguments arguments) {
  std::string path;
  std::int64_t mode;
  if (!path_argument(vm, arguments[0], "", &path) || !to_index(vm, arguments[1], &mode)) return nullptr;
  return owned_bool(::access(path.c_str(), static_cast<int>(mode)) == 0);
}

// --- stat --------------------------------------------------------------------------------------------------

Owned stat_result(Vm& vm, const struct stat& status) {
  Local result(vm, call(vm, Value::of(vm.kind_types[static_cast<unsigned>(Kind::SimpleNamespace)])));
  auto set = [&](const char* name, Owned&& value) {
    Local held(vm, std::move(value));
    return held && set_attribute(vm, result, intern_immortal(vm, name), held);
  };
  auto seconds = [](const timespec& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const bool ok =
      result && set("st_mode", make_int(vm, status.st_mode)) &&
      set("st_ino", make_int(vm, static_cast<std::int64_t>(status.st_ino))) &&
      set("st_dev", make_int(vm, static_cast<std::int64_t>(status.st_dev))) &&
      set("st_nlink", make_int(vm, static_cast<std::int64_t>(status.st_nlink))) &&
      set("st_uid", make_int(vm, status.st_uid)) && set("st_gid", make_int(vm, status.st_gid)) &&
      set("st_size", make_int(vm, status.st_size)) &&
      set("st_atime", make_float(vm, seconds(status.st_atim))) &&
      set("st_mtime", make_float(vm, seconds(status.st_mtim))) &&
      set("st_ctime", make_float(vm, seconds(status.st_ctim))) &&
      set("st_mtime_ns", make_int(vm, status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec));
  return ok ? result.take() : nullptr;
}

template <class Action>
Owned stat_with(Vm& vm, Value path, Action action) {
  struct stat status;
  if (as_int(vm, path)) {
    std::int64_t descriptor;
    if (!to_index(vm, path, &descriptor)) return nullptr;
    if (::fstat(static_cast<int>(descriptor), &status) < 0) return raise_os_error(vm, errno, Value{});
    return stat_result(vm, status);
  }
  std::string text;
  if (!path_argument(vm, path, "stat: ", &text)) return nullptr;
  return action(text.c_str(), &status) < 0 ? raise_os_error(vm, errno, path) : stat_result(vm, status);
}
Owned stat_file(Vm& vm, Arguments arguments) {
  const bool follow = !arguments[1] || !arguments[1].is_false();
  return stat_with(vm, arguments[0], follow ? ::stat : ::lstat);
}
Owned stat_link(Vm& vm, Arguments arguments) { return stat_with(vm, arguments[0], ::lstat); }

// --- descriptors -------------------------------------------------------------------------------------------

Owned open_descriptor(Vm& vm, Arguments arguments) {
  std::string path;
  std::int64_t flags, mode = 0777;
  if (!path_argument(vm, arguments[0], "", &path) || !to_index(vm, arguments[1], &flags) ||
      (arguments[2] && !to_index(vm, arguments[2], &mode))) {
    return nullptr;
  }
  const int descriptor = ::open(path.c_str(), static_cast<int>(flags) | O_CLOEXEC, static_cast<mode_t>(mode));
  return descriptor < 0 ? raise_os_error(vm, errno, arguments[0]) : make_int(vm, descriptor);
}

Owned close_descriptor(Vm& vm, Arguments arguments) {
  std::int64_t descriptor;
  if (!to_index(vm, arguments[0], &descriptor)) return nullptr;
  return ::close(static_cast<int>(descriptor)) < 0 ? raise_os_error(vm, errno, Value{}) : owned_none();
}

Owned read_descriptor(Vm& vm, Arguments arguments) {
  std::int64_t descriptor, size;
  if (!to_index(vm, arguments[0], &descriptor) || !to_index(vm, arguments[1], &size)) return nullptr;
  if (size < 0) return raise_os_error(vm, EINVAL, Value{});
  std::string buffer(static_cast<std::size_t>(std::min<std::int64_t>(size, 1 << 26)), '\0');
  ssize_t count;
  do {
    count = ::read(static_cast<int>(descriptor), buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) return raise_os_error(vm, errno, Value{});
  return make_bytes(vm, std::string_view(buffer).substr(0, static_cast<std::size_t>(count)));
}

Owned write_descriptor(Vm& vm, Arguments arguments) {
  std::int64_t descriptor;
  std::string_view bytes;
  if (!to_index(vm, arguments[0], &descriptor)) return nullptr;
  if (!bytes_view(arguments[1], &bytes)) {
    return raise_type_error(vm, "a bytes-like object is required, not '%s'",
                            type_name(vm, arguments[1]).c_str());
  }
  const ssize_t count = ::write(static_cast<int>(descriptor), bytes.data(), bytes.size());
  return count < 0 ? raise_os_error(vm, errno, Value{}) : make_int(vm, count);
}

Owned is_terminal(Vm& vm, Arguments arguments) {
  std::int64_t descriptor;
  if (!to_index(vm, arguments[0], &descriptor)) return nullptr;
  return owned_bool(::isatty(static_cast<int>(descriptor)));
}

Owned make_pipe(Vm& vm, Arguments) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0) return raise_os_error(vm, errno, Value{});
  Local in(vm, make_int(vm, ends[0])), out(vm, make_int(vm, ends[1]));
  return make_tuple(vm, {in, out});
}

Owned duplicate(Vm& vm, Arguments arguments) {
  std::int64_t descriptor;
  if (!to_index(vm, arguments[0], &descriptor)) return nullptr;
  const int copy = ::dup(static_cast<int>(descriptor));
  return copy < 0 ? raise_os_error(vm, errno, Value{}) : make_int(vm, copy);
}
Owned duplicate_to(Vm& vm, Arguments arguments) {
  std::int64_t from, to;
  if (!to_index(vm, arguments[0], &from) || !to_index(vm, arguments[1], &to)) return nullptr;
  const int copy = ::dup2(static_cast<int>(from), static_cast<int>(to));
  return copy < 0 ? raise_os_error(vm, errno, Value{}) : make_int(vm, copy);
}

constexpr auto kForm = NativeDefinition::function;
constexpr NativeDefinition kFunctions[] = {
    {"remove", remove_file, "path", kForm},
    {"unlink", remove_file, "path", kForm},
    {"rmdir", remove_directory, "path", kForm},
    {"mkdir", make_directory, "path, mode=", kForm},
    {"chdir", change_directory, "path", kForm},
    {"chmod", change_mode, "path, mode", kForm},
    {"rename", rename_file, "src, dst", kForm},
    {"replace", rename_file, "src, dst", kForm},
    {"symlink", make_symbolic_link, "src, dst", kForm},
    {"getcwd", current_directory, "", kForm},
    {"readlink", read_link, "path", kForm},
    {"listdir", list_directory, "path=", kForm},
    {"access", is_accessible, "path, mode", kForm},
    {"stat", stat_file, "path, *, follow_symlinks=", kForm},
    {"lstat", stat_link, "path", kForm},
    {"fstat", stat_file, "path, *, follow_symlinks=", kForm},
    {"open", open_descriptor, "path, flags, mode=", kForm},
    {"close", close_descriptor, "fd", kForm},
    {"read", read_descriptor, "fd, length, /", kForm},
    {"write", write_descriptor, "fd, data, /", kForm},
    {"isatty", is_terminal, "fd, /", kForm},
    {"pipe", make_pipe, "", kForm},
    {"dup", duplicate, "fd, /", kForm},
    {"dup2", duplicate_to, "fd, fd2, inheritable=", kForm},
};

}  // namespace

std::span<const NativeDefinition> posix_file_functions() { return kFunctions; }

}  // namespace midden::python
