"""What is pasted into the editor, from files of clips: what a program copies, and what arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CLIPS = Path(__file__).parent / "clips"
ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in CLIPS.glob("*.html"))
# What says no more than its plain text is pasted as that.
PLAIN = {"chat", "code-editor", "one-word"}
CONVERT = "async html => (await import('/static/desk/write/paste.js')).markdownOf(html)"
ADDRESS = "async written => (await import('/static/desk/write/paste.js')).addressOf(written)"
PASTE = """(field, [html, plain]) => {
  const clip = new DataTransfer();
  if (html) clip.setData("text/html", html);
  clip.setData("text/plain", plain);
  const how = { clipboardData: clip, bubbles: true, cancelable: true };
  return field.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture(scope="module")
def page(chromium):
    """A page of no site, with the one script in it."""
    script = (ROOT / "static/desk/write/paste.js").read_text(encoding="utf-8")
    page = chromium.new_page()
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(body=script, content_type="text/javascript")
            if route.request.url.endswith("/paste.js")
            else route.fulfill(body="", content_type="text/html")
        ),
    )
    page.goto("http://desk.test/")
    yield page
    page.close()


class TestAClip:
    @pytest.mark.parametrize("name", NAMES)
    def test_arrives_as_markdown(self, page, name):
        html = (CLIPS / f"{name}.html").read_text(encoding="utf-8")

        found = page.evaluate(CONVERT, html)

        kept = CLIPS / f"{name}.md"
        assert found == (None if name in PLAIN else kept.read_text(encoding="utf-8").strip("\n"))

    @pytest.mark.parametrize("name", NAMES)
    def test_brings_nothing_that_runs_loads_or_follows(self, page, name):
        html = (CLIPS / f"{name}.html").read_text(encoding="utf-8")

        found = page.evaluate(CONVERT, html) or ""

        for part in ("<script", "javascript:", "file:", "![", "utm_", "fbclid", "mc_eid", "style="):
            assert part not in found

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("https://example.org/a", "https://example.org/a"),
            ("http://example.org/", "http://example.org/"),
            ("mailto:desk@example.org", "mailto:desk@example.org"),
            ("https://me:secret@example.org/", "https://example.org/"),
            ("https://example.org/?gclid=1&q=leg", "https://example.org/?q=leg"),
            ("javascript:alert(1)", ""),
            ("data:text/html,x", ""),
            ("/near-you", ""),
            ("#causes", ""),
            ("https://www.google.com/url?q=javascript:alert(1)", ""),
        ],
    )
    def test_keeps_an_address_that_a_reader_may_be_sent_to(self, page, written, kept):
        assert page.evaluate(ADDRESS, written) == kept


class TestPasting:
    def test_puts_markdown_where_the_cursor_is_and_can_be_undone(self, desk, text):
        text.fill("Before.\n")

        handled = not text.evaluate(PASTE, ["<ul><li>one</li><li>two</li></ul>", "one two"])

        assert handled
        expect(text).to_have_value("Before.\n- one\n- two")
        text.press("ControlOrMeta+z")
        expect(text).to_have_value("Before.\n")

    def test_leaves_plain_words_to_the_browser(self, text):
        assert text.evaluate(PASTE, ["<span>word</span>", "word"])
        assert text.evaluate(PASTE, ["", "## A heading\n\n- a list"])

    def test_is_as_it_is_while_shift_is_held(self, desk, text):
        text.focus()
        desk.keyboard.down("Shift")

        left_alone = text.evaluate(PASTE, ["<h2>Heading</h2>", "Heading"])

        assert left_alone
