"""A reviewer's whole task in a real browser, from the queue to a decision."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from content.editorial import decisions
from content.editorial.comments import Comment
from content.editorial.reviews import Review
from tests import factories

pytestmark = pytest.mark.browser

BODY = """## What to do {#what}

Pull your toes up. Hold for 10 seconds.

Do not bounce. Then let go.
"""
TITLE = "Cramp in the foot"
CHANGED = BODY.replace("10 seconds", "20 seconds").replace("Do not bounce", "Bounce")


class Clicks:
    """Counts the buttons and links that somebody presses."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, thing) -> None:
        thing.click()
        self.count += 1


def asked(body: str = CHANGED) -> Review:
    """A clinical review of a change to a page that is live."""
    factories.published("foot-cramps", title=TITLE, body=BODY, topic="night-cramps")
    return factories.submitted("foot-cramps", title=TITLE, body=body, topic="night-cramps")[
        "clinical"
    ]


def open_review(page: Page) -> None:
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.get_by_role("heading", name="Your decision")).to_be_visible()


def answer_all(page: Page) -> None:
    for question in page.locator("fieldset.ask").all():
        question.get_by_role("radio").first.check()


def tick_all(page: Page) -> None:
    for tick in page.get_by_label("I have looked at this").all():
        tick.check()


def left(page: Page) -> str:
    """What the page says is left to do, as somebody sees it."""
    lines = page.locator("#left p, #left li").locator("visible=true").all_inner_texts()
    return " ".join([lines[0], ", ".join(lines[1:])]).strip()


class TestApprovingAOneWordFix:
    def test_takes_three_clicks_besides_the_checklist(self, site, sign_in):
        review = asked(BODY.replace("let go", "release"))
        page, clicks = sign_in("clinician"), Clicks()

        clicks.on(page.get_by_role("link", name=TITLE, exact=True).first)
        answer_all(page)
        clicks.on(page.get_by_role("button", name="Approve"))

        expect(page.locator(".success", has_text="You approved")).to_be_visible()
        assert Review.objects.get(pk=review.pk).is_approved()
        assert clicks.count <= 3

    def test_can_be_done_without_a_mouse(self, site, sign_in):
        review = asked(BODY.replace("Hold for 10", "Hold for 12"))
        page = sign_in("clinician")

        tab_to(page, "document.activeElement.textContent === 'Cramp in the foot'")
        page.keyboard.press("Enter")
        page.wait_for_url("**/change/")
        tab_to(page, "document.activeElement.name === 'looked_at'")
        page.keyboard.press("Space")
        for question in page.locator("fieldset.ask").all():
            name = question.get_by_role("radio").first.get_attribute("name")
            tab_to(page, f"document.activeElement.name === '{name}'")
            page.keyboard.press("Space")
        tab_to(page, "document.activeElement.value === 'approve'")
        page.keyboard.press("Enter")

        expect(page.locator(".success", has_text="You approved")).to_be_visible()
        assert Review.objects.get(pk=review.pk).is_approved()


def tab_to(page: Page, there: str) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            return
    raise AssertionError(f"No way by keyboard to: {there}")


class TestWhatIsLeft:
    def test_is_counted_while_somebody_works(self, site, sign_in):
        asked()
        page = sign_in("clinician")
        open_review(page)
        assert left(page) == "Not ready to approve. 2 changes not looked at, 7 questions open"

        page.get_by_label("I have looked at this").first.check()
        page.locator("fieldset.ask").first.get_by_label("No", exact=True).check()
        assert left(page) == (
            "Not ready to approve. 1 change not looked at, 6 questions open, 1 answered “No”"
        )
        answer_all(page)
        tick_all(page)

        assert left(page) == "Ready to approve."

    def test_is_said_by_the_server_where_no_script_runs(self, site, sign_in):
        review = asked()
        page = sign_in("clinician", java_script_enabled=False)
        open_review(page)
        page.get_by_label("I have looked at this").first.check()
        page.locator("fieldset.ask").first.get_by_role("radio").first.check()

        page.get_by_role("button", name="Approve").click()

        assert left(page) == "Not ready to approve. 1 change not looked at, 6 questions open"
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("1 change that could hurt somebody is not looked at yet")
        expect(page.get_by_label("I have looked at this").first).to_be_checked()
        answer_all(page)
        tick_all(page)
        page.get_by_role("button", name="Approve").click()
        assert Review.objects.get(pk=review.pk).is_approved()


class TestAnsweringAsLastTime:
    def test_fills_in_what_is_open_and_leaves_the_rest(self, site, sign_in):
        asked()
        page = sign_in("clinician")
        open_review(page)
        first = page.locator("fieldset.ask").first
        first.get_by_label("No", exact=True).check()

        page.get_by_role("link", name="Answer as in edition 1").click()

        expect(first.get_by_label("No", exact=True)).to_be_checked()
        assert "1 question open, 1 answered “No”" in left(page)

    def test_works_where_no_script_runs(self, site, sign_in):
        asked()
        page = sign_in("clinician", java_script_enabled=False)
        open_review(page)

        page.get_by_role("link", name="Answer as in edition 1").click()

        assert "1 question open" in left(page)


class TestComments:
    def test_are_said_answered_and_then_approved(self, site, sign_in):
        review = asked()
        page = sign_in("clinician")
        open_review(page)
        answer_all(page)
        tick_all(page)
        page.locator("summary", has_text="Comment on a sentence").click()
        page.locator("summary", has_text=re.compile("^What to do$")).click()
        page.get_by_label("Hold for 20 seconds.").check()
        page.get_by_label("Your comment on the sentence").locator("visible=true").fill("Why 20?")
        page.get_by_role("button", name="Comment", exact=True).locator("visible=true").click()

        # The comment is there, and everything that was answered so far as well.
        expect(page.get_by_text("1 comment to be answered").first).to_be_visible()
        assert left(page) == "Not ready to approve. 1 comment to be answered"
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_role("alert")).to_contain_text("1 comment waits for an answer")

        writer = sign_in("writer")
        writer.goto(f"{site}/admin/content/article/{review.revision.article_id}/change/")
        writer.get_by_label("Your answer").fill("So says its source.")
        writer.get_by_role("button", name="Answer").click()
        expect(writer.get_by_text("No comment waits for an answer")).to_be_visible()
        page.get_by_role("button", name="Approve").click()

        expect(page.locator(".success", has_text="You approved")).to_be_visible()
        assert Comment.objects.get().answer == "So says its source."


class TestWhatWasDoneSoFar:
    def test_is_still_there_after_a_reload(self, site, sign_in):
        asked()
        page = sign_in("clinician")
        open_review(page)
        answer_all(page)
        page.get_by_label("I have looked at this").first.check()
        page.get_by_label("What should change?").fill("Half a thought.")
        page.get_by_label("What should change?").blur()

        page.goto(page.url)

        assert left(page) == "Not ready to approve. 1 change not looked at"
        expect(page.get_by_label("What should change?")).to_have_value("Half a thought.")


class TestTheDecision:
    @pytest.mark.parametrize("size", [(1280, 900), (1280, 620), (1024, 768)])
    def test_stays_in_view_and_covers_nothing(self, site, sign_in, size):
        asked()
        page = sign_in("clinician")
        page.set_viewport_size({"width": size[0], "height": size[1]})
        open_review(page)

        for depth in (0, 400, 900):
            page.mouse.move(300, 300)
            page.evaluate("depth => window.scrollTo(0, depth)", depth)
            changes = page.locator(".review__changes").bounding_box()
            column = page.locator(".review__decide").bounding_box()
            assert changes["x"] + changes["width"] <= column["x"]
            assert column["y"] >= 0

    def test_stands_under_the_changes_on_a_phone(self, site, sign_in):
        asked()
        page = sign_in("clinician")
        page.set_viewport_size({"width": 360, "height": 740})
        open_review(page)

        changes = page.locator(".review__changes").bounding_box()
        column = page.locator(".review__decide").bounding_box()

        assert column["y"] >= changes["y"] + changes["height"]
        assert page.evaluate("document.documentElement.scrollWidth") == 360


class TestSeeingItAsAReader:
    def test_happens_in_the_frame_and_loses_no_answer(self, site, sign_in):
        asked()
        page = sign_in("clinician")
        open_review(page)
        answer_all(page)

        page.get_by_role("link", name="beside the live page").click()

        inside = page.frame_locator("iframe[name=as-a-reader]")
        live = inside.frame_locator("iframe").first
        expect(live.get_by_text("Hold for 10 seconds.")).to_be_visible()
        new = inside.frame_locator("iframe").last
        expect(new.get_by_text("Hold for 20 seconds.")).to_be_visible()
        assert left(page) == "Not ready to approve. 2 changes not looked at"


class TestTheQueue:
    def test_shows_what_was_asked_of_somebody_first(self, site, sign_in):
        factories.submitted("calf-cramps", title="Cramp in the calf", topic="night-cramps")
        review = asked()
        editor = sign_in("editor")
        editor.goto(f"{site}/admin/content/review/{review.pk}/change/")
        editor.locator("summary", has_text="Clinical review: asked of nobody").click()
        editor.get_by_label("Who decides").select_option("clinician")
        editor.get_by_label("By which day").fill("2999-01-02")
        editor.get_by_role("button", name="Ask", exact=True).click()
        expect(editor.locator(".success")).to_contain_text("Clinician is asked to decide it")

        page = sign_in("clinician")

        rows = page.locator("table.queue").first.locator("tbody tr")
        expect(rows.first).to_contain_text("Cramp in the foot")
        expect(rows.first).to_contain_text("by 2 January 2999, asked of you")
        expect(rows).to_have_count(2)
        page.get_by_role("link", name="Only those you were asked for by name").click()
        expect(rows).to_have_count(1)


def test_nobody_is_told_that_they_are_ready_before_the_server_would_say_so(site, sign_in):
    review = asked()
    page = sign_in("clinician")
    open_review(page)
    answer_all(page)
    tick_all(page)
    assert left(page) == "Ready to approve."

    decisions.ask_for_changes(
        review,
        by=factories.person("colleague", "clinical reviewers"),
        at=factories.tick(),
        shown=review.digest,
        note="Not like this.",
    )
    page.get_by_role("button", name="Approve").click()

    expect(page.get_by_role("alert")).to_contain_text("colleague has decided this review")
