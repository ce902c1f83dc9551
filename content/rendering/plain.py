"""The words of a page without their marks: its text, section by section, and its sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.rendering.document import Mark, Passage

# A full stop ends a sentence when what follows could begin one, and what precedes is no short form.
END = re.compile(r"(?<=[.!?…])[)”’\"']*\s+(?=[“‘\"'(]*[^\W_a-z])")
SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|Dr|Mr|Mrs|Ms|Prof|vs|approx)|\b(?:[A-Z]\.)+[A-Z])\.\Z")


class Plain:
    """What a page says, collected a line at a time, in the order it is read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.prose: list[str] = []
        self.by_section: dict[str, list[str]] = {"": []}
        self.passages: list[Passage] = []
        self.box = ""  # the kind of box that is being set
        self._key = ""
        self._section = self.by_section[""]
        self._words: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._line: int | None = None

    def add(self, words: str) -> None:
        """Go on with the line that is being read."""
        self._words.append(words)
        self._length += len(words)

    def at(self, line: int | None) -> None:
        """Say on which line of the source the words to come stand."""
        if self._line is None:
            self._line = line

    def mark(self, kind: str, name: str, words: str = "") -> None:
        """Hang something on the words of this line so far."""
        self._marks.append(Mark(kind, self._length, name, _even(words)))

    def place(self) -> int:
        """Give a place in this line, for `since`."""
        return len(self._words)

    def since(self, place: int) -> str:
        """Give what was added to this line since then."""
        return "".join(self._words[place:]).strip()

    def trim(self) -> None:
        """Take back the space at the end of the line so far."""
        if self._words:
            words = self._words[-1]
            self._words[-1] = words.rstrip()
            self._length -= len(words) - len(self._words[-1])

    def end(self, kind: str = "") -> str:
        """End the line and give it back; running prose is also kept to be cut into sentences."""
        raw = "".join(self._words)
        line = _even(raw)
        if line.strip():
            self.lines.append(line)
            self._section.append(line)
            if kind == "prose":
                self.prose.append(line)
        if line.strip() or self._marks:
            marks = tuple(_placed(raw, self._marks))
            self.passages.append(Passage(line, self._key, self.box, kind, self._line, marks))
        self._words.clear()
        self._marks.clear()
        self._length = 0
        self._line = None
        return line

    def end_heading(self) -> str:
        """End a section's heading: it is part of the text and of no section's own text."""
        line = self.end("heading")
        if line:
            self._section.pop()
        return line

    def begin(self, section: str) -> None:
        """Count what follows to this section."""
        self._key = section
        self._section = self.by_section.setdefault(section, [])

    def section_texts(self) -> dict[str, str]:
        """Give the text of each section by its key."""
        return {key: "\n".join(lines) for key, lines in self.by_section.items()}

    def sentences(self) -> tuple[str, ...]:
        """Give the sentences of the running prose."""
        return tuple(sentence for paragraph in self.prose for sentence in _cut(paragraph))


def _even(words: str) -> str:
    return "\t".join(" ".join(part.split()) for part in words.split("\t"))


def _placed(raw: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Give the marks with their places in the words as `_even` leaves them."""
    place = begin = 0
    spaced = False
    for mark in sorted(marks, key=lambda each: each.place):
        part = raw[begin : mark.place]
        words = " ".join(part.split())
        if words:
            place += len(words) + (place > 0 and (spaced or part[0].isspace()))
            spaced = False
        spaced = spaced or part[-1:].isspace()
        begin = mark.place
        yield replace(mark, place=place)


def _cut(paragraph: str) -> list[str]:
    sentences = []
    begin = 0
    for gap in END.finditer(paragraph):
        if SHORT.search(paragraph, max(begin, gap.start() - 12), gap.start()):
            continue
        sentences.append(paragraph[begin : gap.end()].strip())
        begin = gap.end()
    return [*sentences, paragraph[begin:]] if paragraph[begin:] else sentences
