import io
s = io.StringIO()
print(s.write("hello\n"), s.write("wörld\n"), s.tell(), repr(s.getvalue()))
s.seek(0)
print(repr(s.read(3)), repr(s.readline()), repr(s.read()), repr(s.read()), s.readlines())
s.seek(0)
print(list(s), s.closed, s.readable(), s.writable(), s.seekable())
s.seek(2)
s.write("XX")
s.truncate(8)
print(repr(s.getvalue()))
t = io.StringIO("a\nb\r\nc")
print(t.readlines(), io.StringIO("x").read(), io.StringIO("init").getvalue(), repr(io.StringIO("a\nb").readline(1)))
t.seek(0, 2)
t.writelines(["1", "2"])
print(repr(t.getvalue()))
with io.StringIO("ctx") as u:
    print(u.read())
try:
    u.read()
except ValueError as e:
    print(e)
try:
    io.StringIO(5)
except TypeError as e:
    print(e)
try:
    s.write(b"x")
except TypeError as e:
    print(e)
print("to", "string", file=s)
print(repr(s.getvalue()[-12:]))
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read(), b.getvalue(), b.tell())
b.seek(0)
b.write(b"XY")
print(b.getvalue(), list(io.BytesIO(b"1\n2")), b.getbuffer()[:2].tobytes())
try:
    b.write("x")
except TypeError as e:
    print(e)
b.seek(-2, 2)
print(b.read(), b.seek(100), b.read())
