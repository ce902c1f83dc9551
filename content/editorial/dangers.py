"""The changes of a text that could hurt somebody, counted and shown first.

A number, a dose, a “not”, a care card, a link, a source, a clinical code, a picture: each counts
where it changed, came or went. Pure functions on two readings of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from content import rendering
from content.editorial import differences
from content.editorial.differences import Pair, Piece
from content.editorial.readings import Reading
from content.rendering.cards import LEVELS

# In order of danger: the name of each kind, for one and for several.
KINDS = {
    "cards": ("care card", "care cards"),
    "flags": ("warning sign", "warning signs"),
    "negations": ("“not”", "“not”s"),
    "doses": ("dose", "doses"),
    "numbers": ("number", "numbers"),
    "links": ("link", "links"),
    "sources": ("source", "sources"),
    "codes": ("clinical code", "clinical codes"),
    "pictures": ("picture", "pictures"),
}

NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
    " sixty seventy eighty ninety hundred thousand half third quarter once twice double triple"
).replace(" ", "|")
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{NUMBER_WORDS})\b", re.IGNORECASE)
UNITS = (
    "mg|mcg|µg|μg|g|kg|ml|l|iu|mmol|units?|milligrams?|micrograms?|grams?|millilitres?|litres?"
    "|tablets?|capsules?|drops?|doses?|times"
)
DOSE = re.compile(rf"(\d+(?:[.,]\d+)*|\b(?:{NUMBER_WORDS}))[\s-]*({UNITS})\b", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(not|no|never|none|nothing|without|neither|nor|cannot|unless|except|avoid|stop"
    r"|[a-z]+n[’']t)\b\W*(\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it is, where, and both sides with the words marked."""

    name: str
    where: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    counts: Counter[str]

    def is_dangerous(self) -> bool:
        """Say whether it could hurt somebody."""
        return self.counts.total() > 0


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


def compare(old: Reading, new: Reading) -> Comparison:
    """Return all that is different between two readings."""
    told = [_change(pair) for pair in differences.changed(old.sentences, new.sentences)]
    told = [*_cards(old.cards, new.cards), *told]
    for kind in ("flags", "links", "sources", "codes", "pictures"):
        told += _things(kind, getattr(old, kind), getattr(new, kind))
    dangerous = [change for change in told if change.is_dangerous()]
    order = list(KINDS)
    dangerous.sort(key=lambda change: min(order.index(kind) for kind in change.counts))
    return Comparison(tuple(dangerous), tuple(c for c in told if not c.is_dangerous()))


def _change(pair: Pair) -> Change:
    counts = Counter(
        {
            "negations": _moves(_negations, pair),
            "doses": _moves(_doses, pair),
            "numbers": _moves(_numbers, pair),
        }
    )
    counts = +counts
    old, new = pair.sides()
    verb = "changed" if pair.old and pair.new else "added" if pair.new else "removed"
    first = next((kind for kind in KINDS if counts[kind]), "")
    name = f"{_capital(KINDS[first][0])} {verb}" if first else f"Wording {verb}"
    return Change(name, pair.where, old, new, counts)


def _moves(find: Callable[[str], list[str]], pair: Pair) -> int:
    """Count what came, went or changed places from one side to the other."""
    old = find(pair.old.words) if pair.old else []
    new = find(pair.new.words) if pair.new else []
    if old == new:
        return 0
    came = (Counter(new) - Counter(old)).total()
    went = (Counter(old) - Counter(new)).total()
    places = sum(one != other for one, other in zip(old, new, strict=False))
    return max(came, went) or places


def _numbers(words: str) -> list[str]:
    doses = [found.span(1) for found in DOSE.finditer(words)]
    return [n.group().casefold() for n in NUMBER.finditer(words) if n.span() not in doses]


def _doses(words: str) -> list[str]:
    return [f"{number} {unit}".casefold() for number, unit in DOSE.findall(words)]


def _negations(words: str) -> list[str]:
    return [f"{word} {after}".casefold() for word, after in NEGATION.findall(words)]


def _cards(old: Iterable[rendering.Card], new: Iterable[rendering.Card]) -> Iterator[Change]:
    """Compare at which level each warning sign stands, and say which way it went."""
    ranks = list(LEVELS)
    before = {line: card.level for card in old for line in card.text.splitlines()}
    after = {line: card.level for card in new for line in card.text.splitlines()}
    told: set[str] = set()
    for line, one in before.items():
        other = after.get(line, one)
        if one == other:
            continue
        told |= {one, other}
        way = "lowered" if ranks.index(other) < ranks.index(one) else "raised"
        yield Change(
            f"Care card {way}",
            "",
            (Piece("removed", LEVELS[one]), Piece("same", f" {line}")),
            (Piece("added", LEVELS[other]), Piece("same", f" {line}")),
            Counter({"cards": 1}),
        )
    gone, come = set(before.values()) - told, set(after.values()) - told
    levels = (Counter(LEVELS[level] for level in side) for side in (gone, come))
    yield from _things("cards", *levels)


def _things(kind: str, old: Counter[str], new: Counter[str]) -> Iterator[Change]:
    name = _capital(KINDS[kind][0])
    for thing in (old - new).elements():
        gone = (Piece("removed", thing),)
        yield Change(f"{name} removed", "", gone, (), Counter({kind: 1}))
    for thing in (new - old).elements():
        come = (Piece("added", thing),)
        yield Change(f"{name} added", "", (), come, Counter({kind: 1}))


def _capital(words: str) -> str:
    first = 1 if words.startswith("“") else 0
    return words[:first] + words[first].upper() + words[first + 1 :]
