"""Two texts in parts, joined into one that is read from top to bottom with its changes marked.

The desk wants to know what could hurt somebody; a reader wants to see the page, and what became of
it. So here nothing is left out but what is the same for long, and nothing is weighed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from content.comparing import alignment, differences, telling
from content.comparing.differences import LIKE, MOST_SENTENCE_CELLS, Piece

Kind = Literal["same", "changed", "added", "removed", "came", "went", "skipped"]
# Lines that are the same, kept before and after each change so that it can be understood.
AROUND = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a text under their heading, known by a key that the text uses once."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two texts as one: its words as pieces, or how many like lines were skipped.

    One that `went` stands word for word elsewhere in the new text, where it `came`.
    """

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    skipped: int = 0

    def is_different(self) -> bool:
        """Say whether it is not as it was."""
        return self.kind not in ("same", "skipped")


@dataclass(frozen=True, slots=True)
class Joined:
    """A part of two texts as one. `title` and `lines` have the changes marked."""

    key: str
    title: tuple[Piece, ...]
    lines: tuple[Line, ...]

    def is_different(self) -> bool:
        """Say whether anything in it is not as it was."""
        return any(piece.kind != "same" for piece in self.title) or any(
            line.is_different() for line in self.lines
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """Two texts as one, and how many lines of each kind and numbers are different."""

    parts: tuple[Joined, ...]
    counts: Counter[str]
    numbers: int


def join(old: Sequence[Part], new: Sequence[Part]) -> Whole:
    """Return two texts as one, in the order of the new one."""
    before, after = {part.key: part for part in old}, {part.key: part for part in new}
    told = []
    for key in _order([*before], [*after]):
        was, now = before.get(key), after.get(key)
        heading = _marked(was.title if was else "", now.title if now else "")
        told.append(Joined(key, heading, tuple(_lines(was, now))))
    told = _with_moves(told)
    lines = [line for part in told for line in part.lines]
    titles = [Line("changed", part.title) for part in told]
    return Whole(
        parts=tuple(replace(part, lines=tuple(_folded(part.lines))) for part in told),
        counts=Counter(line.kind for line in lines if line.is_different()),
        numbers=sum(map(_numbers, [*lines, *titles])),
    )


def _order(old: list[str], new: list[str]) -> list[str]:
    """Return the keys of both: as in the new text, each that went behind the one it followed."""
    order = list(new)
    place = 0
    for key in old:
        if key in order:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _lines(was: Part | None, now: Part | None) -> Iterator[Line]:
    a, b = (part.lines if part else () for part in (was, now))
    for tag, i1, i2, j1, j2 in alignment.opcodes(a, b, most=MOST_SENTENCE_CELLS):
        if tag == "equal":
            yield from (Line("same", (Piece("same", words),)) for words in a[i1:i2])
        else:
            yield from _replaced(a[i1:i2], b[j1:j2])


def _replaced(gone: Sequence[str], come: Sequence[str]) -> Iterator[Line]:
    """Yield what became of some lines, and what went before what came in its place."""
    pairs, rest, _ = alignment.mates(gone, come, least=LIKE)
    became = {j: i for i, j in pairs}
    left = deque(rest)
    until = [len(gone)] * len(come)
    for j in reversed(range(len(come))):
        until[j] = became.get(j, until[j + 1] if j + 1 < len(come) else len(gone))
    for j, words in enumerate(come):
        while left and left[0] < until[j]:
            yield _removed(gone[left.popleft()])
        if j in became:
            yield Line("changed", _marked(gone[became[j]], words))
        else:
            yield Line("added", (Piece("added", words),))
    yield from (_removed(gone[i]) for i in left)


def _removed(words: str) -> Line:
    return Line("removed", (Piece("removed", words),))


def _marked(old: str, new: str) -> tuple[Piece, ...]:
    if old == new:
        return (Piece("same", new),) if new else ()
    return tuple(differences.together(*differences.pieces(old, new)))


def _with_moves(parts: Sequence[Joined]) -> list[Joined]:
    """Say of each line that was taken out here and put in there that it moved."""
    gone, come = (
        Counter(line.pieces[0].words for part in parts for line in part.lines if line.kind == kind)
        for kind in ("removed", "added")
    )
    moved = gone & come
    left = {"removed": Counter(moved), "added": Counter(moved)}
    return [replace(part, lines=tuple(_moved(part.lines, left))) for part in parts]


def _moved(lines: Sequence[Line], left: dict[str, Counter[str]]) -> Iterator[Line]:
    kinds: dict[str, Kind] = {"removed": "went", "added": "came"}
    for line in lines:
        words = line.pieces[0].words if line.kind in left else ""
        if words and left[line.kind][words]:
            left[line.kind][words] -= 1
            yield replace(line, kind=kinds[line.kind])
        else:
            yield line


def _numbers(line: Line) -> int:
    """Count the numbers and units that are different in a line; one that moved has none."""
    if line.kind not in ("changed", "added", "removed"):
        return 0
    old = "".join(piece.words for piece in line.pieces if piece.kind != "added")
    new = "".join(piece.words for piece in line.pieces if piece.kind != "removed")
    finds = [telling.numbers, telling.doses, *([telling.units] if old and new else [])]
    return sum(telling.moves(find, old, new) for find in finds)


def _folded(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that are different and those around them; count the others."""
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.is_different()
        for step in range(-AROUND, AROUND + 1)
    }
    skipped: list[Line] = []
    for place, line in enumerate(lines):
        if place not in near:
            skipped.append(line)
            continue
        yield from _skipped(skipped)
        skipped = []
        yield line
    yield from _skipped(skipped)


def _skipped(lines: Sequence[Line]) -> Iterator[Line]:
    if len(lines) == 1:
        yield lines[0]
    elif lines:
        yield Line("skipped", skipped=len(lines))
