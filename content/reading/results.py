"""Search results: which pages answer a question, at which section, and the words that say so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from content.editions import languages, search_index
from content.reading import choices, extracts, ranking, searched

MOST_RESULTS = 10
MOST_WEIGHED = 40


def cleaned(query: str) -> str:
    """Return a question as it can be shown: one line, no controls, 200 letters at most."""
    # What is longer by far is cut first, so that two megabytes cost no more than a line.
    visible = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in query[: 10 * search_index.LONGEST_QUERY]
    )
    return " ".join(visible.split())[: search_index.LONGEST_QUERY]


def find(query: str, *, instead: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return title, address, section and marked words of the pages that fit best.

    `instead` is what `mended` said of the question; without it, the question is mended here.
    """
    words = search_index.words_of(query)
    mended_words = search_index.mended(words) if instead is None else instead
    order = _ordered(query, words, mended_words)[:MOST_RESULTS]
    texts = searched.texts([standing for _, standing in order])
    stems = _asked([*words, *mended_words.values()])
    today = localdate()
    return [
        _shown(slug, texts[standing], stems, today) for slug, standing in order if standing in texts
    ]


def mended(query: str) -> dict[str, str]:
    """Return of each misspelt word of a question the word that is looked for as well."""
    return search_index.mended(search_index.words_of(query))


def _ordered(
    query: str, words: Sequence[str], instead: Mapping[str, str]
) -> list[tuple[str, searched.Standing]]:
    """Return address and standing of the pages found, the one that is meant first."""
    found = search_index.find(words, instead=instead, limit=MOST_WEIGHED)
    live = searched.standing(found)
    there = [live[pk] for pk in found if pk in live]
    names = searched.names([standing for _, standing in there])
    there = [(slug, standing) for slug, standing in there if standing in names]
    asked = _asked([instead.get(word, word) for word in words])
    named = [names[standing] for _, standing in there]
    order = ranking.order(asked, named, whole=ranking.spoken(query))
    best = [there[place] for place in order]
    # Pages in the language of the site come before those in others.
    return sorted(best, key=lambda row: bool(languages.elsewhere(names[row[1]].language)))


def _asked(words: Iterable[str]) -> list[str]:
    # Two words run together are mended into two.
    return list(dict.fromkeys(ranking.stem(part) for word in words for part in word.split()))


def _shown(slug: str, text: searched.Text, stems: Sequence[str], today: date) -> dict[str, Any]:
    key, best = text.best(stems)
    return {
        "title": text.title,
        "url": _address(text, f"/{slug}/", key if key in text.titles else "", stems),
        "section": text.titles.get(key, ""),
        "snippet": extracts.marked(best or text.summary, stems, fallback=text.summary),
        "overdue": today > text.review_due_on,
        "demonstration": text.is_demonstration,
        "lang": languages.elsewhere(text.language),
    }


def _address(text: searched.Text, url: str, key: str, stems: Sequence[str]) -> str:
    """Return where the words of a section stand."""
    if not key:
        return url
    if text.code != choices.REMEDIES:
        return choices.section(text.code, url, key)
    words = ranking.forms(stems)
    said = text.lines[key]
    line = max(said.split("\n"), key=lambda each: len(set(words.findall(extracts.plain(each)))))
    # In a plain text, only the cells of a table have tabs between them.
    return choices.remedy(url, key, tested="\t" in line or "\t" not in said)
