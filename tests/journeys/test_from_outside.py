"""People outside the house in a real browser: a reader and an expert, both without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.editions.heard import Feedback
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from tests import factories
from tests.journeys.test_axe import THEMES, complaints_at

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(chromium, site):
    """A phone that runs no scripts and takes no cookies."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=False
    )
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@pytest.fixture
def asked(site):
    """An expert's link to a text that is not public."""
    text = factories.revision(
        "foot-cramps", title="Cramp in the foot", body="## Now {#now}\n\nPull your toes up.\n"
    )
    _, token = factories.invited(text, name="An expert", at=timezone.now())
    return f"{site}/e/{token}/"


def has_no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 360


class TestAReader:
    def test_says_what_is_missing_and_is_thanked(self, site, plain, sign_in):
        plain.goto(f"{site}/night-cramps/")
        plain.get_by_label("No", exact=True).check()
        plain.get_by_label(re.compile("What should we change")).fill("Say how long. 07700 900123")
        plain.get_by_role("button", name="Send").click()

        expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
        assert has_no_sideways_scroll(plain)
        assert Feedback.objects.get().words == "Say how long. [number]"

        editor = sign_in("editor")
        editor.get_by_role("link", name="What readers tell us").click()
        expect(editor.get_by_text("Say how long. [number]")).to_be_visible()
        editor.get_by_role("button", name="Set aside").click()
        expect(editor.get_by_text("Set aside by editor")).to_be_visible()

    def test_gets_a_long_story_back(self, site, plain):
        plain.goto(f"{site}/night-cramps/")
        plain.get_by_label("Yes", exact=True).check()
        words = plain.get_by_label(re.compile("What should we change"))
        words.fill("a" * 501)
        plain.get_by_role("button", name="Send").click()

        expect(plain.get_by_role("heading", name="Not sent")).to_be_visible()
        expect(words).to_have_value("a" * 501)
        words.fill("It helped.")
        plain.get_by_role("button", name="Send").click()
        expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()


class TestAnExpert:
    def test_comments_and_signs_by_a_link_that_a_writer_made(self, site, sign_in, plain):
        text = factories.revision("foot-cramps", title="Cramp in the foot")
        writer = sign_in("writer")
        writer.goto(f"{site}/admin/content/article/{text.article_id}/change/")
        writer.get_by_text("Ask an expert outside the house").click()
        writer.get_by_label("Their name").fill("An expert")
        writer.get_by_label("What you would like to know").fill("Is the stretch right?")
        writer.get_by_role("button", name="Make the link").click()
        link = writer.get_by_label("The link for An expert").input_value()

        plain.goto(link)
        expect(plain.get_by_role("heading", name="Cramp in the foot")).to_be_visible()
        expect(plain.get_by_text("Is the stretch right?")).to_be_visible()
        assert has_no_sideways_scroll(plain)
        plain.locator("summary", has_text="The summary").click()
        plain.get_by_label("Stretching ends it.").check()
        plain.get_by_label("Your comment", exact=True).fill("Within a minute.")
        plain.get_by_role("button", name="Send the comment").click()
        expect(plain.get_by_text("Within a minute.")).to_be_visible()
        plain.get_by_role("button", name="Sign this text").click()
        expect(plain.get_by_text("You signed this text on")).to_be_visible()

        assert Comment.objects.get().sentence == "Stretching ends it."
        writer.goto(f"{site}/admin/content/article/{text.article_id}/change/")
        expect(writer.get_by_text("Signed on")).to_be_visible()

    def test_refuses_with_what_is_wrong(self, asked, plain):
        plain.goto(asked)
        plain.get_by_label("What is wrong").fill("The foot, not the calf.")
        plain.get_by_role("button", name="Refuse this text").click()

        expect(plain.get_by_text("You refused this text on")).to_be_visible()
        assert Invitation.objects.get().note == "The foot, not the calf."

    def test_whose_browser_runs_scripts_can_sign_as_well(self, asked, reader):
        reader.goto(asked)
        reader.get_by_role("button", name="Sign this text").click()

        expect(reader.get_by_text("You signed this text on")).to_be_visible()


@pytest.mark.parametrize("theme", THEMES)
class TestNobodyIsShutOut:
    def test_of_what_is_shown_outside(self, site, asked, reader, theme):
        reader.emulate_media(color_scheme=theme)

        assert complaints_at(reader, [asked]) == []
        reader.get_by_role("button", name="Sign this text").click()
        expect(reader.get_by_text("You signed this text on")).to_be_visible()
        assert complaints_at(reader, [asked]) == []

    def test_of_what_the_desk_shows_of_it(self, site, asked, sign_in, theme):
        factories.heard("night-cramps", words="Say how long.")
        factories.published("night-cramps", title="Night cramps again")
        desk = sign_in("superuser")
        desk.emulate_media(color_scheme=theme)
        article = factories.article_of("foot-cramps")

        told = complaints_at(
            desk,
            [f"{site}/admin/feedback/", f"{site}/admin/content/article/{article.pk}/change/"],
        )

        assert told == []
