s = "héllo𝄞"
print(len(s), s[0], s[1], s[-1], s[5], s[1:3], s[::-1], s[::2], s[-3:], s[10:], s[:-1], s[3:1], s[-100:100], s[4:0:-2])
for i in (6, -7, 10**20):
    try:
        s[i]
    except IndexError as e:
        print(e)
for k in ("a", 1.5, None):
    try:
        s[k]
    except TypeError as e:
        print(e)
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print([c for c in s], list(enumerate("ab")), "ab" * 3, 3 * "ab", "x" * 0, "x" * -5, "a" + "b" + "é", s * 1 == s)
print([hex(ord(c)) for c in s], chr(233), chr(0x1D11E), ord("a"), "".join(map(chr, range(65, 70))))
for f in (lambda: ord("ab"), lambda: ord(""), lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: ord(5), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" - "b"):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    s[::0]
except ValueError as e:
    print(e)
