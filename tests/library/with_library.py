#!/usr/bin/python3
"""Runs a script under CPython with our library modules in place of its own: with_library.py SCRIPT ARGUMENT…

The library is thereby tested apart from our interpreter: as a VM for the differential runner, this must print what
plain CPython prints. Only native modules that the interpreter is to have as well may be imported besides the library.
"""

import copyreg  # CPython's native containers ask for it when copied
import sys
from hashlib import sha512
from importlib.machinery import BuiltinImporter, PathFinder, SourceFileLoader
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[2] / "workloads" / "interpreter" / "library"
NATIVE = {"sys", "builtins", "math", "time", "itertools", "gc", "_random", "_collections", "posix", "_io", "_weakref"}


class LibraryFinder:
    """Finds modules in the library and beside the script only."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in NATIVE:
            return BuiltinImporter.find_spec(name) or PathFinder.find_spec(name)
        found = PathFinder.find_spec(name, sys.path if path is None else path)
        if found is None or isinstance(found.loader, SourceFileLoader):
            return found
        return None


def use_library(script_directory):
    keep = NATIVE | {"__main__", "encodings", "codecs", "_codecs", "_frozen_importlib", "_frozen_importlib_external",
                     "_imp", "copyreg", "_warnings", "_thread", "marshal", "_abc", "zipimport", "encodings.utf_8", "encodings.aliases",
                     "encodings.latin_1", "encodings.ascii"}
    for name in list(sys.modules):
        if name not in keep:
            del sys.modules[name]
    sys.path[:] = [script_directory, str(LIBRARY)]
    sys.meta_path[:] = [LibraryFinder]
    sys.dont_write_bytecode = True
    give_random_our_seed()


def give_random_our_seed():
    """Our native _random.Random has a method more than CPython's."""
    import _random

    class Random(_random.Random):
        def seed_bytes(self, data):
            super().seed(int.from_bytes(data + sha512(data).digest(), "big"))

    module = type(sys)("_random")
    module.Random = Random
    sys.modules["_random"] = module


def main():
    script = sys.argv[1]
    sys.argv = sys.argv[1:]
    code = compile(Path(script).read_bytes(), script, "exec")
    use_library(str(Path(script).parent))
    module = type(sys)("__main__")
    module.__file__ = script
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    exec(code, vars(module))


if __name__ == "__main__":
    main()
