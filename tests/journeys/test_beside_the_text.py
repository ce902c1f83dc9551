"""What stands beside the text in a real browser: its checks, and the page as a reader sees it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import writing
from tests.journeys.writing import press

pytestmark = pytest.mark.browser


class TestTheChecks:
    def test_lead_to_the_words_that_they_are_about(self, desk, text):
        desk.get_by_role("button", name="A long sentence. Line 3").click()

        expect(text).to_be_focused()
        assert writing.selected(text) == writing.BODY[24:43]

    def test_lead_to_another_field(self, desk, text):
        desk.get_by_role("button", name="Write the change note.").click()

        expect(desk.get_by_label("Change note")).to_be_focused()

    def test_bring_a_line_far_down_into_view(self, desk, text):
        desk.get_by_role("button", name="Part 20", exact=True).click()

        assert writing.selected(text) == "## Part 20 {#part-20}"
        assert text.evaluate("f => f.scrollTop") > 500

    def test_are_the_problems_of_the_words_while_nothing_more_is_known(self, desk, text):
        desk.route("**/fitness/", lambda route: route.fulfill(status=404, body=""))

        text.fill("See [[nowhere]].")

        expect(desk.get_by_text("Only the words themselves are checked here.")).to_be_visible()
        problem = desk.get_by_role("button", name=re.compile("There is no article “nowhere”"))
        problem.click()
        assert writing.selected(text) == "See [[nowhere]]."

    def test_of_an_older_text_never_come_after_those_of_a_newer(self, desk, text):
        waiting = []

        def hold(route):
            waiting.append(route)

        desk.route("**/fitness/", hold)
        text.fill("Older")
        desk.wait_for_timeout(800)
        text.fill("Newer")
        desk.wait_for_timeout(800)

        newer = {**writing.FITNESS, "unmet": [{"message": "Newer.", "line": 1, "field": "body"}]}
        waiting[-1].fulfill(json=newer)
        expect(desk.get_by_role("button", name="Newer.")).to_be_visible()
        waiting[0].fulfill(json=writing.FITNESS)
        desk.wait_for_timeout(300)

        expect(desk.get_by_role("button", name="Newer.")).to_be_visible()

    def test_say_how_easily_it_reads_and_how_long_it_is(self, desk, text):
        text.fill("Five words are typed here.")

        expect(desk.get_by_text("Reading grade 5.6; it was 5.9.")).to_be_visible()
        expect(desk.get_by_text("5 words")).to_be_visible()


class TestThePreview:
    @pytest.fixture
    def shown(self, desk, text):
        return desk.frame_locator("#page-as-read")

    def test_is_the_page_as_it_is_typed(self, desk, text, shown):
        text.fill("## What to do {#what}\n\nPull your toes up.")

        expect(shown.get_by_text("Pull your toes up.")).to_be_visible()
        expect(shown.get_by_role("link", name="Leg Cramps")).to_be_visible()

    @pytest.mark.parametrize(
        ("buttons", "width", "ground"),
        [
            (["Phone"], 360, "oklch(0.976 0.009 85)"),
            (["Desktop"], 1120, "oklch(0.976 0.009 85)"),
            (["Dark"], 360, "oklch(0.185 0.012 65)"),
            (["Desktop", "Dark"], 1120, "oklch(0.185 0.012 65)"),
            (["Print"], 688, "rgb(255, 255, 255)"),
        ],
    )
    def test_is_as_wide_and_as_light_as_asked(self, desk, text, shown, buttons, width, ground):
        for button in buttons:
            press(desk, button)

        expect(shown.locator("html")).to_have_css("background-color", ground)
        # Asked of the frame and not of its page, which may be on its way to the next.
        frame = desk.locator("#page-as-read")
        assert frame.evaluate("frame => frame.contentWindow.innerWidth") == width

    def test_leads_nowhere(self, desk, text, shown):
        text.fill("## A {#a}\n\nOne.\n\n## B {#b}\n\nTwo.\n\n## C {#c}\n\nThree.\n")
        expect(shown.get_by_text("Three.")).to_be_visible()

        shown.get_by_role("link", name="Search").click()
        shown.get_by_role("link", name="C", exact=True).first.click()

        expect(shown.get_by_text("Three.")).to_be_visible()

    def test_runs_nothing(self, desk, text, shown):
        told = []
        desk.on("dialog", lambda dialog: told.append(dialog.message))
        text.fill("<img src=x onerror=alert(1)><script>alert(2)</script>\n\nWords.")

        expect(shown.get_by_text("Words.")).to_be_visible()
        assert told == []


class TestTheWindow:
    @pytest.mark.parametrize("width", [320, 360, 768, 1280, 1760])
    def test_never_scrolls_sideways(self, desk, text, width):
        desk.set_viewport_size({"width": width, "height": 800})

        assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    def test_fills_the_window_with_the_text_and_the_page(self, desk, text):
        desk.set_viewport_size({"width": 1280, "height": 1000})

        for place in (text, desk.locator("#preview-pane")):
            assert place.bounding_box()["height"] > 400
