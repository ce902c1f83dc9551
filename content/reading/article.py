"""An edition as a page: its words, where they come from, who stands for them, where to go next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from content.editions import references
from content.editions.models import Edition, Page, Rendering
from content.reading import site, topics

# Pages that are made to be printed on one sheet of paper.
SHEETS = frozenset({"cramp-diary", "appointment-questions", "three-stretches"})

# Why a page is related to another, as a reader asks, in the order of how much may hang on it.
WHY = {
    "looks-like": _("Could it be something else?"),
    "caused-by": _("What may cause it?"),
    "what-helps": _("What may help?"),
    "what-next": _("What next?"),
}

# The level of a heading that opens a section.
SECTION = 2


def context(
    request: HttpRequest,
    edition: Edition,
    rendering: Rendering,
    *,
    pages: dict[str, Page],
    older: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what the article template shows. `pages` are the live ones among those it names."""
    guides = edition.topic == edition.code
    topic = topics.pages_of(edition.code, rendering.links) if guides else []
    listed = {card["url"] for card in topic}
    permalink = request.build_absolute_uri(f"/p/{edition.code}/")
    return {
        "site": site.about(pages, demonstration=edition.is_demonstration),
        "edition": _presented(edition, rendering),
        "html": rendering.html,
        "contents": [row for row in rendering.outline if row["level"] == SECTION],
        "related": _related(edition, pages, listed),
        # Where the same page stands in each language, itself among them: {language, url}.
        "languages": [],
        "topic_articles": topic,
        "overdue": edition.is_overdue(localdate()),
        "permalink": f"/p/{edition.code}/",
        "permalink_shown": permalink.split("://", 1)[1].rstrip("/"),
        "canonical": request.build_absolute_uri(f"/{edition.slug}/"),
        "older": older,
        "sheet": edition.code in SHEETS,
    }


def narrowed(context: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what the template shows of a page on which something was chosen, and its sources."""
    if not chosen:
        return context
    edition = context["edition"]
    cited = [row for row in edition["references"] if row["number"] in chosen["cited"]]
    canonical = context["canonical"] + chosen.get("query", "")
    return context | chosen | {"edition": edition | {"references": cited}, "canonical": canonical}


def dated(approvals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return approvals with their days as days."""
    return [row | {"on": date.fromisoformat(row["on"])} for row in approvals]


def _presented(edition: Edition, rendering: Rendering) -> dict[str, Any]:
    names = (
        "code",
        "number",
        "slug",
        "language",
        "title",
        "summary",
        "key_points",
        "published_at",
        "fully_reviewed_on",
        "review_due_on",
        "change_note",
        "is_demonstration",
        "codes",
    )
    return {name: getattr(edition, name) for name in names} | {
        "approvals": dated(edition.approvals),
        "references": references.listed(edition.leaning["sources"], rendering.references),
        "outline": rendering.outline,
    }


def _related(edition: Edition, pages: dict[str, Page], listed: set[str]) -> list[dict[str, Any]]:
    """Return the live pages to go to next, by why; a guide names each page of its topic once."""
    groups: dict[str, list[dict[str, str]]] = {kind: [] for kind in WHY}
    for row in edition.related:
        page = pages.get(row["code"])
        if page and (card := site.card(page))["url"] not in listed:
            groups[row["kind"]].append(card | {"why": row["why"]})
    return [
        {"heading": gettext(WHY[kind]), "pages": found} for kind, found in groups.items() if found
    ]
