"""Remedies and myths as Markdown, one row or one block each, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

# How sure we are, in the four words that readers get.
SURE = {"does": "does", "probably": "probably", "may": "may", "unknown": "we do not know"}
VERDICTS = {
    "unsafe": "Dangerous",
    "not-true": "Not true",
    "not-known": "Nobody knows",
    "partly": "Partly true",
    "true": "True",
}


def remedies(rows: Iterable[dict[str, Any]]) -> str:
    """Return a table of what was tested, and a list of what was not."""
    known = list(rows)
    tested = [row for row in known if row["tested"]]
    untested = [row for row in known if not row["tested"]]
    parts = [_table(tested)] if tested else []
    if untested:
        parts.append("**Not tested for cramps, as far as we know:**\n\n" + _list(untested))
    return "\n\n".join(parts)


def _list(rows: Sequence[dict[str, Any]]) -> str:
    return "\n\n".join(
        f"- **[[{row['page']}|{row['name']}]]**: {_line(row['result'])} {_line(row['harms'])}"
        f"{cited(row['sources'])}"
        for row in rows
    )


def _table(rows: Sequence[dict[str, Any]]) -> str:
    lines = [
        "| What people try | What it did | Harms | How sure | Tried in |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        page = row["page"]
        cells = (
            f"**[[{page}|{row['name']}]]** {row['result']}",
            _helped(row),
            row["harms"],
            SURE[row["certainty"]],
            row["tried"] + cited(row["sources"]),
        )
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def myths(rows: Iterable[dict[str, Any]]) -> str:
    """Return a block for each claim: what is said, the verdict, why, and where more is said."""
    return "\n\n".join(
        f"### {row['says']}\n\n**{VERDICTS[row['verdict']]}.** {row['why']}{cited(row['sources'])}"
        f" More: [[{row['page']}]]"
        for row in rows
    )


def cited(sources: Sequence[str]) -> str:
    """Return the citation of some sources, or nothing."""
    return f"[{'; '.join(f'@{source}' for source in sources)}]" if sources else ""


def _helped(row: dict[str, Any]) -> str:
    if row["with"] is not None and row["without"] is not None:
        likely = f" (likely {row['likely']})" if row.get("likely") else ""
        return f"{row['with']} out of 100 got better with it{likely}, {row['without']} without"
    return row["cramps"] or "no numbers"


def _cell(words: str) -> str:
    """Return words for a cell; the bar of a link is the one bar that a cell needs escaped."""
    return _line(words).replace("|", "\\|")


def _line(words: str) -> str:
    return " ".join(str(words).split())
