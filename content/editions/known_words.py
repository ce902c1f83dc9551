"""The words that live pages use, so that a misspelt question still finds its page.

A word that no page has is put beside the known words that sound like it. Spelling is compared, and
nothing is guessed: what was looked for instead is told to the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.db import models
from rapidfuzz.distance import OSA

from content.editions.models import Edition, Rendering

WORD = re.compile(r"[^\W_]+")
SHORTEST, LONGEST = 4, 40
AT_ONCE = 500
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


class KnownWord(models.Model):
    """A word that stands in a live page, or stood there."""

    word = models.CharField(max_length=LONGEST, primary_key=True)
    sound = models.CharField(max_length=LONGEST, db_index=True)
    # It stands in a title, an also-called word, a heading or a warning sign.
    named = models.BooleanField()

    def __str__(self) -> str:
        return self.word


def learn(edition: Edition, rendering: Rendering) -> None:
    """Take up the words of a page that has gone live."""
    signs = edition.leaning.get("flags", {}).values()
    names = [
        edition.title,
        *edition.also_called,
        *(row["title"] for row in rendering.outline),
        *(phrase for sign in signs for phrase in sign.get("search_words", ())),
    ]
    named = words_in(names)
    told = words_in([edition.summary, *edition.key_points, rendering.plain]) - named
    rows = [
        KnownWord(word=word, sound=sound(word), named=word in named)
        for word in sorted(named | told)
    ]
    KnownWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    KnownWord.objects.filter(word__in=named, named=False).update(named=True)


def unknown(words: Sequence[str]) -> list[str]:
    """Return those of some words that no page spells so, and that are long enough to mend."""
    long = [word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    known = set(KnownWord.objects.filter(word__in=long).values_list("word", flat=True))
    return [word for word in long if word not in known]


def nearest(word: str) -> str:
    """Return the known word that a misspelt one is most like, or nothing."""
    heard = sound(word)
    # Only words that begin with the same sound, which is a look into the index.
    rows = KnownWord.objects.filter(sound__gte=heard[:1], sound__lt=chr(ord(heard[:1] or "a") + 1))
    found = []
    for row in rows.only("word", "sound", "named"):
        letters = OSA.distance(word, row.word, score_cutoff=_most(word))
        sounds = OSA.distance(heard, row.sound, score_cutoff=1)
        if letters <= _most(word) and (sounds <= 1 or letters == 1):
            found.append((letters + sounds, not row.named, letters, row.word))
    return min(found)[-1] if found else ""


def sound(word: str) -> str:
    """Return how a word sounds, near enough: its consonants, each in one spelling."""
    letters = word
    for pattern, heard in SPELLINGS:
        letters = pattern.sub(heard, letters)
    return letters or word[:1]


def words_in(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts in small plain letters, but for the longest and numbers."""
    plain = without_accents(" ".join(texts).lower())
    return {word for word in WORD.findall(plain) if word.isalpha() and len(word) <= LONGEST}


def without_accents(text: str) -> str:
    """Return a text in plain letters: SQLite's index takes é for e, and PostgreSQL's does not."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _most(word: str) -> int:
    """Return how many letters may be wrong: one in a short word, three in a long one."""
    return 1 if len(word) < 6 else 2 if len(word) < 9 else 3  # noqa: PLR2004  # told in the sentence above
