"""JSON: a parser and a writer in plain Python, on generated documents. Arguments: [DOCUMENTS=300].

Every document is written, parsed, compared with the original and changed: nested dicts and lists that live as long as
one document, and many small strings.
"""
# test-args: 2

import sys

RECORDS = 60
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
UNESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPACE = " \t\n\r"
NUMBER = "0123456789+-.eE"


class ParseError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


class Parser:
    """A recursive-descent parser over one text."""

    def __init__(self, text):
        self.text = text
        self.position = 0

    def parse(self):
        value = self.value()
        self.skip_space()
        if self.position != len(self.text):
            raise ParseError("something follows the document", self.position)
        return value

    def peek(self):
        self.skip_space()
        if self.position >= len(self.text):
            raise ParseError("the document ends too early", self.position)
        return self.text[self.position]

    def skip_space(self):
        text = self.text
        end = len(text)
        position = self.position
        while position < end and text[position] in SPACE:
            position += 1
        self.position = position

    def expect(self, word):
        if not self.text.startswith(word, self.position):
            raise ParseError(f"{word} expected", self.position)
        self.position += len(word)

    def value(self):
        character = self.peek()
        if character == "{":
            return self.object()
        if character == "[":
            return self.array()
        if character == '"':
            return self.string()
        if character == "t":
            self.expect("true")
            return True
        if character == "f":
            self.expect("false")
            return False
        if character == "n":
            self.expect("null")
            return None
        return self.number()

    def object(self):
        self.expect("{")
        result = {}
        if self.peek() == "}":
            self.position += 1
            return result
        while True:
            if self.peek() != '"':
                raise ParseError("a key expected", self.position)
            key = self.string()
            self.skip_space()
            self.expect(":")
            result[key] = self.value()
            if self.peek() == "}":
                self.position += 1
                return result
            self.expect(",")

    def array(self):
        self.expect("[")
        result = []
        if self.peek() == "]":
            self.position += 1
            return result
        while True:
            result.append(self.value())
            if self.peek() == "]":
                self.position += 1
                return result
            self.expect(",")

    def string(self):
        start = self.position + 1
        text = self.text
        parts = []
        while True:
            end = text.find('"', start)
            if end < 0:
                raise ParseError("an unfinished string", self.position)
            escape = text.find("\\", start, end)
            if escape < 0:
                parts.append(text[start:end])
                self.position = end + 1
                return "".join(parts)
            parts.append(text[start:escape])
            letter = text[escape + 1]
            if letter == "u":
                parts.append(chr(int(text[escape + 2 : escape + 6], 16)))
                start = escape + 6
            elif letter in ESCAPES:
                parts.append(ESCAPES[letter])
                start = escape + 2
            else:
                raise ParseError("an unknown escape", escape)

    def number(self):
        text = self.text
        start = end = self.position
        while end < len(text) and text[end] in NUMBER:
            end += 1
        self.position = end
        word = text[start:end]
        try:
            if "." in word or "e" in word or "E" in word:
                return float(word)
            return int(word)
        except ValueError:
            raise ParseError("a value expected", start) from None


def write(value, parts):
    """Appends the pieces of the JSON text of `value` to `parts`."""
    if value is None:
        parts.append("null")
    elif value is True:
        parts.append("true")
    elif value is False:
        parts.append("false")
    elif isinstance(value, str):
        parts.append(quote(value))
    elif isinstance(value, (int, float)):
        parts.append(repr(value))
    elif isinstance(value, dict):
        separator = "{"
        for key, item in value.items():
            parts.append(separator)
            parts.append(quote(key))
            parts.append(": ")
            write(item, parts)
            separator = ", "
        parts.append("}" if value else "{}")
    else:
        separator = "["
        for item in value:
            parts.append(separator)
            write(item, parts)
            separator = ", "
        parts.append("]" if value else "[]")


def quote(text):
    characters = []
    for character in text:
        if character in UNESCAPES:
            characters.append(UNESCAPES[character])
        elif " " <= character <= "~":
            characters.append(character)
        else:
            characters.append("\\u%04x" % ord(character))
    return '"' + "".join(characters) + '"'


def dumps(value):
    parts = []
    write(value, parts)
    return "".join(parts)


def random_numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 8


def make_document(number, random):
    records = []
    for i in range(RECORDS):
        records.append(
            {
                "id": number * RECORDS + i,
                "name": f"record {next(random) % 1000}\t\"quoted\" \\ käse № {i}",
                "score": next(random) / 1024,
                "small": -(next(random) % 100) * 1e-9,
                "active": i % 3 == 0,
                "parent": None if i % 5 else i - 1,
                "tags": ["tag%d" % (next(random) % 50) for _ in range(next(random) % 6)],
                "nested": {"empty": {}, "list": [], "matrix": [[r * c for c in range(3)] for r in range(3)]},
            }
        )
    return {"document": number, "records": records}


def check(document):
    """A checksum over a parsed document."""
    total = document["document"]
    for record in document["records"]:
        total += record["id"] + len(record["name"]) + int(record["score"]) + len(record["tags"])
        if record["active"]:
            total *= 3
        total = total * 31 & 0xFFFFFFFF
    return total


def errors():
    for text in ('{"a": 1', '["a" 1]', '{"a": tru}', '"abc', "[1, 2,, 3]", "[1] x", '"\\q"', ""):
        try:
            Parser(text).parse()
        except ParseError as error:
            print(f"{text!r}: {error}")


def main():
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    random = random_numbers(42)
    characters = 0
    checksum = 0
    latest = []
    for number in range(documents):
        document = make_document(number, random)
        text = dumps(document)
        parsed = Parser(text).parse()
        if parsed != document:
            raise AssertionError(f"document {number} changed on its way")
        characters += len(text)
        checksum = (checksum * 31 + check(parsed)) & 0xFFFFFFFF
        latest.append(parsed)
        if len(latest) > 10:
            del latest[0]
    print(f"{documents} documents, {characters} characters, checksum {checksum}")
    print(f"latest: {sum([check(document) for document in latest])}")
    errors()


if __name__ == "__main__":
    main()
