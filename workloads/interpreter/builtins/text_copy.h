#pragma once

#include <cstring>

#include "workloads/interpreter/text/string_builder.h"

namespace midden::python {

// A copy of text outside the heap, for algorithms during which objects may move. Short text needs no malloc.
class TextCopy {
 public:
  explicit TextCopy(text::StringView source) {
    if (source.byte_size() <= sizeof inline_) {
      if (source.length > 0) std::memcpy(inline_, source.data, source.byte_size());
      view_ = {inline_, source.length, source.width};
    } else {
      builder_.append(source);
      view_ = builder_.view();
    }
  }
  TextCopy(const TextCopy&) = delete;

  text::StringView view() const { return view_; }
  bool failed() const { return builder_.failed(); }

 private:
  alignas(4) std::uint8_t inline_[240];
  text::StringBuilder builder_;
  text::StringView view_;
};

}  // namespace midden::python
