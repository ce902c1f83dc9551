"""Which of the pages that were found is meant: told by the names that a page goes by.

The engine weighs words; a reader names a thing. So of the pages found, the one comes first whose
title, other name or heading says what was asked, whatever words of the table of alike words say it,
and rare words say more than common ones.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.editions import alike, said, search_index
from content.editions.words import ENDINGS, WORD, stem, without_accents

# How much a word counts in the title, in an also-called word, in a heading, in the text alone.
IN_TITLE, IN_NAMES, IN_HEADINGS, IN_TEXT = 7.0, 6.0, 4.0, 5.0
# How much it counts in a text when it names another page.
IN_PASSING = 0.1
# How much it counts that a name is what was asked, as far as it is.
SAME_NAME = 60.0
# And how much more when that holds for the idle words too, as in “why do I get cramps”.
SAME_WORDS = 30.0
# What a word alone is worth beside the group of alike words that it speaks for.
ITSELF = 1.2
# What is asked of a thing, such as whether it is safe, tells less than the thing, and so does a
# word of every day.
ASKED, EVERYDAY = 0.6, 0.25
# Naming a section, a word tells nearly as much as when it names nothing else.
SECTION = 0.3

IDLE_STEMS = frozenset(map(stem, search_index.IDLE))

# What one word of a question or a name may be called: its stem, and the heads of its groups.
Idea = frozenset[str]
# The same with how much each name tells of a page, what tells most first.
Ranked = Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Names:
    """What a page goes by: the ideas of its title, of each other name, and of its headings.

    `whole` has title and other names with their idle words, as `spoken` gives them, and `called` as
    they are written, the title first.
    """

    rows: tuple[tuple[Idea, ...], ...]
    # How much each idea counts by where it stands, and in which rows it does.
    weights: Mapping[str, float]
    places: Mapping[str, tuple[int, ...]]
    whole: frozenset[str]
    called: tuple[str, ...]
    language: str


@lru_cache(maxsize=4096)
def names(
    title: str, also_called: tuple[str, ...], headings: tuple[str, ...], language: str = ""
) -> Names:
    """Return what a page goes by. It is asked of the same pages again and again."""
    called = (title, *also_called)
    rows = tuple(tuple(_ideas_of(name)) for name in called)
    weights: dict[str, float] = {}
    places: dict[str, list[int]] = {}
    for each in {name for idea in _ideas_of(" . ".join(headings)) for name in idea}:
        weights[each] = IN_HEADINGS
    for number, row in enumerate(rows):
        for each in {name for idea in row for name in idea}:
            weights[each] = max(weights.get(each, 0.0), IN_NAMES if number else IN_TITLE)
            places.setdefault(each, []).append(number)
    return Names(
        rows,
        weights,
        {each: tuple(numbers) for each, numbers in places.items()},
        frozenset(map(spoken, called)),
        called,
        language,
    )


def ideas(words: Sequence[said.Word]) -> list[Idea]:
    """Return what the words of a question or a name may be called, a phrase being one.

    What is denied is not what is meant: “no swelling” asks for no page about swelling.
    """
    found = []
    for word in words:
        if word.meant is None or word.denied:
            continue
        if word.phrase:
            found.append(word.meant)
        elif word.meant or (not word.small and word.stem not in IDLE_STEMS):
            found.append(word.meant | {word.stem})
    return list(dict.fromkeys(found))


def spoken(text: str) -> str:
    """Return the stems of all words of a question or a name, in their order."""
    words = WORD.findall(without_accents(text.lower().replace("’", "'")))
    return " ".join(map(stem, words))


def order(
    asked: Sequence[Idea],
    pages: Sequence[Names],
    *,
    whole: str = "",
    told: Mapping[str, Collection[int]] | None = None,
) -> list[int]:
    """Return the places of pages that were found, the one that is meant first.

    The engine's order settles ties. `whole` has all that was asked, as `spoken` gives it. `told`
    gives of each word the places of the pages that have it in names or text.
    """
    rare = _rarities(asked, pages)
    ranked = [sorted(((rare[name], name) for name in idea), reverse=True) for idea in asked]
    most, every = sum(idea[0][0] for idea in ranked), frozenset[str]().union(*asked)
    scores = [
        _score(ranked, page, every=every, most=most) + SAME_WORDS * (whole in page.whole)
        for page in pages
    ]
    for word, places in (told or {}).items():
        # What names some page counts there alone; elsewhere it only tells that a page is found.
        share = IN_PASSING if is_named(word, pages) else IN_TEXT
        for place in places:
            scores[place] += share * math.log(1 + len(pages) / (1 + len(places)))
    found = [place for place, score in enumerate(scores) if score]
    return sorted(found, key=lambda place: (-scores[place], place))


def is_named(word: str, pages: Sequence[Names]) -> bool:
    """Say whether a word names one of some pages."""
    return any(stem(word) in page.weights for page in pages)


def forms(stems: Sequence[str]) -> re.Pattern[str]:
    """Return what finds the words with some stems in a text in small plain letters."""
    either = "|".join(map(re.escape, stems)) or r"(?!)"
    return re.compile(rf"\b({either})(?:{'|'.join(ENDINGS)})?\b")


def _ideas_of(name: str) -> list[Idea]:
    return ideas(said.words(name, alike.here()))


def _rarities(asked: Sequence[Idea], pages: Sequence[Names]) -> dict[str, float]:
    """Return how much each thing asked for tells of a page, by how few pages it names."""
    table = alike.here()
    rare = {}
    for idea in asked:
        heads = [name for name in idea if name.startswith(alike.HEAD)]
        share = ASKED if table.asks & idea else 1.0
        for name in heads:
            rare[name] = share * _rarity(name, pages)
        most = max((rare[name] for name in heads), default=math.inf)
        for name in idea.difference(heads):
            if name in table.everyday:
                share = EVERYDAY
            # A word of a group is not rare because few say it so.
            rare[name] = ITSELF * min(share * _rarity(name, pages), most)
    return rare


def _rarity(name: str, pages: Sequence[Names]) -> float:
    weights = [page.weights[name] for page in pages if name in page.weights]
    named = sum(SECTION if weight == IN_HEADINGS else 1.0 for weight in weights)
    return math.log(1 + len(pages) / (1 + named))


def _score(asked: Sequence[Ranked], page: Names, *, every: Idea, most: float) -> float:
    score, rows = 0.0, dict[int, float]()
    for idea in asked:
        here: dict[int, float] = {}
        told = 0.0
        for worth, name in idea:
            weight = page.weights.get(name)
            if weight is not None:
                told = max(told, worth * weight)
                for row in page.places.get(name, ()):
                    # The names of an idea stand in order: the first in a row is the one that tells.
                    here.setdefault(row, worth)
        score += told
        for row, worth in here.items():
            rows[row] = rows.get(row, 0.0) + worth
    best = 0.0
    for row, found in rows.items():
        # A name that has little of what was asked need not be looked at for what else it says.
        if found > best * most:
            best = max(best, _likeness(page.rows[row], every, found, most))
    return score + SAME_NAME * best


def _likeness(row: Sequence[Idea], every: Idea, found: float, most: float) -> float:
    """Return how much a name is what was asked, from 0 to 1."""
    more = sum(every.isdisjoint(idea) for idea in row)
    return found / (most + more)
