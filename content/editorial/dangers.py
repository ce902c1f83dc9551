"""The changes of a text that could hurt somebody, counted and shown first.

A number, a unit, a “not”, a care card, a link, a source, a picture, whom it is for: each counts
where it changed, came, went, or moved to where it means something else. Pure functions on two
readings of a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Literal

from content.comparing import differences, telling
from content.comparing.differences import Pair, Piece, Sentence
from content.editorial.changes import KINDS, Change, Comparison
from content.editorial.readings import Reading
from content.rendering.cards import LEVELS

# What counts wherever it stands, and what counts only where a sentence became another.
IN_ANY_SENTENCE: dict[str, telling.Find] = {
    "negations": telling.negations,
    "doses": telling.doses,
    "numbers": telling.numbers,
    "urgency": telling.urgency,
    "people": telling.people,
    "medicines": telling.medicines,
}
IN_A_CHANGED_SENTENCE: dict[str, telling.Find] = {
    **IN_ANY_SENTENCE,
    "units": telling.units,
    "limits": telling.limits,
}
MARKS = ("flags", "links", "sources", "pictures")
# Boxes that say what to do with what stands in them.
BOXES = {**LEVELS, "do": "Do", "dont": "Do not", "steps": "Steps", "note": "Note"}
TELLING_BOXES = frozenset({*LEVELS, "do", "dont"})


def compare(old: Reading, new: Reading) -> Comparison:
    """Return all that is different between two readings."""
    aligned = differences.aligned(old.sentences, new.sentences)
    told = [
        *_levels(aligned.alike),
        *(change for pair in aligned.alike for change in _stayed(pair, old.keys & new.keys)),
        *(_change(pair) for pair in aligned.changed),
        *_orders(old.sentences, new.sentences),
        *(change for kind in MARKS for change in _facts(kind, old.facts, new.facts)),
        *_codes(old.codes, new.codes),
    ]
    dangerous = [change for change in told if change.is_dangerous()]
    order = list(KINDS)
    dangerous.sort(key=lambda change: min(order.index(kind) for kind in change.counts))
    return Comparison(tuple(dangerous), tuple(c for c in told if not c.is_dangerous()))


def _change(pair: Pair) -> Change:
    """Return what is different between a sentence and what it became, came from or was."""
    counts = _counted(pair)
    verb = "changed" if pair.old and pair.new else "added" if pair.new else "removed"
    first = next((kind for kind in KINDS if counts[kind]), "")
    name = f"{_capital(KINDS[first][0])} {verb}" if first else f"Wording {verb}"
    return Change(name, pair.where, *_sides(pair), counts)


def _counted(pair: Pair) -> Counter[str]:
    old, new = (side.words if side else "" for side in (pair.old, pair.new))
    became = pair.old is not None and pair.new is not None
    finds = IN_A_CHANGED_SENTENCE if became else IN_ANY_SENTENCE
    counts = Counter({kind: telling.moves(find, old, new) for kind, find in finds.items()})
    if became:
        counts["opposites"] = telling.turned(old, new)
    # A sign that is named and stands in a card is one sign.
    counts |= _hung(pair) | _in_cards(pair)
    counts["places"] = int(not counts.total() and _is_elsewhere(pair))
    return +counts


def _in_cards(pair: Pair) -> Counter[str]:
    """Count a card that came or went, a sign whose level is another, and a sign that changed."""
    sides = [side for side in (pair.old, pair.new) if side]
    levels = {side.box for side in sides if side.box in LEVELS}
    heads = all(side.is_heading for side in sides)
    whole = heads and len(sides) == 1 and bool(levels)
    other_level = not heads and len(levels) > 1
    return Counter(cards=int(whole or other_level), flags=int(bool(levels) and not heads))


def _hung(pair: Pair) -> Counter[str]:
    """Count the links, sources, signs and pictures that hang on one side alone."""
    counts: Counter[str] = Counter()
    old, new = (Counter(side.marks if side else ()) for side in (pair.old, pair.new))
    for kind in MARKS:
        came = sum(number for (of, _), number in (new - old).items() if of == kind)
        went = sum(number for (of, _), number in (old - new).items() if of == kind)
        counts[kind] = max(came, went)
    return counts


def _stayed(pair: Pair, keys: frozenset[str]) -> Iterator[Change]:
    """Yield what is different about a sentence that says the same."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        return
    counts = _hung(pair)
    if _is_elsewhere(pair):
        counts["places"] = 1
        sides = [_placed(kind, BOXES.get(it.box, "Text"), it) for kind, it in _both(old, new)]
        yield Change("Moved to another list", new.where, sides[0], sides[1], +counts)
    elif old.key != new.key and {old.key, new.key} <= keys:
        counts["places"] = int(any(find(new.words) for find in IN_ANY_SENTENCE.values()))
        sides = [_placed(kind, it.where, it) for kind, it in _both(old, new)]
        yield Change("Moved to another section", new.where, sides[0], sides[1], +counts)
    elif +counts:
        first = next(kind for kind in KINDS if counts[kind])
        name = f"{_capital(KINDS[first][0])} changed"
        yield Change(name, new.where, *_sides(pair), +counts)


Kind = Literal["removed", "added"]


def _both(old: Sentence, new: Sentence) -> Iterator[tuple[Kind, Sentence]]:
    yield "removed", old
    yield "added", new


def _placed(kind: Kind, place: str, sentence: Sentence) -> tuple[Piece, ...]:
    return Piece(kind, place), Piece("same", f": {sentence.words}")


def _levels(alike: Sequence[Pair]) -> Iterator[Change]:
    """Yield each care card of which the same words now stand at another level."""
    ranks = list(LEVELS)
    moved = [
        (pair.old, pair.new)
        for pair in alike
        if pair.old
        and pair.new
        and pair.old.box != pair.new.box
        and not pair.new.is_heading
        and {pair.old.box, pair.new.box} <= set(LEVELS)
    ]
    by_card = groupby(moved, key=lambda each: (each[0].box, each[1].box, each[1].where))
    for (before, after, where), lines in by_card:
        words = " / ".join(new.words for _, new in lines)
        way = "lowered" if ranks.index(after) < ranks.index(before) else "raised"
        yield Change(
            f"Care card {way}",
            where,
            (Piece("removed", LEVELS[before]), Piece("same", f" {words}")),
            (Piece("added", LEVELS[after]), Piece("same", f" {words}")),
            Counter({"cards": 1}),
        )


def _orders(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Change]:
    """Yield the steps of a section if those that are still there stand in another order."""
    before, after = _steps(old), _steps(new)
    for key in before.keys() & after.keys():
        was = [step for step in before[key] if step in after[key]]
        now = [step for step in after[key] if step in before[key]]
        if was != now and sorted(was) == sorted(now):
            where = next(s.where for s in new if s.key == key and s.box == "steps")
            sides = differences.pieces(" / ".join(was), " / ".join(now))
            yield Change("Steps in another order", where, *sides, Counter({"places": 1}))


def _steps(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = {}
    for sentence in sentences:
        if sentence.box == "steps" and sentence.words:
            steps.setdefault(sentence.key, []).append(sentence.words)
    return steps


Facts = Mapping[str, Mapping[str, str]]


def _facts(kind: str, old: Facts, new: Facts) -> Iterator[Change]:
    """Yield what is now said differently of something that both texts lean on."""
    before, after = old.get(kind, {}), new.get(kind, {})
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            sides = differences.pieces(before[key], after[key])
            name = f"{_capital(KINDS[kind][0])} changed"
            yield Change(name, "", *sides, Counter({kind: 1}))


Codes = Sequence[tuple[str, str]]


def _codes(old: Codes, new: Codes) -> Iterator[Change]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for system in sorted({system for system, _ in [*gone, *come]}):
        went, came = (
            [code for of, code in side.elements() if of == system] for side in (gone, come)
        )
        for one, other in zip_longest(went, came, fillvalue=""):
            verb = "changed" if one and other else "added" if other else "removed"
            sides = differences.pieces(one, other)
            yield Change(f"Clinical code {verb}", "", *sides, Counter({"codes": 1}))


def _is_elsewhere(pair: Pair) -> bool:
    """Say whether a sentence came into a box, or out of one, that says what to do with it."""
    old, new = pair.old, pair.new
    if old is None or new is None or new.is_heading or old.box == new.box:
        return False
    boxes = {old.box, new.box}
    return bool(boxes & TELLING_BOXES) and not boxes <= set(LEVELS)


def _sides(pair: Pair) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both sides as pieces, with what hangs on one of them alone behind its words."""
    old, new = pair.sides()
    before, after = (Counter(side.marks if side else ()) for side in (pair.old, pair.new))
    return (*old, *_named("removed", before - after)), (*new, *_named("added", after - before))


def _named(kind: Kind, marks: Counter[tuple[str, str]]) -> Iterator[Piece]:
    for of, told in marks.elements():
        yield Piece(kind, f" [{KINDS[of][0]}: {told}]")


def _capital(words: str) -> str:
    first = 1 if words.startswith("“") else 0
    return words[:first] + words[first].upper() + words[first + 1 :]
