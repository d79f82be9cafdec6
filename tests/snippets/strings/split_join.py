s = "  a b  c\td\n e "
print(s.split(), s.split(" "), s.split(None, 1), s.rsplit(None, 1), s.split("b"), s.split(maxsplit=2), s.rsplit(" ", 2))
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), ",".split(","), "".split(","), "".split(), "aXXbXXc".split("XX"))
print("one\ntwo\r\nthree\rfour\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "x\x0by\x0cz\u2028w\x85v".splitlines(), "\n".splitlines())
print(", ".join(["a", "b"]), "".join([]), "-".join("abc"), "x".join(["only"]), "é".join(["a", "λ", "𝄞"]), ",".join(str(i) for i in range(5)), " ".join({"k": 1, "l": 2}))
print("a.b.c".partition("."), "abc".partition("."), "a.b.c".rpartition("."), "abc".rpartition("."), "abab".partition("ab"))
for f in (lambda: "a".split(""), lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: "a".partition(""), lambda: ",".join(5), lambda: "a".split(1), lambda: "a".split(",", "x"), lambda: "".join([b"x"])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
