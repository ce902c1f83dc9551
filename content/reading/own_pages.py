"""The pages that the site itself makes, and the questions that they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from content.editions.said import Word
from content.editions.words import stem
from content.reading import leanings, ranking

# By the groups of the table of alike words that ask for them: address, title, and what it holds,
# in the words of the page itself.
SOURCES = (
    "/sources/",
    _("Sources"),
    _(
        "Everything that these pages are written from, by its kind. The strongest kind is a review"
        " of trials."
    ),
)
WORDS = (
    "/glossary/",
    _("Medical words"),
    _(
        "The words that doctors use, and what they mean."
        " Each page explains them where it uses them."
    ),
)
ASKED = {"=sources-words": SOURCES, "=medical-words": WORDS}
MEANING = "=meaning"


def meant(query: str, asked: Sequence[Word]) -> list[dict[str, Any]]:
    """Return as results the pages of ours that a question asks for by what it says."""
    named = {page for word in asked for head, page in ASKED.items() if head in (word.meant or ())}
    named |= {page for page in (SOURCES, WORDS) if ranking.spoken(query) == _spoken(page)}
    if WORDS not in named and any(MEANING in (word.meant or ()) for word in asked):
        named |= {WORDS} if _explains(asked) else set()
    return [_shown(*page) for page in sorted(named)]


def _explains(asked: Sequence[Word]) -> bool:
    """Say whether the one thing asked about is among the medical words."""
    about = {
        word.stem
        for word in asked
        if MEANING not in word.heads and not word.small and word.stem not in ranking.IDLE_STEMS
    }
    if not about:
        return False
    keys = leanings.of_live_pages("terms").values_list("key", flat=True).distinct()
    return any(about <= set(map(stem, key.lower().split())) for key in keys)


def _spoken(page: tuple[str, str, str]) -> str:
    return ranking.spoken(gettext(page[1]))


def _shown(url: str, title: str, holds: str) -> dict[str, Any]:
    return {
        "title": gettext(title),
        "url": url,
        "section": "",
        "snippet": SafeString(escape(gettext(holds))),
        "overdue": False,
        "demonstration": False,
        "lang": "",
    }
