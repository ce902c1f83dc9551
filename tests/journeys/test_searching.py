"""Searching in a real browser, with suggestions and without a script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from content.editions.heard import LostWord
from content.evidence.models import RedFlag
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def library(site):
    """Pages to find, and a warning sign that words can call for."""
    RedFlag.objects.create(
        key="dvt",
        urgency="urgent",
        words="one leg is swollen",
        may_mean="clot",
        tell=dict.fromkeys(("uk", "us", "eu"), "Call a doctor."),
        search_words=["swollen leg"],
    )
    body = "::: urgent Get medical advice today if\n- [!dvt]\n:::\n"
    factories.published("when-to-seek-care", title="When to get help", body=body)
    factories.published("swollen-legs", title="Swollen legs", also_called=["puffy ankles"])
    factories.published(
        "swimming", title="Swimming", body="## Float {#float}\n\nHold on and rest.\n"
    )
    return site


@pytest.fixture
def watched(reader):
    """What a reader's browser asks for, and what it complains of."""
    asked, complaints = [], []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("pageerror", lambda error: complaints.append(str(error)))
    reader.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    return asked, complaints


def box(page):
    return page.get_by_label("Look something up")


def rows(page):
    return page.get_by_role("option")


class TestSuggestions:
    def test_help_somebody_who_has_only_keys(self, library, reader, watched):
        reader.goto(f"{library}/search/")
        expect(box(reader)).to_have_role("combobox")
        expect(reader.get_by_role("status")).to_have_count(0)
        box(reader).press_sequentially("swolen leg")
        expect(rows(reader)).to_have_count(2)
        button = reader.get_by_role("button", name="Search").bounding_box()

        # The warning is first, and the count is told to those who do not see the list.
        expect(rows(reader).first).to_contain_text("Urgent: today")
        expect(reader.get_by_role("status")).to_have_text(
            "2 suggestions. Use the up and down keys."
        )
        expect(box(reader)).to_have_attribute("aria-expanded", "true")

        # Down, down and down again is back in the box; up from there is the last.
        for wanted in ("page-suggestion-0", "page-suggestion-1"):
            reader.keyboard.press("ArrowDown")
            expect(box(reader)).to_have_attribute("aria-activedescendant", wanted)
        reader.keyboard.press("ArrowDown")
        assert box(reader).get_attribute("aria-activedescendant") is None
        reader.keyboard.press("ArrowUp")
        expect(rows(reader).last).to_have_attribute("aria-selected", "true")
        expect(box(reader)).to_be_focused()

        # Escape closes the list and keeps the words; a down key opens it again; Tab leads on.
        reader.keyboard.press("Escape")
        expect(rows(reader)).to_have_count(0)
        expect(box(reader)).to_have_value("swolen leg")
        reader.keyboard.press("ArrowDown")
        expect(rows(reader)).to_have_count(2)
        reader.keyboard.press("Tab")
        expect(reader.get_by_role("button", name="Search")).to_be_focused()
        expect(rows(reader)).to_have_count(0)
        assert reader.get_by_role("button", name="Search").bounding_box() == button

        box(reader).press("ArrowDown")
        expect(rows(reader)).to_have_count(2)
        reader.keyboard.press("ArrowDown")
        reader.keyboard.press("Enter")
        expect(reader.get_by_role("heading", name="Get medical advice today if")).to_be_visible()
        asked, complaints = watched
        assert complaints == []
        assert [url for url in asked if not url.startswith(library)] == []

    def test_take_a_press_of_a_thumb(self, library, reader, watched):
        reader.goto(library)
        reader.locator(".size").wait_for()
        before = reader.get_by_role("search").bounding_box()["height"]
        box(reader).press_sequentially("puffy")
        expect(rows(reader)).to_have_text(["Swollen legs puffy ankles"])

        assert rows(reader).first.bounding_box()["height"] >= 44
        assert reader.get_by_role("search").bounding_box()["height"] == before
        rows(reader).first.click()

        expect(reader.get_by_role("heading", name="Swollen legs", level=1)).to_be_visible()
        assert watched[1] == []
        assert not LostWord.objects.exists()

    def test_wait_while_a_letter_is_being_composed(self, library, reader, watched):
        reader.goto(f"{library}/search/")
        expect(box(reader)).to_have_role("combobox")
        box(reader).focus()
        compose = "(e, [type, on]) => e.dispatchEvent(new InputEvent(type, {isComposing: on}))"
        box(reader).evaluate("e => { e.value = 'swim'; }")
        box(reader).evaluate(compose, ["input", True])
        reader.wait_for_timeout(400)
        assert not any("/suggest/" in url for url in watched[0])

        box(reader).evaluate("e => e.dispatchEvent(new CompositionEvent('compositionend'))")

        expect(rows(reader)).to_have_text(["Swimming"])

    def test_are_left_out_when_the_server_cannot_give_any(self, library, reader):
        reader.route("**/suggest/**", lambda route: route.abort())
        reader.goto(f"{library}/search/")
        box(reader).press_sequentially("float")
        reader.keyboard.press("Enter")

        expect(reader.get_by_role("link", name="Swimming – Float")).to_be_visible()

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_shut_nobody_out(self, library, reader, theme):
        reader.emulate_media(color_scheme=theme)
        reader.goto(f"{library}/search/")
        box(reader).press_sequentially("swollen leg")
        expect(rows(reader)).to_have_count(2)
        reader.keyboard.press("ArrowDown")

        assert Axe().run(reader).response["violations"] == []


class TestWithoutAScript:
    def test_a_search_leads_to_the_section_and_to_the_warning(self, library, chromium):
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(library)
        box(page).fill("swollen leg rest")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="Get medical advice today if")).to_be_visible()
        box(page).fill("hold on and rest")
        page.keyboard.press("Enter")
        expect(page.locator("mark").first).to_have_text("Hold")
        page.get_by_role("link", name="Swimming – Float").click()

        expect(page).to_have_url(f"{library}/swimming/#float")
        page.context.close()
