import os
import os.path as p
import random

r = random.Random(2)
pieces = ["", "a", "b.c", ".", "..", "/", "//", "x.tar.gz", ".hid", "a b", "..x", "...", "é"]
for n in range(400):
    s = "".join(r.choices(pieces + ["/"] * 6, k=r.randrange(1, 7)))
    t = "/".join(r.choices(pieces, k=r.randrange(1, 5)))
    print(repr(s), p.normpath(s), p.split(s), p.splitext(s), p.basename(s), p.dirname(s), p.join(s, t), p.join(s, t, "z"), p.isabs(s), p.splitdrive(s), p.normpath(t), p.normcase(s), p.commonprefix([s, t, s + "q"]))
    print(p.normpath(s.encode()), p.split(s.encode()), p.join(s.encode(), b"q"))
    print(p.relpath("/" + s, "/" + t), p.relpath(p.join("/q", s)[1:] or ".", "."))
    try:
        print(p.commonpath([s, t]), p.commonpath(["/" + s, "/" + t]))
    except ValueError as e:
        print(e)
os.environ["HOME"] = "/home/me"
os.environ["X_1"] = "val"
for s in ("~", "~/x", "~nouser/x", "a~", "$X_1/y", "${X_1}y", "$NOPE", "${NOPE}", "$", "a$", "${", "$X_1$X_1", "é$X_1"):
    print(p.expanduser(s), p.expandvars(s))
for f in (lambda: p.join("a", b"b"), lambda: p.join("a", 5), lambda: p.basename(None), lambda: p.relpath(""), lambda: p.commonpath([]), lambda: os.fspath(1.5), lambda: p.commonpath(["/a", "b"])):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e if "bytes" not in str(e) else "mixed")


class Path:
    def __init__(self, s):
        self.s = s

    def __fspath__(self):
        return self.s


print(p.join(Path("a"), "b"), p.basename(Path("/x/y")), os.fspath(Path("q")), os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), p.exists(Path("/")))
import tempfile
with tempfile.TemporaryDirectory() as d:
    os.makedirs(p.join(d, "one/two"))
    os.makedirs(p.join(d, "one/two"), exist_ok=True)
    try:
        os.makedirs(p.join(d, "one"))
    except FileExistsError:
        print("exists")
    for name in ("f1", "one/f2", "one/two/f3"):
        with open(p.join(d, name), "w") as f:
            f.write(name)
    os.symlink("f1", p.join(d, "link"))
    print([(p.relpath(a, d), sorted(b), sorted(c)) for a, b, c in sorted(os.walk(d))], p.islink(p.join(d, "link")), p.realpath(p.join(d, "link")) == p.realpath(p.join(d, "f1")), p.lexists(p.join(d, "link")), p.getsize(p.join(d, "one/f2")))
    os.rename(p.join(d, "f1"), p.join(d, "g1"))
    print(p.exists(p.join(d, "link")), p.lexists(p.join(d, "link")), sorted(os.listdir(d)))
    os.remove(p.join(d, "g1"))
    print([n for n in sorted(os.listdir(d))], p.isdir(p.join(d, "one")), os.stat(d).st_mode == os.lstat(d).st_mode)
print(p.exists(d), "HOME" in os.environ, os.environ.get("NOPE", 5), os.getenv("HOME"))
