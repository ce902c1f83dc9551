"""The topics: each led by a guide, with its other pages in the order in which it names them."""

from __future__ import annotations

from typing import Any

from content.editions.models import Page
from content.reading import site

MOST_TOPICS, MOST_NAMED = 6, 8
# A longer list is no help: the rest is found by searching.
MOST_OF_A_TOPIC = 60


def guides() -> list[Page]:
    """Return the pages that lead a topic, that of getting help before the rest."""
    found = site.mostly_ours(Page.objects.guides().order_by("slug"), most=MOST_TOPICS)
    return sorted(found, key=lambda guide: guide.code != site.LANDMARKS["help"])


def led_by(guides: list[Page]) -> list[dict[str, Any]]:
    """Return each guide with the pages of its topic that it names first."""
    links = dict(
        Page.objects.filter(pk__in=[guide.pk for guide in guides]).values_list(
            "code", "rendering__links"
        )
    )
    return [
        {
            "guide": site.card(guide),
            "articles": pages_of(guide.code, links[guide.code])[:MOST_NAMED],
        }
        for guide in guides
    ]


def pages_of(code: str, links: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the other pages of a guide's topic: those that it links to first, in its own order."""
    order = {row["code"]: place for place, row in reversed(list(enumerate(links)))}
    pages = Page.objects.listed().filter(topic=code).exclude(code=code)
    found = list(pages.order_by("slug")[:MOST_OF_A_TOPIC])
    found.sort(key=lambda page: order.get(page.code, len(order)))
    return [site.card(page) for page in found]
