"""What readers search: the words of live pages, in the database's own full-text engine.

SQLite keeps an FTS5 table and PostgreSQL a column of lexemes; a row's number is its page's. Both
find the stem of a word, and both weigh a title above a heading above the text. A word that is in no
page is mended by `known_words`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from content.editions import known_words
from content.editions.known_words import without_accents
from content.editions.models import Edition, Page, Rendering

# How much a word counts in the title, the also-called words, the headings and the text.
WEIGHTS = (10.0, 8.0, 4.0, 1.0)
LONGEST_QUERY, MOST_WORDS = 200, 12
# With so many pages found, those that fit less well are not looked for.
ENOUGH = 10
# Of more pages than this, the oldest are weighed: what so many have tells none of them apart.
MOST_MATCHED = 10_000

# Words that say nothing about what somebody looks for.
IDLE = frozenset(
    """
    a about am an and any are as at be but by can could did do does for from get getting give gives
    had has have having he her his how i if in is it its me mine my of on or our she should so that
    the them then there these they this to too up was we what when where which who why will with
    would you your s t m ve re ll d
    """.split()  # noqa: SIM905  # a list of words reads better without quotes
)

CREATE = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE content_search USING fts5(title, also, headings, body,"
            " tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')"
        ),
    ),
    "postgresql": (
        "CREATE TABLE content_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX content_search_words ON content_search USING gin (words)",
    ),
}


INSERT = {
    "sqlite": (
        "INSERT INTO content_search (rowid, title, also, headings, body)"
        " VALUES (%s, %s, %s, %s, %s)"
    ),
    "postgresql": (
        "INSERT INTO content_search (rowid, words) VALUES (%s,"
        " setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B')"
        " || setweight(to_tsvector('english', %s), 'C')"
        " || setweight(to_tsvector('english', %s), 'D'))"
    ),
}


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


def find(words: Sequence[str], *, instead: Mapping[str, str], limit: int) -> list[int]:
    """Return the numbers of the pages that fit, up to `limit` of each kind, the best kind first.

    First those with all the words in what names the page: title, also-called words, headings. If
    that is fewer than ten, those with all the words anywhere; and then those with some. A common
    word is in most texts and in few names, so most questions are answered without weighing every
    text. `instead` gives of a misspelt word the known one that will do as well, or two.
    """
    found: list[int] = []
    for every, named in ((True, True), (True, False), (False, False)) if words else ():
        if len(found) < ENOUGH:
            more = _match(words, instead, every=every, named=named, limit=limit)
            found += [pk for pk in more if pk not in found]
    return found


def standing(pks: Collection[int]) -> list[tuple[int, str, int, object]]:
    """Return of each live page among some its number, address, rendering, and since when."""
    # Every search asks this, and the ORM takes four times as long to ask it.
    places = ", ".join(["%s"] * len(pks)) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, slug, rendering_id, changed_at FROM content_page"  # noqa: S608  # places alone
            f" WHERE edition_id IS NOT NULL AND id IN ({places})",
            list(pks),
        )
        rows: list[tuple[int, str, int, object]] = cursor.fetchall()
    return rows


def called(words: Sequence[str], *, instead: Mapping[str, str], limit: int) -> list[int]:
    """Return the numbers of the pages whose names and headings have all of some words."""
    return _match(words, instead, every=True, named=True, limit=limit) if words else []


def mended(words: Sequence[str]) -> dict[str, str]:
    """Return of each word that no page has, in any form, the known word that it is most like."""
    found: dict[str, str] = {}
    for word in known_words.unknown(words):
        # Another form of a known word is no mistake; a word half typed may be one.
        nearest = "" if _is_found(word) else known_words.nearest(word)
        # A word that stood in a page that was withdrawn is known, and is no longer told.
        if nearest and all(map(_is_found, nearest.split())):
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


def _is_found(word: str) -> bool:
    """Say whether some page has a form of a word."""
    if connection.vendor == "sqlite":
        query = "SELECT 1 FROM content_search WHERE content_search MATCH %s LIMIT 1"
        question = f'"{word}"'
    else:
        query = "SELECT 1 FROM content_search WHERE words @@ to_tsquery('english', %s) LIMIT 1"
        question = word
    with connection.cursor() as cursor:
        cursor.execute(query, [question])
        return cursor.fetchone() is not None


def _match(
    words: Sequence[str], instead: Mapping[str, str], *, every: bool, named: bool, limit: int
) -> list[int]:
    ask = _ask_sqlite if connection.vendor == "sqlite" else _ask_postgresql
    query, question = ask(words, instead, every=every, named=named)
    with connection.cursor() as cursor:
        cursor.execute(query, [question, limit])
        return [row[0] for row in cursor.fetchall()]


def _ask_sqlite(
    words: Sequence[str], instead: Mapping[str, str], *, every: bool, named: bool
) -> tuple[str, str]:
    # Quoted, a word is a word to FTS5 and never an operator. The last may be half typed.
    terms = [f'"{word}"' for word in words]
    terms[-1] = f'{terms[-1]} OR "{words[-1]}"*'
    for number, word in enumerate(words):
        if word in instead:
            parts = [f'"{part}"' for part in instead[word].split()]
            terms[number] += f" OR ({' AND '.join(parts)})"
    question = (" AND " if every else " OR ").join(f"({term})" for term in terms)
    query = (
        "SELECT rowid FROM (SELECT rowid,"  # noqa: S608  # our weights
        f" bm25(content_search, {', '.join(map(str, WEIGHTS))}) AS weight"
        f" FROM content_search WHERE content_search MATCH %s LIMIT {MOST_MATCHED})"
        " ORDER BY weight, rowid LIMIT %s"
    )
    return query, f"{{title also headings}} : ({question})" if named else question


def _ask_postgresql(
    words: Sequence[str], instead: Mapping[str, str], *, every: bool, named: bool
) -> tuple[str, str]:
    # The letters are those that `put` gave to title, also-called words and headings.
    where = ":ABC" if named else ""
    half = ":*ABC" if named else ":*"
    terms = [f"{word}{where}" for word in words]
    terms[-1] += f" | {words[-1]}{half}"
    for number, word in enumerate(words):
        if word in instead:
            parts = [f"{part}{where}" for part in instead[word].split()]
            terms[number] += f" | ({' & '.join(parts)})"
    # PostgreSQL wants the weights of D, C, B and A, at most 1.
    weights = ", ".join(str(weight / WEIGHTS[0]) for weight in reversed(WEIGHTS))
    query = (
        "SELECT rowid FROM (SELECT rowid, words, asked"  # noqa: S608  # our weights
        " FROM content_search, to_tsquery('english', %s) AS asked"
        f" WHERE words @@ asked LIMIT {MOST_MATCHED}) AS matched"
        f" ORDER BY ts_rank(ARRAY[{weights}]::real[], words, asked, 1) DESC, rowid LIMIT %s"
    )
    return query, (" & " if every else " | ").join(f"({term})" for term in terms)
