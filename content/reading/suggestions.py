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

from content.editions import alike, known_words, languages, said, search_index
from content.editions.words import stem
from content.reading import results, searched, site, warnings

MOST, MOST_WEIGHED = 6, 40
SHORTEST = 2
# A shorter word that was mended may be another one half typed, and calls for no warning.
SURE = 5
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
    for more in (_others, _begun):
        if words and not pages:
            pages = _called(typed, words, more(typed, words, mended))
    return [*_pressing(typed, _surely(mended, words)), *pages][:MOST]


def _others(typed: str, words: Sequence[str], mended: Mapping[str, str]) -> dict[str, list[str]]:
    """Return of each word what it was meant for, and what else people say for that."""
    table = alike.here()
    others = said.others(said.words(results.spelt(typed, mended), table), words, table)
    for word, known in mended.items():
        others[word] = [known, *others.get(word, ())]
    return others


def _begun(typed: str, words: Sequence[str], mended: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the mended words, and of the last what it may become."""
    known = known_words.begun(words[-1])
    found = {word: [meant] for word, meant in mended.items()}
    return found | ({words[-1]: [known]} if known else {})


def _surely(mended: Mapping[str, str], words: Sequence[str]) -> dict[str, str]:
    """Return the mended words that may call for a warning: the last may be half typed."""
    return {
        word: known
        for word, known in mended.items()
        if word != words[-1] or (len(word) >= SURE and abs(len(known) - len(word)) <= 1)
    }


def _pressing(typed: str, mended: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the way to the most pressing card, told by the first of its signs, if there is one."""
    for card in warnings.called_for(typed, instead=mended):
        if card["level"] in PRESSING:
            title, heading = map(gettext, PRESSING[card["level"]])
            sign = f"{heading} {card['flags'][0]['words']}"
            url = f"/search/?{urlencode({'q': typed})}"
            return [{"title": title, "url": url, "said": sign, "level": card["level"]}]
    return []


def _called(
    typed: str, words: Sequence[str], instead: Mapping[str, Sequence[str]]
) -> list[dict[str, str]]:
    """Return the pages with a name that has all the words, the last of them perhaps half typed."""
    hits = search_index.called(words, instead=instead, limit=MOST_WEIGHED)
    live = searched.standing(search_index.standing(hits))
    names = searched.names([standing for _, standing in live.values()])
    asked = [(word, *instead.get(word, ())) for word in words]
    found: list[tuple[bool, bool, bool, bool, int, dict[str, str]]] = []
    for slug, standing in (live[pk] for pk in hits if pk in live):
        called = names[standing].called
        fitting = [name for name in called if _fits(name, asked)]
        if fitting:
            best = min(fitting, key=lambda name: _distance(name, typed, asked))
            page = {"title": called[0], "url": f"/{slug}/", "said": best}
            # Pages in the language of the site come before those in others.
            other = bool(languages.elsewhere(names[standing].language))
            near = _distance(best, typed, asked)
            found.append((other, *near, best != called[0], len(found), page))
    return [page for *_, page in sorted(found, key=lambda row: row[:-1])]


def _fits(name: str, asked: Sequence[Sequence[str]]) -> bool:
    """Say whether a name has each of some words or what will do as well, in any form.

    The last word is perhaps half typed.
    """
    there = search_index.words_of(name)
    stems = set(map(stem, there))
    last = asked[-1][0]
    return all(
        any(stems.issuperset(map(stem, known.split())) for known in either)
        or (either is asked[-1] and any(word.startswith(last) for word in there))
        for either in asked
    )


def _distance(name: str, typed: str, asked: Sequence[Sequence[str]]) -> tuple[bool, bool]:
    """Return how far a name is from what is typed: it may begin so, or with the first word."""
    begins = search_index.words_of(name)[:1]
    near = any(begins == known.split()[:1] for known in asked[0])
    return not name.casefold().startswith(typed.casefold()), not near
