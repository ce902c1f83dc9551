"""Writing a text in a real browser: the toolbar, the pickers; with a mouse and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from content.editorial.reviews import Review
from tests.journeys import writing
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_axe import complaints
from tests.journeys.writing import press

pytestmark = pytest.mark.browser

ACTIVE = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0] ?? one;
  return (label.innerText || one.getAttribute("aria-label") || one.value || "").trim();
}"""


class TestTheToolbar:
    @pytest.mark.parametrize(
        ("button", "words", "made"),
        [
            ("Bold", "rest", "**rest**"),
            ("List", "rest\nwalk", "- rest\n- walk"),
            ("Steps", "rest\nwalk", "::: steps\n1. rest\n2. walk\n:::"),
            ("Do", "- rest", "::: do\n- rest\n:::"),
            ("Don’t", "rub it", "::: dont\n- rub it\n:::"),
            ("Note", "Rest.", "::: note Its heading\nRest.\n:::"),
        ],
    )
    def test_makes_something_of_what_is_selected(self, desk, text, button, words, made):
        text.fill(words)
        text.select_text()

        press(desk, button)

        assert text.input_value().strip() == made
        text.press("ControlOrMeta+z")
        expect(text).to_have_value(words)

    def test_takes_bold_and_lists_off_again(self, desk, text):
        text.fill("rest")
        text.select_text()
        text.press("ControlOrMeta+b")
        expect(text).to_have_value("**rest**")
        text.press("ControlOrMeta+b")
        expect(text).to_have_value("rest")

        press(desk, "List")
        press(desk, "List")

        expect(text).to_have_value("rest")

    def test_asks_how_urgent_a_care_card_is_and_selects_what_to_write_over(self, desk, text):
        text.fill("Before.")
        press(desk, "Care card …")

        desk.get_by_role("button", name="Urgent: today").click()

        expect(text).to_have_value(re.compile(r"Before\.\n\n::: urgent Say when[^\n]*\n- a sign"))
        assert writing.selected(text) == "Say when to get this help, ending in “if”"

    def test_is_one_stop_of_the_tab_key_and_lets_it_go(self, desk, text):
        text.focus()
        desk.keyboard.press("Shift+Tab")
        assert desk.evaluate(ACTIVE) == "Bold"
        for key, name in (
            ("ArrowRight", "List"),
            ("End", "Picture …"),
            ("ArrowRight", "Bold"),
            ("ArrowLeft", "Picture …"),
            ("Home", "Bold"),
        ):
            desk.keyboard.press(key)
            assert desk.evaluate(ACTIVE) == name

        desk.keyboard.press("Shift+Tab")
        assert desk.evaluate(ACTIVE).startswith("Key points")
        for _ in range(3):
            desk.keyboard.press("Tab")

        assert desk.evaluate(ACTIVE) == "How to write it: the Markdown of this site"


class TestThePicker:
    def test_links_the_selected_words_to_an_article_or_a_section(self, desk, text):
        text.fill("See what to do.")
        writing.select(text, "what to do")
        press(desk, "Link to article …")
        dialog = desk.get_by_role("dialog", name="Link to an article or a section")
        expect(dialog.get_by_role("status")).to_have_text(
            "5 found, 2 shown. Type more to see the others."
        )
        expect(dialog.get_by_text("live · overdue 8 days")).to_be_visible()

        dialog.get_by_role("button", name="What to do").click()

        expect(text).to_have_value("See [[night-cramps#what|what to do]].")

    @pytest.mark.parametrize(
        ("button", "name", "made"),
        [
            ("Cite …", "A review of trials", "Words [@a-review]"),
            ("Glossary word …", "saline salt water", "Words {saline}"),
            ("Finding …", "Less pain", "Words\n\n::: finding less-pain\n:::"),
            ("Picture …", "A calf", "Words\n\n![describe this image](drawing:calf)"),
        ],
    )
    def test_puts_in_what_was_chosen(self, desk, text, button, name, made):
        text.fill("Words")
        press(desk, button)

        desk.get_by_role("button", name=name, exact=True).click()

        expect(text).to_have_value(re.compile(rf"{re.escape(made)}\s*"))
        if button == "Picture …":
            assert writing.selected(text) == "describe this image"

    def test_closes_with_escape_and_gives_the_text_back(self, desk, text):
        text.fill("Words")
        press(desk, "Cite …")
        desk.keyboard.press("Escape")

        expect(desk.get_by_role("dialog")).to_have_count(0)
        expect(text).to_be_focused()
        expect(text).to_have_value("Words")

    def test_says_so_when_nothing_answers(self, desk, text):
        desk.route("**/look-up/**", lambda route: route.fulfill(status=404, body=""))

        press(desk, "Cite …")

        expect(desk.get_by_role("dialog").get_by_role("status")).to_contain_text(
            "Type the code by hand"
        )

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_shuts_nobody_out(self, desk, text, theme):
        desk.emulate_media(color_scheme=theme)
        press(desk, "Link to article …")
        expect(desk.get_by_role("button", name="What to do")).to_be_visible()

        assert complaints(desk) == []


class TestTheWritingPage:
    def test_works_by_its_form_alone(self, chromium, site, article):
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{site}/admin/")
        page.get_by_label("Username").fill("writer")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.goto(f"{site}/admin/content/article/{article.pk}/write/")
        page.get_by_label("Text", exact=True).fill("## A {#a}\n\nBy the form alone.\n")

        page.get_by_role("button", name="Show as a reader sees it").click()
        expect(page.frame_locator("iframe").get_by_text("By the form alone.")).to_be_visible()
        page.get_by_role("button", name="Save", exact=True).click()

        expect(page.get_by_text("Revision 2 is saved.")).to_be_visible()
        context.close()

    def test_is_used_from_sign_in_to_submitting_by_the_keyboard_alone(
        self, chromium, site, article
    ):
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{site}/admin/")
        keys = page.keyboard

        def tab_to(name):
            for _ in range(80):
                if re.fullmatch(name, page.evaluate(ACTIVE)):
                    return
                keys.press("Tab")
            pytest.fail(f"The Tab key does not come to {name}.")

        tab_to("Username:?")
        keys.type("writer")
        tab_to("Password:?")
        keys.type(PASSWORD)
        keys.press("Enter")
        expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
        tab_to("Articles")
        keys.press("Enter")
        page.wait_for_url("**/article/")
        tab_to("foot-cramps")
        keys.press("Enter")
        page.wait_for_url("**/change/")
        tab_to("Write")
        keys.press("Enter")
        expect(page.get_by_role("toolbar")).to_be_visible()
        tab_to("Text")
        keys.press("ControlOrMeta+a")
        keys.type("## What to do {#what}\n\nStretch it. See ")
        keys.press("Shift+Tab")
        tab_to("Bold")
        for _ in range(7):
            keys.press("ArrowRight")
        assert page.evaluate(ACTIVE) == "Link to article …"
        keys.press("Enter")
        keys.type("night")
        expect(page.get_by_role("button", name="Night cramps live")).to_be_visible()
        keys.press("ArrowDown")
        keys.press("Enter")
        expect(page.get_by_label("Text", exact=True)).to_be_focused()
        keys.type(".")
        tab_to("Change note")
        keys.type("Said what to do.")
        tab_to("Save")
        keys.press("Enter")
        expect(page.get_by_text("Revision 2 is saved.")).to_be_visible()
        tab_to("Submit.*")
        keys.press("Enter")

        expect(page.get_by_text("Submitted.")).to_be_visible()
        newest = article.newest()
        assert newest.body == "## What to do {#what}\n\nStretch it. See [[night-cramps]].\n"
        assert Review.objects.filter(revision=newest).count() == 2
        page.context.close()
