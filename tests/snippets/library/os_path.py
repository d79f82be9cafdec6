import os, os.path as p
print(p.join("a", "b", "c.txt"), p.join("a", "/b"), p.join("a/", "b"), p.join("a", ""), p.basename("/x/y.py"), p.dirname("/x/y.py"), p.basename("/x/"), p.split("/a/b"), p.split("a"), p.splitext("f.tar.gz"), p.splitext(".bashrc"), p.splitext("dir.d/file"))
print(p.normpath("a//b/../c/./d"), p.normpath("/../x"), p.normpath(""), p.isabs("/x"), p.isabs("x"), p.commonprefix(["abc", "abd"]), p.commonpath(["/a/b/c", "/a/b/d"]), p.relpath("/a/b", "/a/c"), p.exists("/"), p.isdir("/"), p.isfile("/"), p.exists("/nope"))
print(p.abspath("/a/../b"), p.sep, os.sep, os.linesep == "\n", os.curdir, os.pardir, os.name, p.expanduser("/x"), os.extsep, os.devnull)
print(os.getcwd() == p.abspath("."), isinstance(os.getpid(), int), "PATH" in os.environ, os.environ.get("NO_SUCH_VAR"), os.getenv("NO_SUCH_VAR", "d"))
os.environ["MIDDEN_X"] = "1"
print(os.environ["MIDDEN_X"], os.getenv("MIDDEN_X"))
del os.environ["MIDDEN_X"]
try:
    os.environ["MIDDEN_X"]
except KeyError as e:
    print("KeyError", e)
try:
    os.listdir("/no/such")
except FileNotFoundError as e:
    print(e)
print("etc" in os.listdir("/"), os.stat("/").st_mode > 0, os.path.getsize("/etc/passwd") > 0, os.path.samefile("/", "/.") )
try:
    os.mkdir("/")
except FileExistsError as e:
    print(e)
