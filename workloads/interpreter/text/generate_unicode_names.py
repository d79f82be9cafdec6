"""Writes the names of Unicode characters as C++ to standard output; run by the build (see unicode_names.cpp).

The version of Unicode is that of the Python that runs it. Layout of the data:

kNameWords    the words of all names, the most frequent first, each followed by a line feed
kNameEntries  per character: how far its code point is from the one before (in groups of 7 bits, the lowest first, the top
              bit set on all but the last), the number of words, and the words' numbers: one byte below 192, else
              two, 192 + n / 256 and n % 256, with n = number - 192
kIdeographs   ranges whose names are computed
kAliases      control characters, which have no names of their own
"""
import sys
import unicodedata
from collections import Counter

IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-"
ALIASES = """
NULL, START OF HEADING, START OF TEXT, END OF TEXT, END OF TRANSMISSION, ENQUIRY, ACKNOWLEDGE, ALERT, BACKSPACE,
CHARACTER TABULATION, HORIZONTAL TABULATION, LINE FEED, NEW LINE, END OF LINE, LINE TABULATION, VERTICAL TABULATION,
FORM FEED, CARRIAGE RETURN, SHIFT OUT, SHIFT IN, DATA LINK ESCAPE, DEVICE CONTROL ONE, DEVICE CONTROL TWO,
DEVICE CONTROL THREE, DEVICE CONTROL FOUR, NEGATIVE ACKNOWLEDGE, SYNCHRONOUS IDLE, END OF TRANSMISSION BLOCK, CANCEL,
END OF MEDIUM, SUBSTITUTE, ESCAPE, FILE SEPARATOR, GROUP SEPARATOR, RECORD SEPARATOR, UNIT SEPARATOR, DELETE, NEXT LINE,
BYTE ORDER MARK, NUL, BEL, BS, HT, TAB, LF, NL, EOL, VT, FF, CR, ESC, DEL, NEL, NBSP, SHY, ZWSP, ZWNJ, ZWJ, LRM, RLM,
BOM, ZWNBSP, WJ, CGJ, LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI, SP
"""


def name_word_codes(number):
    return [number] if number < 192 else [192 + (number - 192) // 256, (number - 192) % 256]


def delta_code(delta):
    out = []
    while delta > 127:
        out.append(delta & 127 | 128)
        delta >>= 7
    return out + [delta]


def emit(name, data):
    print(f"const char {name}[] =")
    for start in range(0, len(data), 40):
        # Three octal digits each: the next character cannot belong to the escape.
        print('"' + "".join(f"\\{byte:03o}" for byte in data[start:start + 40]) + '"')
    print(f";\nconst size_t {name}Size = {len(data)};\n")


names, ideographs = [], []
for code in range(sys.maxunicode + 1):
    name = unicodedata.name(chr(code), "")
    if name.startswith(IDEOGRAPH):
        if ideographs and ideographs[-1][1] == code - 1:
            ideographs[-1][1] = code
        else:
            ideographs.append([code, code])
    elif name and not name.startswith("HANGUL SYLLABLE "):
        names.append((code, name.split(" ")))

frequency = Counter(word for _, words in names for word in words)
ordered = sorted(frequency, key=lambda word: (-frequency[word], word))
numbers = {word: number for number, word in enumerate(ordered)}
assert len(ordered) <= 192 + 64 * 256
entries, last = [], 0
for code, words in names:
    entries += delta_code(code - last) + [len(words)]
    last = code
    for word in words:
        entries += name_word_codes(numbers[word])

print("// Written by generate_unicode_names.py.")
print('#include "workloads/interpreter/text/unicode_names_data.h"\n')
print("namespace midden::text {\n")
emit("kNameWords", "".join(word + "\n" for word in ordered).encode())
emit("kNameEntries", bytes(entries))
print("const NameRange kIdeographs[] = {" + ", ".join("{0x%X, 0x%X}" % tuple(pair) for pair in ideographs) + "};")
print(f"const size_t kIdeographCount = {len(ideographs)};")
aliases = [alias.strip() for alias in ALIASES.replace("\n", " ").split(",")]
print("const NameAlias kAliases[] = {")
for alias in aliases:
    print('    {"%s", 0x%X},' % (alias, ord(unicodedata.lookup(alias))))
print(f"}};\nconst size_t kAliasCount = {len(aliases)};\n")
print("}  // namespace midden::text")
