"""What readers search: the words of live pages, in the database's own full-text engine.

SQLite and PostgreSQL each keep it in their own way; a row's number is its page's. Both find the
stem of a word, and both weigh a title above an also-called word, that above a heading, and that
above the text. A word that is in no page is mended by `known_words`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from content.editions import alike, known_words, search_postgresql, search_sqlite
from content.editions.models import Edition, Page, Rendering
from content.editions.words import without_accents

LONGEST_QUERY, MOST_WORDS = 200, 12
# With so many pages found, those that fit less well are not looked for.
ENOUGH = 10

# Words that say nothing about what somebody looks for.
IDLE = frozenset(
    """
    a about after am an and any are as at be but by can could did do does for from get getting
    give gives had has have having he her his how i if in is it its me mine my no of off on or
    our out she should so that the them then there these they this to too up was we what when
    where which who why will with would you your s t m ve re ll d
    """.split()  # noqa: SIM905  # a list of words reads better without quotes
)

LIVE = (
    "SELECT p.id, p.slug, p.rendering_id, p.changed_at, p.code, p.edition_id, e.is_demonstration,"
    " e.language FROM content_page p JOIN content_edition e ON e.id = p.edition_id"
)

CREATE = {"sqlite": search_sqlite.CREATE, "postgresql": search_postgresql.CREATE}
INSERT = {"sqlite": search_sqlite.INSERT, "postgresql": search_postgresql.INSERT}
HAS = {"sqlite": search_sqlite.has, "postgresql": search_postgresql.has}
TOLD = {"sqlite": search_sqlite.told, "postgresql": search_postgresql.told}
BEST = {"sqlite": search_sqlite.best, "postgresql": search_postgresql.best}


class Live(NamedTuple):
    """What a live page is, and since when it stands."""

    pk: int
    slug: str
    rendering_id: int
    since: datetime
    code: str
    edition_id: int
    is_demonstration: bool
    language: str


def put(page: Page, edition: Edition, rendering: Rendering) -> None:
    """Let readers find a page by its words as they stand now."""
    take(page)
    known_words.learn(edition, rendering)
    with connection.cursor() as cursor:
        cursor.execute(INSERT[connection.vendor], row(page, edition, rendering))


def row(page: Page, edition: Edition, rendering: Rendering) -> list[int | str]:
    """Return what the index holds of a page: its number, names, headings and text."""
    fields = [
        edition.title,
        ", ".join(edition.also_called),
        " ".join(row["title"] for row in rendering.outline),
        " ".join([edition.summary, *edition.key_points, rendering.plain]),
    ]
    return [page.pk, *map(without_accents, fields)]


def take(page: Page) -> None:
    """Let nobody find a page any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_search WHERE rowid = %s", [page.pk])


def find(words: Sequence[str], *, instead: Mapping[str, Sequence[str]], limit: int) -> list[int]:
    """Return the numbers of the pages that fit, up to `limit` of each kind, the best kind first.

    First those with all the words in what names the page: title, also-called words, headings. If
    that is fewer than ten, those with all the words anywhere; and then those with some. A common
    word is in most texts and in few names, so most questions are answered without weighing every
    text. `instead` gives of a word what will do as well, each of one word or of several.
    """
    found: list[int] = []
    for every, named in ((True, True), (True, False), (False, False)) if words else ():
        if len(found) < ENOUGH:
            more = _match(words, instead, every=every, named=named, limit=limit)
            found += [pk for pk in more if pk not in found]
    return found


def standing(pks: Collection[int]) -> list[Live]:
    """Return the live pages among some."""
    return _live("p.id", pks)


def coded(codes: Collection[str]) -> list[Live]:
    """Return the live pages of some articles."""
    return _live("p.code", codes)


def all_standing(*, most: int) -> list[Live]:
    """Return all live pages, or nothing where there are more than `most`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{LIVE} ORDER BY p.id LIMIT %s", [most + 1])
        rows = cursor.fetchall()
    return [Live(*row) for row in rows] if len(rows) <= most else []


def called(words: Sequence[str], *, instead: Mapping[str, Sequence[str]], limit: int) -> list[int]:
    """Return the numbers of the pages whose names and headings have all of some words."""
    return _match(words, instead, every=True, named=True, limit=limit) if words else []


def told(words: Sequence[str], *, most: int) -> dict[str, list[int]]:
    """Return of some words the numbers of pages that have them, up to `most` of each.

    The last may be half typed.
    """
    found: dict[str, list[int]] = {word: [] for word in words}
    if words:
        with connection.cursor() as cursor:
            cursor.execute(*TOLD[connection.vendor](words, most))
            for number, pk in cursor.fetchall():
                found[words[number]].append(pk)
    return found


def mended(words: Sequence[str]) -> dict[str, str]:
    """Return of each word that no page has, in any form, the known word that it is most like."""
    found: dict[str, str] = {}
    for word in known_words.unknown(words):
        # Another form of a known word is no mistake; a word half typed may be one.
        nearest = "" if _is_found(word) else known_words.nearest(word)
        # A word that stood in a page that was withdrawn is known, and is no longer told.
        if nearest and all(_is_said(part) or _is_found(part) for part in nearest.split()):
            found[word] = nearest
    return found


def near(words: Sequence[str], *, most: int) -> list[str]:
    """Return words of live pages' names that look somewhat like some words, the most like first."""
    alike = known_words.near(words, most=4 * most)
    return [word for word in alike if _is_found(word)][:most]


def rebuild() -> int:
    """Fill the index anew from the live pages; return how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM content_search")
    known_words.KnownWord.objects.all().delete()
    number = 0
    for page in Page.objects.live().select_related("edition", "rendering").iterator(chunk_size=200):
        if page.edition and page.rendering:
            put(page, page.edition, page.rendering)
            number += 1
    return number


def words_of(query: str) -> list[str]:
    """Return the words of a question that say what is looked for, at most twelve of them."""
    plain = without_accents(query[:LONGEST_QUERY].lower().replace("’", "'"))
    found = re.findall(r"[^\W_]+", plain)
    telling = [word for word in found if word not in IDLE] or found
    return list(dict.fromkeys(telling))[:MOST_WORDS]


def _is_said(word: str) -> bool:
    """Say whether the table of alike words has a word."""
    return word in alike.here().telling


def _is_found(word: str) -> bool:
    """Say whether some page has a form of a word."""
    with connection.cursor() as cursor:
        cursor.execute(*HAS[connection.vendor](word))
        return cursor.fetchone() is not None


def _live(column: str, wanted: Collection[int] | Collection[str]) -> list[Live]:
    # Every search asks this, and the ORM takes four times as long to ask it.
    places = ", ".join(["%s"] * len(wanted)) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"{LIVE} WHERE {column} IN ({places})", list(wanted))
        return [Live(*row) for row in cursor.fetchall()]


def _match(
    words: Sequence[str],
    instead: Mapping[str, Sequence[str]],
    *,
    every: bool,
    named: bool,
    limit: int,
) -> list[int]:
    best = BEST[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(*best(words, instead, every=every, named=named, limit=limit))
        return [row[0] for row in cursor.fetchall()]
