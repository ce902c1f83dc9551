"""Aligning two sequences, and finding which of their parts belong together.

Whatever the sequences are, the work stays in proportion to their length: where aligning would
cost more, the answer is coarser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

# The most pairs of sentences that are worth comparing with each other.
MOST_PAIRS = 10_000

Item = TypeVar("Item", bound=Hashable)
Opcode = tuple[str, int, int, int, int]
# Pairs of places in two sequences, and the places on each side that are left over.
Mates = tuple[list[tuple[int, int]], list[int], list[int]]


def opcodes(a: Sequence[Item], b: Sequence[Item], *, most: int) -> Iterator[Opcode]:
    """Yield the steps from one sequence to another, as difflib does.

    If the table to fill in has more than `most` cells, all between the equal ends is replaced.
    """
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    i, j = len(a) - end, len(b) - end
    if start:
        yield "equal", 0, start, 0, start
    if (i - start) * (j - start) > most:
        yield "replace", start, i, start, j
    else:
        matcher = SequenceMatcher(None, a[start:i], b[start:j], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag, i1 + start, i2 + start, j1 + start, j2 + start
    if end:
        yield "equal", i, len(a), j, len(b)


def mates(gone: Sequence[str], come: Sequence[str], *, least: float) -> Mates:
    """Put each sentence with the one most like it, if their likeness is `least` or more."""
    if len(gone) * len(come) > MOST_PAIRS:
        return [], list(range(len(gone))), list(range(len(come)))
    bags, others = [_bag(words) for words in gone], [_bag(words) for words in come]
    scores = sorted(
        (-score, abs(i - j), i, j)
        for i, one in enumerate(bags)
        for j, other in enumerate(others)
        if (score := _likeness(one, other)) >= least
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scores:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return (
        sorted(found.items()),
        [i for i in range(len(gone)) if i not in found],
        [j for j in range(len(come)) if j not in taken],
    )


def _bag(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
