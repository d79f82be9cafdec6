"""JSON texts to Python values."""

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SPACE = " \t\n\r"
_DIGITS = "0123456789"
_HEX = "0123456789abcdefABCDEF"
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class _NoValue(Exception):
    """No value starts at this position."""

    def __init__(self, position):
        self.position = position


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict

    def decode(self, s):
        value, end = self.raw_decode(s, _skip_space(s, 0))
        end = _skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that starts at idx and the position behind it."""
        try:
            return self._value(s, idx)
        except _NoValue as error:
            raise JSONDecodeError("Expecting value", s, error.position) from None

    def _value(self, text, position):
        first = text[position : position + 1]
        if first == '"':
            return self._string(text, position + 1)
        if first == "{":
            return self._object(text, position + 1)
        if first == "[":
            return self._array(text, position + 1)
        if first == "n" and text.startswith("null", position):
            return None, position + 4
        if first == "t" and text.startswith("true", position):
            return True, position + 4
        if first == "f" and text.startswith("false", position):
            return False, position + 5
        if first and first in "-0123456789":
            return self._number(text, position)
        for word in ("NaN", "Infinity"):
            if text.startswith(word, position):
                return self.parse_constant(word), position + len(word)
        raise _NoValue(position)

    def _number(self, text, start):
        end = len(text)
        position = start
        if text[position] == "-":
            position += 1
            if text.startswith("Infinity", position):
                return self.parse_constant("-Infinity"), position + 8
        if position >= end or text[position] not in _DIGITS:
            raise _NoValue(start)
        if text[position] == "0":
            position += 1
        else:
            position = _skip_digits(text, position)
        whole = position
        if text.startswith(".", position) and text[position + 1 : position + 2] in _DIGITS and position + 1 < end:
            position = _skip_digits(text, position + 1)
        if text[position : position + 1] in ("e", "E"):
            exponent = position + 1
            if text[exponent : exponent + 1] in ("+", "-"):
                exponent += 1
            if exponent < end and text[exponent] in _DIGITS:
                position = _skip_digits(text, exponent)
        if position == whole:
            return self.parse_int(text[start:position]), position
        return self.parse_float(text[start:position]), position

    def _string(self, text, start):
        """The string whose opening quote is before `start`."""
        begin = start - 1
        parts = []
        while True:
            quote = text.find('"', start)
            escape = text.find("\\", start, len(text) if quote < 0 else quote)
            end = quote if escape < 0 else escape
            if self.strict:
                for offset, character in enumerate(text[start : len(text) if end < 0 else end]):
                    if character < " ":
                        raise JSONDecodeError("Invalid control character at", text, start + offset)
            if end < 0:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            parts.append(text[start:end])
            if escape < 0:
                return "".join(parts), end + 1
            letter = text[escape + 1 : escape + 2]
            if not letter:
                raise JSONDecodeError("Unterminated string starting at", text, begin)
            if letter == "u":
                character, start = self._unicode_escape(text, escape)
                parts.append(character)
            elif letter in _ESCAPES:
                parts.append(_ESCAPES[letter])
                start = escape + 2
            else:
                raise JSONDecodeError("Invalid \\escape", text, escape)

    def _unicode_escape(self, text, position):
        """The character written from `position` as \\uXXXX, or as two such for one beyond U+FFFF."""
        if position + 6 >= len(text):
            raise JSONDecodeError("Invalid \\uXXXX escape", text, position + 1)
        code = _hex4(text, position + 2)
        end = position + 6
        if 0xD800 <= code <= 0xDBFF and text.startswith("\\u", end):
            low = _hex4(text, end + 2)
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + ((code - 0xD800) << 10 | low - 0xDC00)
                end += 6
        return chr(code), end

    def _object(self, text, position):
        pairs = []
        position = _skip_space(text, position)
        if text.startswith("}", position):
            position += 1
        else:
            while True:
                if not text.startswith('"', position):
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", text, position)
                key, position = self._string(text, position + 1)
                position = _skip_space(text, position)
                if not text.startswith(":", position):
                    raise JSONDecodeError("Expecting ':' delimiter", text, position)
                value, position = self._value(text, _skip_space(text, position + 1))
                pairs.append((key, value))
                position = _skip_space(text, position)
                if text.startswith("}", position):
                    position += 1
                    break
                if not text.startswith(",", position):
                    raise JSONDecodeError("Expecting ',' delimiter", text, position)
                position = _skip_space(text, position + 1)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), position
        result = dict(pairs)
        return result if self.object_hook is None else self.object_hook(result), position

    def _array(self, text, position):
        items = []
        position = _skip_space(text, position)
        if text.startswith("]", position):
            return items, position + 1
        while True:
            value, position = self._value(text, position)
            items.append(value)
            position = _skip_space(text, position)
            if text.startswith("]", position):
                return items, position + 1
            if not text.startswith(",", position):
                raise JSONDecodeError("Expecting ',' delimiter", text, position)
            position = _skip_space(text, position + 1)


def _skip_space(text, position):
    end = len(text)
    while position < end and text[position] in _SPACE:
        position += 1
    return position


def _skip_digits(text, position):
    end = len(text)
    while position < end and text[position] in _DIGITS:
        position += 1
    return position


def _hex4(text, position):
    digits = text[position : position + 4]
    if len(digits) != 4 or any([digit not in _HEX for digit in digits]):
        raise JSONDecodeError("Invalid \\uXXXX escape", text, position - 1)
    return int(digits, 16)
