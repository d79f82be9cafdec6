b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b), 104 in b, b"ell" in b, b + b"!", b * 2, b == b"hello\x00\xff", b < b"i")
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), bytes(), bytes("a", encoding="ascii"))
print(b"a,b".split(b","), b" x ".strip(), b"abc".replace(b"b", b"XX"), b"abc".find(b"c"), b",".join([b"a", b"b"]), b"Ab".upper(), b"Ab".lower(), b"abc".startswith(b"a"), b"abc".index(98), b"aba".count(b"a"))
print(b"abc".hex(), bytes.fromhex("6162 63"), b"abc".decode(), b"\xc3\xa9".decode("utf-8"), "é".encode("latin-1"), b"x".ljust(3), b"5".zfill(3), b"a b".title(), b"%d %s %x" % (5, b"x", 255))
print(repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\t\n\r\\\x7f"), str(b"x"), str(b"caf\xc3\xa9", "utf-8"), b"ab".isalpha(), b"12".isdigit())
print(b"abc".translate(bytes.maketrans(b"a", b"z")), b"a\nb".splitlines(), b"abc".partition(b"b"), b"AbC".swapcase(), hash(b"") == hash(b""), b"abc".removeprefix(b"a"))
for f in (lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("é"), lambda: bytes(-1), lambda: b"a" + "b", lambda: b"abc"[9], lambda: b"\xff".decode(), lambda: bytes.fromhex("6"), lambda: bytes.fromhex("zz"), lambda: "é".encode("ascii"), lambda: b",".join(["a"]), lambda: bytes(["a"]), lambda: 256 in b"a", lambda: "a" in b"a", lambda: b"x".decode("nope"), lambda: bytes(1.5), lambda: b"\xc3\xa9".decode("ascii")):
    try:
        print(f())
    except (ValueError, TypeError, IndexError, LookupError) as e:
        print(type(e).__name__, e)
try:
    b[0] = 1
except TypeError as e:
    print(e)
for x in b"ab":
    print(x, end=" ")
print()
