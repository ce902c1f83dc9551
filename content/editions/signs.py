"""The words by which a question names a warning sign: ideas that stand together, none denied.

A phrase such as “one/left calf swollen/hot … surgery unless both” wants an idea of each word: its
own, or for the head of a group of alike words any of that group. With strokes between, either will
do. They stand within a few words of each other, in any order; after “…”, anywhere. What follows
“unless” excuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from content.editions import said
from content.editions.alike import HEAD, Table
from content.editions.words import pieces, stem

# Ideas stand together in so many words that say something.
TOGETHER = 7
APART, UNLESS, EITHER = "…", "unless", "/"

Idea = frozenset[str]


class PhraseError(ValueError):
    """A phrase that calls for no sign, told in a sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the words of a question name, one by one and all together."""

    names: tuple[Idea, ...]
    every: Idea


@dataclass(frozen=True, slots=True)
class Phrase:
    """The ideas that have to stand together, in each part, and those that excuse."""

    parts: tuple[tuple[Idea, ...], ...]
    excuses: Idea

    def is_said(self, question: Question) -> bool:
        """Say whether a question has it."""
        every = question.every
        if any(every.isdisjoint(idea) for part in self.parts for idea in part):
            return False
        if not every.isdisjoint(self.excuses):
            return False
        return all(_together(part, question.names) for part in self.parts)


def question(text: str, table: Table) -> Question:
    """Return what a question names, but for what it denies and what only sounds like a sign."""
    names = tuple(
        frozenset[str]() if word.denied or word.aside else word.heads | {word.stem}
        for word in said.words(text, table)
        if not word.small or word.heads
    )
    return Question(names, frozenset().union(*names))


def phrase(text: str, table: Table) -> Phrase:
    """Return what a phrase asks for. Raises PhraseError."""
    asked, unless, excused = f" {text} ".partition(f" {UNLESS} ")
    parts = tuple(tuple(_ideas(part, table)) for part in asked.split(APART))
    excuses = _ideas(excused, table)
    if not all(parts):
        raise PhraseError(f"“{text}” has no words that say something. Name the sign in it.")
    if unless and not excuses:
        raise PhraseError(f"“{text}” ends in “unless”. Say what excuses, or leave it out.")
    return Phrase(parts, frozenset().union(*excuses))


def phrases(flag: Mapping[str, Any], table: Table) -> tuple[Phrase, ...]:
    """Return the phrases of a sign as it was frozen. One that is wrong calls for nothing."""
    found = []
    for text in flag["search_words"]:
        # What was approved before the notation had rules stays readable.
        with suppress(PhraseError):
            found.append(phrase(text, table))
    return tuple(found)


def _ideas(part: str, table: Table) -> list[Idea]:
    found: list[Idea] = []
    plain: list[str] = []
    for item in [*part.split(), ""]:
        if item and EITHER not in item and item not in table.groups:
            plain.append(item)
            continue
        found += _of_plain(" ".join(plain), table)
        plain = []
        if item:
            found.append(_either(item, table))
    return found


def _either(item: str, table: Table) -> Idea:
    idea: set[str] = set()
    for each in item.split(EITHER):
        if each in table.groups:
            idea.add(HEAD + each)
        elif len(words := pieces(each)) == 1:
            idea.add(stem(table.spelt(words)[0]))
        else:
            raise PhraseError(f"“{item}” has “{each}”, which is neither a word nor a group's head.")
    return frozenset(idea)


def _of_plain(text: str, table: Table) -> list[Idea]:
    """Return the ideas of words as people write them.

    Each is its own, but for a phrase of the table that denies, as “not peed” does: it is one idea.
    """
    words = said.words(text, table)
    found, denying = [], False
    for at, word in enumerate(words):
        if word.meant is not None:
            end = at + 1
            while end < len(words) and words[end].meant is None:
                end += 1
            denying = word.phrase and any(each.stem in table.no for each in words[at:end])
            if denying:
                found.append(word.meant)
        if not denying and not word.small and word.stem not in table.no:
            head = HEAD + word.text
            found.append(frozenset({head if word.text in table.groups else word.stem}))
    return found


def _together(part: Sequence[Idea], names: Sequence[Idea]) -> bool:
    """Say whether each idea of a part is named within a few words."""
    places = [[at for at, each in enumerate(names) if idea & each] for idea in part]
    if not all(places):
        return False
    return any(
        all(any(begin <= at < begin + TOGETHER + len(part) for at in each) for each in places)
        for begin in {at for each in places for at in each}
    )
