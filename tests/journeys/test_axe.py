"""Every page for readers and for the desk, looked at by axe in light and in the dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from content.editions.models import Page
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review
from tests import factories

pytestmark = pytest.mark.browser

# WCAG 2.2, levels A and AA, and nothing that is only somebody's good practice.
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES = {"runOnly": WCAG, "resultTypes": ["violations"]}
THEMES = ["light", "dark"]


def complaints(page) -> list[str]:
    found = Axe().run(page, options=RULES).response
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def complaints_at(page, addresses: list[str]) -> list[str]:
    told = []
    for address in addresses:
        page.goto(address)
        told += complaints(page)
    return told


@pytest.fixture
def busy(site):
    """A site on which something of everything waits at the desk; the newest open review."""
    factories.source("a-review")
    factories.published("calf-cramps", title="Cramps in the calf")
    factories.withdrawn(factories.live_page("salt-tablets", title="Salt tablets"))
    factories.returned(factories.submitted("night-cramps", title="Night cramps now")["clinical"])
    factories.approved("foot-cramps", title="Cramp in the foot", topic="night-cramps")
    factories.submitted(
        "calf-cramps",
        title="Cramps in the calf",
        body="## What to do {#what}\n\nDo not wait 10 minutes.\n\n::: urgent Call today if\n"
        "- a leg swells\n:::\n",
    )
    return Review.objects.filter(revision__article__code="calf-cramps").order_by("-pk")[0]


@pytest.mark.parametrize("theme", THEMES)
class TestNobodyIsShutOut:
    def test_of_the_pages_that_people_read(self, site, reader, theme):
        factories.withdrawn(factories.live_page("salt-tablets", title="Salt tablets"))
        factories.published(
            "night-cramps", title="Night cramps", body="## Now {#what}\n\nA new line."
        )
        reader.emulate_media(color_scheme=theme)

        told = complaints_at(
            reader,
            [
                site + address
                for address in (
                    "/",
                    "/night-cramps/",
                    "/search/?q=cramp",
                    "/search/?q=xyzzy",
                    "/sources/",
                    "/glossary/",
                    "/p/night-cramps/history/",
                    "/p/night-cramps/v/1/",
                    "/privacy/",
                    "/accessibility/",
                    "/about/",
                    "/p/night-cramps/history/?from=1&to=2",
                    "/p/night-cramps/history/?from=1&to=9",
                    "/salt-tablets/",
                    "/nothing-here/",
                )
            ],
        )
        reader.goto(f"{site}/night-cramps/")
        reader.get_by_label("Yes").check()
        reader.get_by_role("button", name="Send").click()
        reader.get_by_role("heading", name="Thank you").wait_for()
        told += complaints(reader)

        assert told == []

    def test_of_the_desk(self, site, busy, sign_in, theme):
        desk = sign_in("superuser")
        desk.emulate_media(color_scheme=theme)
        article = busy.revision.article
        names = [
            reverse("admin:index"),
            reverse("admin:content_article_changelist"),
            reverse("admin:content_article_add"),
            reverse("admin:content_article_change", args=[article.pk]),
            reverse("admin:content_article_write", args=[article.pk]),
            reverse("admin:content_review_changelist"),
            reverse("admin:content_review_change", args=[busy.pk]),
            reverse("admin:content_page_changelist"),
            reverse("admin:content_source_change", args=["a-review"]),
            reverse("admin:content_image_changelist"),
            reverse("admin:content_image_change", args=[factories.wide_picture().pk]),
            reverse("admin:reports"),
            reverse("admin:recheck", args=[Recheck.objects.get().pk]),
            *(
                reverse("admin:content_page_change", args=[page.pk])
                for page in Page.objects.filter(code__in=["night-cramps", "salt-tablets"])
            ),
        ]

        told = complaints_at(desk, [site + name for name in names])

        assert told == []
