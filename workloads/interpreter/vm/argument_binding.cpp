// Arguments of Python functions.
#include "workloads/interpreter/vm/calls.h"

#include <algorithm>
#include <cstring>

#include "workloads/interpreter/builtins/containers.h"
#include "workloads/interpreter/builtins/strings.h"
#include "workloads/interpreter/vm/value_stack.h"

namespace midden::python {

namespace {

std::string quoted_list(Vm&, const std::vector<Value>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i) text += names.size() > 2 ? (i + 1 == names.size() ? ", and " : ", ") : " and ";
    text += "'" + to_utf8(names[i]) + "'";
  }
  return text;
}

void raise_missing(Vm& vm, const Code& code, const char* sort, const std::vector<Value>& names) {
  raise_type_error(vm, "%s() missing %zu required %s argument%s: %s", to_utf8(code.qualified_name()).c_str(),
                   names.size(), sort, names.size() == 1 ? "" : "s", quoted_list(vm, names).c_str());
}

void raise_too_many(Vm& vm, const Function* function, std::uint32_t given, const Word* registers) {
  const CodeTemplate& source = function->code->source();
  std::uint32_t most = source.positional_count;
  std::uint32_t defaults = function->defaults.load() ? load(function->defaults).as<Tuple>()->length() : 0;
  std::uint32_t keyword_only = 0;
  for (std::uint32_t i = 0; i < source.keyword_only_count; ++i) keyword_only += registers[most + i] != 0;
  std::string takes = defaults ? "from " + std::to_string(most - defaults) + " to " + std::to_string(most)
                               : std::to_string(most);
  bool plural = defaults ? true : most != 1;
  std::string extra;
  if (keyword_only) {
    extra = std::string(" positional argument") + (given == 1 ? "" : "s") + " (and " +
            std::to_string(keyword_only) + " keyword-only argument" + (keyword_only == 1 ? "" : "s") + ")";
  }
  raise_type_error(vm, "%s() takes %s positional argument%s but %u%s %s given",
                   to_utf8(function->code->qualified_name()).c_str(), takes.c_str(), plural ? "s" : "", given,
                   extra.c_str(), given == 1 && !keyword_only ? "was" : "were");
}

// Places the keyword values in `values` (emptied) into registers or the **kwargs dict.
bool bind_keywords(Vm& vm, const Code& code, Word* registers, Word* values, std::uint32_t count,
                   Word* names_root, Word* star_keywords) {
  const CodeTemplate& source = code.source();
  std::uint32_t named = source.positional_count + source.keyword_only_count;
  std::string function_name;
  auto name_of = [&] { return to_utf8(code.qualified_name()); };
  for (std::uint32_t i = 0; i < count; ++i) {
    Value key = load(Value{*names_root}.as<Tuple>()->items[i]);
    if (!is_str(key)) {
      raise_type_error(vm, "keywords must be strings");
      return false;
    }
    std::uint32_t at = source.positional_only_count;
    while (at < named && code.local_name(at) != key) ++at;
    if (at == named) {  // the name was perhaps not interned
      at = source.positional_only_count;
      while (at < named && !str_equal(code.local_name(at), key)) ++at;
    }
    if (at < named) {
      if (registers[at]) {
        raise_type_error(vm, "%s() got multiple values for argument '%s'", name_of().c_str(),
                         to_utf8(key).c_str());
        return false;
      }
      registers[at] = std::exchange(values[i], 0);
      continue;
    }
    if (star_keywords) {
      if (!dict_set(vm, Value{*star_keywords}, key, Value{values[i]})) return false;
      continue;
    }
    std::vector<Value> as_keyword;
    for (std::uint32_t p = 0; p < source.positional_only_count; ++p) {
      for (std::uint32_t q = 0; q < count; ++q) {
        if (str_equal(code.local_name(p), load(Value{*names_root}.as<Tuple>()->items[q]))) {
          as_keyword.push_back(code.local_name(p));
        }
      }
    }
    if (!as_keyword.empty()) {
      std::string list;
      for (Value name : as_keyword) list += (list.empty() ? "" : ", ") + to_utf8(name);
      raise_type_error(vm, "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                       name_of().c_str(), list.c_str());
    } else {
      raise_type_error(vm, "%s() got an unexpected keyword argument '%s'", name_of().c_str(),
                       to_utf8(key).c_str());
    }
    return false;
  }
  return true;
}

}  // namespace

namespace {

// Positional arguments for a function that takes nothing else, some of them perhaps left to their defaults.
bool bind_positional(const Vm& vm, const Function* function, Word* registers, std::uint32_t count) {
  const Code& code = *function->code;
  const CodeTemplate& source = code.source();
  if (source.has_star_arguments || source.has_star_keywords || source.keyword_only_count ||
      count > source.positional_count || registers + code.register_count + 2 > vm.stack_limit) {
    return false;
  }
  const std::uint32_t missing = source.positional_count - count;
  const Value defaults = load(function->defaults);
  const std::uint32_t available = defaults ? defaults.as<Tuple>()->length() : 0;
  if (missing > available) return false;
  for (std::uint32_t i = 0; i < missing; ++i) {
    const Word value = load(defaults.as<Tuple>()->items[available - missing + i]).bits;
    Mutator::retain(value);
    registers[count + i] = value;
  }
  for (std::uint32_t i = source.positional_count; i < code.register_count; ++i) registers[i] = 0;
  return true;
}

}  // namespace

bool bind_arguments(Vm& vm, const Function* function_at_entry, Word* registers, std::uint32_t count,
                    Value keyword_names) {
  if (!keyword_names && bind_positional(vm, function_at_entry, registers, count)) return true;
  const Code& code = *function_at_entry->code;
  const CodeTemplate& source = code.source();
  // The function may move: it is reached through its root, the word before the registers.
  auto function = [&] { return Value{registers[-1]}.as<Function>(); };
  std::uint32_t keywords = keyword_names ? keyword_names.as<Tuple>()->length() : 0;
  std::uint32_t given = count - keywords;

  // Move everything out of the way; the registers then start empty.
  std::uint32_t room = std::max(code.register_count, count);
  Word* scratch = registers + room;
  StackTop restore(vm);
  if (scratch + count + 2 > vm.stack_limit) {
    release_words(registers, count);
    raise(vm, ExceptionClass::RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  std::memmove(scratch, registers, count * sizeof(Word));
  std::memset(registers, 0, room * sizeof(Word));
  Word* names_root = scratch + count;
  *names_root = keyword_names.bits;
  Mutator::retain(keyword_names.bits);
  vm.stack_top = std::max(vm.stack_top, names_root + 1);

  std::uint32_t named = source.positional_count + source.keyword_only_count;
  bool ok = true;
  std::uint32_t direct = std::min(given, source.positional_count);
  for (std::uint32_t i = 0; i < direct; ++i) registers[i] = std::exchange(scratch[i], 0);
  std::uint32_t next = named;
  if (source.has_star_arguments) {
    Owned rest = given > direct ? make_tuple(vm, scratch + direct, given - direct) : retain(vm.empty_tuple);
    ok = bool(rest);
    registers[next++] = rest.take().bits;
  }
  Word* star_keywords = nullptr;
  if (ok && source.has_star_keywords) {
    Owned dict = make_dict(vm);
    ok = bool(dict);
    registers[next] = dict.take().bits;
    star_keywords = &registers[next];
  }
  if (ok && keywords) {
    ok = bind_keywords(vm, code, registers, scratch + given, keywords, names_root, star_keywords);
  }
  if (ok && given > source.positional_count && !source.has_star_arguments) {
    raise_too_many(vm, function(), given, registers);
    ok = false;
  }
  if (ok) {
    Value defaults = load(function()->defaults);
    std::uint32_t default_count = defaults ? defaults.as<Tuple>()->length() : 0;
    std::uint32_t first_default = source.positional_count - default_count;
    std::vector<Value> missing;
    for (std::uint32_t i = direct; i < source.positional_count; ++i) {
      if (registers[i]) continue;
      if (i < first_default) {
        missing.push_back(code.local_name(i));
      } else {
        Value value = load(defaults.as<Tuple>()->items[i - first_default]);
        Mutator::retain(value.bits);
        registers[i] = value.bits;
      }
    }
    if (!missing.empty()) {
      raise_missing(vm, code, "positional", missing);
      ok = false;
    }
  }
  if (ok && source.keyword_only_count) {
    std::vector<Value> missing;
    for (std::uint32_t i = source.positional_count; i < named; ++i) {
      if (registers[i]) continue;
      Value from = load(function()->keyword_defaults);
      Value value = from ? dict_get_name(vm, from, code.local_name(i)) : Value{};
      if (!value) {
        missing.push_back(code.local_name(i));
      } else {
        Mutator::retain(value.bits);
        registers[i] = value.bits;
      }
    }
    if (!missing.empty()) {
      raise_missing(vm, code, "keyword-only", missing);
      ok = false;
    }
  }
  release_words(scratch, count + 1);
  if (!ok) release_words(registers, room);
  return ok;
}
}  // namespace midden::python
