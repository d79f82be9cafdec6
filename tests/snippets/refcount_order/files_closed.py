# only: refcount
import os, tempfile
path = os.path.join(tempfile.gettempdir(), f"midden-close-{os.getpid()}")
open(path, "w").write("data")
print(open(path).read())
os.remove(path)
