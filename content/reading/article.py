"""An edition as a page: its words, where they come from, who stands for them, where to go next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from content.editions import references
from content.editions.models import Edition, Page, Rendering
from content.reading import site

# A longer list is no help: the rest is found by searching.
MOST_OF_A_TOPIC = 60

# Pages that are made to be printed on one sheet of paper.
SHEETS = frozenset({"cramp-diary", "appointment-questions", "three-stretches"})

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
    topic = _topic(edition, rendering) if edition.topic == edition.code else []
    listed = {card["url"] for card in topic}
    permalink = request.build_absolute_uri(f"/p/{edition.code}/")
    return {
        "site": site.about(pages, demonstration=edition.is_demonstration),
        "edition": _presented(edition, rendering),
        "html": rendering.html,
        "contents": [row for row in rendering.outline if row["level"] == SECTION],
        "related": [
            {**card, "why": row["why"]}
            for row in edition.related
            if row["code"] in pages
            # A guide names each page of its topic once.
            and (card := site.card(pages[row["code"]]))["url"] not in listed
        ],
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


def _topic(guide: Edition, rendering: Rendering) -> list[dict[str, str]]:
    """Return the other pages of a guide's topic: those it links to first, in its own order."""
    order = {row["code"]: place for place, row in reversed(list(enumerate(rendering.links)))}
    pages = Page.objects.listed().filter(topic=guide.code).exclude(code=guide.code)
    first = list(pages.order_by("slug")[:MOST_OF_A_TOPIC])
    first.sort(key=lambda page: order.get(page.code, len(order)))
    return [site.card(page) for page in first]
