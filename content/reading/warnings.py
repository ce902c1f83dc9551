"""Which care card a search calls for: the warning signs that the live pages name, and no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from content.editions.models import LeansOn, Page
from content.reading import ranking, site

ORDER = ("emergency", "urgent", "nonurgent")
WORD = re.compile(r"[^\W_]+")
# Words between the words of a phrase that do not change what it says.
IDLE = frozenset(
    "a an and am are be have has i im in is it my of on or the to with".split()  # noqa: SIM905  # plainer so
)


def called_for(query: str, *, instead: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return a card for each level whose signs stand in a question, the most pressing first.

    `instead` gives of a misspelt word the one that was looked for as well.
    """
    asked = _words(" ".join([query, *(instead or {}).values()]))
    if not asked:
        return []
    help_page = Page.objects.live().filter(code=site.LANDMARKS["help"])
    stands = help_page.values_list("edition_id", "edition__digest").first()
    found = [sign for sign in _signs(*stands) if _says(sign, asked)] if stands else []
    return [
        {"level": level, "flags": [_told(flag) for flag in found if flag["urgency"] == level]}
        for level in ORDER
        if any(flag["urgency"] == level for flag in found)
    ]


@lru_cache(maxsize=4)
def _signs(edition_id: int, digest: str) -> tuple[dict[str, Any], ...]:
    """Return the warning signs of an edition. They are part of what its digest is of."""
    rows = LeansOn.objects.filter(kind="flags", edition_id=edition_id).order_by("pk")
    return tuple({"key": row.key, **row.facts["is"]} for row in rows)


def _told(flag: dict[str, Any]) -> dict[str, Any]:
    lines = {
        gettext(site.COUNTRY_NAMES[name]): flag["tell"][name.lower()] for name in settings.COUNTRIES
    }
    return {"key": flag["key"], "words": flag["words"], "tell": list(lines.items())}


def _says(flag: dict[str, Any], asked: Sequence[str]) -> bool:
    return any(_stands_in(_words(phrase), asked) for phrase in flag["search_words"])


def _stands_in(phrase: Sequence[str], asked: Sequence[str]) -> bool:
    """Say whether all words of a phrase are asked for, in any order and in any form."""
    return bool(phrase) and set(phrase) <= set(asked)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    plain = text.lower().replace("\u2019", "'").replace("'", "")
    return tuple(ranking.stem(word) for word in WORD.findall(plain) if word not in IDLE)
