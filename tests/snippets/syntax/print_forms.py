print()
print(1, "two", 3.0, None, [1, "x"], sep=", ", end="!\n")
print("a", "b", sep="")
print("no newline", end="")
print()
print(*[1, 2, 3], sep="-")
print("x", sep=None, end=None)
import io, sys
buf = io.StringIO()
print("to", "buffer", file=buf)
print(repr(buf.getvalue()))
print("flush", flush=True)
sys.stdout.write("written\n")
try:
    print("x", sep=1)
except TypeError as e:
    print(e)
try:
    print("x", bad=1)
except TypeError as e:
    print(e)
try:
    print("x", end=b"")
except TypeError as e:
    print(e)
