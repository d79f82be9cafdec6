// The codecs unicode_escape and raw_unicode_escape: text as the ASCII of a string literal.
#pragma once

#include "workloads/interpreter/text/codecs.h"

namespace midden::text {

void encode_unicode_escape(std::string& out, StringView text);
void encode_raw_unicode_escape(std::string& out, StringView text);
// Bytes above 0x7F stand for themselves. With `raw`, only \u and \U are escapes.
CodecError decode_unicode_escape(StringBuilder& out, std::span<const uint8_t> bytes, bool raw);

}  // namespace midden::text
