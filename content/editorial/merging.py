"""Bringing together two texts that were written from the same beginning.

Pure functions on plain text. What one writer alone changed is taken. What both changed is kept
twice, between marks that no text can be published with, or named: nothing is chosen in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.comparing import alignment
from content.rendering.merges import SETTLE, THEIRS, YOURS

# The most cells of a comparison table that are worth filling in.
MOST_CELLS = 4_000_000

LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
# With the space after it, so that sentences joined again are the text they were cut from.
SENTENCE = re.compile(r".+?(?:(?<=[.!?…])\s+|\n+|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Merged:
    """Two texts brought together, and how many places of it somebody has to settle."""

    words: str
    unsettled: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as it was, as they left it, and as the writer here left it."""

    base: tuple[str, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    @property
    def settled(self) -> tuple[str, ...] | None:
        """Return what no two people disagree on, or None if both changed it."""
        if self.mine in (self.base, self.theirs):
            return self.theirs
        return self.mine if self.theirs == self.base else None


def fields(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str], *, marked: str
) -> tuple[dict[str, str], list[str]]:
    """Return every field brought together, and the names of those that both writers changed.

    The field `marked` keeps both texts between marks. Where both changed another, it stays mine.
    """
    found: dict[str, str] = {}
    contested: list[str] = []
    for name, words in mine.items():
        merged = text(base[name], theirs[name], words)
        found[name] = merged.words if name == marked or not merged.unsettled else words
        if merged.unsettled:
            contested.append(name)
    return found, contested


def text(base: str, theirs: str, mine: str) -> Merged:
    """Bring two texts together, line by line, and sentence by sentence where lines disagree."""
    words: list[str] = []
    unsettled = 0
    for part in _parts(LINE.findall(base), LINE.findall(theirs), LINE.findall(mine)):
        settled = _by_sentences(part) if part.settled is None else part.settled
        unsettled += settled is None
        words.append(_both(part) if settled is None else "".join(settled))
    return Merged("".join(words), unsettled)


def _parts(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Iterator[Part]:
    """Cut three texts where all of them are alike."""
    there, here = _alike(base, theirs), _alike(base, mine)
    i = j = k = 0
    for place in [*sorted(there.keys() & here.keys()), len(base)]:
        j2, k2 = there.get(place, len(theirs)), here.get(place, len(mine))
        if (i, j, k) != (place, j2, k2):
            yield Part(tuple(base[i:place]), tuple(theirs[j:j2]), tuple(mine[k:k2]))
        if place < len(base):
            shared = (base[place],)
            yield Part(shared, shared, shared)
        i, j, k = place + 1, j2 + 1, k2 + 1


def _alike(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return the place in another text of each line that it shares with the first."""
    return {
        i1 + step: j1 + step
        for tag, i1, i2, j1, _ in alignment.opcodes(base, other, most=MOST_CELLS)
        if tag == "equal"
        for step in range(i2 - i1)
    }


def _by_sentences(part: Part) -> tuple[str, ...] | None:
    sides = (part.base, part.theirs, part.mine)
    found = [each.settled for each in _parts(*(SENTENCE.findall("".join(side)) for side in sides))]
    if any(words is None for words in found):
        return None
    return tuple(word for words in found for word in words or ())


def _both(part: Part) -> str:
    return f"::: {THEIRS}\n{_whole(part.theirs)}::: {YOURS}\n{_whole(part.mine)}::: {SETTLE}\n"


def _whole(lines: Iterable[str]) -> str:
    words = "".join(lines)
    return words if not words or words.endswith("\n") else f"{words}\n"
