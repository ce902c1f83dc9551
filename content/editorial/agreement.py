"""Whether the numbers of a text agree with the findings of the sources that it cites.

Pure functions, and advice to people: a finding is a number with a context, and a sentence may
rightly tell another. So only a number in the form of a finding's is looked at (so many out of
100, so many people, fewer cramps, a likely range), and it agrees if any finding of the sources
cited gives it, rounded or counted another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content import rendering
from content.comparing import telling
from content.comparing.differences import SENTENCE
from content.evidence import blocks

Findings = Mapping[str, Mapping[str, Any]]

# The forms in which a number can be a finding's, by what stands after it.
OUT_OF_100 = re.compile(
    r"\s*(?:more|fewer|less)?\s*(?:people|women|cramps)?\s*(?:(?:in|out of|of)\s+(?:every\s+)?100\b"
    r"|%|per ?cent)",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\s+(?:people|women|men|adults|patients)\b", re.IGNORECASE)
TRIALS = re.compile(r"\s+(?:small\s+)?trials\b", re.IGNORECASE)
EFFECT = re.compile(
    r"\s+(?:(?:fewer|more|less)\b(?!\s+than)|cramps?\b|points?\b|times as\b|cm\b)", re.IGNORECASE
)
# What stands before a number that counts something else: “2 in 3 people”, “12 of 15”.
PART_OF = re.compile(
    rf"{telling.NUMBER.pattern}\s+(?:in|of|out of)\s+(?:every\s+)?\Z", re.IGNORECASE
)
OF_EVERY = re.compile(r"\b(?:of|for) every 100 \w+,?\s+(?:about\s+)?\Z", re.IGNORECASE)
RANGE = re.compile(r"\bbetween (?P<low>\S+).{0,20}? and (?P<high>\S+)", re.IGNORECASE)
# The fields in which a finding says numbers in words.
EVERYWHERE = ("say", "doubt", "harms", "population", "outcome")
OFTEN = {"two weeks": 2, "four weeks": 4}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number that no finding of the sources cited gives, and the finding that is nearest."""

    sentence: str
    number: str
    finding: str
    says: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.number} does not match its finding: {self.finding} says {self.says}."


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in the form of a finding's. `form` names what it could be found among."""

    number: str
    form: str

    def is_given_by(self, value: float) -> bool:
        """Say whether a value is this number, rounded as the number is."""
        decimals = len(self.number.partition(".")[2])
        return abs(abs(value) - float(self.number)) <= 0.5 * 10.0**-decimals + 1e-9


def of(document: rendering.Document, findings: Findings) -> list[Disagreement]:
    """Return each number of a text that disagrees with the findings of what its sentence cites."""
    by_source: dict[str, dict[str, Mapping[str, Any]]] = {}
    for key, finding in findings.items():
        by_source.setdefault(finding["source"], {})[key] = finding
    return [
        disagreement
        for passage in document.passages
        if passage.box != "finding"
        for sentence, sources in _cited(passage)
        for disagreement in _of_sentence(sentence, sources, by_source, passage.line)
    ]


def _cited(passage: rendering.Passage) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence with the sources behind it: its own, else those of the next that has."""
    waiting: list[str] = []
    begin = 0
    ends = [found.span() for found in SENTENCE.finditer(passage.words)]
    for end, onward in [*ends, (len(passage.words), len(passage.words))]:
        waiting.append(passage.words[begin:end])
        sources = [
            mark.name
            for mark in passage.marks
            if mark.kind == "source" and begin < mark.place <= end
        ]
        begin = onward
        if sources:
            yield from ((sentence, sources) for sentence in waiting)
            waiting = []


def _of_sentence(
    sentence: str,
    sources: Sequence[str],
    by_source: Mapping[str, Findings],
    line: int | None,
) -> Iterator[Disagreement]:
    # A source that gives no finding may be the one that gives the number.
    if not all(source in by_source for source in sources):
        return
    known = {key: row for source in sources for key, row in by_source[source].items()}
    for claim in _claims(sentence):
        values = {key: list(_given(row, claim.form)) for key, row in known.items()}
        candidates = {key: given for key, given in values.items() if given}
        if not candidates or any(
            claim.is_given_by(value) for given in candidates.values() for value in given
        ):
            continue
        nearest = max(candidates, key=lambda key: _shared(sentence, known[key]))
        yield Disagreement(sentence, claim.number, nearest, _says(known[nearest]), line)


def _claims(sentence: str) -> Iterator[Claim]:
    ranges = {place for found in RANGE.finditer(sentence) for place in _places(found)}
    for found in telling.NUMBER.finditer(sentence):
        number = telling.value(found[0]).removeprefix("-")
        if not re.fullmatch(r"\d+(?:\.\d+)?", number):
            continue
        form = _form(sentence, found, is_range=found.start() in ranges)
        if form:
            yield Claim(number, form)


def _places(found: re.Match[str]) -> list[int]:
    return [found.start("low"), found.start("high")]


def _form(sentence: str, found: re.Match[str], *, is_range: bool) -> str:
    before, end = sentence[: found.start()], found.end()
    if PART_OF.search(before) and not OF_EVERY.search(before):
        return ""
    if OUT_OF_100.match(sentence, end) or OF_EVERY.search(before):
        return "out of 100"
    if PEOPLE.match(sentence, end):
        return "people"
    if TRIALS.match(sentence, end):
        return "trials"
    is_effect = EFFECT.match(sentence, end) or is_range or "." in found[0]
    return "effect" if is_effect else ""


def _given(finding: Mapping[str, Any], form: str) -> Iterator[float]:
    """Yield the values that a finding gives in a form, and what follows from them."""
    if form in ("people", "trials"):
        count = finding.get("participants" if form == "people" else "trials")
        if count is not None:
            yield float(count)
            yield from _told(finding, EVERYWHERE)
        return
    rates = {
        name: value for name, value in (finding.get("per_100") or {}).items() if value is not None
    }
    effects = list(_effects(finding.get("effect") or {}))
    if form == "out of 100" and not rates and "100" not in str(finding.get("outcome")):
        return
    yield from rates.values()
    if rates:
        yield from (100 - rates["intervention"], 100 - rates["comparator"])
        yield rates["intervention"] - rates["comparator"]
    yield from effects
    for words, weeks in OFTEN.items():
        if words in str(finding.get("outcome")):
            yield from (effect / weeks for effect in effects)
    yield from _told(finding, EVERYWHERE)
    # The doubt says what there was without the treatment.
    yield from (
        without + effect for without in _told(finding, ("doubt",)) for effect in effects[:1]
    )


def _effects(effect: Mapping[str, Any]) -> Iterator[float]:
    for row in [effect, *effect.get("arms", [])]:
        for name in ("value", "low", "high"):
            if row.get(name) is not None:
                yield float(row[name])


def _told(finding: Mapping[str, Any], fields: Sequence[str]) -> Iterator[float]:
    """Yield the numbers in a finding's own words."""
    for name in fields:
        for number in telling.numbers(str(finding.get(name) or "")):
            if re.fullmatch(r"-?\d+(?:\.\d+)?", number):
                yield float(number)


def _says(finding: Mapping[str, Any]) -> str:
    rates = finding.get("per_100")
    if rates:
        return (
            f"{rates['intervention']:.0f} out of 100 {finding['intervention']} and"
            f" {rates['comparator']:.0f} {finding['comparator']}"
        )
    effect = finding.get("effect") or {}
    rows = [row for row in effect.get("arms") or [effect] if row.get("value") is not None]
    told = ", and ".join(_said(effect, row) for row in rows)
    return told or f"nothing of {finding.get('outcome')}"


def _said(effect: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    name = f"{row['name']}: " if row.get("name") else ""
    value, low, high = (row.get(part) for part in ("value", "low", "high"))
    best = f"{name}{blocks.in_words(dict(effect), float(str(value)))}"
    if low is None or high is None:
        return best
    likely = " and ".join(blocks.in_words(dict(effect), float(end)) for end in (low, high))
    return f"{best} (likely between {likely})"


def _shared(sentence: str, finding: Mapping[str, Any]) -> int:
    words = set(_words([sentence]))
    return len(words & set(_words(str(value) for value in finding.values())))


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"[a-z0-9]{3,}", text.casefold())]
