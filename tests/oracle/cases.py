"""Writes test cases: what CPython says, for the test programs to compare with.

One line a case: operation, arguments, expected result, separated by tabs. Code points other than visible ASCII are
written \\{hex}. Floats travel as the 16 hex digits of their bits, an exception as "!" and its class and message.
"""
import os
import random
import struct
import sys

if sys.version_info[:2] != (3, 11):
    sys.exit(77)  # other versions word some messages differently
if os.environ.get("PYTHONHASHSEED") != "0":
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable] + sys.argv)

rng = random.Random(20240229)
out = []


def encode(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return struct.pack(">d", value).hex() if value == value else "nan"
    if isinstance(value, (bytes, bytearray)):
        value = value.decode("latin-1")
    if isinstance(value, (list, tuple)):
        return "|".join(encode(item) for item in value)
    return "".join(c if "!" <= c <= "~" and c not in "\\|" else "\\{%x}" % ord(c) for c in str(value))


def case(operation, args, function, *actual):
    """One case whose expected result is function(*actual), or function(*args)."""
    try:
        result = function(*(actual or args))
        sys.set_int_max_str_digits(0)
        expected = encode(result)
    except UnicodeError as error:
        expected = encode("!%d-%d %s" % (error.start, error.end, error))
    except MemoryError:
        return
    except Exception as error:
        expected = encode("!%s %s" % (type(error).__name__, error.args[0] if len(error.args) == 1 else error))
    sys.set_int_max_str_digits(0)
    out.append("\t".join([operation] + [encode(arg) for arg in args] + [expected]))
    sys.set_int_max_str_digits(4300)


def finish():
    sys.stdout.write("\n".join(out) + "\n")
