"""Which care card a search calls for: the warning signs that the live pages name, and no guess."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from content.editions.models import LeansOn, Page
from content.reading import site

ORDER = ("emergency", "urgent", "nonurgent")
WORD = re.compile(r"[^\W_]+")
# Words between the words of a phrase that do not change what it says.
IDLE = frozenset(
    "a an and am are be have has i im in is it my of on or the to with".split()  # noqa: SIM905  # plainer so
)


def called_for(query: str) -> list[dict[str, Any]]:
    """Return a card for each level whose signs stand in a question, the most pressing first."""
    asked = _words(query)
    if not asked:
        return []
    help_page = Page.objects.live().filter(code=site.LANDMARKS["help"]).values("edition_id")
    rows = LeansOn.objects.filter(kind="flags", edition_id__in=help_page)
    found = [row.facts["is"] for row in rows if _says(row.facts["is"], asked)]
    return [
        {"level": level, "flags": [_told(flag) for flag in found if flag["urgency"] == level]}
        for level in ORDER
        if any(flag["urgency"] == level for flag in found)
    ]


def _told(flag: dict[str, Any]) -> dict[str, Any]:
    lines = {name: flag["tell"][name.lower()] for name in settings.COUNTRIES}
    return {"words": flag["words"], "tell": list(lines.items())}


def _says(flag: dict[str, Any], asked: list[str]) -> bool:
    return any(_stands_in(_words(phrase), asked) for phrase in flag["search_words"])


def _stands_in(phrase: list[str], asked: list[str]) -> bool:
    """Say whether all words of a phrase are asked for, in any order; a single word as it is."""
    return bool(phrase) and set(phrase) <= set(asked)


def _words(text: str) -> list[str]:
    plain = text.lower().replace("\u2019", "'").replace("'", "")
    return [word for word in WORD.findall(plain) if word not in IDLE]
