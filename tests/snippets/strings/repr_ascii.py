for s in ("plain", "tab\t", "nl\n", "cr\r", "\x00\x1f\x7f", "\x80\x9f\xa0\xad", "é", "λ", "𝄞", "\ud800", "\u200b", "\u2028", "\ue000", "\U000e0001", "\U0010ffff", "'", '"', "'\"", "\\", "\\n", "中", "\u0378"):
    print(repr(s).encode("ascii", "backslashreplace"), ascii(s), len(s))
print(ascii([1, "é", {"λ": "𝄞"}]), repr(["é", 'q"', "a'b"]), str(["a\n"]))
print("%r %a" % ("é\n", "é\n"), "{!r} {!a} {!s}".format("é'", "é'", "é'"), f"{'é'!a}")
