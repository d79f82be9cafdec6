# args: one two 3
import sys
print(sys.argv[1:], len(sys.argv), sys.maxsize, sys.byteorder, sys.version_info[0], sys.version_info >= (3, 8), sys.version_info.major, type(sys.version).__name__)
print(sys.platform, sys.getrecursionlimit(), sys.maxunicode, sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.hash_info.width)
print("sys" in sys.modules, sys.modules["sys"] is sys, sys.modules["__main__"].__name__, isinstance(sys.path, list), sys.getdefaultencoding(), sys.implementation is not None)
print(sys.stdout is sys.__stdout__, sys.stdin.fileno(), sys.stdout.fileno(), sys.stdout.encoding, sys.getsizeof([]) > 0, sys.flags is not None)
import io
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(text))
f = sys._getframe()
print(f.f_code.co_name, f.f_lineno)


def g():
    return sys._getframe(1).f_code.co_name, sys._getframe().f_code.co_name


print(g())
print(sys.exc_info(), sys.intern("x"), sys.executable != "", callable(sys.exit))
