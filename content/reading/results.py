"""Search results: which pages answer a question, at which section, and the words that say so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from content.editions import alike, languages, said, search_index
from content.editions.search_index import Live
from content.editions.words import pieces, stem
from content.reading import choices, extracts, own_pages, ranking, searched

MOST_RESULTS = 10
MOST_WEIGHED = 40
# Where there are no more pages than this, each is weighed, and the engine has none to find.
FEW = 60


def cleaned(query: str) -> str:
    """Return a question as it can be shown: one line, no controls, 200 letters at most."""
    # What is longer by far is cut first, so that two megabytes cost no more than a line.
    visible = "".join(
        " " if unicodedata.category(letter).startswith(("C", "Z")) else letter
        for letter in query[: 10 * search_index.LONGEST_QUERY]
    )
    return " ".join(visible.split())[: search_index.LONGEST_QUERY]


def all_pages() -> list[Live]:
    """Return all live pages where they are so few that each is weighed, else nothing."""
    return search_index.all_standing(most=FEW)


def find(
    query: str,
    *,
    instead: Mapping[str, str] | None = None,
    pages: Sequence[Live] | None = None,
) -> list[dict[str, Any]]:
    """Return title, address, section and marked words of the pages that fit best.

    `instead` is what `mended` said of the question, and `pages` what `all_pages` gave. What is not
    given is looked up.
    """
    words = search_index.words_of(query)
    mended_words = mended(query) if instead is None else instead
    asked = said.words(spelt(query, mended_words), alike.here())
    others = said.others(asked, words, alike.here())
    for word in mended_words.keys() & set(words):
        others[word] = [mended_words[word], *others.get(word, ())]
    own = own_pages.meant(query, asked)
    every = all_pages() if pages is None else pages
    order = _ordered(query, words, asked, others, every)[: MOST_RESULTS - len(own)]
    texts = searched.texts([standing for _, standing in order])
    stems = _stems([*words, *(each for row in others.values() for each in row)])
    today = localdate()
    return own + [
        _shown(slug, texts[standing], stems, today) for slug, standing in order if standing in texts
    ]


def mended(query: str) -> dict[str, str]:
    """Return of each misspelt word of a question the word that is looked for as well."""
    return search_index.mended(pieces(query[: search_index.LONGEST_QUERY]))


def spelt(query: str, instead: Mapping[str, str]) -> str:
    """Return a question with its misspelt words mended."""
    return " ".join(instead.get(word, word) for word in pieces(query))


def _ordered(
    query: str,
    words: Sequence[str],
    asked: Sequence[said.Word],
    others: Mapping[str, Sequence[str]],
    every: Sequence[Live],
) -> list[tuple[str, searched.Standing]]:
    """Return address and standing of the pages found, the one that is meant first."""
    if not words:
        return []
    found, few = [page.pk for page in every], bool(every)
    if not few:
        found = search_index.find(words, instead=others, limit=MOST_WEIGHED)
        every = search_index.standing(found)
    live = searched.standing(every)
    names = searched.names([standing for _, standing in live.values()])
    there = [pk for pk in found if pk in live and live[pk][1] in names]
    named = [names[live[pk][1]] for pk in there]
    ideas = ranking.ideas(asked)
    # Where the engine has found the pages, only what names none of them is left to be told.
    sought = words if few else [word for word in words if not ranking.is_named(word, named)]
    told = _told(sought, others, there)
    order = ranking.order(ideas, named, whole=ranking.spoken(query), told=told)
    best = [live[there[place]] for place in order]
    # Pages in the language of the site come before those in others.
    other = {
        language for language in {each.language for each in named} if languages.elsewhere(language)
    }
    return sorted(best, key=lambda row: names[row[1]].language in other) if other else best


def _told(
    words: Sequence[str], others: Mapping[str, Sequence[str]], pks: Sequence[int]
) -> dict[str, list[int]]:
    """Return of the words that are looked for the places of the pages whose text has them."""
    places = {pk: place for place, pk in enumerate(pks)}
    sought = [part for word in words for part in " ".join([word, *others.get(word, ())]).split()]
    found = search_index.told(list(dict.fromkeys(sought)), most=FEW)
    return {
        word: [places[pk] for pk in pks_with if pk in places] for word, pks_with in found.items()
    }


def _stems(words: Iterable[str]) -> list[str]:
    # Two words run together are mended into two.
    return list(dict.fromkeys(stem(part) for word in words for part in word.split()))


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
    written = text.lines[key]
    line = max(written.split("\n"), key=lambda each: len(set(words.findall(extracts.plain(each)))))
    # In a plain text, only the cells of a table have tabs between them.
    return choices.remedy(url, key, tested="\t" in line or "\t" not in written)
