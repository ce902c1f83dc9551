"""Words as a search compares them: in small plain letters, without the ending of a form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Endings that two forms of a word may differ by; enough to tell and mark words, not to find them.
ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "y", "e")
SHORTEST_STEM = 3
WORD = re.compile(r"[^\W_]+")
# A number runs into its unit, as in 28wks. Where a sentence pauses, it may turn.
PIECE = re.compile(r"\d+(?=[^\W\d_]{2})|[^\W_]+|[.,;:!?]")


def pieces(text: str) -> list[str]:
    """Return words and stops of a text, apostrophes left out, as in “cant”."""
    plain = without_accents(text.lower()).replace("\u2019", "'").replace("'", "")
    return PIECE.findall(plain)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a word without the ending that its other forms do without."""
    plain = without_accents(word)
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def without_accents(text: str) -> str:
    """Return a text in plain letters: SQLite's index takes é for e, and PostgreSQL's does not."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
