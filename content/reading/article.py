"""An edition as a page: its words, where they come from, who stands for them, where to go next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from content.editions import languages, references, related
from content.editions.models import Edition, Page, Rendering
from content.reading import care, lists, site, topics, translations

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
    family: translations.Family,
    older: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what the article template shows, in the language that is being spoken.

    `pages` are the live ones among those it names, and `family` the translations of them all.
    """
    guides = edition.topic == edition.code
    topic = topics.pages_of(edition.code, rendering.links) if guides else []
    listed = {card["url"] for card in topic}
    said = translations.in_our_language(pages, family)
    spoken = translations.all_of(edition, pages, family)
    permalink = request.build_absolute_uri(f"/p/{edition.code}/")
    return {
        "site": site.about(said, demonstration=edition.is_demonstration),
        "edition": _presented(edition, rendering),
        "html": rendering.html,
        "contents": _contents(edition, rendering),
        "related": _related(edition, said, listed),
        "topic_articles": topic,
        "overdue": edition.is_overdue(localdate()),
        "permalink": f"/p/{edition.code}/",
        "permalink_shown": permalink.split("://", 1)[1].rstrip("/"),
        "canonical": request.build_absolute_uri(f"/{edition.slug}/"),
        "languages": spoken,
        # The same for machines, which want whole addresses.
        "alternates": [
            {"language": row["language"], "url": request.build_absolute_uri(row["url"])}
            for row in spoken
        ],
        "origin": translations.origin(edition, pages),
        **languages.around(edition.language),
        # Whoever comes to this page in need should not have to look for a number.
        "calls_first": _is_help(edition),
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


def codes_of(edition: Edition) -> frozenset[str]:
    """Return the codes of the articles that the page of an edition shows something of."""
    related = (row["code"] for row in edition.related)
    return site.with_landmarks([*related, translations.original_of(edition)])


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


def _is_help(edition: Edition) -> bool:
    return edition.code == site.LANDMARKS["help"]


def _contents(edition: Edition, rendering: Rendering) -> list[dict[str, Any]]:
    """Return the sections; on the page on when to get help its cards for the section of them."""
    sections = [row for row in rendering.outline if row["level"] == SECTION]
    if not _is_help(edition):
        return sections
    cards = {part[1]: care.listed(part[0]) for part in lists.SECTION.finditer(rendering.html)}
    return [row for section in sections for row in cards.get(section["key"]) or [section]]


def _related(edition: Edition, pages: dict[str, Page], listed: set[str]) -> list[dict[str, Any]]:
    """Return the live pages to go to next, by why; a guide names each page of its topic once."""
    rows = ((row, pages[row["code"]]) for row in edition.related if row["code"] in pages)
    cards = (site.card(page) | {"why": row["why"], "kind": row["kind"]} for row, page in rows)
    return related.by_why(card for card in cards if card["url"] not in listed)
