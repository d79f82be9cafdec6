"""Base 64, 32 and 16."""

__all__ = [
    "b64encode", "b64decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
    "b32encode", "b32decode", "b16encode", "b16decode", "encodebytes", "decodebytes",
]

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_URL_PLAIN = bytes.maketrans(b"-_", b"+/")
_PAIRS = []


class Error(ValueError):
    pass


def _as_bytes(s):
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s.encode()
    return bytes(s)


def _pairs():
    """The two characters for every 12 bits."""
    if not _PAIRS:
        _PAIRS.extend([bytes((a, b)) for a in _BASE64 for b in _BASE64])
    return _PAIRS


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    data = bytes(s)
    padding = -len(data) % 3
    data += bytes(padding)
    pairs = _pairs()
    parts = []
    for i in range(0, len(data), 3):
        value = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        parts.append(pairs[value >> 12])
        parts.append(pairs[value & 0xFFF])
    encoded = b"".join(parts)
    if padding:
        encoded = encoded[:-padding] + b"=" * padding
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b"+/", altchars))


_VALUES = {character: value for value, character in enumerate(_BASE64)}


def b64decode(s, altchars=None, validate=False):
    data = _as_bytes(s)
    if altchars is not None:
        data = data.translate(bytes.maketrans(_as_bytes(altchars), b"+/"))
    result = bytearray()
    bits = count = padding = 0
    for position, character in enumerate(data):
        if character == 61:  # =
            padding += 1
            if count % 4 >= 2 and count % 4 + padding >= 4:
                rest = data[position + 1 :]
                if validate and rest:
                    raise Error("Excess data after padding")
                break
            continue
        value = _VALUES.get(character)
        if value is None:
            if validate:
                raise Error("Only base64 data is allowed")
            continue
        padding = 0
        bits = bits << 6 | value
        count += 1
        if count % 4 == 0:
            result += bits.to_bytes(3, "big")
            bits = 0
    left = count % 4
    if left:
        if left == 1:
            raise Error(
                f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
            )
        if left + padding < 4:
            raise Error("Incorrect padding")
        result += (bits << 6 * (4 - left)).to_bytes(3, "big")[: left - 1]
    return bytes(result)


standard_b64encode = b64encode


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_URL_SAFE)


def urlsafe_b64decode(s):
    return b64decode(_as_bytes(s).translate(_URL_PLAIN))


def b32encode(s):
    data = bytes(s)
    padding = -len(data) % 5
    data += bytes(padding)
    encoded = bytearray()
    for i in range(0, len(data), 5):
        value = int.from_bytes(data[i : i + 5], "big")
        for shift in range(35, -1, -5):
            encoded.append(_BASE32[value >> shift & 31])
    unused = {0: 0, 1: 1, 2: 3, 3: 4, 4: 6}[padding]
    return bytes(encoded[: len(encoded) - unused]) + b"=" * unused


def b32decode(s, casefold=False, map01=None):
    data = _as_bytes(s)
    if len(data) % 8:
        raise Error("Incorrect padding")
    if casefold:
        data = data.upper()
    stripped = data.rstrip(b"=")
    unused = len(data) - len(stripped)
    result = bytearray()
    for i in range(0, len(stripped), 8):
        value = 0
        chunk = stripped[i : i + 8]
        for character in chunk:
            digit = _BASE32.find(character)
            if digit < 0:
                raise Error("Non-base32 digit found")
            value = value << 5 | digit
        result += (value << 5 * (8 - len(chunk))).to_bytes(5, "big")
    if unused:
        drop = {1: 1, 3: 2, 4: 3, 6: 4}.get(unused)
        if drop is None:
            raise Error("Incorrect padding")
        del result[-drop:]
    return bytes(result)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    data = _as_bytes(s)
    if casefold:
        data = data.upper()
    for character in data:
        if character not in b"0123456789ABCDEF":
            raise Error("Non-base16 digit found")
    return bytes.fromhex(data.decode())


def encodebytes(s):
    return b"".join([b64encode(s[i : i + 57]) + b"\n" for i in range(0, len(s), 57)])


def decodebytes(s):
    return b64decode(s)
