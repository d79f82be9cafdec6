import sys
for arg in (None, 0, 3, "message", (1, 2)):
    try:
        sys.exit(arg)
    except SystemExit as e:
        print(repr(e.code), e.args, repr(e))
try:
    exit(4)
except SystemExit as e:
    print(e.code)
try:
    raise SystemExit
except BaseException as e:
    print(repr(e), e.code)
try:
    raise KeyboardInterrupt("k")
except KeyboardInterrupt as e:
    print(repr(e))
try:
    try:
        sys.exit(1)
    except Exception:
        print("never")
    finally:
        print("finally runs")
except SystemExit:
    print("exit")
