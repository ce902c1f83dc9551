"""What a reader may mean who is still typing: pages by their names, and a warning before them all.

Nothing of it is kept or counted: a word half typed is no word that readers miss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from content.editions import known_words, languages, search_index
from content.reading import ranking, results, searched, site, warnings

MOST, MOST_WEIGHED = 6, 40
SHORTEST = 2
# The levels that a reader is told of before all pages, in the words of their cards.
PRESSING = {
    "emergency": (_("Emergency: now"), _("Call an ambulance now if")),
    "urgent": (_("Urgent: today"), _("Get medical advice today if")),
}


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer with at most six suggestions, and how many there are in words."""
    typed = results.cleaned(request.GET.get("q", ""))
    found = suggestions(typed)
    told = ngettext(
        "{number} suggestion. Use the up and down keys.",
        "{number} suggestions. Use the up and down keys.",
        len(found),
    )
    words = told.format(number=len(found)) if found else gettext("No suggestions.")
    headers = {"Cache-Control": site.KEPT_FOR, "X-Robots-Tag": "noindex"}
    return JsonResponse({"found": found, "told": words}, headers=headers)


def suggestions(typed: str) -> list[dict[str, str]]:
    """Return title, address and matching name of pages; first what the words so far call for."""
    if len(typed) < SHORTEST:
        return []
    words = search_index.words_of(typed)
    pages = _called(typed, words, {})
    mended = {} if pages else search_index.mended(words)
    if mended:
        pages = _called(typed, words, mended)
    if words and not pages:
        pages = _called(typed, words, mended | _begun(words[-1]))
    return [*_pressing(typed, mended), *pages][:MOST]


def _pressing(typed: str, mended: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the way to the most pressing card, told by the first of its signs, if there is one."""
    for card in warnings.called_for(typed, instead=mended):
        if card["level"] in PRESSING:
            title, heading = map(gettext, PRESSING[card["level"]])
            said = f"{heading} {card['flags'][0]['words']}"
            url = f"/search/?{urlencode({'q': typed})}"
            return [{"title": title, "url": url, "said": said, "level": card["level"]}]
    return []


def _begun(word: str) -> dict[str, str]:
    known = known_words.begun(word)
    return {word: known} if known else {}


def _called(typed: str, words: Sequence[str], instead: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the pages with a name that has all the words, the last of them perhaps half typed."""
    hits = search_index.called(words, instead=instead, limit=MOST_WEIGHED)
    live = searched.standing(hits)
    names = searched.names([standing for _, standing in live.values()])
    asked = [part for word in words for part in instead.get(word, word).split()]
    found: list[tuple[bool, bool, bool, bool, int, dict[str, str]]] = []
    for slug, standing in (live[pk] for pk in hits if pk in live):
        called = names[standing].called
        fitting = [name for name in called if _fits(name, asked)]
        if fitting:
            said = min(fitting, key=lambda name: _distance(name, typed, asked))
            page = {"title": called[0], "url": f"/{slug}/", "said": said}
            # Pages in the language of the site come before those in others.
            other = bool(languages.elsewhere(names[standing].language))
            near = _distance(said, typed, asked)
            found.append((other, *near, said != called[0], len(found), page))
    return [page for *_, page in sorted(found, key=lambda row: row[:-1])]


def _fits(name: str, asked: Sequence[str]) -> bool:
    """Say whether a name has all of some words, in any form, the last one perhaps half typed."""
    there = search_index.words_of(name)
    stems = {ranking.stem(word) for word in there}
    *whole, last = asked
    return all(ranking.stem(word) in stems for word in whole) and (
        ranking.stem(last) in stems or any(word.startswith(last) for word in there)
    )


def _distance(name: str, typed: str, asked: Sequence[str]) -> tuple[bool, bool]:
    """Return how far a name is from what is typed: it may begin so, or with the first word."""
    begins = search_index.words_of(name)[:1] == list(asked[:1])
    return not name.casefold().startswith(typed.casefold()), not begins
