"""A page that is read from right to left, on a phone and on a screen, by day and in the dark."""

from __future__ import annotations

import pytest

from tests import factories
from tests.journeys import arabic
from tests.journeys.test_axe import complaints

pytestmark = pytest.mark.browser

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
INDENTS = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  return [style.paddingLeft, style.paddingRight].map(parseFloat);
}"""
EDGES = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  return [style.borderLeftWidth, style.borderRightWidth].map(parseFloat);
}"""
# How much room there is beside the words of a step, to the left and to the right.
BESIDE = """() => {
  const words = document.querySelector(".steps__words p").getBoundingClientRect();
  const step = document.querySelector(".steps__item").getBoundingClientRect();
  return [words.left - step.left, step.right - words.right];
}"""


@pytest.fixture
def page(site, reader):
    factories.published("rtl-page", topic="night-cramps", **arabic.PAGE)
    reader.goto(f"{site}/rtl-page/")
    return reader


class TestAPageFromRightToLeft:
    def test_is_mirrored_and_nothing_on_it_is_lost(self, page):
        text = page.locator("main")
        assert text.get_attribute("lang") == "ar"
        assert text.evaluate("node => getComputedStyle(node).direction") == "rtl"

        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(TOO_WIDE) <= 0, width
            # The number of a step, the mark of a list and the edge of a box stand at the right.
            left, right = page.evaluate(BESIDE)
            assert right > left
            for marked in (".prose ul", ".prose ol", ".key__points", ".list li", ".note"):
                left, right = page.evaluate(INDENTS, marked)
                assert right > left == 0, marked
            for edged in (".list", ".note", ".prose blockquote"):
                left, right = page.evaluate(EDGES, edged)
                assert right > left == 0, edged
            left, right = page.evaluate(INDENTS, ".care__body ul")
            assert right > left == 0

        # The contents stand beside the text, on the side where reading begins.
        contents, words = page.locator(".contents"), page.locator("article")
        assert contents.bounding_box()["x"] > words.bounding_box()["x"]
        # What the site says around the text goes on from left to right.
        for ours in (".masthead", ".trust", ".helpful", ".foot"):
            direction = page.locator(ours).evaluate("node => getComputedStyle(node).direction")
            assert direction == "ltr", ours

    def test_shuts_nobody_out(self, page):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert complaints(page) == []
