"""Sets of characters, capwords, templates and the formatter."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """Text with $name and ${name} in it; $$ is a dollar sign."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Yields (literal text, name, placeholder as written, its position); name "" where it is malformed."""
        text = self.template
        position = 0
        literal = ""
        while True:
            start = text.find(self.delimiter, position)
            if start < 0:
                yield literal + text[position:], None, None, None
                return
            literal += text[position:start]
            position = start + 1
            if text.startswith(self.delimiter, position):
                literal += self.delimiter
                position += 1
                continue
            braced = text.startswith("{", position)
            end = begin = position + braced
            while end < len(text) and text[end].isascii() and (text[end] == "_" or text[end].isalnum()):
                end += 1
            name = text[begin:end]
            if not name or name[0].isdigit() or (braced and not text.startswith("}", end)):
                yield literal, "", self.delimiter, start
            else:
                position = end + braced
                yield literal, name, text[start:position], start
            literal = ""

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        result = []
        for literal, name, _, start in self._pieces():
            result.append(literal)
            if name == "":
                before = self.template[:start]
                line = before.count("\n") + 1
                column = start - (before.rfind("\n") + 1) + 1
                raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
            if name is not None:
                result.append(str(values[name]))
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        result = []
        for literal, name, written, _ in self._pieces():
            result.append(literal)
            if name is not None:
                result.append(str(values[name]) if name in values else written)
        return "".join(result)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
