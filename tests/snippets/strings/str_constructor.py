print(str(), str(5), str(1.0), str(None), str([1, "a"]), str("x"), str(b"x"), str(object=7), repr(str), str(True), str({1: "a"}), str({1}), str(range(3)))
print(str(b"\xc3\xa9", "utf-8"), str(b"ab", encoding="ascii", errors="strict"))


class S:
    def __str__(self):
        return "S-str"


class R:
    def __repr__(self):
        return "R-repr"


class Both(S, R):
    pass


print(str(S()), S().__str__(), str(R()), repr(R()), [R()], str(Both()), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()))


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


for f in (lambda: str(Bad()), lambda: repr(Bad()), lambda: "%s" % Bad(), lambda: print(Bad()), lambda: str(1, "utf-8"), lambda: str("a", "utf-8"), lambda: str(b"", 5)):
    try:
        f()
    except TypeError as e:
        print(e)


class Sub(str):
    def __repr__(self):
        return "Sub!"


s = Sub("abc")
s.x = 1
print(s, repr(s), [s], s + "d", type(s + "d").__name__, s == "abc", {"abc": 1}[s], s.upper(), len(s), s.x, type(s[0]).__name__, type(str(s)).__name__, isinstance(s, str), f"{s}", "".join([s]))
