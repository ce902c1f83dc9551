"""Remedies and myths as Markdown, one row or one block each, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from content.evidence import words
from content.evidence.words import ENGLISH, Words

# The levels and verdicts that a row may have, and their names in English.
SURE = words.BY_LANGUAGE[ENGLISH].sure
VERDICTS = words.BY_LANGUAGE[ENGLISH].verdicts


def remedies(rows: Iterable[dict[str, Any]], *, language: str = ENGLISH) -> str:
    """Return a table of what was tested, and a list of what was not."""
    ours, known = words.of(language), list(rows)
    tested = [row for row in known if row["tested"]]
    untested = [row for row in known if not row["tested"]]
    parts = [_table(tested, ours)] if tested else []
    if untested:
        parts.append(f"**{ours.untested}**\n\n{_list(untested)}")
    return "\n\n".join(parts)


def _list(rows: Sequence[dict[str, Any]]) -> str:
    return "\n\n".join(
        f"- **[[{row['page']}|{row['name']}]]**: {_line(row['result'])} {_line(row['harms'])}"
        f"{cited(row['sources'])}"
        for row in rows
    )


def _table(rows: Sequence[dict[str, Any]], ours: Words) -> str:
    lines = [f"| {' | '.join(ours.head)} |", f"| {' | '.join('---' for _ in ours.head)} |"]
    for row in rows:
        page = row["page"]
        cells = (
            f"**[[{page}|{row['name']}]]** {row['result']}",
            _helped(row, ours),
            row["harms"],
            ours.sure[row["certainty"]],
            row["tried"] + cited(row["sources"]),
        )
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def myths(rows: Iterable[dict[str, Any]], *, language: str = ENGLISH) -> str:
    """Return a block for each claim: what is said, the verdict, why, and where more is said."""
    ours = words.of(language)
    return "\n\n".join(
        f"### {ours.claim.format(says=row['says'])}\n\n"
        f"**{ours.verdicts[row['verdict']]}.** {row['why']}"
        f"{cited(row['sources'])} {ours.more} [[{row['page']}]]"
        for row in rows
    )


def cited(sources: Sequence[str]) -> str:
    """Return the citation of some sources, or nothing."""
    return f"[{'; '.join(f'@{source}' for source in sources)}]" if sources else ""


def _helped(row: dict[str, Any], ours: Words) -> str:
    if row["with"] is not None and row["without"] is not None:
        likely = ours.helped_likely.format(likely=row["likely"]) if row.get("likely") else ""
        return ours.helped.format(
            with_it=row["with"], likely=f" {likely}" if likely else "", without=row["without"]
        )
    return row["cramps"] or ours.no_numbers


def _cell(said: str) -> str:
    """Return words for a cell; the bar of a link is the one bar that a cell needs escaped."""
    return _line(said).replace("|", "\\|")


def _line(said: str) -> str:
    return " ".join(str(said).split())
