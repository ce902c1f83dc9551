"""Search results: which pages answer a question, at which section, and the words that say so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from content.editions import search_index
from content.editions.models import Page, Rendering

MOST_RESULTS = 10
LONGEST_SNIPPET = 170
WORD = re.compile(r"[^\W_]+")
# Endings that two forms of a word may differ by; enough to mark words, not to find them.
ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "y", "e")
SHORTEST_STEM = 3
SHOWN = (
    "slug",
    "edition__title",
    "edition__summary",
    "edition__review_due_on",
    "rendering__outline",
    "rendering__section_texts",
)


def cleaned(query: str) -> str:
    """Return a question as it can be shown: one line, no controls, 200 letters at most."""
    visible = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter for letter in query
    )
    return " ".join(visible.split())[: search_index.LONGEST_QUERY]


def find(query: str) -> list[dict[str, Any]]:
    """Return title, address, section and marked words of the pages that fit best."""
    words = search_index.words_of(query)
    order = search_index.find(words, limit=MOST_RESULTS)
    pages = Page.objects.live().select_related("edition", "rendering").only(*SHOWN).in_bulk(order)
    stems = [_stem(word) for word in words]
    today = localdate()
    found = []
    for page in (pages[pk] for pk in order if pk in pages):
        edition, rendering = page.edition, page.rendering
        if edition is None or rendering is None:
            continue
        key, text = _section(rendering, stems)
        title = next((row["title"] for row in rendering.outline if row["key"] == key), "")
        found.append(
            {
                "title": edition.title,
                "url": page.get_absolute_url() + (f"#{key}" if title else ""),
                "section": title,
                "snippet": _marked(text or edition.summary, stems, fallback=edition.summary),
                "overdue": edition.is_overdue(today),
            }
        )
    return found


def _section(rendering: Rendering, stems: Sequence[str]) -> tuple[str, str]:
    """Return the section that says most about the words, or the whole page when none stands out."""
    titles = {row["key"]: row["title"] for row in rendering.outline}
    best, best_score = ("", ""), 0
    for key, text in rendering.section_texts.items():
        there = {_stem(word) for word in WORD.findall(text.lower())}
        headed = {_stem(word) for word in WORD.findall(titles.get(key, "").lower())}
        score = sum((stem in there) + 2 * (stem in headed) for stem in stems)
        if score > best_score:
            best, best_score = (key, text), score
    return best


def _marked(text: str, stems: Sequence[str], *, fallback: str) -> SafeString:
    """Return the stretch of a text with most of the words, each of them marked."""
    spots = [match for match in WORD.finditer(text) if _stem(match[0].lower()) in stems]
    if not spots:
        return SafeString(escape(fallback[:LONGEST_SNIPPET]))
    start = max(spots, key=lambda spot: _weight(spots, spot.start())).start()
    begin = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    if start - begin > LONGEST_SNIPPET // 2:
        begin = text.rfind(" ", 0, start - LONGEST_SNIPPET // 3) + 1
    end = min(len(text), begin + LONGEST_SNIPPET)
    if end < len(text):
        end = text.rfind(" ", begin, end)
    parts, at = [], begin
    for spot in spots:
        if begin <= spot.start() and spot.end() <= end:
            parts += [escape(text[at : spot.start()]), f"<mark>{escape(spot[0])}</mark>"]
            at = spot.end()
    parts.append(escape(text[at:end]))
    shown = "".join(parts)
    # Everything but the marks was escaped above.
    return mark_safe(f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308  # see above


def _weight(spots: Sequence[re.Match[str]], start: int) -> int:
    near = {spot[0].lower() for spot in spots if 0 <= spot.start() - start < LONGEST_SNIPPET}
    return len(near)


def _stem(word: str) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain
