print(repr("  x y \t\n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxaxbxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "\u2003é\u00a0".strip(), "x".strip("x") == "")
print("prefix-body".removeprefix("prefix-"), "body.py".removesuffix(".py"), "abc".removeprefix("x"), "abc".removesuffix(""), "aa".removeprefix("a"))
s = "hello"
print(s.startswith("he"), s.startswith("lo", 3), s.startswith(("x", "h")), s.startswith(""), s.endswith("lo"), s.endswith(("a", "o")), s.endswith("l", 0, 4), s.startswith("", 9), s.startswith("el", 1, 2), s.startswith("h", -5))
for f in (lambda: s.startswith(1), lambda: s.startswith((1,)), lambda: s.strip(1), lambda: s.endswith(["o"])):
    try:
        f()
    except TypeError as e:
        print(e)
print("aaa".strip("a") or "empty", "  ".strip() or "empty", "abc".strip(None), "ßabcß".strip("ß"))
