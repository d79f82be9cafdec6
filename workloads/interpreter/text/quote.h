// repr() and ascii() of str, repr() of bytes.
#pragma once

#include "workloads/interpreter/text/string_builder.h"
#include "workloads/interpreter/text/string_view.h"

namespace midden::text {

void append_repr(StringBuilder& out, StringView s);
void append_ascii_repr(StringBuilder& out, StringView s);      // ascii(s)
void append_bytes_repr(StringBuilder& out, StringView bytes);  // b'…'
// Turns the text of any repr into ascii(): non-ASCII code points become \x, \u, \U escapes.
void append_ascii_escaped(StringBuilder& out, StringView s);

}  // namespace midden::text
