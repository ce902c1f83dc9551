"""Shapes of text that no article has and that are slow to parse: found by counting, line by line.

Markdown parsers take the square of the length for some of these. Each limit is many times what the
longest article needs, and low enough for the worst text within it to be answered in good time.
"""

import re

from content.rendering.document import Refused

MAX_LINES = 3_000
MAX_BLOCK = 10_000
MAX_SIGNS = 10_000
MAX_OPEN_BRACKETS = 20
MAX_OPEN_LINKS = 100
MAX_QUOTE_DEPTH = 20
MAX_LIST_DEPTH = 12
MAX_CELLS_A_ROW = 2_000
MAX_CELLS = 10_000

SIGNS = str.maketrans("", "", "[]*_`<>&!{}\\")
BRACKETS = re.compile(r"\\.|\]\(|[\[\])]")
QUOTES = re.compile(r"(?: {0,3}>[ \t]?)+")
MARKERS = re.compile(r"(?:[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]))+")
LEADING = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+[ \t>]*)*")
RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")


def refuse_hostile_shapes(text: str) -> None:
    """Refuse a text that is shaped as no article is."""
    counts = Counts()
    for number, line in enumerate(text.split("\n"), start=1):
        counts.number = number
        if line.strip(" \t>"):
            counts.add(line)
        else:
            counts.end_block()


class Counts:
    """What has been counted so far, in the whole text and in the block that is being read."""

    def __init__(self) -> None:
        self.number = 0
        self.lines = 0
        self.signs = 0
        self.cells = 0
        self.open_links = 0
        self.end_block()

    def end_block(self) -> None:
        """Begin counting a block from nothing."""
        self.block = 0
        self.brackets = 0
        self.columns = 0

    def add(self, line: str) -> None:
        """Count one line."""
        self.lines += 1
        self.block += len(line) + 1
        self.signs += len(line) - len(line.translate(SIGNS))
        self._limit(
            self.lines, MAX_LINES, "This text has more than {:,} lines. Split it into two articles."
        )
        self._limit(
            self.block,
            MAX_BLOCK,
            "One paragraph goes on for more than {:,} characters. Put empty lines between "
            "paragraphs.",
        )
        self._limit(
            self.signs,
            MAX_SIGNS,
            "This text has more than {:,} signs such as “*”, “[” and “&”. Delete those that mark "
            "nothing.",
        )
        self._count_brackets(line)
        self._count_depth(line)
        self._count_cells(line)

    def _limit(self, count: int, most: int, message: str) -> None:
        if count > most:
            raise Refused(message.format(most), self.number)

    def _count_brackets(self, line: str) -> None:
        if "[" not in line and "]" not in line and ")" not in line:
            return
        for mark in BRACKETS.findall(line):
            if mark == "[":
                self.brackets += 1
            elif mark == ")":
                self.open_links = max(self.open_links - 1, 0)
            elif mark[0] == "]":
                self.brackets = max(self.brackets - 1, 0)
                self.open_links += mark == "]("
            self._limit(
                self.brackets,
                MAX_OPEN_BRACKETS,
                "More than {} square brackets are open here. Close each “[” with a “]”, or write "
                "“\\[” for the sign itself.",
            )
        self._limit(
            self.open_links,
            MAX_OPEN_LINKS,
            "More than {} links up to here have no end. Close each “(” with a “)”.",
        )

    def _count_depth(self, line: str) -> None:
        if (quotes := QUOTES.match(line)) and quotes[0].count(">") > MAX_QUOTE_DEPTH:
            raise too_deep("quotations", MAX_QUOTE_DEPTH, self.number)
        if markers := MARKERS.match(line):
            marks = markers[0].replace(">", " ").split()
            # A row of one sign is a line across the page.
            ruler = not line.strip(" \t*") or not line.strip(" \t-")
            if len(marks) > MAX_LIST_DEPTH and not ruler:
                raise too_deep("lists", MAX_LIST_DEPTH, self.number)

    def _count_cells(self, line: str) -> None:
        across = line.count("|") + 1
        self._limit(
            across, MAX_CELLS_A_ROW, "This row has more than {:,} table cells. Make it narrower."
        )
        leading = LEADING.match(line)
        bare = line[leading.end() :] if leading else line
        if "-" in bare and RULER.match(bare.rstrip()):
            self.columns = across
        self.cells += self.columns
        self._limit(
            self.cells,
            MAX_CELLS,
            "The tables up to here have more than {:,} cells. Make them smaller.",
        )


def too_deep(what: str, most: int, line: int | None) -> Refused:
    """Make the refusal of something nested deeper than any reader could follow."""
    return Refused(f"Here are {what} more than {most} deep. Make them shallower.", line)
