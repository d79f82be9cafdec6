"""Writes unicode_tables.cpp to standard output: where utf8proc and Python's str methods differ.

Run it with the Python whose Unicode version is wanted: /usr/bin/python3 3.11 has Unicode 14. Then clang-format.
"""
import ctypes
import sys
import unicodedata

ALL = [chr(c) for c in range(sys.maxunicode + 1)]
LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
CATEGORY = [unicodedata.category(c) for c in ALL]


def ranges(codes):
    out = []
    for code in codes:
        if out and out[-1][1] == code - 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def where(test):
    return ranges(c for c in range(len(ALL)) if test(c))


def emit_ranges(name, table):
    cells = ["{0x%X, 0x%X}" % (a, b) for a, b in table]
    emit(f"const CodePointRange {name}[] = {{", cells)
    print(f"const size_t {name}Count = std::size({name});\n")


def emit(head, cells):
    print(head)
    line = "   "
    for cell in cells:
        if len(line) + len(cell) > 106:
            print(line)
            line = "   "
        line += f" {cell},"
    print(line)
    print("};")


def emit_mappings(name, method):
    cells = []
    for c, char in enumerate(ALL):
        mapped = method(char)
        if len(mapped) > 1:
            codes = [ord(m) for m in mapped] + [0] * (3 - len(mapped))
            cells.append("{0x%X, {0x%X, 0x%X, 0x%X}}" % (c, *codes))
    emit(f"const FullMapping {name}[] = {{", cells)
    print(f"const size_t {name}Count = std::size({name});\n")


library = ctypes.CDLL("libutf8proc.so.2")
library.utf8proc_category_string.restype = ctypes.c_char_p
utf8proc_category = [library.utf8proc_category_string(c).decode() for c in range(len(ALL))]

print("// Written by generate_unicode_tables.py; do not edit.")
print('#include "workloads/interpreter/text/unicode_tables.h"\n')
print("#include <iterator>\n")
print("namespace midden::text {\n")
emit_ranges("kUnassigned", where(lambda c: CATEGORY[c] == "Cn" and utf8proc_category[c] != "Cn"))
emit_ranges("kOtherLower", where(lambda c: ALL[c].islower() and CATEGORY[c] != "Ll"))
emit_ranges("kOtherUpper", where(lambda c: ALL[c].isupper() and CATEGORY[c] != "Lu"))
emit_ranges("kDecimalRuns", where(lambda c: ALL[c].isdecimal()))
emit_ranges("kOtherDigit", where(lambda c: ALL[c].isdigit() and not ALL[c].isdecimal()))
emit_ranges("kOtherNumeric", where(lambda c: ALL[c].isnumeric() and not ALL[c].isdigit()))
emit_ranges("kIdentifierStartFlips", where(lambda c: ALL[c].isidentifier() != (CATEGORY[c] in LETTERS)))
emit_ranges("kIdentifierContinueFlips", where(
    lambda c: ("a" + ALL[c]).isidentifier() != (CATEGORY[c] in LETTERS + ("Mn", "Mc", "Nd", "Pc"))))
emit_mappings("kFullUpper", str.upper)
emit_mappings("kFullTitle", str.title)
print("}  // namespace midden::text")
