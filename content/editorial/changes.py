"""A change between two texts, what it counts as, and all the changes of a comparison."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from content.comparing import differences
from content.comparing.differences import Piece
from content.editorial.readings import even

# In order of danger: the name of each kind, for one and for several.
KINDS = {
    "cards": ("care card", "care cards"),
    "flags": ("warning sign", "warning signs"),
    "negations": ("“not”", "“not”s"),
    "doses": ("dose", "doses"),
    "numbers": ("number", "numbers"),
    "units": ("unit", "units"),
    "urgency": ("word of urgency", "words of urgency"),
    "opposites": ("opposite", "opposites"),
    "limits": ("limit", "limits"),
    "people": ("group of people", "groups of people"),
    "medicines": ("medicine", "medicines"),
    "places": ("move", "moves"),
    "links": ("link", "links"),
    "sources": ("source", "sources"),
    "codes": ("clinical code", "clinical codes"),
    "pictures": ("picture", "pictures"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it is, where, and both sides with the words marked."""

    name: str
    where: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    counts: Counter[str]

    def together(self) -> list[Piece]:
        """Return both sides as one, to be read in a line."""
        return differences.together(self.old, self.new)

    def says(self, sentence: str) -> bool:
        """Say whether this is the change that brings a sentence."""
        words = "".join(piece.words for piece in self.new)
        return words.startswith(even(sentence))

    def is_dangerous(self) -> bool:
        """Say whether it could hurt somebody."""
        return self.counts.total() > 0

    def counts_several(self) -> bool:
        """Say whether it counts as more than one thing."""
        return self.counts.total() > 1

    def kinds(self) -> list[str]:
        """Return what it counts as, in words."""
        return [
            f"{self.counts[kind]} {names[self.counts[kind] != 1]}"
            for kind, names in KINDS.items()
            if self.counts[kind]
        ]

    @property
    def key(self) -> str:
        """Return a short name of this very change: another place or another word gives another."""
        sides = [[piece.words for piece in side] for side in (self.old, self.new)]
        form = json.dumps([self.name, self.where, *sides], ensure_ascii=False)
        return hashlib.sha256(form.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is different: what is dangerous first, the rest in the order of the text."""

    dangerous: tuple[Change, ...]
    other: tuple[Change, ...]

    def tally(self) -> list[tuple[int, str, int]]:
        """Return of each kind how many, its name, and which change is the first; 0 for none."""
        counts = sum((change.counts for change in self.dangerous), Counter[str]())
        return [
            (counts[kind], names[counts[kind] != 1], self._first(kind))
            for kind, names in KINDS.items()
        ]

    def _first(self, kind: str) -> int:
        found = (i for i, change in enumerate(self.dangerous, 1) if change.counts[kind])
        return next(found, 0)
