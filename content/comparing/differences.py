"""What is different between two texts, sentence by sentence and word by word.

Pure functions on plain text. A sentence that only moved is not a difference, and neither is a line
that only broke elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from content.comparing import alignment
from content.comparing.alignment import Opcode

# The most cells of a comparison table that are worth filling in.
MOST_SENTENCE_CELLS = 4_000_000
MOST_WORD_CELLS = 90_000
LIKE, VERY_LIKE = 0.3, 0.6
SHORT = 4

SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W_a-z]|[“‘(])|[\n\t]+")
TOKEN = re.compile(r"\s+|\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:[’'-][^\W\d_]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stand in both texts, or in one of them."""

    kind: Literal["same", "removed", "added"]
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the part of the text in which it stands.

    `key` is the section and `box` the kind of box, each "" for none. `marks` are the kind and the
    words of what hangs on the sentence: links, sources, warning signs, pictures.
    """

    words: str
    where: str
    key: str = ""
    box: str = ""
    is_heading: bool = False
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as it was and as it would be. One of them is None if it came or went whole."""

    old: Sentence | None
    new: Sentence | None

    @property
    def where(self) -> str:
        """Return the part of the text: of the new one, if it is still there."""
        here = self.new or self.old
        return here.where if here else ""

    def sides(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """Return the words of both sides, with the different ones marked."""
        return pieces(self.old.words if self.old else "", self.new.words if self.new else "")


Blocks = dict[int, list[Sentence]]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of two texts side by side, or, with `skipped`, the place of so many like lines."""

    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    skipped: int = 0


def sentences(where: str, text: str) -> Iterator[Sentence]:
    """Cut a part of a text into sentences, its white space evened out."""
    for part in SENTENCE.split(text):
        words = " ".join(part.split())
        if words:
            yield Sentence(words, where)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts, sentence by sentence: those that say the same, wherever they are, and the rest.

    `changed` is in the order of the text and without what only moved.
    """

    alike: list[Pair]
    changed: list[Pair]


def changed(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[Pair]:
    """Return the sentences that differ, in the order of the text, without what only moved."""
    return aligned(old, new).changed


def aligned(old: Sequence[Sentence], new: Sequence[Sentence]) -> Aligned:
    """Put each sentence with itself, or with what became of it."""
    alike, removed, added = _apart(old, new)
    moved, removed, added = _without_moved(removed, added)
    return Aligned([*alike, *moved], _changed(removed, added))


def _changed(removed: Blocks, added: Blocks) -> list[Pair]:
    pairs: list[tuple[int, Pair]] = []
    gone: list[tuple[int, Sentence]] = []
    come: list[tuple[int, Sentence]] = []
    for block in sorted(set(removed) | set(added)):
        couples, rest, more = _coupled(removed[block], added[block], LIKE)
        pairs += [(block, Pair(one, other)) for one, other in couples]
        gone += [(block, sentence) for sentence in rest]
        come += [(block, sentence) for sentence in more]
    # A sentence that moved and was changed on the way finds its other half here.
    found, rest_, more_ = alignment.mates(
        [sentence.words for _, sentence in gone],
        [sentence.words for _, sentence in come],
        least=VERY_LIKE,
    )
    pairs += [(come[j][0], Pair(gone[i][1], come[j][1])) for i, j in found]
    pairs += [(gone[i][0], Pair(gone[i][1], None)) for i in rest_]
    pairs += [(come[j][0], Pair(None, come[j][1])) for j in more_]
    return [pair for _, pair in sorted(pairs, key=lambda each: each[0])]


def pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two texts as pieces, marked word by word."""
    if not old or not new:
        gone = (Piece("removed", old),) if old else ()
        return gone, (Piece("added", new),) if new else ()
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, i1, i2, j1, j2 in _whole(alignment.opcodes(a, b, most=MOST_WORD_CELLS), a):
        if tag == "equal":
            before.append(Piece("same", "".join(a[i1:i2])))
            after.append(Piece("same", "".join(b[j1:j2])))
            continue
        if i2 > i1:
            before.append(Piece("removed", "".join(a[i1:i2])))
        if j2 > j1:
            after.append(Piece("added", "".join(b[j1:j2])))
    return tuple(before), tuple(after)


def together(old: Sequence[Piece], new: Sequence[Piece]) -> list[Piece]:
    """Return both sides as one: what is the same once, and what went before what came."""
    left = list(new)
    found: list[Piece] = []
    for piece in old:
        if piece.kind == "same":
            while left and left[0].kind != "same":
                found.append(left.pop(0))
            left[:1] = []
        found.append(piece)
    return found + left


def side_by_side(old: str, new: str, *, around: int = 2) -> list[Row]:
    """Return two sources line by line, with `around` lines kept before and after each change."""
    a, b = old.splitlines(), new.splitlines()
    rows: list[Row] = []
    opcodes = list(alignment.opcodes(a, b, most=MOST_SENTENCE_CELLS))
    for number, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal":
            head = around if number else 0
            tail = around if number + 1 < len(opcodes) else 0
            rows += _folded(a[i1:i2], head, tail)
            continue
        for one, other in zip_longest(a[i1:i2], b[j1:j2], fillvalue=""):
            rows.append(Row(*pieces(one, other)))
    return rows


def _folded(lines: Sequence[str], head: int, tail: int) -> list[Row]:
    if len(lines) <= head + tail + 1:
        return [_same(line) for line in lines]
    end = lines[len(lines) - tail :]
    skipped = len(lines) - head - tail
    return [*map(_same, lines[:head]), Row(skipped=skipped), *map(_same, end)]


def _same(line: str) -> Row:
    side = (Piece("same", line),)
    return Row(side, side)


def _whole(opcodes: Iterator[Opcode], a: Sequence[str]) -> Iterator[Opcode]:
    """Join changes that only a space stands between, so that words are marked as one."""
    held: Opcode | None = None
    for tag, i1, i2, j1, j2 in opcodes:
        spaces = tag == "equal" and not "".join(a[i1:i2]).strip()
        if held and (tag != "equal" or (spaces and i2 < len(a))):
            held = ("replace", held[1], i2, held[3], j2)
        elif tag == "equal":
            if held:
                yield held
            held = None
            yield tag, i1, i2, j1, j2
        else:
            held = ("replace", i1, i2, j1, j2)
    if held:
        yield held


def _apart(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[list[Pair], Blocks, Blocks]:
    """Return the sentences that align, and those of each side that do not, by their place."""
    a, b = [sentence.words for sentence in old], [sentence.words for sentence in new]
    alike: list[Pair] = []
    removed: Blocks = {}
    added: Blocks = {}
    for number, (tag, i1, i2, j1, j2) in enumerate(
        alignment.opcodes(a, b, most=MOST_SENTENCE_CELLS)
    ):
        if tag == "equal":
            alike += map(Pair, old[i1:i2], new[j1:j2])
        else:
            removed[number], added[number] = list(old[i1:i2]), list(new[j1:j2])
    return alike, removed, added


def _without_moved(removed: Blocks, added: Blocks) -> tuple[list[Pair], Blocks, Blocks]:
    """Put together what says the same elsewhere: in a like place, else in any."""
    moved: list[Pair] = []
    for place_of in (_like_place, _any_place):
        waiting: dict[object, list[Sentence]] = {}
        for sentence in (each for block in removed.values() for each in block):
            waiting.setdefault(place_of(sentence), []).append(sentence)
        found: set[int] = set()
        kept: Blocks = {}
        for number, block in added.items():
            kept[number] = []
            for sentence in block:
                same = waiting.get(place_of(sentence))
                if same:
                    found.add(id(same[0]))
                    moved.append(Pair(same.pop(0), sentence))
                else:
                    kept[number].append(sentence)
        added = kept
        removed = {
            number: [each for each in block if id(each) not in found]
            for number, block in removed.items()
        }
    return moved, removed, added


def _like_place(sentence: Sentence) -> tuple[str, str, str]:
    return sentence.words, sentence.key, sentence.box


def _any_place(sentence: Sentence) -> str:
    return sentence.words


def _coupled(
    gone: Sequence[Sentence], come: Sequence[Sentence], least: float
) -> tuple[list[tuple[Sentence, Sentence]], list[Sentence], list[Sentence]]:
    found, rest, more = alignment.mates(
        [sentence.words for sentence in gone],
        [sentence.words for sentence in come],
        least=least,
    )
    if len(rest) == len(more) == 1 and _is_short(gone[rest[0]]) and _is_short(come[more[0]]):
        found, rest, more = [*found, (rest[0], more[0])], [], []
    return (
        [(gone[i], come[j]) for i, j in found],
        [gone[i] for i in rest],
        [come[j] for j in more],
    )


def _is_short(sentence: Sentence) -> bool:
    """Say whether a sentence is too short for its words to show what it became."""
    return len(sentence.words.split()) <= SHORT
