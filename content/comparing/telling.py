"""The parts of a sentence that change what a reader does: numbers, units, “not”, “today”, names.

Pure functions on plain words. A number is known by its value, so “ten” and “10” are one number,
and “1.5” and “15” are two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml

TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety hundred"
VALUES = {word: str(value) for value, word in enumerate(TO_TWENTY.split(), 1)}
VALUES |= {word: str(10 * place) for place, word in enumerate(TENS.split(), 1)}
VALUES |= {"thousand": "1000", "½": "half", "¼": "quarter", "¾": "three quarters"}
NAMED = "million billion half halves third quarter once twice double triple dozen"
WORDS = "|".join([*(word for word in VALUES if word.isalpha() and word != "one"), *NAMED.split()])
DOSE_UNITS = (
    "mg|mcg|µg|μg|g|kg|ml|l|iu|mmol|milligrams?|micrograms?|grams?|millilitres?|litres?|teaspoons?"
    "|tablespoons?|glass(?:es)?|cups?|tablets?|pills?|capsules?|drops?|doses?|puffs?|times"
)
TIME_UNITS = "seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|months?|years?"
OTHER_UNITS = r"%|per ?cent|°c|°f|degrees|cm|mm|km|m|metres?|centimetres?|miles?|feet|points?"
# A figure with its sign, its thousands and its fraction; a word for a number; “one” before a unit.
FIGURE = r"(?<![\w.,])[−-]?\d+(?:[.,]\d+)*|(?<=[–-])\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*|[½¼¾]"
ONE = rf"\bone(?=[\s-]+(?:{DOSE_UNITS}|{TIME_UNITS}|in|out of)\b)"
NUMBER = re.compile(rf"(?:{FIGURE}|\b(?:{WORDS})\b|{ONE})", re.IGNORECASE)
AFTER = re.compile(
    rf"[\s-]*(?:(?P<dose>{DOSE_UNITS})|(?P<other>{TIME_UNITS}|{OTHER_UNITS}))(?![^\W\d_]|\s+cramp)",
    re.IGNORECASE,
)
RATE = re.compile(
    r"(?:(?<=\w\s)an?|\b(?:per|each|every))\s+(hour|day|night|week|month|year)\b|\b(hourly|daily|nightly|weekly"
    r"|monthly|yearly)\b|/(day|week|kg)\b",
    re.IGNORECASE,
)
SHORT = {"sec": "second", "min": "minute", "hr": "hour", "h": "hour", "percent": "%"}
SHORT |= {"per cent": "%", "dai": "day", "night": "night", "milligram": "mg", "gram": "g"}
SHORT |= {"microgram": "µg", "mcg": "µg", "μg": "µg", "millilitre": "ml", "litre": "l"}
SHORT |= {"glasse": "glass", "centimetre": "cm"}
NEGATION = re.compile(
    r"\b(not|no|never|none|nothing|nobody|without|neither|nor|cannot|unless|except|avoid|stop"
    r"|hardly|[a-z]+n['’]t)\b\W*(\w*)",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
Find = Callable[[str], list[str]]


def numbers(words: str) -> list[str]:
    """Return the values of the numbers that are no doses."""
    return [value for value, dose, _ in _quantities(words) if not dose]


def doses(words: str) -> list[str]:
    """Return the doses, each a number with its unit."""
    return [f"{value} {dose}" for value, dose, _ in _quantities(words) if dose]


def units(words: str) -> list[str]:
    """Return the units that follow numbers but in doses, and how often something is."""
    rates = [
        "/" + _unit(next(part for part in found.groups() if part)).removesuffix("ly")
        for found in RATE.finditer(words)
    ]
    return [unit for _, _, unit in _quantities(words) if unit] + rates


def negations(words: str) -> list[str]:
    """Return what is said not to be, each “not” with the word that it denies."""
    return [f"{_no(word)} {after}".casefold() for word, after in NEGATION.findall(words)]


def value(number: str) -> str:
    """Return the value of a number as it is written, in figures where there are any."""
    plain = THOUSANDS.sub("", number.casefold()).replace("−", "-")
    return VALUES.get(plain, plain)


def turned(old: str, new: str) -> int:
    """Count the words that have given way to their opposite, or changed places with it."""
    before, after = _sided(old), _sided(new)
    came, went = _difference(before, after)
    left = list(came.elements())
    for word in went.elements():
        against = next((other for other in left if _are_opposite(word, other)), None)
        if against:
            left.remove(against)
    swapped = [] if came or went else zip(before, after, strict=True)
    return came.total() - len(left) + sum(_are_opposite(*words) for words in swapped)


def moves(find: Find, old: str, new: str) -> int:
    """Count what came, went or changed places from one sentence to the other."""
    before, after = find(old), find(new)
    if before == after:
        return 0
    came, went = _difference(before, after)
    places = sum(one != other for one, other in zip(before, after, strict=False))
    return max(came.total(), went.total()) or places


def _quantities(words: str) -> list[tuple[str, str, str]]:
    """Return each number's value, and its unit as that of a dose or another."""
    found = []
    for number in NUMBER.finditer(words):
        unit = AFTER.match(words, number.end())
        dose = _unit(unit["dose"]) if unit and unit["dose"] else ""
        other = _unit(unit["other"]) if unit and unit["other"] else ""
        found.append((value(number[0]), dose, other))
    return found


def _unit(unit: str) -> str:
    plain = unit.casefold()
    bare = plain.removesuffix("ly") if plain.endswith("ly") else plain
    bare = bare.removesuffix("s") if len(bare) > 2 and not bare.endswith("ss") else bare  # noqa: PLR2004 - “ms”
    return SHORT.get(bare, bare)


def _no(word: str) -> str:
    plain = word.casefold()
    return "not" if plain.endswith(("n't", "n’t")) or plain == "cannot" else plain


def _difference(old: Sequence[str], new: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    return Counter(new) - Counter(old), Counter(old) - Counter(new)


def _are_opposite(one: str, other: str) -> bool:
    return any(
        line == another and side != opposed
        for line, side in SIDES[one]
        for another, opposed in SIDES[other]
    )


def _load() -> dict[str, list[str]]:
    path = Path(__file__).with_name("telling.yaml")
    told: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


def _forms(words: str) -> list[str]:
    return [form.strip() for form in words.split("|")]


def _finder(names: Mapping[str, str]) -> Find:
    """Return a function that finds words and gives each its name."""
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

    def find(words: str) -> list[str]:
        plain = words.replace("’", "'")
        return [names[found[0].casefold()] for found in pattern.finditer(plain)]

    return find


def _of_kind(lines: Sequence[str]) -> Find:
    return _finder({form: _forms(line)[0] for line in lines for form in _forms(line)})


def _sides(lines: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Return for each word the lines that it stands in, and on which side of each."""
    sides: dict[str, list[tuple[int, int]]] = {}
    for line, opposed in enumerate(lines):
        for side, words in enumerate(opposed.split("/")):
            for form in _forms(words):
                sides.setdefault(form, []).append((line, side))
    return sides


_told = _load()
urgency = _of_kind(_told["urgency"])
people = _of_kind(_told["people"])
limits = _of_kind(_told["limits"])
medicines = _of_kind(_told["medicines"])
SIDES = _sides(_told["opposites"])
_sided = _finder({form: form for form in SIDES})
