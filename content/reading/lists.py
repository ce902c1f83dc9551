"""Tables in another order and pages with less on them, by the address alone.

The words are those that the press made and that were approved; rows change places, and whole
sections, claims or lists are left out. So a reader needs no JavaScript to choose, a long page stays
light, and nothing new is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

TABLE = re.compile(r"(<tbody>\n?)(.*?)(</tbody>)", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>\n?", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SECTION = re.compile(
    r'<section class="prose"[^>]*>\n?(?:<div class="section__heading">)?<h2[^>]* id="([^"]*)">.*?'
    r"</section>\n?"
    r'(?=<section class="prose"|\Z)',
    re.DOTALL,
)
CLAIM = re.compile(r"<h3>.*?(?=<h3|</section>)", re.DOTALL)
# A table, then a list with a line that says what the list is.
TABLE_AND_LIST = re.compile(
    r"(?P<table><div [^>]*><table.*?</table></div>\n)(?P<line><p>[^\n]*</p>\n)"
    r"(?P<list><ul>.*?</ul>\n)",
    re.DOTALL,
)
CITED = re.compile(r'href="#source-(\d+)"')
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# How sure a row is, by the word that its cell begins with.
SURE = ("does", "probably", "may", "we do not know")

# What a table of remedies can be sorted by, with the column that says it.
SORTS = {"name": 0, "helped": 1, "sure": 3}

# So few are not worth a journey: they stay.
FEW = 3

# A section up to where something is left out, how much is, and the rest of the section.
Shortened = tuple[str, int, str]


def in_order(html: str, by: str) -> str:
    """Return a page with the rows of each table in another order; as it was for an unknown one."""
    column = SORTS.get(by)
    if column is None:
        return html

    def sort(table: re.Match[str]) -> str:
        rows = ROW.findall(table[2])
        return table[1] + "".join(sorted(rows, key=lambda row: _key(row, column, by))) + table[3]

    return TABLE.sub(sort, html)


def only(html: str, key: str) -> str:
    """Return a page with one of its sections, or all of it when it has no such section."""
    chosen = [match[0] for match in SECTION.finditer(html) if match[1] == key]
    first = SECTION.search(html)
    if not chosen or first is None:
        return html
    return html[: first.start()] + chosen[0]


def with_dangers_only(html: str, verdict: str) -> list[dict[str, Any]]:
    """Return a page in pieces, with no claims but those of one verdict.

    After each piece `more` says of which section how many claims are left out.
    """
    mark = f"<strong>{verdict}</strong>"

    def shorten(section: str) -> Shortened:
        harmless = [claim for claim in CLAIM.findall(section) if mark not in claim]
        for claim in harmless:
            section = section.replace(claim, "", 1)
        end = section.rindex("</section>")
        return section[:end], len(harmless), section[end:]

    return _pieces(html, shorten)


def with_tables_only(html: str) -> list[dict[str, Any]]:
    """Return a page in pieces, without the lists that follow its tables.

    After each piece `more` says of which section how many items are left out.
    """

    def shorten(section: str) -> Shortened:
        found = TABLE_AND_LIST.search(section)
        if found is None:
            return section, 0, ""
        count = found["list"].count("<li>")
        return section[: found.start("list")], count, section[found.end("list") :]

    return _pieces(html, shorten)


def without_table(html: str) -> str:
    """Return a page without the tables that a list follows."""
    return TABLE_AND_LIST.sub(lambda found: found["line"] + found["list"], html)


def listed_after_tables(html: str) -> list[str]:
    """Name the sections in which a list follows a table."""
    return [match[1] for match in SECTION.finditer(html) if TABLE_AND_LIST.search(match[0])]


def cited(html: str) -> frozenset[int]:
    """Return the numbers of the sources that a page points to."""
    return frozenset(int(number) for number in CITED.findall(html))


def _pieces(html: str, shorten: Callable[[str], Shortened]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    at, rest = 0, ""
    for section in SECTION.finditer(html):
        before, count, after = shorten(section[0])
        if count > FEW:
            shown = rest + html[at : section.start()] + before
            pieces.append({"html": shown, "more": {"key": section[1], "count": count}})
            at, rest = section.end(), after
    return [*pieces, {"html": rest + html[at:], "more": None}]


def _key(row: str, column: int, by: str) -> tuple[float, str]:
    cells = [TAG.sub("", cell).strip() for cell in CELL.findall(row)]
    words = cells[column].casefold() if column < len(cells) else ""
    if by == "sure":
        rank = next((at for at, word in enumerate(SURE) if words.startswith(word)), len(SURE))
        return (rank, cells[0].casefold())
    if by == "helped":
        numbers = [float(number) for number in NUMBER.findall(words)]
        # Only two sides out of a hundred can be compared; rows without come last.
        sides = "without" in words and len(numbers) > 1
        return (numbers[-1] - numbers[0] if sides else 1000.0, cells[0].casefold())
    return (0.0, words)
