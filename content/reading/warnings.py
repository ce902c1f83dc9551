"""Which care card a search calls for: the warning signs that the live pages name, and no guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from content.editions import languages
from content.editions.models import LeansOn, Page
from content.reading import ranking, site

ORDER = ("emergency", "urgent", "nonurgent")
# Words between the words of a phrase that do not change what it says.
IDLE = frozenset(
    "a an and am are be have has i im in is it my of on or the to with".split()  # noqa: SIM905  # plainer so
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign of the live pages, and the words of each phrase that calls for it."""

    flag: dict[str, Any]
    phrases: tuple[frozenset[str], ...]


def called_for(
    query: str, *, instead: Mapping[str, str] | None = None, help_page: Page | None = None
) -> list[dict[str, Any]]:
    """Return a card for each level whose signs stand in a question, the most pressing first.

    `instead` gives of a misspelt word the one that was looked for as well. `help_page` is the live
    page that names the signs, and is looked up when it is not given.
    """
    asked = frozenset(_words(" ".join([query, *(instead or {}).values()])))
    page = help_page or Page.objects.live().filter(code=site.LANDMARKS["help"]).first()
    if not asked or page is None or page.edition_id is None:
        return []
    signs = _signs(page.edition_id, page.changed_at)
    # All words of a phrase are asked for, in any order and in any form.
    found = [sign.flag for sign in signs if any(phrase <= asked for phrase in sign.phrases)]
    return [
        {"level": level, "flags": [_told(flag) for flag in found if flag["urgency"] == level]}
        for level in ORDER
        if any(flag["urgency"] == level for flag in found)
    ]


@lru_cache(maxsize=4)
def _signs(edition_id: int, at: datetime) -> tuple[Sign, ...]:
    """Return the signs of an edition. It never changes; `at` tells it from one before a backup."""
    rows = LeansOn.objects.filter(kind="flags", edition_id=edition_id).order_by("pk")
    told = rows.values_list("key", "facts", "edition__language")
    return tuple(
        Sign(
            {"key": key, **facts["is"], "language": language},
            tuple(filter(None, (frozenset(_words(p)) for p in facts["is"]["search_words"]))),
        )
        for key, facts, language in told
    )


def _told(flag: dict[str, Any]) -> dict[str, Any]:
    lines = {
        gettext(site.COUNTRY_NAMES[name]): flag["tell"][name.lower()] for name in settings.COUNTRIES
    }
    return {
        "key": flag["key"],
        "words": flag["words"],
        "tell": list(lines.items()),
        "lang": languages.elsewhere(flag["language"]),
    }


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    plain = text.lower().replace("\u2019", "'").replace("'", "")
    return tuple(ranking.stem(word) for word in ranking.WORD.findall(plain) if word not in IDLE)


def clear() -> None:
    """Begin as a new worker does."""
    _signs.cache_clear()
