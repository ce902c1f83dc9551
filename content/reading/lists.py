"""Tables in another order and pages with fewer sections, by the address alone.

The words are those that the press made and that were approved; only rows change places, and whole
sections are left out. So a reader needs no JavaScript to sort, and nothing new is said.
"""

from __future__ import annotations

import re

TABLE = re.compile(r"(<tbody>\n?)(.*?)(</tbody>)", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>\n?", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
SECTION = re.compile(
    r'<section class="prose" aria-labelledby="([^"]*)">.*?</section>\n?'
    r'(?=<section class="prose"|\Z)',
    re.DOTALL,
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SURE = {"does": 0, "probably": 1, "may": 2, "we do not know": 3}

# What a table of remedies can be sorted by, with the column that says it.
SORTS = {"name": 0, "helped": 1, "sure": 3}


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


def _key(row: str, column: int, by: str) -> tuple[float, str]:
    cells = [TAG.sub("", cell).strip() for cell in CELL.findall(row)]
    words = cells[column].casefold() if column < len(cells) else ""
    if by == "sure":
        return (SURE.get(words, len(SURE)), cells[0].casefold())
    if by == "helped":
        numbers = [float(number) for number in NUMBER.findall(words)]
        # Only two sides out of a hundred can be compared; rows without come last.
        sides = "without" in words and len(numbers) > 1
        return (numbers[-1] - numbers[0] if sides else 1000.0, cells[0].casefold())
    return (0.0, words)
