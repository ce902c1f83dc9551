"""The words that live pages use, so that a misspelt question still finds its page.

A word that no page has is put beside the known words that sound like it. Spelling is compared, and
nothing is guessed: what was looked for instead is told to the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection, models
from rapidfuzz.distance import OSA

from content.editions import alike
from content.editions.models import Edition, Rendering
from content.editions.sounds import SILENT, sound
from content.editions.words import WORD, without_accents

SHORTEST, LONGEST = 4, 40
# Half of the letters are where they should be: no mistake that could be mended, but worth asking.
ALIKE = 0.5
# Of two words run together. Shorter parts are found in any word.
SHORTEST_PART = 3
AT_ONCE = 500


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
    table = alike.here()
    strange = [word for word in long if not table.knows(word)]
    known = _known(strange) if strange else {}
    return [word for word in strange if word not in known]


def nearest(word: str) -> str:
    """Return what a misspelt word is most likely meant for, or nothing.

    That is a known word one letter away; or two that were run together; or one that sounds like it.
    """
    near, letters = _most_like(word)
    if near and letters <= 1:
        return near
    return _parted(word) or near


def near(words: Sequence[str], *, most: int) -> list[str]:
    """Return words of pages' names that look somewhat like some words, the most like first."""
    found: dict[str, float] = {}
    for word in words:
        for known, _, named in _sounding(sound(word)) if len(word) <= LONGEST else ():
            like = OSA.normalized_similarity(word, known, score_cutoff=ALIKE)
            if like and named and len(known) >= SHORTEST:
                found[known] = max(like, found.get(known, 0))
    return sorted(found, key=lambda known: (-found[known], known))[:most]


def begun(word: str) -> str:
    """Return the word of some page's name that a word may become, typed so far with one mistake."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ""
    found = [
        (wrong, len(known), known)
        for known, _, named in _sounding(sound(word))
        if named and (wrong := _wrong_so_far(word, known)) <= 1
    ]
    return min(found)[-1] if found else ""


def _wrong_so_far(word: str, known: str) -> int:
    """Return how many letters of a word half typed are wrong, one more or less being one too."""
    ends = range(len(word) - 1, len(word) + 2)
    return min(int(OSA.distance(word, known[:end], score_cutoff=1)) for end in ends)


def _sounding(heard: str) -> list[tuple[str, str, bool]]:
    """Return the words that begin with the same sound, theirs, and whether they name a page."""
    with connection.cursor() as cursor:
        # The rows are hundreds and more, and the ORM takes as long again to make them.
        cursor.execute(
            "SELECT word, sound, named FROM content_knownword WHERE sound >= %s AND sound < %s",
            [heard[:1], chr(ord(heard[:1] or "a") + 1)],
        )
        rows: list[tuple[str, str, bool]] = cursor.fetchall()
    return rows


@lru_cache(maxsize=8)
def _alike_by_sound(table: alike.Table) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the words of the table of alike words, by the letter that their sound begins with."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for word in sorted(table.telling):
        heard = sound(word)
        found.setdefault(heard[:1], []).append((word, heard, False))
    return found


def _most_like(word: str) -> tuple[str, int]:
    """Return the known word that a misspelt one is most like, and how many letters differ."""
    heard, bare = sound(word), SILENT.sub("", word)
    found = []
    alike_words = _alike_by_sound(alike.here()).get(heard[:1], [])
    for known, known_sound, named in [*alike_words, *_sounding(heard)]:
        letters = OSA.distance(word, known, score_cutoff=_most(word))
        sounds = OSA.distance(heard, known_sound, score_cutoff=1)
        if known == f"{word}g" or (letters == 1 and sorted(word) == sorted(known)):
            # The last letter is left out, as in growin, or two stand in each other's place.
            sounds = 0
        if not sounds:
            letters = min(letters, OSA.distance(bare, SILENT.sub("", known)))
        if letters <= _most(word) and (sounds <= 1 or letters == 1):
            found.append((letters + sounds, not named, letters, known))
    *_, letters, known = min(found, default=(0, ""))
    return known, letters


def _parted(word: str) -> str:
    """Return the two known words that were run together, or nothing. One may be misspelt."""
    pairs = [(word[:n], word[n:]) for n in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
    known = _known([part for pair in pairs for part in pair])
    there = [pair for pair in pairs if known.keys() >= set(pair)]
    if there:
        # Of several ways, the one whose words name a page, and the most even one.
        _, _, pair = max((sum(known[part] for part in p), min(map(len, p)), p) for p in there)
        return " ".join(pair)
    heard = _by_sound([part for pair in pairs for part in pair if len(part) >= SHORTEST])
    for one, other in pairs:
        if known.get(one) and len(one) >= SHORTEST and other in heard:
            return f"{one} {heard[other]}"
        if known.get(other) and len(other) >= SHORTEST and one in heard:
            return f"{heard[one]} {other}"
    return ""


def _known(words: Sequence[str]) -> dict[str, bool]:
    """Return those of some words that pages have, and whether they name a page."""
    places = ", ".join(["%s"] * len(words)) or "NULL"
    with connection.cursor() as cursor:
        # Every search asks this, and the ORM takes four times as long to ask it.
        query = f"SELECT word, named FROM content_knownword WHERE word IN ({places})"  # noqa: S608  # places alone
        cursor.execute(query, list(words))
        return {word: bool(named) for word, named in cursor.fetchall()}


def _by_sound(parts: Sequence[str]) -> dict[str, str]:
    """Return of misspelt parts the word of some page's name that sounds the same."""
    rows = KnownWord.objects.filter(sound__in={sound(part) for part in parts}, named=True)
    words = list(rows.values_list("word", "sound"))
    found = {}
    for part in parts:
        bare = SILENT.sub("", part)
        alike = [
            (letters, word)
            for word, heard in words
            if heard == sound(part)
            and (letters := OSA.distance(bare, SILENT.sub("", word))) <= _most(part)
        ]
        if alike:
            found[part] = min(alike)[1]
    return found


def words_in(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts in small plain letters, but for the longest and numbers."""
    plain = without_accents(" ".join(texts).lower())
    return {word for word in WORD.findall(plain) if word.isalpha() and len(word) <= LONGEST}


def _most(word: str) -> int:
    """Return how many letters may be wrong: one in a short word, three in a long one."""
    return 1 if len(word) < 6 else 2 if len(word) < 9 else 3  # noqa: PLR2004  # told in the sentence above
