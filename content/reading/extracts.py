"""The stretch of a section that answers a question, on one line, its words marked."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.editions.words import WORD, stem
from content.reading import ranking

LONGEST = 170
# Where an item, a cell or a heading ends that has no full stop of its own.
UNENDED = re.compile(r"(?<=[^\s.!?:…])\s*[\t\n]\s*")
BETWEEN = " · "
# Where a care card begins: what it says stands under its own level, and under no other.
EDGE = "\ue000"
HEADING = re.compile(r"<h[2-6][^>]*>(?:<span class=\"care__level\">(.*?)</span>)?(.*?)</h[2-6]>")
TAG = re.compile(r"<[^>]*>")
# For the eye alone: told of as marked, before and after each, the words could not be followed.
MARK = '<mark role="none">'


def headings(rendered: str) -> dict[str, str]:
    """Return of each heading in some HTML how it is told apart from the words that follow it.

    In the plain text a heading is a line like any other, and a care card's level runs into it.
    """
    found = {}
    for parts in HEADING.findall(rendered):
        level, words = (" ".join(html.unescape(TAG.sub("", part)).split()) for part in parts)
        told = f"{EDGE}{level}. {words}" if level else words
        ended = told.endswith((".", "!", "?", ":"))
        found[f"{level} {words}".strip()] = told if ended else f"{told}:"
    return found


def one_line(text: str, told: Mapping[str, str]) -> str:
    """Return a text on one line, its headings, items and cells told apart."""
    lines = (told.get(line, line) for line in text.split("\n"))
    return " ".join(UNENDED.sub(BETWEEN, "\n".join(lines)).split())


def plain(text: str) -> str:
    """Return a text in small letters, its accents apart."""
    return unicodedata.normalize("NFD", text).lower()


def marked(text: str, stems: Sequence[str], *, fallback: str) -> SafeString:
    """Return the stretch of a text with most of the words, each of them marked.

    It never runs from one care card into the next, which has another level.
    """
    spots = _spots(text, stems)
    if not spots:
        return SafeString(escape(fallback[:LONGEST]))
    start = _start(text, spots)
    card = text.rfind(EDGE, 0, start) + len(EDGE)
    rest = text.find(EDGE, start)
    part = (text[card:] if rest < 0 else text[card:rest]).rstrip(BETWEEN)
    begin = _beginning(part, start - card)
    end = min(len(part), begin + LONGEST)
    if end < len(part):
        end = len(part[: part.rfind(" ", begin, end)].rstrip(BETWEEN))
    shown, at = [], begin
    for spot, last in ((first - card, last - card) for first, last in spots):
        if begin <= spot and last <= end:
            shown += [escape(part[at:spot]), f"{MARK}{escape(part[spot:last])}</mark>"]
            at = last
    shown.append(escape(part[at:end]))
    before = "… " if card + begin else ""
    after = " …" if end < len(part) or rest >= 0 else ""
    # Everything but the marks was escaped above.
    return mark_safe(f"{before}{''.join(shown)}{after}")  # noqa: S308  # see above


def _spots(text: str, stems: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words with some stems begin and end."""
    letters = plain(text)
    if len(letters) == len(text):
        return [match.span() for match in ranking.forms(stems).finditer(letters)]
    # With accents in it, the letters stand elsewhere, so each word is looked at by itself.
    words = WORD.finditer(text)
    return [match.span() for match in words if stem(match[0].lower()) in stems]


def _start(text: str, spots: Sequence[tuple[int, int]]) -> int:
    """Return where the first stretch within a card begins that has the most different words."""
    words = [text[at:end].lower() for at, end in spots]
    best, most, after = spots[0][0], 0, 0
    for number, (start, _) in enumerate(spots):
        edge = text.find(EDGE, start, start + LONGEST)
        end = start + LONGEST if edge < 0 else edge
        while after < len(spots) and spots[after][0] < end:
            after += 1
        if after - number > most and (several := len(set(words[number:after]))) > most:
            best, most = start, several
    return best


def _beginning(text: str, start: int) -> int:
    """Return where the sentence of a word begins; in a long one the item, or some words before."""
    for end in (". ", BETWEEN):
        begin = text.rfind(end, 0, start) + len(end) if end in text[:start] else 0
        if start - begin <= LONGEST // 2:
            return begin
    return text.rfind(" ", 0, start - LONGEST // 3) + 1
