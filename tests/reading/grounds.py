"""A small site with everything on it that a reader can meet, and much that none may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from content.editions.models import Page
from content.editorial import workflow
from tests import factories
from tests.factories import people, tick

# A word that stands in every part of every text that is not public.
CANARY = "canarybird"
BODY = "## What to do {#what}\n\nPull your toes up.\n\n## Why {#why}\n\nNobody knows.\n"


@dataclass
class Site:
    """The addresses of a small site, by what they answer."""

    shown: list[str]  # 200
    moved: list[str]  # 301, 302
    gone: list[str]  # 410
    missing: list[str]  # 404 though somebody is writing there
    nothing: list[str]  # 404 since nothing was ever there


def site() -> Site:
    """Make the site."""
    public = factories.picture(b"<svg>calf</svg>")
    private = factories.picture(f"<svg>{CANARY}</svg>".encode())
    factories.source("cochrane", title="Magnesium for cramps")
    factories.published("cramps", title="Cramps", slug="leg-cramps", body=BODY)
    body = f"{BODY}\nMagnesium [@cochrane].\n\n![A calf](media:{public.sha256})\n\nThe calf.\n"
    factories.published("night-cramps", slug="cramp-at-night", body=body, topic="cramps")
    factories.published(
        "night-cramps", slug="night-cramps", body=body, topic="cramps", title="Cramp at night"
    )
    factories.withdrawn(
        factories.live_page("old-advice", title="Old advice", **_taken_back()),
        instead=Page.objects.get(slug="leg-cramps"),
    )
    _drafts(private.sha256)
    return Site(
        shown=[
            "/",
            "/leg-cramps/",
            "/night-cramps/",
            "/search/",
            "/search/?q=cramp",
            "/search/?q=nothing+like+it",
            "/search/suggest/?q=cramp",
            f"/search/?q={CANARY}xyz",
            "/about/",
            "/accessibility/",
            "/sources/",
            "/sources/cochrane/",
            "/glossary/",
            "/changes.atom",
            "/sitemap.xml",
            "/robots.txt",
            "/healthz",
            "/offline/",
            "/offline.js",
            "/offline.json",
            "/site.webmanifest",
            f"/media/{public.sha256}.svg",
            "/p/night-cramps/v/1/",
            "/p/night-cramps/v/2/",
            "/p/night-cramps/history/",
            "/p/night-cramps/history/?from=1&to=2",
            "/p/night-cramps/history/?from=2&to=3",
            "/p/old-advice/history/",
            "/p/night-cramps/qr.svg",
            "/p/night-cramps/qr.svg?section=what",
        ],
        moved=["/cramp-at-night/", "/p/night-cramps/", "/p/night-cramps/what/", "/night-cramps"],
        gone=[
            "/old-advice/",
            "/p/old-advice/",
            "/p/old-advice/what/",
            "/p/old-advice/v/1/",
            "/p/old-advice/history/?from=1&to=2",
            "/p/old-advice/qr.svg",
            "/p/old-advice/card.png",
        ],
        missing=[
            "/hidden/",
            "/p/hidden/",
            "/p/hidden/what/",
            "/p/hidden/v/1/",
            "/p/hidden/history/",
            "/p/hidden/history/?from=1&to=2",
            "/p/hidden/qr.svg",
            "/p/night-cramps/qr.svg?section=hidden-section",
            "/p/hidden/card.png",
            "/hidden-address/",
            "/p/night-cramps/v/3/",
            "/p/night-cramps/hidden-section/",
            f"/media/{private.sha256}.svg",
            "/sources/hidden-source/",
        ],
        nothing=[
            "/absent/",
            "/p/absent/",
            "/p/absent/what/",
            "/p/absent/v/1/",
            "/p/absent/history/",
            "/p/absent/history/?from=1&to=2",
            "/p/absent/qr.svg",
            "/p/night-cramps/qr.svg?section=absent-section",
            "/p/absent/card.png",
            "/absent-address/",
            "/p/night-cramps/v/9/",
            "/p/night-cramps/absent-section/",
            f"/media/{'0' * 64}.svg",
            "/sources/absent-source/",
        ],
    )


def _taken_back() -> dict[str, Any]:
    """The words of a page that was withdrawn. Of those, readers are told its name alone."""
    return {
        "summary": f"A {CANARY}.",
        "key_points": [f"{CANARY} {number}." for number in range(3)],
        "also_called": [CANARY],
        "body": f"## What to do {{#what}}\n\nThe {CANARY}.\n",
    }


def _drafts(picture: str) -> None:
    """Write what nobody may read: new articles, and the next texts of those that are public."""
    factories.source("hidden-source", title=f"A {CANARY} trial")
    hidden: dict[str, Any] = {
        "title": f"The {CANARY}",
        "summary": f"A {CANARY}.",
        "key_points": [f"{CANARY} one.", f"{CANARY} two.", f"{CANARY} three."],
        "also_called": [CANARY],
        "change_note": f"The {CANARY} note",
        "body": f"## A {CANARY} {{#hidden-section}}\n\n{CANARY} [@hidden-source].\n\n"
        f"![{CANARY}](media:{picture})\n\n{CANARY}.\n",
    }
    factories.revision("hidden", slug="hidden-address", **hidden)
    factories.approved("hidden-too", **hidden)
    factories.returned(factories.submitted("hidden-three", **hidden)["clinical"], note=CANARY)
    live = factories.article_of("night-cramps")
    workflow.save(live, hidden, by=people().writer, at=tick())
    gone = factories.article_of("old-advice")
    workflow.save(gone, hidden, by=people().writer, at=tick())
