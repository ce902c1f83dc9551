"""Lists that are written from data: every remedy of a group, every myth of a topic.

A writer puts `::: remedies night` or `::: myths night` on a line of its own. When the revision is
saved, the list is written out as the same Markdown that anybody could have typed, and frozen with
the revision; from then on it is text like any other, with its citations, its links and its review.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from content.evidence import tables
from content.evidence.models import Myth, Remedy
from content.evidence.words import ENGLISH

UNSAFE = "unsafe"
LIST = re.compile(r"^::: *(remedies|myths) +([a-z-]+) *\n:::[ \t]*$", re.MULTILINE)


def written_out(body: str, *, language: str = ENGLISH) -> dict[str, str]:
    """Return the Markdown of each list that a body asks for, by the words that ask for it."""
    return {f"{kind} {group}": _write(kind, group, language) for kind, group in LIST.findall(body)}


def put_in(body: str, lists: Mapping[str, str]) -> str:
    """Return a body with its lists in the places that ask for them."""

    def replaced(match: re.Match[str]) -> str:
        return lists.get(f"{match[1]} {match[2]}", match[0])

    return LIST.sub(replaced, body)


def typed_line(body: str, lists: Mapping[str, str], line: int) -> tuple[int, bool]:
    """Return the line of a body that a line of it with its lists put in came from.

    Also say whether it was typed there, and not written out.
    """
    grown = 0
    for match in LIST.finditer(body):
        written = lists.get(f"{match[1]} {match[2]}", match[0]).count("\n")
        first = body.count("\n", 0, match.start()) + 1
        if line < first + grown:
            break
        if line <= first + grown + written:
            return first, False
        grown += written - match[0].count("\n")
    return line - grown, True


def remedies(body: str) -> dict[str, Any]:
    """Return the remedies that a body lists, as data, by their keys."""
    groups = [group for kind, group in LIST.findall(body) if kind == "remedies"]
    return {row.key: row.facts for row in _remedies() if row.facts["group"] in groups}


def _write(kind: str, group: str, language: str) -> str:
    if kind == "remedies":
        rows = [row.facts for row in _remedies() if row.facts["group"] == group]
        return tables.remedies(rows, language=language) if rows else _nothing(kind, group)
    # Dangerous advice stands together and first; a topic has the rest of its own.
    judged = [row.facts for row in _myths() if _place(row.facts) == group]
    return tables.myths(judged, language=language) if judged else _nothing(kind, group)


def _remedies() -> list[Remedy]:
    return sorted(Remedy.objects.all(), key=lambda row: (row.facts["place"], row.key))


def _myths() -> list[Myth]:
    return sorted(Myth.objects.all(), key=lambda row: (row.facts["place"], row.key))


def _place(facts: dict[str, Any]) -> str:
    return UNSAFE if facts["verdict"] == UNSAFE else str(facts["topic"])


def _nothing(kind: str, group: str) -> str:
    # Not a box that the renderer knows, so it names the line as a problem.
    return f"::: {kind} {group}\n:::"
