"""The search index in PostgreSQL: a column with all lexemes of a page, and one with its names' own.

A GIN index keeps no weights. Asked for a word in a title, the index of all lexemes gives the pages
that have it anywhere, and each of their long rows would be read to see where. So the lexemes of
title, also-called words and headings stand apart, in a short column with an index of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# The first half of the table. Migration 0010 adds the names, and how texts are read.
CREATE = (
    "CREATE TABLE content_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX content_search_words ON content_search USING gin (words)",
)
INSERT = (
    "INSERT INTO content_search (rowid, words) VALUES (%s,"
    " setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B')"
    " || setweight(to_tsvector('english', %s), 'C') || setweight(to_tsvector('english', %s), 'D'))"
)
# Of more pages than this, the oldest are weighed: what so many have tells none of them apart. To
# weigh a text, all its lexemes are fetched from beside the table, so fewer are.
MOST_NAMED, MOST_TOLD = 10_000, 500
# The weights are of D, C, B and A, at most 1; a long page counts for less. Many are weighed by
# their names, and the best of them by all that they say.
BEST_NAMED = """
    SELECT rowid FROM (
        SELECT rowid, words FROM (
            SELECT rowid, names, words FROM content_search
            WHERE names @@ to_tsquery('english', %s) LIMIT %s
        ) AS matched
        ORDER BY ts_rank('{0.1, 0.4, 0.8, 1}', names, to_tsquery('english', %s), 1) DESC, rowid
        LIMIT %s
    ) AS best
    ORDER BY ts_rank('{0.1, 0.4, 0.8, 1}', words, to_tsquery('english', %s), 1) DESC, rowid LIMIT %s
"""
# Each question has a share, or the pages with a common word would crowd out those with a rare one.
BEST_TOLD = """
    SELECT page FROM (
        SELECT DISTINCT ON (page) page, said FROM unnest(%s::text[]) AS question,
        content_search_texts(to_tsquery('english', question), %s)
    ) AS matched
    ORDER BY ts_rank('{0.1, 0.4, 0.8, 1}', said, to_tsquery('english', %s), 1) DESC, page LIMIT %s
"""
TOLD = """
    SELECT place - 1, page FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place),
    content_search_texts(to_tsquery('english', word), %s)
"""


def has(word: str) -> tuple[str, list[Any]]:
    """Return what asks whether some page has a form of a word."""
    return "SELECT 1 FROM content_search_texts(to_tsquery('english', %s), 1)", [word]


def told(words: Sequence[str], most: int) -> tuple[str, list[Any]]:
    """Return what asks for the places of some words, and the pages that have each."""
    return TOLD, [[*words[:-1], f"{words[-1]} | {words[-1]}:*"], most]


def best(
    words: Sequence[str],
    instead: Mapping[str, Sequence[str]],
    *,
    every: bool,
    named: bool,
    limit: int,
) -> tuple[str, list[Any]]:
    """Return what asks for the pages that have some words, or all of them, maybe in their names."""
    terms = list(words)
    # The last may be half typed.
    terms[-1] += f" | {words[-1]}:*"
    for number, word in enumerate(words):
        for other in instead.get(word, ()):
            terms[number] += f" | ({' & '.join(other.split())})"
    terms = [f"({term})" for term in terms]
    asked = (" & " if every else " | ").join(terms)
    if named:
        return BEST_NAMED, [asked, MOST_NAMED, asked, MOST_TOLD, asked, limit]
    return BEST_TOLD, [[asked] if every else terms, MOST_TOLD, asked, limit]
