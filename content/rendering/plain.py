"""The words of a page without their marks: its text, section by section, and its sentences."""

import re

# A full stop ends a sentence when what follows could begin one, and what precedes is no short form.
END = re.compile(r"(?<=[.!?…])[)”’\"']*\s+(?=[“‘\"'(]*[^\W_a-z])")
SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|Dr|Mr|Mrs|Ms|Prof|vs|approx)|\b(?:[A-Z]\.)+[A-Z])\.\Z")


class Plain:
    """What a page says, collected a line at a time, in the order it is read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.prose: list[str] = []
        self.by_section: dict[str, list[str]] = {"": []}
        self._section = self.by_section[""]
        self._words: list[str] = []

    def add(self, words: str) -> None:
        """Go on with the line that is being read."""
        self._words.append(words)

    def place(self) -> int:
        """Give a place in this line, for `since`."""
        return len(self._words)

    def since(self, place: int) -> str:
        """Give what was added to this line since then."""
        return "".join(self._words[place:]).strip()

    def trim(self) -> None:
        """Take back the space at the end of the line so far."""
        if self._words:
            self._words[-1] = self._words[-1].rstrip()

    def end(self, *, prose: bool = False) -> str:
        """End the line and give it back; running prose is also kept to be cut into sentences."""
        line = "\t".join(" ".join(part.split()) for part in "".join(self._words).split("\t"))
        self._words.clear()
        if line.strip():
            self.lines.append(line)
            self._section.append(line)
            if prose:
                self.prose.append(line)
        return line

    def end_heading(self) -> str:
        """End a section's heading: it is part of the text and of no section's own text."""
        line = self.end()
        if line:
            self._section.pop()
        return line

    def begin(self, section: str) -> None:
        """Count what follows to this section."""
        self._section = self.by_section.setdefault(section, [])

    def section_texts(self) -> dict[str, str]:
        """Give the text of each section by its key."""
        return {key: "\n".join(lines) for key, lines in self.by_section.items()}

    def sentences(self) -> tuple[str, ...]:
        """Give the sentences of the running prose."""
        return tuple(sentence for paragraph in self.prose for sentence in _cut(paragraph))


def _cut(paragraph: str) -> list[str]:
    sentences = []
    begin = 0
    for gap in END.finditer(paragraph):
        if SHORT.search(paragraph, max(begin, gap.start() - 12), gap.start()):
            continue
        sentences.append(paragraph[begin : gap.end()].strip())
        begin = gap.end()
    return [*sentences, paragraph[begin:]] if paragraph[begin:] else sentences
