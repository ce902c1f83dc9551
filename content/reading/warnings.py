"""Which care card a search calls for: the warning signs that the live pages name, and no guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from content.editions import alike, languages, signs
from content.editions.models import Edition, LeansOn, Page
from content.editions.words import pieces
from content.reading import site

ORDER = ("emergency", "urgent", "nonurgent")


@dataclass(frozen=True, slots=True)
class Signs:
    """The warning signs of an edition, and the alike words of its language.

    `phrases` gives of a name the phrases that have it in their rarest idea, each with the place of
    its sign.
    """

    table: alike.Table
    flags: tuple[dict[str, Any], ...]
    phrases: Mapping[str, Sequence[tuple[int, signs.Phrase]]]


def called_for(
    query: str, *, instead: Mapping[str, str] | None = None, help_page: Page | None = None
) -> list[dict[str, Any]]:
    """Return a card for each level whose signs stand in a question, the most pressing first.

    `instead` gives of a misspelt word the one that was looked for. `help_page` is the live page
    that names the signs, and is looked up when it is not given.
    """
    page = help_page or Page.objects.live().filter(code=site.LANDMARKS["help"]).first()
    if page is None or page.edition_id is None:
        return []
    known = _signs(page.edition_id, page.changed_at)
    mended = instead or {}
    asked = signs.question(" ".join(mended.get(word, word) for word in pieces(query)), known.table)
    # Few phrases have their rarest idea in a question, so few are looked at.
    possible = {each for name in asked.every for each in known.phrases.get(name, ())}
    said = {place for place, phrase in possible if phrase.is_said(asked)}
    found = [flag for place, flag in enumerate(known.flags) if place in said]
    return [
        {"level": level, "flags": [_told(flag) for flag in found if flag["urgency"] == level]}
        for level in ORDER
        if any(flag["urgency"] == level for flag in found)
    ]


@lru_cache(maxsize=4)
def _signs(edition_id: int, at: datetime) -> Signs:
    """Return the signs of an edition. It never changes; `at` tells it from one before a backup."""
    rows = LeansOn.objects.filter(kind="flags", edition_id=edition_id).order_by("pk")
    language = Edition.objects.values_list("language", flat=True).get(pk=edition_id)
    table = alike.table(language)
    flags = tuple({"key": row.key, **row.facts["is"], "language": language} for row in rows)
    pairs = [
        (place, each) for place, flag in enumerate(flags) for each in signs.phrases(flag, table)
    ]
    counts = Counter(
        name for _, each in pairs for part in each.parts for idea in part for name in idea
    )
    phrases: dict[str, list[tuple[int, signs.Phrase]]] = {}
    for place, each in pairs:
        ideas = [idea for part in each.parts for idea in part]
        for name in min(ideas, key=lambda idea: sum(counts[name] for name in idea)):
            phrases.setdefault(name, []).append((place, each))
    return Signs(table, flags, phrases)


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


def clear() -> None:
    """Begin as a new worker does."""
    _signs.cache_clear()
