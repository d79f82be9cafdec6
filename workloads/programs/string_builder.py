"""String builder: texts made, cut up and put together again. Arguments: [LINES=250000].

Many short-lived strings of mixed sizes: concatenation, formatting, joining, splitting, replacing, slicing, encoding.
"""
# test-args: 300

import sys

WORDS = "heap mark sweep copy root slot edge barrier pause cycle nursery møte straße λόγος".split()
PAGE = 500


class Random:
    def __init__(self, seed):
        self.seed = seed

    def next(self):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7FFFFFFF
        return self.seed >> 8


def checksum(text, start=0):
    """A polynomial over some of the characters, and the length."""
    total = start
    for character in text[::17]:
        total = (total * 31 + ord(character)) & 0xFFFFFFFF
    return (total + len(text)) & 0xFFFFFFFF


def make_line(number, random):
    line = ""
    for _ in range(3 + random.next() % 8):
        line += WORDS[random.next() % len(WORDS)]
        line += " "
    return "%06d %-12s|%s" % (number, WORDS[number % len(WORDS)].upper(), line)


def transform(line):
    """Takes the line apart and returns an altered copy."""
    number, rest = line.split(" ", 1)
    head, _, tail = rest.partition("|")
    words = [word.capitalize() if i % 2 else word[::-1] for i, word in enumerate(tail.split())]
    text = "-".join(words).replace("e", "3").strip("-")
    return f"{int(number):x}:{head.rstrip():>12}:{text:.40}:{len(text):03d}"


def caesar(text, shift):
    characters = []
    for character in text:
        if "a" <= character <= "z":
            character = chr((ord(character) - 97 + shift) % 26 + 97)
        characters.append(character)
    return "".join(characters)


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 250000
    random = Random(42)
    page = []
    pages = []
    result = 0
    for number in range(lines):
        page.append(transform(make_line(number, random)))
        if len(page) == PAGE:
            pages.append("\n".join(page))
            page = []
            if len(pages) > 20:
                oldest = pages.pop(0)
                result = checksum(caesar(oldest[:4000], number % 26), result)
    pages.append("\n".join(page))

    text = "\n".join(pages)
    result = checksum(text, result)
    encoded = text.encode("utf-8")
    print(f"{lines} lines, the last {len(text)} characters are {len(encoded)} bytes")
    print(f"count of '3': {text.count('3')}, of 'tooR': {text.count('Root')}, first λ at {text.find('λ')}")
    print(f"round trip: {encoded.decode('utf-8') == text}")
    print(f"checksum: {result}")


if __name__ == "__main__":
    main()
