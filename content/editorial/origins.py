"""Where in the Markdown the words of a page came from, so that a cursor can be put there.

Places count as a browser counts them, in UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
# What may stand between two words of a sentence in its source: a citation, an entity, a link.
BETWEEN = (
    r"(?:\[@[^\]\n]{0,300}\]|&#?\w{2,8};|\[\[[a-z0-9#-]{1,120}\||\]\([^)\s]{0,300}\)|[\W_]){1,40}?"
)
# So many words at either end tell a sentence from another.
TELLING = 4
LONGEST = 3_000


def find(body: str, words: str, *, line: int) -> tuple[int, int] | None:
    """Return where words begin and end in a body, looked for from a line on."""
    tokens = WORD.findall(words)
    from_here = _start_of(body, line)
    if not tokens:
        return None
    region = body[from_here : from_here + LONGEST + 2 * len(words)]
    begin = _search(region, tokens[:TELLING])
    if begin is None:
        return None
    rest = region[begin.start() :]
    end = _search(rest, tokens[-TELLING:], near=len(words)) if tokens[TELLING:] else None
    stop = begin.start() + end.end() if end else begin.end()
    return _units(body, from_here + begin.start()), _units(body, from_here + stop)


def line_of(body: str, wanted: Sequence[str]) -> int | None:
    """Return the first line on which one of these stands, if any does."""
    places = [place for each in wanted if (place := body.find(each)) >= 0]
    return body.count("\n", 0, min(places)) + 1 if places else None


def _search(text: str, tokens: Sequence[str], *, near: int = 0) -> re.Match[str] | None:
    pattern = re.compile(rf"\b{BETWEEN.join(map(re.escape, tokens))}\b", re.IGNORECASE)
    if not near:
        return pattern.search(text)
    found = list(pattern.finditer(text, 0, 2 * near + LONGEST // 10))
    # The last words of a sentence may stand in it twice; its end is about as far as it is long.
    return min(found, key=lambda match: abs(match.end() - near)) if found else None


def _start_of(body: str, line: int) -> int:
    lines = body.split("\n")[: line - 1]
    return sum(len(each) + 1 for each in lines)


def _units(body: str, place: int) -> int:
    """Count as a browser does: a letter beyond the first plane takes two units."""
    before = body[:place]
    return place if before.isascii() else len(before.encode("utf-16-le")) // 2
