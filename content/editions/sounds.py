"""How a word sounds, so that a misspelt one is put beside what it was meant for."""

from __future__ import annotations

import re

# How English spells one sound in several ways. In order: the later rules see what the earlier made.
SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"gh", ""),
        (r"shun$|[tsc]ion$", "sn"),
        (r"sch|ch", "x"),
        (r"c(?=[eiy])|z", "s"),
        (r"c|q", "k"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouyw]+", ""),
        (r"^[aeiouy]+", "a"),
        (r"h", ""),
    )
)
# Letters that are written and not heard, as in night and nite.
SILENT = re.compile(r"gh|e$")


def sound(word: str) -> str:
    """Return how a word sounds, near enough: its consonants, each in one spelling."""
    letters = word
    for pattern, heard in SPELLINGS:
        letters = pattern.sub(heard, letters)
    return letters or word[:1]
