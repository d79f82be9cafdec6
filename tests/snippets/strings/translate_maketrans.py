t = str.maketrans("abc", "xyz", "d")
print("abcd dcba".translate(t), sorted(t.items(), key=lambda kv: kv[0]))
print("hello".translate({ord("l"): None, ord("h"): "HH", ord("o"): 48}), "abc".translate({}))
print(str.maketrans({"a": "1", 98: "2"}))
print("äöü".translate(str.maketrans("äöü", "aou")))
for f in (lambda: str.maketrans("ab", "x"), lambda: str.maketrans("a"), lambda: str.maketrans({"ab": 1}), lambda: "a".translate({97: 1.5})):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
