import os, tempfile
path = os.path.join(tempfile.gettempdir(), f"midden-snippet-{os.getpid()}.txt")
with open(path, "w") as f:
    print(f.write("line 1\nline 2\n"), f.writable(), f.mode, f.closed)
    f.writelines(["a\n", "b\n"])
    print("printed", 5, file=f)
print(f.closed)
with open(path) as f:
    print(f.readline(), f.readlines())
with open(path, "a") as f:
    f.write("appended é λ")
with open(path, encoding="utf-8") as f:
    text = f.read()
    print(repr(text), len(text))
    f.seek(0)
    for i, line in enumerate(f):
        print(i, line.rstrip("\n"))
with open(path, "rb") as f:
    data = f.read()
    print(len(data), data[-6:], type(data).__name__)
    f.seek(5)
    print(f.read(3), f.tell())
with open(path, "r+") as f:
    f.write("LINE")
    f.seek(0)
    print(f.readline())
for f in (lambda: open(path, "x"), lambda: open(path).write("x"), lambda: open(path, "w").read()):
    try:
        f()
    except (OSError, ValueError) as e:
        print(type(e).__name__, str(e).replace(path, "PATH"))
f = open(path)
f.close()
f.close()
try:
    f.read()
except ValueError as e:
    print(e)
print(os.path.exists(path), os.path.getsize(path), os.path.isfile(path), os.path.isdir(path))
os.remove(path)
print(os.path.exists(path))
try:
    os.remove(path)
except FileNotFoundError as e:
    print(e.errno)
try:
    with open("/no/such/dir/file", "w") as f:
        pass
except FileNotFoundError as e:
    print(e)
