"""Streams, from the native module `_io`."""

from _io import *

import _io

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    """What a stream raises that cannot do what is asked."""


# Names that a simpler native module may lack; programs use them as base classes and with isinstance().
open = _io.open
StringIO = _io.StringIO
BytesIO = _io.BytesIO
UnsupportedOperation = getattr(_io, "UnsupportedOperation", UnsupportedOperation)
IOBase = getattr(_io, "IOBase", None) or getattr(_io, "_IOBase", object)
RawIOBase = getattr(_io, "RawIOBase", None) or getattr(_io, "_RawIOBase", IOBase)
BufferedIOBase = getattr(_io, "BufferedIOBase", None) or getattr(_io, "_BufferedIOBase", IOBase)
TextIOBase = getattr(_io, "TextIOBase", None) or getattr(_io, "_TextIOBase", IOBase)
TextIOWrapper = getattr(_io, "TextIOWrapper", TextIOBase)
FileIO = getattr(_io, "FileIO", RawIOBase)
BufferedReader = getattr(_io, "BufferedReader", BufferedIOBase)
BufferedWriter = getattr(_io, "BufferedWriter", BufferedIOBase)
