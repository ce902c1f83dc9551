"""How plainly a text reads. A report, never a bar: what helps a reader is judged by a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Count the syllables of an English word, near enough for a grade."""
    plain = word.lower().rstrip("'’s")
    groups = len(VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    return max(groups, 1)


def grade(sentences: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of running sentences."""
    told = [WORD.findall(sentence) for sentence in sentences]
    told = [words for words in told if words]
    words = [word for sentence in told for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(told) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def count(text: str) -> int:
    """Return the number of words, numbers among them."""
    return len(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text))
