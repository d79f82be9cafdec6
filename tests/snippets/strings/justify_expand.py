for s in ("ab", "abc", "é", ""):
    for w in (0, 2, 5, 6):
        print(repr(s.ljust(w)), repr(s.rjust(w, ".")), repr(s.center(w, "*")), repr(s.zfill(w)))
print("-5".zfill(5), "+5".zfill(5), "--5".zfill(6), "a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(3) + "|", "ab\tc\n\td".expandtabs(4), "x\ty".expandtabs(0))
for f in (lambda: "a".center(5, "xx"), lambda: "a".ljust("x"), lambda: "a".rjust(5, 1), lambda: "a".zfill(1.5)):
    try:
        f()
    except TypeError as e:
        print(e)
