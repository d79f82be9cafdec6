#include "collectors/check/verdict.h"

#include <utility>

namespace midden {

const char* name_of(Breach breach) {
  static constexpr const char* kNames[] = {
      "unannounced store",
      "wrong holder",
      "stale holder",
      "stale value",
      "stale root",
      "stale access",
      "slot initialized twice",
      "stale copy left behind",
      "weak word read unannounced",
      "weak reference registered too early",
      "weak reference registered twice",
      "layout changed",
  };
  static_assert(std::size(kNames) == static_cast<std::size_t>(Breach::count_));
  return kNames[static_cast<std::size_t>(breach)];
}

void Verdict::add(Breach breach, std::string text) {
  ++count_;
  ++counts_[static_cast<std::size_t>(breach)];
  if (violations_.size() == kKept) return;
  violations_.push_back({breach, std::move(text)});
  if (report_ == Report::nothing) return;
  std::fprintf(stderr, "midden: check: %s: %s\n", name_of(breach), violations_.back().text.c_str());
}

int Verdict::conclude() const {
  const int status = count_ ? kExitStatus : 0;
  if (report_ == Report::nothing || (report_ == Report::violations && !count_)) return status;
  if (count_) {
    std::fprintf(stderr, "midden: check: %llu violations:", static_cast<unsigned long long>(count_));
    const char* separator = " ";
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (!counts_[i]) continue;
      std::fprintf(stderr, "%s%s %llu", separator, name_of(static_cast<Breach>(i)),
                   static_cast<unsigned long long>(counts_[i]));
      separator = ", ";
    }
    std::fputc('\n', stderr);
  } else {
    std::fprintf(stderr, "midden: check: no violations\n");
  }
  const std::pair<const char*, std::uint64_t> figures[] = {
      {"allocations", checked.allocations},
      {"stores", checked.stores},
      {"first stores into the latest object", checked.first_stores_at_once},
      {"into earlier ones", checked.first_stores_later},
      {"takes", checked.takes},
      {"slots copied", checked.copied_slots},
      {"weak reads", checked.weak_reads},
      {"walks over the heap", checked.walks},
      {"slots compared", checked.compared_slots},
      {"roots", checked.compared_roots},
      {"times everything moved", checked.moves},
      {"objects moved", checked.moved_objects},
  };
  std::fprintf(stderr, "midden: check: looked at");
  const char* separator = " ";
  for (const auto& [name, number] : figures) {
    std::fprintf(stderr, "%s%llu %s", separator, static_cast<unsigned long long>(number), name);
    separator = ", ";
  }
  std::fputc('\n', stderr);
  return status;
}

}  // namespace midden
