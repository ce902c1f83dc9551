"""Words that people use for one another, by language.

The table beside this module was written and is reviewed like a text. What it does not hold stands
for itself: nothing is guessed. A language without a table is read word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from content.editions.languages import base
from content.editions.words import pieces, stem

FILE = Path(__file__).with_name("alike.yaml")
# Tells the head of a group from a word.
HEAD = "="
RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass(slots=True)
class Node:
    """Where the words of some phrases have led, and what those mean that end here."""

    after: dict[str, Node] = field(default_factory=dict)
    between: dict[tuple[int, int], Node] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    aside: bool = False

    def steps(self, word: str, stemmed: str) -> Iterator[Node]:
        """Yield where one more word leads."""
        if stemmed in self.after:
            yield self.after[stemmed]
        if self.between and word.isdecimal():
            yield from (n for (low, high), n in self.between.items() if low <= int(word) <= high)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the table that stands in some words, from one place up to another."""

    begin: int
    end: int
    heads: frozenset[str]
    aside: bool


class Table:
    """The words of one language."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        same = {head: _listed(said) for head, said in held.get("same", {}).items()}
        self._same = {tuple(pieces(each)): head for head, said in same.items() for each in said}
        self._longest = max(map(len, self._same), default=0)
        asks = held.get("asks", {})
        groups = held.get("groups", {}) | asks
        self.groups = {head: _listed(said) for head, said in groups.items()}
        self.asks = frozenset(HEAD + head for head in asks)
        self.small, self.no, self.until = (
            frozenset(map(stem, _listed(held.get(name, "")))) for name in ("small", "no", "until")
        )
        self._root = Node()
        for head in self.groups:
            for phrase in set(self._said_for(head)):
                self._leaf(phrase).heads.add(HEAD + head)
        aside = _listed(held.get("aside", ""))
        for phrase in aside:
            self._leaf(phrase).aside = True
        told = [*self.groups, *(each for said in self.groups.values() for each in said)]
        # Those that a misspelt word may be meant for, and all that are no misspelling.
        self.telling = _words([*told, *same])
        self.everyday = frozenset(map(stem, _listed(held.get("everyday"))))
        plain = [each for name in ("everyday", "small", "no") for each in _listed(held.get(name))]
        plain += [*aside, *map(" ".join, self._same)]
        self._words = self.telling | _words(plain)

    def knows(self, word: str) -> bool:
        """Say whether a word is spelt rightly, as far as the table can tell."""
        return not self._words.isdisjoint({word, word.removesuffix("s"), word.removesuffix("es")})

    def spelt(self, words: Sequence[str]) -> list[str]:
        """Return words in the one way in which each is written here."""
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                if head := self._same.get(tuple(words[at : at + length])):
                    found.append(head)
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return found

    def phrases(self, words: Sequence[str], stems: Sequence[str]) -> Iterator[Phrase]:
        """Yield all phrases that stand in some words, perhaps with small words between."""
        for begin in range(len(words)):
            waiting = [(self._root, begin, False)]
            while waiting:
                node, place, passed = waiting.pop()
                if place == len(words):
                    continue
                for there in node.steps(words[place], stems[place]):
                    # What excuses is taken at its word.
                    aside = there.aside and not passed
                    if there.heads or aside:
                        yield Phrase(begin, place + 1, frozenset(there.heads), aside)
                    waiting.append((there, place + 1, passed))
                if place > begin and stems[place] in self.small:
                    waiting.append((node, place + 1, True))

    def _said_for(self, head: str, *, above: tuple[str, ...] = ()) -> Iterator[str]:
        """Yield what people say for a head, and for those of groups that it takes in."""
        yield head.replace("-", " ")
        for said in self.groups[head]:
            if not said.startswith(HEAD):
                yield said
            elif said[1:] not in above:
                yield from self._said_for(said[1:], above=(*above, head))

    def _leaf(self, phrase: str) -> Node:
        words = [
            each
            for part in phrase.split()
            for each in ([part] if RANGE.fullmatch(part) else pieces(part))
        ]
        node = self._root
        for word in self.spelt(words):
            if found := RANGE.fullmatch(word):
                node = node.between.setdefault((int(found[1]), int(found[2])), Node())
            else:
                node = node.after.setdefault(stem(word), Node())
        return node


@lru_cache(maxsize=8)
def table(language: str) -> Table:
    """Return the words of a language, by its tag."""
    held = yaml.safe_load(FILE.read_text("utf-8"))
    return Table(held.get(base(language), {}))


def here() -> Table:
    """Return the words of the language that is being spoken."""
    return table(get_language() or "")


def _listed(said: str | None) -> list[str]:
    return [each.strip() for each in (said or "").split(",") if each.strip()]


def _words(told: Iterable[str]) -> frozenset[str]:
    return frozenset(word for each in told for word in pieces(each) if word.isalpha())
