s = "aé€𝄞"
for enc in ("utf-8", "UTF8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8-sig"):
    b = s.encode(enc)
    print(enc, b, b.decode(enc) == s)
print("é".encode("latin-1"), "é".encode("iso-8859-1"), "abc".encode("ascii"), "abc".encode())
for errors in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
    print(errors, s.encode("ascii", errors))
for errors in ("ignore", "replace", "backslashreplace"):
    print(errors, b"a\xff\xc3b\xe2\x82".decode("utf-8", errors).encode("unicode_escape"), b"a\xff".decode("ascii", errors))
for f in (lambda: s.encode("ascii"), lambda: s.encode("latin-1"), lambda: b"\x80abc".decode(), lambda: b"abc\xe2\x82".decode("utf-8"), lambda: b"\xc3(".decode("utf-8"), lambda: "\ud800".encode(), lambda: s.encode("bogus"), lambda: b"\xf8\x88".decode(), lambda: b"\xed\xa0\x80".decode(), lambda: b"\xc0\x80".decode()):
    try:
        print(f())
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
try:
    "aé".encode("ascii")
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
print(b"\xef\xbb\xbfx".decode("utf-8-sig"), "\ud800".encode("utf-8", "surrogatepass"), b"\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"))
