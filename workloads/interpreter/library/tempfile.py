"""Names and places for temporary files."""

import os

_counter = 0


def gettempdir():
    for name in ("TMPDIR", "TEMP", "TMP"):
        directory = os.environ.get(name)
        if directory and os.path.isdir(directory):
            return os.path.abspath(directory)
    for directory in ("/tmp", "/var/tmp", "/usr/tmp"):
        if os.path.isdir(directory):
            return directory
    return os.getcwd()


def _fresh_name(suffix, prefix, dir):
    global _counter
    directory = gettempdir() if dir is None else dir
    while True:
        _counter += 1
        path = os.path.join(directory, f"{prefix or 'tmp'}{os.getpid()}_{_counter}{suffix or ''}")
        if not os.path.lexists(path):
            return path


def mktemp(suffix="", prefix="tmp", dir=None):
    return _fresh_name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _fresh_name(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


def _remove_tree(path):
    for name in os.listdir(path):
        below = os.path.join(path, name)
        if os.path.isdir(below) and not os.path.islink(below):
            _remove_tree(below)
        else:
            os.remove(below)
    os.rmdir(path)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def cleanup(self):
        if os.path.isdir(self.name):
            _remove_tree(self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()


class NamedTemporaryFile:
    """An open file that is removed when closed."""

    def __init__(self, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                 delete=True, *, errors=None):
        self.name = _fresh_name(suffix, prefix, dir)
        self.file = open(self.name, mode, buffering, encoding, errors, newline)
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.remove(self.name)


TemporaryFile = NamedTemporaryFile
