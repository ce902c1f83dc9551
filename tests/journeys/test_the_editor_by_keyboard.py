"""The writing page for those who use no mouse, or do not see it."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

from tests.journeys import writing

pytestmark = pytest.mark.browser


def picture():
    file = io.BytesIO()
    Pillow.new("RGB", (40, 20), "red").save(file, "PNG")
    return {"name": "leg.png", "mimeType": "image/png", "buffer": file.getvalue()}


class TestTheEditor:
    def test_is_left_by_the_tab_key_both_ways(self, desk, text):
        text.fill("Words")

        text.press("Tab")
        expect(text).not_to_be_focused()
        text.focus()
        text.press("Shift+Tab")
        expect(text).not_to_be_focused()

        expect(text).to_have_value("Words")

    def test_names_its_preview_and_tells_of_it(self, desk, text):
        preview = desk.get_by_role("region", name="As a reader sees it")

        expect(preview.get_by_role("status")).to_have_count(1)
        assert preview.locator("iframe").get_attribute("title") == "The page as a reader sees it"

    def test_says_that_a_picture_has_come_and_asks_what_it_shows(
        self, desk, text, tmp_path, settings
    ):
        settings.MEDIA_ROOT = tmp_path
        text.fill("")

        desk.locator("#picture").set_input_files(picture())

        told = desk.get_by_role("status").filter(has_text="Now say what it shows")
        expect(told).to_be_visible()
        assert writing.selected(text) == "describe this image"
