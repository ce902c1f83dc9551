"""The search index in SQLite: an FTS5 table, with a column for each place that a word may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CREATE = (
    """
    CREATE VIRTUAL TABLE content_search USING fts5(
        title, also, headings, body,
        tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
    )
    """,
)
INSERT = (
    "INSERT INTO content_search (rowid, title, also, headings, body) VALUES (%s, %s, %s, %s, %s)"
)
# Of more pages than this, the oldest are weighed: what so many have tells none of them apart.
MOST_MATCHED = 10_000
# The weights are those of the columns, in their order.
BEST = """
    SELECT rowid FROM (
        SELECT rowid, bm25(content_search, 10.0, 8.0, 4.0, 1.0) AS weight
        FROM content_search WHERE content_search MATCH %s LIMIT %s
    ) ORDER BY weight, rowid LIMIT %s
"""


def has(word: str) -> tuple[str, list[Any]]:
    """Return what asks whether some page has a form of a word."""
    return "SELECT 1 FROM content_search WHERE content_search MATCH %s LIMIT 1", [f'"{word}"']


def told(words: Sequence[str], most: int) -> tuple[str, list[Any]]:
    """Return what asks for the places of some words, and the pages that have each."""
    each = (
        f"SELECT * FROM (SELECT {number}, rowid FROM content_search"  # noqa: S608  # a number
        " WHERE content_search MATCH %s LIMIT %s)"
        for number in range(len(words))
    )
    asked = [value for word in words for value in (f'"{word}"', most)]
    asked[-2] = f'"{words[-1]}" OR "{words[-1]}"*'
    return " UNION ALL ".join(each), asked


def best(
    words: Sequence[str],
    instead: Mapping[str, Sequence[str]],
    *,
    every: bool,
    named: bool,
    limit: int,
) -> tuple[str, list[Any]]:
    """Return what asks for the pages that have some words, or all of them, maybe in their names."""
    # Quoted, a word is a word to FTS5 and never an operator. The last may be half typed.
    terms = [f'"{word}"' for word in words]
    terms[-1] = f'{terms[-1]} OR "{words[-1]}"*'
    for number, word in enumerate(words):
        for other in instead.get(word, ()):
            parts = [f'"{part}"' for part in other.split()]
            terms[number] += f" OR ({' AND '.join(parts)})"
    question = (" AND " if every else " OR ").join(f"({term})" for term in terms)
    asked = f"{{title also headings}} : ({question})" if named else question
    return BEST, [asked, MOST_MATCHED, limit]
