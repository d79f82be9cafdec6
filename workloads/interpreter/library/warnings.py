"""Warnings: shown once for each place, on stderr; filters work as far as programs commonly use them."""

import sys

filters = []
defaultaction = "default"
_seen = set()


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno!r}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


def showwarning(message, category, filename, lineno, file=None, line=None):
    stream = sys.stderr if file is None else file
    if stream is not None:
        stream.write(formatwarning(message, category, filename, lineno, line))


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add((action, "", category, "", lineno), append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    _add((action, message, category, module, lineno), append)


def _add(entry, append):
    if entry in filters:
        if append:
            return
        filters.remove(entry)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)


def resetwarnings():
    filters.clear()


def _action_for(text, category):
    for action, message, wanted, _, _ in filters:
        if issubclass(category, wanted) and text.lower().startswith(message.lower()):
            return action
    if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)):
        return "ignore"
    return defaultaction


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(stacklevel)
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    except ValueError:
        filename, lineno = "sys", 1
    warn_explicit(message, category, filename, lineno, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = _action_for(text, message.__class__)
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = (text, category) if action == "once" else (text, category, filename, lineno)
    if action != "always":
        if key in _seen:
            return
        _seen.add(key)
    if catch_warnings.recording is not None:
        catch_warnings.recording.append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)


class catch_warnings:
    """Restores the filters at its end; with record=True, collects warnings in a list."""

    recording = None

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        self._saved = list(filters), catch_warnings.recording, set(_seen)
        if self._filter is not None:
            simplefilter(*self._filter)
        _seen.clear()
        if self._record:
            catch_warnings.recording = log = []
            return log
        return None

    def __exit__(self, *exc_info):
        saved_filters, catch_warnings.recording, saved_seen = self._saved
        filters[:] = saved_filters
        _seen.update(saved_seen)
