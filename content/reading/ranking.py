"""Which of the pages that were found is meant: told by the names that a page goes by.

The engine weighs words; a reader names a thing. So of the pages found, the one comes first whose
title, other name or heading says what was asked, and rare words say more than common ones.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.editions import search_index
from content.editions.known_words import without_accents

# How much a word counts in the title, in an also-called word, in a heading.
IN_TITLE, IN_NAMES, IN_HEADINGS = 10.0, 8.0, 4.0
# How much it counts that a name is what was asked, word for word.
SAME_NAME = 15.0
# And how much more when that holds for the idle words too, as in “why do I get cramps”.
SAME_WORDS = 30.0
# Endings that two forms of a word may differ by; enough to tell and mark words, not to find them.
ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "y", "e")
SHORTEST_STEM = 3
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What a page goes by: the stems of its title, of each other name, and of its headings.

    `whole` has title and other names with their idle words, as `spoken` gives them, and `called` as
    they are written, the title first.
    """

    title: frozenset[str]
    also: tuple[frozenset[str], ...]
    headings: frozenset[str]
    whole: frozenset[str]
    called: tuple[str, ...]
    language: str

    def weight(self, word: str) -> float:
        """Return how much it says that a word stands here."""
        if word in self.title:
            return IN_TITLE
        if any(word in name for name in self.also):
            return IN_NAMES
        return IN_HEADINGS if word in self.headings else 0.0

    def likeness(self, asked: frozenset[str]) -> float:
        """Return how much one of the names is what was asked, from 0 to 1."""
        shares = [
            len(asked & name) / len(asked | name) for name in (self.title, *self.also) if name
        ]
        return max(shares, default=0.0)


@lru_cache(maxsize=4096)
def names(
    title: str, also_called: tuple[str, ...], headings: tuple[str, ...], language: str = ""
) -> Names:
    """Return what a page goes by. It is asked of the same pages again and again."""
    return Names(
        _stems(title),
        tuple(map(_stems, also_called)),
        _stems(" ".join(headings)),
        frozenset(map(spoken, (title, *also_called))),
        (title, *also_called),
        language,
    )


def spoken(text: str) -> str:
    """Return the stems of all words of a question or a name, in their order."""
    words = WORD.findall(without_accents(text.lower().replace("’", "'")))
    return " ".join(map(stem, words))


def order(asked: Sequence[str], pages: Sequence[Names], *, whole: str = "") -> list[int]:
    """Return the places of pages, the one that is meant first; the engine's order settles ties.

    `asked` has the stems that tell something, and `whole` all that was asked, as `spoken` gives it.
    """
    rare = {word: _rarity(word, pages) for word in asked}
    together = frozenset(asked)
    scores = [
        sum(rare[word] * page.weight(word) for word in asked)
        + SAME_NAME * page.likeness(together)
        + SAME_WORDS * (whole in page.whole)
        for page in pages
    ]
    return sorted(range(len(pages)), key=lambda place: (-scores[place], place))


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a word without the ending that its other forms do without."""
    plain = without_accents(word)
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def forms(stems: Sequence[str]) -> re.Pattern[str]:
    """Return what finds the words with some stems in a text in small plain letters."""
    either = "|".join(map(re.escape, stems)) or r"(?!)"
    return re.compile(rf"\b({either})(?:{'|'.join(ENDINGS)})?\b")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in search_index.words_of(text))


def _rarity(word: str, pages: Sequence[Names]) -> float:
    named = sum(page.weight(word) > 0 for page in pages)
    return math.log(1 + len(pages) / (1 + named))
