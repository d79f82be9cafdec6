"""The operating system, as far as scripts commonly use it, on the native module `posix`."""

import sys
from posix import *

import posix
from posix import _exit

name = "posix"
linesep = "\n"
curdir, pardir, sep, extsep, altsep, pathsep, defpath, devnull = ".", "..", "/", ".", None, ":", "/bin:/usr/bin", "/dev/null"
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
error = OSError


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, "__fspath__"):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}")
    result = kind.__fspath__(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


import posixpath as path

sys.modules["os.path"] = path


class PathLike:
    """A base class for objects that stand for paths."""

    def __fspath__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls


class _Environ(dict):
    """The environment; changes reach the process."""

    def __init__(self, variables):
        for key, value in variables.items():
            dict.__setitem__(self, fsdecode(key), fsdecode(value))

    def __setitem__(self, key, value):
        for word in (key, value):
            if not isinstance(word, str):
                raise TypeError(f"str expected, not {type(word).__name__}")
        if hasattr(posix, "putenv"):
            posix.putenv(key, value)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        dict.__delitem__(self, key)
        if hasattr(posix, "unsetenv"):
            posix.unsetenv(key)

    def pop(self, key, *default):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def setdefault(self, key, value=""):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def clear(self):
        for key in list(self):
            del self[key]

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"


environ = _Environ(posix.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def getcwdb():
    return fsencode(posix.getcwd())


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, mode, exist_ok=True)
        if tail == curdir:
            return
    try:
        posix.mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    posix.rmdir(name)
    head, tail = path.split(name.rstrip(sep))
    while head and tail:
        try:
            posix.rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = posix.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    directories = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in directories]
    if topdown:
        yield top, directories, files
    for name in directories:
        below = path.join(top, name)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, files


def fdopen(fd, mode="r", *args, **kwargs):
    import io

    return io.open(fd, mode, *args, **kwargs)


def cpu_count():
    native = getattr(posix, "cpu_count", None)
    return native() if native is not None else 1


def get_exec_path(env=None):
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)
