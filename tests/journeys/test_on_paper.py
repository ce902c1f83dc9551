"""Pages printed from a phone: what a reader holds in the hand says all that the screen said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import factories

pytestmark = pytest.mark.browser

DIARY = Path(__file__).parents[2] / "content/starter/articles/cramp-diary.md"
BODY = """## What to do {#what}

Pull your toes up.[@a-review] See [[night-cramps|cramps at night]].

::: nonurgent See a doctor or pharmacist if
- cramps come often
:::

::: urgent Get medical advice today if
- one leg is swollen
:::

::: emergency Call an ambulance now if
- you cannot breathe
:::

::: dont
- rub a swollen leg
:::
"""
LOOK_OF_CARDS = """cards => cards.map(card => {
  const look = getComputedStyle(card), heading = getComputedStyle(card.querySelector("h3"))
  return [card.querySelector(".care__level").textContent, look.borderTopStyle,
    look.borderTopColor, look.backgroundColor, heading.color, heading.backgroundColor]
})"""
ADDRESSES = """links => links.filter(link => link.getClientRects().length)
  .map(link => getComputedStyle(link, "::after").content.match(/[(](.+)[)]/))
  .filter(told => told).map(told => told[1])"""


@pytest.fixture
def printed(reader, site):
    """Print a page as the reader's phone does; tell of its bytes and of what it then fetched."""

    def printed(address):
        fetched = []
        reader.goto(site + address)
        reader.wait_for_load_state("networkidle")
        reader.on("request", lambda request: fetched.append(request.url.removeprefix(site)))
        return reader.pdf(prefer_css_page_size=True), fetched

    return printed


def sheets(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


class TestAPageOnPaper:
    @pytest.fixture(autouse=True)
    def page(self, site):
        factories.source("a-review", DOI="10.1000/182")
        factories.published("foot-cramps", title="Foot cramps", body=BODY, topic="night-cramps")

    def test_fetches_its_code_for_paper_and_never_for_a_screen(self, reader, site, printed):
        seen = []
        reader.on("request", lambda request: seen.append(request.url.removeprefix(site)))
        reader.goto(f"{site}/foot-cramps/")
        reader.locator(".trust").scroll_into_view_if_needed()
        reader.wait_for_load_state("networkidle")
        on_screen = list(seen)

        _, fetched = printed("/foot-cramps/")

        assert [path for path in on_screen if "/p/" in path] == []
        assert [path for path in fetched if "/p/" in path] == ["/p/foot-cramps/qr.svg"]

    def test_shows_the_code_and_its_address_beside_the_facts_of_trust(self, reader, site):
        reader.goto(f"{site}/foot-cramps/")
        code = reader.locator(".trust img")
        hidden = code.is_hidden()

        reader.emulate_media(media="print")
        code.evaluate("code => { code.loading = 'eager'; return code.decode() }")

        assert hidden
        assert code.is_visible()
        assert code.bounding_box()["width"] == pytest.approx(20 / 25.4 * 96, abs=1)
        assert reader.locator(".foot").inner_text().endswith("before it.")

    def test_says_where_its_links_lead_each_once(self, reader, site):
        reader.goto(f"{site}/foot-cramps/")
        on_screen = reader.locator("a").evaluate_all(ADDRESSES)

        reader.emulate_media(media="print")
        on_paper = reader.locator("a").evaluate_all(ADDRESSES)

        assert on_screen == []
        assert on_paper == ["/night-cramps/", "https://doi.org/10.1000/182"]

    def test_keeps_the_levels_of_care_apart_without_a_colour(self, reader, site):
        reader.emulate_media(media="print", color_scheme="dark")
        reader.goto(f"{site}/foot-cramps/")

        cards = reader.locator(".care").evaluate_all(LOOK_OF_CARDS)

        assert [(card[0], card[1]) for card in cards] == [
            ("Not urgent: book a visit", "solid"),
            ("Urgent: today", "double"),
            ("Emergency: now", "solid"),
        ]
        assert {colour for card in cards for colour in card[2:]} <= {
            "rgb(0, 0, 0)",
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        }

    def test_of_a_diary_is_one_sheet(self, printed):
        body = DIARY.read_text(encoding="utf-8").partition("\n---\n")[2]
        body = re.sub(r"\[@[^\]]+\]", "", body)
        body = re.sub(r"\[\[[a-z-]+\|", "[[night-cramps|", body)
        factories.published("cramp-diary", title="Cramp diary", body=body, topic="night-cramps")

        pdf, fetched = printed("/cramp-diary/")

        assert sheets(pdf) == 1
        assert "/p/cramp-diary/qr.svg" in fetched
