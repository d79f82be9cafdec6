#include "workloads/interpreter/syntax/keywords.h"

#include <algorithm>
#include <array>
#include <utility>

namespace midden::syntax {

namespace {

using Entry = std::pair<std::string_view, Tok>;

constexpr std::array kKeywords = {
    Entry{"False", Tok::kFalse},
    Entry{"None", Tok::kNone},
    Entry{"True", Tok::kTrue},
    Entry{"and", Tok::kAnd},
    Entry{"as", Tok::kAs},
    Entry{"assert", Tok::kAssert},
    Entry{"async", Tok::kAsync},
    Entry{"await", Tok::kAwait},
    Entry{"break", Tok::kBreak},
    Entry{"class", Tok::kClass},
    Entry{"continue", Tok::kContinue},
    Entry{"def", Tok::kDef},
    Entry{"del", Tok::kDel},
    Entry{"elif", Tok::kElif},
    Entry{"else", Tok::kElse},
    Entry{"except", Tok::kExcept},
    Entry{"finally", Tok::kFinally},
    Entry{"for", Tok::kFor},
    Entry{"from", Tok::kFrom},
    Entry{"global", Tok::kGlobal},
    Entry{"if", Tok::kIf},
    Entry{"import", Tok::kImport},
    Entry{"in", Tok::kIn},
    Entry{"is", Tok::kIs},
    Entry{"lambda", Tok::kLambda},
    Entry{"nonlocal", Tok::kNonlocal},
    Entry{"not", Tok::kNot},
    Entry{"or", Tok::kOr},
    Entry{"pass", Tok::kPass},
    Entry{"raise", Tok::kRaise},
    Entry{"return", Tok::kReturn},
    Entry{"try", Tok::kTry},
    Entry{"while", Tok::kWhile},
    Entry{"with", Tok::kWith},
    Entry{"yield", Tok::kYield},
};
static_assert(std::ranges::is_sorted(kKeywords, {}, &Entry::first));

}  // namespace

Tok keyword_or_name(std::string_view name) {
  if (name.size() < 2 || name.size() > 8) return Tok::kName;
  auto found = std::ranges::lower_bound(kKeywords, name, {}, &Entry::first);
  return found != kKeywords.end() && found->first == name ? found->second : Tok::kName;
}

}  // namespace midden::syntax
