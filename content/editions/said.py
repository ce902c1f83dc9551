"""What a question or a name says, word by word: what each stands for, and whether it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.editions.alike import HEAD, Phrase, Table
from content.editions.words import pieces, stem

# A “no” reaches so many words on; after an “or”, as many again.
REACH = 3
OR = frozenset({"or", "nor"})
STOPS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and what it stands for."""

    text: str
    stem: str
    # The heads of all groups that the word, or a phrase that it stands in, speaks for.
    heads: frozenset[str]
    # The heads of the longest phrase that begins with it; None in the midst of one.
    meant: frozenset[str] | None
    # That phrase has more words.
    phrase: bool
    small: bool
    denied: bool
    # It sounds like a sign and is none, as in a hot water bottle.
    aside: bool


def words(text: str, table: Table) -> list[Word]:
    """Return the words of a text."""
    spelt = table.spelt(pieces(text))
    stems = [stem(word) for word in spelt]
    found = list(table.phrases(spelt, stems))
    asides = [each for each in found if each.aside]
    calling = [
        each for each in found if each.heads and not any(_hides(over, each) for over in asides)
    ]
    meant = _meant([each for each in found if each.heads])
    denied = _denied(stems, calling, table)
    heads: list[set[str]] = [set() for _ in spelt]
    hidden = {at for each in asides for at in range(each.begin, each.end)}
    for each in calling:
        for at in range(each.begin, each.end):
            heads[at] |= each.heads
    return [
        Word(
            word,
            stems[at],
            frozenset(heads[at]),
            meant.get(at, frozenset()),
            at + 1 in meant and meant[at + 1] is None,
            stems[at] in table.small,
            at in denied,
            at in hidden and not heads[at],
        )
        for at, word in enumerate(spelt)
        if word[0].isalnum()
    ]


def others(heard: Sequence[Word], wanted: Sequence[str], table: Table) -> dict[str, list[str]]:
    """Return of the words that are looked for the heads of groups that will do as well.

    The head of a phrase stands for one of its words: the last that is looked for.
    """
    found: dict[str, list[str]] = {}
    for begin, word in enumerate(heard):
        if not word.meant:
            continue
        end = begin + 1
        while end < len(heard) and heard[end].meant is None:
            end += 1
        there = [each.text for each in heard[begin:end] if each.text in wanted]
        heads = [
            head.removeprefix(HEAD)
            for head in sorted(word.meant - table.asks)
            # A head of several words says what people mean, and is in no page.
            if "-" not in head and head.removeprefix(HEAD) != word.text
        ]
        if there and heads:
            found[there[-1]] = heads
    return found


def _hides(over: Phrase, each: Phrase) -> bool:
    """Say whether an aside says what a phrase is not, as “hot water bottle” does of “hot”."""
    return over.begin <= each.begin and each.end <= over.end


def _meant(found: Sequence[Phrase]) -> dict[int, frozenset[str] | None]:
    """Return what the longest phrases stand for at their first words, and None at the others."""
    meant: dict[int, frozenset[str] | None] = {}
    for each in sorted(found, key=lambda each: (each.begin - each.end, each.begin)):
        places = range(each.begin, each.end)
        if not meant.keys() & set(places):
            meant |= dict.fromkeys(places, None) | {each.begin: each.heads}
    return meant


def _denied(stems: Sequence[str], found: Sequence[Phrase], table: Table) -> set[int]:
    """Return the places of words that a “no” or “not” before them denies.

    A “no” that belongs to a phrase, as in “no feeling”, denies nothing else.
    """
    own = {at for each in found if each.end - each.begin > 1 for at in range(each.begin, each.end)}
    own |= {at for each in found if each.aside for at in range(each.begin, each.end)}
    denied: set[int] = set()
    for at, said in enumerate(stems):
        if said in table.no and at not in own:
            denied |= _after(stems, at + 1, table)
    return denied


def _after(stems: Sequence[str], begin: int, table: Table) -> set[int]:
    """Return the places that a “no” reaches from a place on."""
    denied: set[int] = set()
    left = REACH
    for at in range(begin, len(stems)):
        said = stems[at]
        if said in OR or (said == "," and OR & set(stems[at : at + REACH + 1])):
            left = REACH
        elif said in table.until or said in STOPS or said == "," or not left:
            break
        else:
            denied.add(at)
            left -= said not in table.small
    return denied
