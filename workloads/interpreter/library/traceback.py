"""Formatting of exceptions and stacks."""

import sys

try:
    import _traceback
except ImportError:  # under another interpreter
    _traceback = None

__all__ = [
    "extract_stack", "extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "print_exception", "print_last", "print_list", "print_stack", "print_tb",
    "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "clear_frames",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_HEADER = "Traceback (most recent call last):\n"
_REPEATS_SHOWN = 3
_MISSING = object()


def _source_line(filename, lineno):
    try:
        with open(filename, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line.rstrip("\n")
    except (OSError, UnicodeError):
        pass
    return ""


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None, positions=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._original = _source_line(filename, lineno) if line is None else line
        self.line = self._original.strip()
        self._positions = positions

    def _carets(self):
        if _traceback is None or self._positions is None:
            return ""
        under = _traceback.carets(self._original, self._positions)
        return under + "\n" if under else ""

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, position):
        return (self.filename, self.lineno, self.name, self.line)[position]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        lines = []
        last = None
        count = 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != last:
                _note_repeats(lines, count)
                last = place
                count = 0
            count += 1
            if count > _REPEATS_SHOWN:
                continue
            text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
            if frame.line:
                text += f"    {frame.line}\n" + frame._carets()
            lines.append(text)
        _note_repeats(lines, count)
        return lines


def _note_repeats(lines, count):
    more = count - _REPEATS_SHOWN
    if more > 0:
        lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    frames = []
    while tb is not None:
        code = tb.tb_frame.f_code
        positions = None if _traceback is None else _traceback.positions(tb)
        frames.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, None, positions))
        tb = tb.tb_next
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    return StackSummary(frames)


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe(1)
    frames = [FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name) for frame, lineno in walk_stack(f)]
    frames.reverse()
    if limit is not None:
        frames = frames[-limit:] if limit >= 0 else frames[:-limit]
    return StackSummary(frames)


def format_list(extracted_list):
    return StackSummary([frame if isinstance(frame, FrameSummary) else FrameSummary(*frame) for frame in extracted_list]).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def _text_of(value):
    try:
        return str(value)
    except Exception:
        return "<exception str() failed>"


def format_exception_only(exc, /, value=_MISSING):
    if value is _MISSING:
        value = exc
    if value is None:
        return ["NoneType: None\n"] if exc is None else [f"{exc.__qualname__}\n"]
    kind = type(value)
    name = kind.__qualname__
    if kind.__module__ not in ("__main__", "builtins"):
        name = f"{kind.__module__}.{name}"
    lines = []
    if issubclass(kind, SyntaxError):
        lines += _syntax_error_place(value)
        text = value.msg or "<no detail available>"
    else:
        text = _text_of(value)
    lines.append(f"{name}: {text}\n" if text else f"{name}\n")
    for note in getattr(value, "__notes__", None) or ():
        lines += [line + "\n" for line in _text_of(note).split("\n")]
    return lines


def _syntax_error_place(error):
    if error.lineno is None:
        return []
    lines = [f'  File "{error.filename or "<string>"}", line {error.lineno}\n']
    if error.text is not None:
        stripped = error.text.rstrip("\n").lstrip(" \n\f")
        lines.append(f"    {stripped}\n")
        if error.offset is not None:
            shift = len(error.text.rstrip("\n")) - len(stripped)
            start = error.offset - 1 - shift
            end = getattr(error, "end_offset", None)
            width = max(1, (error.offset if end in (None, 0, -1) else end) - error.offset)
            if start >= 0:
                lines.append("    " + " " * start + "^" * width + "\n")
    return lines


def _format_chain(value, limit, chain, seen):
    lines = []
    seen.add(id(value))
    if chain:
        cause, context = value.__cause__, value.__context__
        if cause is not None and id(cause) not in seen:
            lines += _format_chain(cause, limit, chain, seen) + [_CAUSE]
        elif context is not None and not value.__suppress_context__ and cause is None and id(context) not in seen:
            lines += _format_chain(context, limit, chain, seen) + [_CONTEXT]
    if value.__traceback__ is not None:
        lines.append(_HEADER)
        lines += format_tb(value.__traceback__, limit)
    return lines + format_exception_only(value)


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    if value is _MISSING:
        value = exc
    if value is None:
        return format_exception_only(None)
    if tb is not _MISSING and tb is not value.__traceback__:
        value = value.with_traceback(tb)
    if limit is None and _traceback is not None:
        return _traceback.format_exception(value, chain)
    return _format_chain(value, limit, chain, set())


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    _print(format_stack(sys._getframe(1) if f is None else f, limit), file)


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def _print(lines, file):
    (sys.stderr if file is None else file).write("".join(lines))


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            pass


class TracebackException:
    """An exception's text, made before the exception is gone."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._only = format_exception_only(exc_value)
        self._lines = format_exception(exc_value, limit=limit)
        self._text = _text_of(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format(self, *, chain=True):
        yield from self._lines

    def format_exception_only(self):
        yield from self._only

    def __str__(self):
        return self._text
