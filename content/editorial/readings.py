"""A text as a reader gets it, in the parts that two texts are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content import rendering
from content.comparing import differences
from content.comparing.differences import SENTENCE, Sentence
from content.editions.text import Wording
from content.rendering import words

# Signs that are set one way or another and read alike.
QUOTES = str.maketrans(
    {"‘": "’", "'": "’", "“": '"', "”": '"', "„": '"', "\u2010": "-", "\u2011": "-"}
)
DASH = re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)|(?<=\s)[-–—](?=\s)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a reader gets it: its sentences, and by name what hangs on no sentence.

    `facts` are what is said of the sources, the warning signs and the pictures, and `codes` are
    the clinical codes, each by the name that it is known by.
    """

    sentences: tuple[Sentence, ...] = ()
    keys: frozenset[str] = frozenset()
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    codes: tuple[tuple[str, str], ...] = ()


def reading(text: Wording, document: rendering.Document) -> Reading:
    """Return a whole text in the parts that are compared."""
    return Reading(
        sentences=(*_around(text), *_within(document, words.of(text.language))),
        keys=frozenset({"", *(section.key for section in document.outline)}),
        facts=_facts(text),
        codes=tuple((row["system"], _code(row)) for row in text.codes),
    )


def _around(text: Wording) -> Iterator[Sentence]:
    """Yield the sentences that stand around the text itself."""
    parts = (
        ("the title", text.title),
        ("the summary", text.summary),
        ("the key points", "\n".join(text.key_points)),
        ("the related pages", "\n".join(f"{row['why']} ({row['code']})" for row in text.related)),
        ("the also-called words", "\n".join(text.also_called)),
        ("the address", f"/{text.slug}/"),
        ("the topic", text.topic),
        ("the language", text.language),
        ("the original", _original(text)),
        ("the time to the next review", f"{text.review_months} months"),
    )
    for where, said in parts:
        yield from differences.sentences(where, even(said))
    for key, to in text.forwards.items():
        led = (("links", f"#{key} → {to}"),)
        yield Sentence(f"#{key} went to {to}", "the retired sections", marks=led)


def _original(text: Wording) -> str:
    origin = text.translated_from
    return f"Translated from {origin['code']}, edition {origin['number']}" if origin else ""


def _within(document: rendering.Document, ours: words.Words) -> Iterator[Sentence]:
    titles = {section.key: section.title for section in document.outline}
    for passage in document.passages:
        where = titles.get(passage.section, "the beginning")
        is_heading = passage.kind == "heading"
        # Its place at the head of a section says which one it is; that of a box is given.
        if is_heading and passage.box in ("do", "dont"):
            continue
        for said, marks in _cut(passage, ours):
            told = tuple((f"{mark.kind}s", _told(mark)) for mark in marks)
            yield Sentence(said, where, passage.section, passage.box, is_heading, told)


def _cut(
    passage: rendering.Passage, ours: words.Words
) -> Iterator[tuple[str, Sequence[rendering.Mark]]]:
    """Cut a passage into sentences, each with what hangs on it."""
    marks = list(passage.marks)
    begin = _level_of(passage, ours)
    gaps = [(found.start(), found.end()) for found in SENTENCE.finditer(passage.words, begin)]
    for end, onward in [*gaps, (len(passage.words), len(passage.words))]:
        here = [mark for mark in marks if mark.place <= end or end == len(passage.words)]
        marks = marks[len(here) :]
        said = even(passage.words[begin:end])
        begin = onward
        if said or here:
            yield said, here


def _level_of(passage: rendering.Passage, ours: words.Words) -> int:
    """Return how long the level of a care card is: it is compared as the box that it is."""
    level = ours.levels.get(passage.box, "")
    is_there = passage.kind == "heading" and level and passage.words.startswith(level)
    return len(level) if is_there else 0


def even(said: str) -> str:
    """Return words with the signs that can be set one way or another set one way."""
    return DASH.sub("–", said.translate(QUOTES).replace("...", "…"))


def _told(mark: rendering.Mark) -> str:
    said = even(mark.words)
    if mark.kind == "link":
        return f"{said} → {mark.name}"
    return f"{said} ({mark.name})" if mark.kind == "picture" else mark.name


def _facts(text: Wording) -> dict[str, dict[str, str]]:
    leaning = text.leaning
    return {
        "sources": {
            key: " · ".join(part for part in (key, row.get("title"), row.get("kind")) if part)
            for key, row in leaning.get("sources", {}).items()
        },
        "flags": {key: _flag(key, row) for key, row in leaning.get("flags", {}).items()},
        "pictures": {
            key: f"{key}, {row['sha256'][:8]}" for key, row in leaning.get("images", {}).items()
        },
    }


def _flag(key: str, flag: Mapping[str, Any]) -> str:
    tell = flag.get("tell") or {}
    told = (flag.get("urgency"), flag.get("may_mean"), *(tell[name] for name in sorted(tell)))
    return " · ".join([key, *(str(part) for part in told if part)])


def _code(row: Mapping[str, str]) -> str:
    return f"{row['system']} {row['code']} {row['meaning']}"
