"""Values printed over several lines when they do not fit into one."""

import sys

__all__ = ["pprint", "pformat", "pp", "isreadable", "isrecursive", "saferepr", "PrettyPrinter"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._inline(object, 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders keys that cannot be compared by their types' names."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort = sort_dicts
        self._open = set()
        self._recursive = False

    def pprint(self, object):
        stream = self._stream or sys.stdout
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._format(object, parts, 0, 0, 0)
        return "".join(parts)

    def isrecursive(self, object):
        self._recursive = False
        self._inline(object, 0)
        return self._recursive

    def isreadable(self, object):
        return not self.isrecursive(object) and not repr(object).startswith("<")

    def _items(self, mapping):
        return sorted(mapping.items(), key=lambda item: _Key(item[0])) if self._sort else mapping.items()

    def _inline(self, value, level):
        """The repr, with sorted dicts, limited depth, and marks where a value contains itself."""
        kind = type(value)
        if kind.__repr__ not in (list.__repr__, tuple.__repr__, dict.__repr__):
            return repr(value)
        if not value:
            return repr(value)
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]") if isinstance(value, list) else ("(", ")")
        if opening == "(" and len(value) == 1:
            closing = ",)"
        if self._depth is not None and level >= self._depth:
            return f"{opening}...{closing}"
        if id(value) in self._open:
            self._recursive = True
            return f"<Recursion on {kind.__name__} with id={id(value)}>"
        self._open.add(id(value))
        if isinstance(value, dict):
            parts = [f"{self._inline(key, level + 1)}: {self._inline(item, level + 1)}" for key, item in self._items(value)]
        else:
            parts = [self._inline(item, level + 1) for item in value]
        self._open.discard(id(value))
        return opening + ", ".join(parts) + closing

    def _format(self, value, parts, column, allowance, level):
        text = self._inline(value, level)
        room = self._width - column - allowance
        if len(text) <= room:
            parts.append(text)
            return
        write = self._writer(value)
        if write is None or id(value) in self._open:
            parts.append(text)
            return
        self._open.add(id(value))
        write(value, parts, column, allowance, level + 1)
        self._open.discard(id(value))

    def _writer(self, value):
        show = type(value).__repr__
        if show is dict.__repr__:
            return self._write_dict
        if show is list.__repr__:
            return lambda *arguments: self._write_sequence("[", "]", *arguments)
        if show is tuple.__repr__:
            return lambda *arguments: self._write_sequence("(", ")", *arguments)
        if show in (set.__repr__, frozenset.__repr__) and value:
            return self._write_set
        if show is str.__repr__ and value:
            return self._write_str
        return None

    def _write_dict(self, mapping, parts, column, allowance, level):
        parts.append("{" + " " * (self._indent - 1))
        column += self._indent
        items = list(self._items(mapping))
        for position, (key, item) in enumerate(items):
            shown = self._inline(key, level)
            parts.append(shown + ": ")
            last = position == len(items) - 1
            self._format(item, parts, column + len(shown) + 2, allowance + 1 if last else 1, level)
            if not last:
                parts.append(",\n" + " " * column)
        parts.append("}")

    def _write_sequence(self, opening, closing, items, parts, column, allowance, level):
        if opening == "(" and len(items) == 1:
            closing = ",)"
        parts.append(opening)
        self._write_items(list(items), parts, column, allowance + len(closing), level)
        parts.append(closing)

    def _write_set(self, items, parts, column, allowance, level):
        name = type(items).__name__
        opening, closing = ("{", "}") if type(items) is set else (name + "({", "})")
        parts.append(opening)
        column += len(opening) - 1
        self._write_items(sorted(items, key=_Key), parts, column, allowance + len(closing), level)
        parts.append(closing)

    def _write_items(self, items, parts, column, allowance, level):
        column += self._indent
        if self._indent > 1:
            parts.append(" " * (self._indent - 1))
        width = room = self._width - column + 1
        separator = ""
        line_break = ",\n" + " " * column
        for position, item in enumerate(items):
            last = position == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._inline(item, level)
                needed = len(text) + 2
                if width < needed:
                    width = room
                    if separator:
                        separator = line_break
                if width >= needed:
                    width -= needed
                    parts.append(separator + text)
                    separator = ", "
                    continue
            parts.append(separator)
            separator = line_break
            self._format(item, parts, column, allowance if last else 1, level)

    def _write_str(self, text, parts, column, allowance, level):
        lines = text.splitlines(True)
        if level == 1:
            column += 1
            allowance += 1
        pieces = []
        for number, line in enumerate(lines):
            room = self._width - column - (allowance if number == len(lines) - 1 else 0)
            if len(repr(line)) <= room:
                pieces.append(repr(line))
            else:
                pieces += self._broken(line, room, self._width - column)
        if len(pieces) == 1:
            parts.append(pieces[0])
            return
        start = "(" if level == 1 else ""
        end = ")" if level == 1 else ""
        parts.append(start + ("\n" + " " * column).join(pieces) + end)

    def _broken(self, line, last_room, room):
        """One line of text as several literals, broken behind spaces."""
        words = []
        position = 0
        while position < len(line):
            end = position
            while end < len(line) and not line[end].isspace():
                end += 1
            while end < len(line) and line[end].isspace():
                end += 1
            words.append(line[position:end])
            position = end
        pieces = []
        current = ""
        for number, word in enumerate(words):
            limit = last_room if number == len(words) - 1 else room
            if current and len(repr(current + word)) > limit:
                pieces.append(repr(current))
                current = word
            else:
                current += word
        return pieces + [repr(current)] if current else pieces
