s = "aé\u0301😀\u200d𝄞"
print(len(s), [f"U+{ord(c):04X}" for c in s], s[::-1].encode("unicode_escape"), s.encode("utf-8"), [len(c.encode()) for c in s])
print("é" == "e\u0301", len("e\u0301"), sorted("zéaλ𝄞Z"), "ﬁ".upper(), "ΑΣ".lower(), "ŉ".upper(), "ß".casefold() == "SS".casefold())
for s in ("日本語テキスト", "Привет, мир", "עברית", "Ελληνικά", "हिन्दी"):
    print(s, len(s), s[1:3], s.upper(), s.lower(), s.title(), s.center(20, "·"), s.split(), s.find(s[2]))
print("\u00bd".isnumeric(), "Ⅷ".lower(), "ⅷ".upper(), "ǆ".title(), "ǆ".upper(), "ı".upper(), "K".lower())
