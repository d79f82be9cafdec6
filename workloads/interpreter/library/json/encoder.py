"""Python values to JSON texts."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INFINITY = float("inf")


def _escape_of(character):
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
    return f"\\u{code:04x}"


def encode_basestring(s):
    """A quoted string with the escapes that JSON demands."""
    if s.isprintable() and '"' not in s and "\\" not in s:
        return f'"{s}"'
    return '"' + "".join([_escape_of(c) if c < " " or c in '"\\' else c for c in s]) + '"'


def encode_basestring_ascii(s):
    """A quoted string with everything but printable ASCII escaped."""
    if s.isascii() and s.isprintable() and '"' not in s and "\\" not in s:
        return f'"{s}"'
    return '"' + "".join([c if " " <= c <= "~" and c not in '"\\' else _escape_of(c) for c in s]) + '"'


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default
        self._quote = encode_basestring_ascii if ensure_ascii else encode_basestring

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        parts = []
        self._write(o, parts.append, 0, {} if self.check_circular else None)
        return parts

    def _float(self, value):
        if value != value:
            text = "NaN"
        elif value == _INFINITY:
            text = "Infinity"
        elif value == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _write(self, o, put, depth, open_containers):
        if isinstance(o, str):
            put(self._quote(o))
        elif o is None:
            put("null")
        elif o is True:
            put("true")
        elif o is False:
            put("false")
        elif isinstance(o, int):
            put(int.__repr__(o))
        elif isinstance(o, float):
            put(self._float(o))
        else:
            if open_containers is not None:
                if id(o) in open_containers:
                    raise ValueError("Circular reference detected")
                open_containers[id(o)] = o
            if isinstance(o, (list, tuple)):
                self._write_array(o, put, depth + 1, open_containers)
            elif isinstance(o, dict):
                self._write_object(o, put, depth + 1, open_containers)
            else:
                self._write(self.default(o), put, depth, open_containers)
            if open_containers is not None:
                del open_containers[id(o)]

    def _line(self, depth):
        return "" if self.indent is None else "\n" + self.indent * depth

    def _write_array(self, items, put, depth, open_containers):
        if not items:
            put("[]")
            return
        line = self._line(depth)
        separator = "[" + line
        following = self.item_separator + line
        for item in items:
            put(separator)
            separator = following
            self._write(item, put, depth, open_containers)
        put(self._line(depth - 1) + "]")

    def _write_object(self, mapping, put, depth, open_containers):
        if not mapping:
            put("{}")
            return
        line = self._line(depth)
        separator = "{" + line
        following = self.item_separator + line
        written = False
        for key, value in sorted(mapping.items()) if self.sort_keys else mapping.items():
            key = self._key(key)
            if key is None:
                continue
            put(separator)
            separator = following
            written = True
            put(self._quote(key))
            put(self.key_separator)
            self._write(value, put, depth, open_containers)
        put(self._line(depth - 1) + "}" if written else "{}")

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return self._float(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
