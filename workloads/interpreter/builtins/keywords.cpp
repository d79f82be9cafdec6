#include "workloads/interpreter/builtins/keywords.h"

#include "workloads/interpreter/builtins/strings.h"

namespace midden::python {

bool find_keywords(Vm& vm, const Arguments& arguments, const char* function,
                   std::initializer_list<const char*> names, int* positions) {
  for (std::size_t i = 0; i < names.size(); ++i) positions[i] = -1;
  const Value given = arguments.keyword_names();
  const std::uint32_t count = given ? given.as<Tuple>()->length() : 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Value key = load(given.as<Tuple>()->items[i]);
    int position = 0;
    for (const char* name : names) {
      if (text::equal(str_view(key), name)) break;
      ++position;
    }
    if (position == static_cast<int>(names.size())) {
      raise_type_error(vm, "'%s' is an invalid keyword argument for %s()", to_utf8(key).c_str(), function);
      return false;
    }
    positions[position] = static_cast<int>(arguments.count() + i);
  }
  return true;
}

}  // namespace midden::python
