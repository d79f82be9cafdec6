"""Operations on path names; os.path is this module."""

import os
import posix

curdir, pardir, sep, extsep, altsep, pathsep, defpath, devnull = ".", "..", "/", ".", None, ":", "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = False

_TYPE_MASK, _DIRECTORY, _REGULAR, _LINK = 0o170000, 0o040000, 0o100000, 0o120000


def _parts(path):
    """The path as str or bytes, with the separator and the dots of its kind."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return path, b"/", b".", b".."
    return path, "/", ".", ".."


def isabs(s):
    path, slash, _, _ = _parts(s)
    return path.startswith(slash)


def join(a, *p):
    path, slash, _, _ = _parts(a)
    for part in p:
        part = os.fspath(part)
        if isinstance(part, bytes) != isinstance(path, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    path, slash, _, _ = _parts(p)
    end = path.rfind(slash) + 1
    head, tail = path[:end], path[end:]
    return head.rstrip(slash) or head, tail


def splitext(p):
    path, slash, dot, _ = _parts(p)
    start = path.rfind(slash) + 1
    position = path.rfind(dot)
    if position <= start or not path[start:position].strip(dot):
        return path, path[:0]
    return path[:position], path[position:]


def splitdrive(p):
    path = os.fspath(p)
    return path[:0], path


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normcase(s):
    return os.fspath(s)


def normpath(path):
    path, slash, dot, dots = _parts(path)
    if not path:
        return dot
    # Exactly two leading slashes are kept as they are.
    root = slash if path.startswith(slash) else path[:0]
    if path.startswith(slash * 2) and not path.startswith(slash * 3):
        root = slash * 2
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not root and not kept) or (kept and kept[-1] == dots):
            kept.append(part)
        elif kept:
            kept.pop()
    return root + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path, slash, dot, dots = _parts(path)
    start_parts = [part for part in abspath(dot if start is None else start).split(slash) if part]
    path_parts = [part for part in abspath(path).split(slash) if part]
    common = len(commonprefix([start_parts, path_parts]))
    parts = [dots] * (len(start_parts) - common) + path_parts[common:]
    return slash.join(parts) if parts else dot


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [os.fspath(path) for path in m]
    first, last = min(m), max(m)
    for i, item in enumerate(first):
        if item != last[i]:
            return first[:i]
    return first


def commonpath(paths):
    paths = [os.fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _, slash, dot, _ = _parts(paths[0])
    if len({isabs(path) for path in paths}) != 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    root = slash if isabs(paths[0]) else slash[:0]
    return root + slash.join(commonprefix(split_paths))


def _mode(path, follow=True):
    try:
        return (posix.stat if follow else posix.lstat)(path).st_mode & _TYPE_MASK
    except (OSError, ValueError):
        return None


def exists(path):
    return _mode(path) is not None


def lexists(path):
    return _mode(path, follow=False) is not None


def isfile(path):
    return _mode(path) == _REGULAR


def isdir(s):
    return _mode(s) == _DIRECTORY


def islink(path):
    return _mode(path, follow=False) == _LINK


def ismount(path):
    if not isdir(path):
        return False
    here, above = posix.stat(path), posix.stat(join(path, ".."))
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def getsize(filename):
    return posix.stat(filename).st_size


def getmtime(filename):
    return posix.stat(filename).st_mtime


def getatime(filename):
    return posix.stat(filename).st_atime


def getctime(filename):
    return posix.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(posix.stat(f1), posix.stat(f2))


def expanduser(path):
    path = os.fspath(path)
    if isinstance(path, bytes) or not path.startswith("~"):
        return path
    user, slash, rest = path.partition("/")
    home = os.environ.get("HOME") if user == "~" else None
    return path if home is None else (home.rstrip("/") + slash + rest or "/")


def expandvars(path):
    path = os.fspath(path)
    result = ""
    position = 0
    while position < len(path):
        if path[position] != "$":
            result += path[position]
            position += 1
            continue
        end = position + 1
        if path.startswith("{", end):
            close = path.find("}", end)
            name, end = (path[end + 1 : close], close + 1) if close >= 0 else ("", end)
        else:
            while end < len(path) and (path[end] == "_" or path[end].isalnum() and path[end].isascii()):
                end += 1
            name = path[position + 1 : end]
        result += os.environ.get(name, path[position:end])
        position = end
    return result


def realpath(filename, *, strict=False):
    path = abspath(filename)
    _, slash, _, _ = _parts(path)
    resolved = slash
    pending = [part for part in path.split(slash) if part][::-1]
    links = 0
    while pending:
        name = pending.pop()
        if name in (".", ".."):
            resolved = dirname(resolved) if name == ".." else resolved
            continue
        candidate = join(resolved, name)
        if strict:
            posix.lstat(candidate)
        if islink(candidate) and links < 40:
            links += 1
            target = posix.readlink(candidate)
            if isabs(target):
                resolved = slash
            pending += [part for part in target.split(slash) if part][::-1]
        else:
            resolved = candidate
    return resolved
