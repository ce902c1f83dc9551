"""Advice to whoever writes: what makes a text harder to read or to act on. It never blocks.

Pure functions on a text and its rendering. Each piece of advice names the words it is about, so
that the desk can lead there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from content import rendering
from content.comparing import differences
from content.editions import languages
from content.editions.text import Wording
from content.editorial import agreement, plain
from content.rendering import Passage
from content.rendering.cards import LEVELS

LONG_SENTENCE, MANY_SENTENCES, MANY_ITEMS = 20, 3, 7
# A grade is told when it rose by so much, and a text is hard above another.
RISE, HARD = 0.5, 8.0
MOST = 200

ALARMS = re.compile(
    r"\b(?:deadly|fatal|lethal|terrifying|horrific|killer|life-threatening)\b|!", re.IGNORECASE
)
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(\w{3,}(?:ed|own|ung|ept|ade|oken|iven|aken"
    r"|ound|ought|aught|elt|een|ritten))\b",
    re.IGNORECASE,
)
# Forms that say how somebody is, and not what is done to them.
STATES = frozenset({"tired", "worried", "scared", "interested", "bored", "need", "bleed", "used"})
PERCENT = re.compile(r"\d+(?:\.\d+)?\s?(?:%|per ?cent\b)", re.IGNORECASE)
RATIO = re.compile(
    r"\b(?:\d+:\d+|(?:odds|risk|hazard) ratio|relative risk|\d+(?:\.\d+)?-fold)\b", re.IGNORECASE
)
PLAINER: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
)
HARD_WORD = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(PLAINER, key=len, reverse=True)))})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice, the words it is about and the line they stand on."""

    kind: str
    message: str
    line: int | None = None
    words: str = ""
    field: str = "body"


def of(
    text: Wording,
    document: rendering.Document,
    *,
    findings: agreement.Findings,
    grade_before: float | None,
) -> list[Advice]:
    """Return the advice there is on a text: on the whole first, then in the order of the text."""
    written = [passage for passage in document.passages if not _is_given(passage)]
    by_passage = BY_PASSAGE if _is_english(text) else IN_ANY_LANGUAGE
    found = [
        *(advice for passage in written for advise in by_passage for advice in advise(passage)),
        *_long_lists(written),
        *_many_cards(document),
        *_without_words(document),
        *_disagreeing(document, findings),
    ]
    found.sort(key=lambda advice: advice.line or 0)
    harder = _harder(document, grade_before) if _is_english(text) else ()
    return [*harder, *_in_fields(text, by_passage), *found][:MOST]


def _long(passage: Passage) -> Iterator[Advice]:
    if passage.kind == "heading":
        return
    sentences = _sentences(passage)
    for sentence in sentences:
        words = plain.count(sentence)
        if words > LONG_SENTENCE:
            told = f"A sentence of {words} words. Make two of it."
            yield Advice("long sentence", told, passage.line, sentence)
    if passage.kind == "prose" and len(sentences) > MANY_SENTENCES:
        told = f"A paragraph of {len(sentences)} sentences. Part it, or make a list."
        yield Advice("long paragraph", told, passage.line, sentences[0])


def _hard_words(passage: Passage) -> Iterator[Advice]:
    for found in HARD_WORD.finditer(passage.words):
        word = found[0]
        # A word with its meaning behind it is explained.
        if passage.words.startswith(" (", found.end()):
            continue
        told = f"“{word}” is hard. Try “{PLAINER[word.casefold()]}”."
        yield Advice("hard word", told, passage.line, word)


def _passive(passage: Passage) -> Iterator[Advice]:
    for sentence in _sentences(passage):
        found = PASSIVE.search(sentence)
        if found and found[1].casefold() not in STATES:
            told = f"“{found[0]}” hides who does it. Say who, if readers should know."
            yield Advice("passive voice", told, passage.line, found[0])


def _alarms(passage: Passage) -> Iterator[Advice]:
    for found in ALARMS.finditer(passage.words):
        told = f"“{found[0]}” frightens more than it helps. Say what happens and what to do."
        yield Advice("alarm", told, passage.line, found[0])


def _numbers(passage: Passage) -> Iterator[Advice]:
    for found in PERCENT.finditer(passage.words):
        told = f"Write “{found[0]}” as so many out of 100, with the other side beside it."
        yield Advice("percentage", told, passage.line, found[0])
    for found in RATIO.finditer(passage.words):
        told = f"“{found[0]}” is a ratio. Say how many out of 100 with it, and how many without."
        yield Advice("ratio", told, passage.line, found[0])


Advise = Callable[[Passage], Iterator[Advice]]
BY_PASSAGE: tuple[Advise, ...] = (
    _long,
    _hard_words,
    _passive,
    _alarms,
    _numbers,
)


# The others know English words.
IN_ANY_LANGUAGE = (_long,)


def _is_english(text: Wording) -> bool:
    return languages.base(text.language) == "en"


def _long_lists(passages: list[Passage]) -> Iterator[Advice]:
    """Yield each list of too many items. In a care card, all signs stand together on purpose."""
    in_lists = groupby(passages, key=lambda each: (each.kind == "item", each.section, each.box))
    for (is_list, _, box), items in in_lists:
        listed = list(items)
        if is_list and box not in LEVELS and len(listed) > MANY_ITEMS:
            told = f"A list of {len(listed)} items. Seven is what a reader keeps: part it."
            yield Advice("long list", told, listed[0].line, listed[0].words)


def _many_cards(document: rendering.Document) -> Iterator[Advice]:
    heads = [each for each in document.passages if each.kind == "heading" and each.box in LEVELS]
    for level, number in Counter(card.level for card in document.cards).items():
        if number > 1:
            again = [each for each in heads if each.box == level][1:]
            told = f"{number} cards say “{LEVELS[level]}”. Put all that is in them into one."
            yield Advice("care cards", told, again[0].line if again else None)


def _without_words(document: rendering.Document) -> Iterator[Advice]:
    for passage in document.passages:
        for mark in passage.marks:
            if mark.kind == "picture" and not mark.words:
                told = (
                    "This picture says nothing to those who cannot see it. Is it only decoration?"
                )
                yield Advice("alternative text", told, passage.line, mark.name)


def _disagreeing(document: rendering.Document, findings: agreement.Findings) -> Iterator[Advice]:
    for each in agreement.of(document, findings):
        yield Advice("finding", str(each), each.line, each.sentence)


def _harder(document: rendering.Document, before: float | None) -> Iterator[Advice]:
    grade = plain.grade(document.sentences)
    if before is not None and grade - before > RISE:
        told = f"It reads harder than it did: grade {grade:.1f}, and it was {before:.1f}."
        yield Advice("reading grade", told)
    elif grade > HARD:
        told = (
            f"It reads at grade {grade:.1f}. Shorter sentences and words bring it below {HARD:.0f}."
        )
        yield Advice("reading grade", told)


def _in_fields(text: Wording, by_passage: Iterable[Advise]) -> Iterator[Advice]:
    """Yield advice on what stands around the text."""
    fields = [("summary", text.summary), *(("key_points", point) for point in text.key_points)]
    for name, words in fields:
        passage = Passage(words, "", "", "", None, ())
        for advise in by_passage:
            for advice in advise(passage):
                yield Advice(advice.kind, advice.message, None, advice.words, name)


def _is_given(passage: Passage) -> bool:
    """Say whether the words come from a finding or a warning sign, and not from the writer."""
    return passage.box == "finding" or any(mark.kind == "flag" for mark in passage.marks)


def _sentences(passage: Passage) -> list[str]:
    return [each.words for each in differences.sentences("", passage.words)]
