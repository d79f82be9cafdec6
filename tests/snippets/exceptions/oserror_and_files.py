import errno
for path in ("/no/such/file", "/", "/etc/hostname/x", ""):
    try:
        open(path)
    except OSError as e:
        print(type(e).__name__, e, e.errno, e.strerror, e.filename, errno.errorcode[e.errno])
print(repr(OSError(2, "x")), type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError("only")).__name__, OSError("only").errno)
try:
    open("/tmp", "w")
except OSError as e:
    print(type(e).__name__, e)
try:
    open("x", "q")
except ValueError as e:
    print(e)
try:
    open("x", "rw")
except ValueError as e:
    print(e)
try:
    open([])
except TypeError as e:
    print(e)
try:
    open(-1)
except (OSError, ValueError) as e:
    print(type(e).__name__, e)
