"""Search results: which pages answer a question, at which section, and the words that say so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from content.editions import languages, search_index
from content.editions.models import Page
from content.reading import choices, ranking

MOST_RESULTS = 10
LONGEST_SNIPPET = 170
MOST_WEIGHED = 40
WORD = re.compile(r"[^\W_]+")
# Where an item, a cell or a heading ends that has no full stop of its own.
UNENDED = re.compile(r"(?<=[^\s.!?:…])\s*[\t\n]\s*")
NAMED = ("edition__language", "edition__title", "edition__also_called", "rendering__outline")
SHOWN = (
    "pk",
    "slug",
    "code",
    "edition__language",
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


def find(query: str, *, instead: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return title, address, section and marked words of the pages that fit best.

    `instead` is what `mended` said of the question; without it, the question is mended here.
    """
    words = search_index.words_of(query)
    mended_words = search_index.mended(words) if instead is None else instead
    order = _ordered(words, mended_words)[:MOST_RESULTS]
    rows = {row[0]: row for row in Page.objects.live().filter(pk__in=order).values_list(*SHOWN)}
    stems = _asked([*words, *mended_words.values()])
    today = localdate()
    found = []
    for pk in order:
        if pk not in rows:
            continue
        _, slug, code, language, name, summary, due_on, outline, texts = rows[pk]
        titles = {row["key"]: row["title"] for row in outline}
        key, text = _section(titles, texts, stems)
        found.append(
            {
                "title": name,
                "url": _address(code, f"/{slug}/", key if key in titles else "", text, stems),
                "section": titles.get(key, ""),
                "snippet": _marked(_one_line(text) or summary, stems, fallback=summary),
                "overdue": today > due_on,
                "lang": languages.elsewhere(language),
            }
        )
    return found


def mended(query: str) -> dict[str, str]:
    """Return of each misspelt word of a question the word that is looked for as well."""
    return search_index.mended(search_index.words_of(query))


def _ordered(words: Sequence[str], instead: Mapping[str, str]) -> list[int]:
    """Return the numbers of the pages found, the one that is meant first."""
    found = search_index.find(words, instead=instead, limit=MOST_WEIGHED)
    rows = Page.objects.live().filter(pk__in=found).values_list("pk", *NAMED)
    named = {
        pk: ranking.names(title, tuple(also), tuple(row["title"] for row in outline))
        for pk, _, title, also, outline in rows
    }
    there = [pk for pk in found if pk in named]
    asked = _asked([instead.get(word, word) for word in words])
    best = [there[place] for place in ranking.order(asked, [named[pk] for pk in there])]
    # Pages in the language of the site come before those in others.
    others = {pk for pk, language, *_ in rows if languages.elsewhere(language)}
    return sorted(best, key=lambda pk: pk in others)


def _asked(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranking.stem(word) for word in words))


def _section(
    titles: Mapping[str, str], texts: Mapping[str, str], stems: Sequence[str]
) -> tuple[str, str]:
    """Return the section that says most about the words, or the whole page when none stands out."""
    words = ranking.forms(stems)
    best, best_score = ("", ""), 0
    for key, text in texts.items():
        there = set(words.findall(_plain(text)))
        headed = set(words.findall(_plain(titles.get(key, ""))))
        score = len(there) + 2 * len(headed)
        if score > best_score:
            best, best_score = (key, text), score
    return best


def _address(code: str, url: str, key: str, text: str, stems: Sequence[str]) -> str:
    """Return where the words of a section stand."""
    if not key:
        return url
    if code != choices.REMEDIES:
        return choices.section(code, url, key)
    words = ranking.forms(stems)
    line = max(text.split("\n"), key=lambda each: len(set(words.findall(_plain(each)))))
    # In a plain text, only the cells of a table have tabs between them.
    return choices.remedy(url, key, tested="\t" in line or "\t" not in text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFD", text).lower()


def _one_line(text: str) -> str:
    """Return a text on one line, its items and cells told apart."""
    return " ".join(UNENDED.sub(" · ", text).split())


def _marked(text: str, stems: Sequence[str], *, fallback: str) -> SafeString:
    """Return the stretch of a text with most of the words, each of them marked."""
    spots = [match for match in WORD.finditer(text) if ranking.stem(match[0].lower()) in stems]
    if not spots:
        return SafeString(escape(fallback[:LONGEST_SNIPPET]))
    start = max(spots, key=lambda spot: _weight(spots, spot.start())).start()
    begin = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    if start - begin > LONGEST_SNIPPET // 2:
        begin = text.rfind(" ", 0, start - LONGEST_SNIPPET // 3) + 1
    end = min(len(text), begin + LONGEST_SNIPPET)
    if end < len(text):
        end = len(text[: text.rfind(" ", begin, end)].rstrip(" ·"))
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
