"""Filling and indenting of text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "


def _chunks(text, break_on_hyphens):
    """Words and the spaces between them; words are divided behind inner hyphens."""
    chunks = []
    position = 0
    while position < len(text):
        end = position
        if text[position] in _SPACE:
            while end < len(text) and text[end] in _SPACE:
                end += 1
            chunks.append(text[position:end])
        else:
            while end < len(text) and text[end] not in _SPACE:
                end += 1
            chunks += _divided(text[position:end]) if break_on_hyphens else [text[position:end]]
        position = end
    return chunks


def _divided(word):
    """A hyphen between letters ends a part, when two letters (or hyphens) are before and behind it; a dash stands alone."""
    parts = []
    start = i = 0
    while i < len(word):
        if word[i] != "-":
            i += 1
            continue
        run = i
        while run < len(word) and word[run] == "-":
            run += 1
        if run - i >= 2:
            if start < i and run < len(word):
                parts += [word[start:i], word[i:run]]
                start = run
            i = run
            continue
        before = word[max(start, i - 2) : i]
        behind = word[i + 1 : i + 3]
        if len(before) == 2 and before.replace("-", "a").isalpha() and len(behind) == 2 and behind.replace("-", "a").isalpha():
            parts.append(word[start : i + 1])
            start = i + 1
        i += 1
    if start < len(word):
        parts.append(word[start:])
    return parts


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(space): " " for space in _SPACE})
        pending = _chunks(text, self.break_on_hyphens)[::-1]
        lines = []
        while pending:
            indent = self.subsequent_indent if lines else self.initial_indent
            if self.drop_whitespace and lines and not pending[-1].strip():
                pending.pop()
            line, length = self._take_line(pending, self.width - len(indent))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            more = [chunk for chunk in pending if chunk.strip()] if self.drop_whitespace else pending
            if self.max_lines is None or len(lines) + 1 < self.max_lines or not more and length <= self.width - len(indent):
                lines.append(indent + "".join(line))
                continue
            self._end_with_placeholder(lines, line, length, indent)
            break
        return lines

    def _take_line(self, pending, width):
        line = []
        length = 0
        while pending and length + len(pending[-1]) <= width:
            length += len(pending[-1])
            line.append(pending.pop())
        if pending and len(pending[-1]) > width:
            space = width - length if width >= 1 else 1
            if self.break_long_words:
                word = pending[-1]
                cut = space
                if self.break_on_hyphens and len(word) > space:
                    hyphen = word.rfind("-", 0, space)
                    if hyphen > 0 and any([character != "-" for character in word[:hyphen]]):
                        cut = hyphen + 1
                line.append(word[:cut])
                length += cut
                pending[-1] = word[cut:]
            elif not line:
                length += len(pending[-1])
                line.append(pending.pop())
        return line, length

    def _end_with_placeholder(self, lines, line, length, indent):
        room = self.width - len(indent) - len(self.placeholder)
        while line:
            if line[-1].strip() and length <= room:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Removes the white space that all lines begin with; lines of nothing else become empty."""
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        while not indent.startswith(margin):
            margin = margin[:-1]
    return "\n".join([line[len(margin or "") :] if line else line for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
