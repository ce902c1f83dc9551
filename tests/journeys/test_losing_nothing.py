"""What is typed survives: a crash, an ended session, somebody else's save."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import factories
from tests.journeys import writing
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_axe import complaints
from tests.journeys.waiting import until
from tests.journeys.writing import press

pytestmark = pytest.mark.browser

WORDS = "## What to do {#what}\n\nWords that took an afternoon.\n"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('desk-text-')).length"


def texts_kept(page):
    """Return how many texts this browser keeps."""
    return page.evaluate(KEPT)


@pytest.fixture
def article(site):
    body = "## What to do {#what}\n\nStretch it.\n\nThen rest.\n"
    return factories.revision("foot-cramps", body=body, topic="night-cramps").article


def asked_before_leaving(desk, address):
    """Go somewhere, and return whether the browser asked first. It is told to leave."""
    asked = []

    def leave(dialog):
        asked.append(dialog.type)
        dialog.accept()

    desk.once("dialog", leave)
    desk.goto(address)
    return asked == ["beforeunload"]


def type_and_be_signed_out(desk, text):
    """Type words, wait until nothing more is asked of the desk, and end every session."""
    text.fill(WORDS)
    shown = desk.frame_locator("#page-as-read").get_by_text("Words that took an afternoon.")
    expect(shown).to_be_visible()
    Session.objects.all().delete()


def sign_in_beside(desk, site, name):
    """Sign in as somebody in another tab of the same browser."""
    other = desk.context.new_page()
    other.goto(f"{site}/admin/")
    other.get_by_label("Username").fill(name)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    expect(other.get_by_role("heading", name="Waiting for you")).to_be_visible()


class TestACrash:
    def test_gives_back_what_was_typed(self, desk, site, article, text):
        text.fill(WORDS)
        desk.get_by_label("Title").fill("Another title")
        expect(desk.get_by_text("Not saved yet. Kept in this browser")).to_be_visible()

        # A second tab is opened as after a crash: the first never says goodbye.
        again = desk.context.new_page()
        writing.answer_for_the_desk(again)
        found = writing.open_page(again, site, article)
        expect(again.get_by_text("This browser kept a text that was never saved")).to_be_visible()
        press(again, "Bring it back")

        expect(found).to_have_value(WORDS)
        expect(again.get_by_label("Title")).to_have_value("Another title")

    def test_gives_nothing_back_that_was_thrown_away(self, desk, site, article, text):
        text.fill(WORDS)
        assert asked_before_leaving(desk, f"{site}/admin/")
        text = writing.open_page(desk, site, article)
        press(desk, "Throw it away")

        writing.open_page(desk, site, article)

        expect(desk.get_by_text("This browser kept a text")).to_be_hidden()
        until(lambda: texts_kept(desk) == 0)

    def test_writes_nothing_over_that_somebody_saved_in_the_meantime(
        self, desk, site, article, text
    ):
        text.fill("## What to do {#what}\n\nStretch it.\n\nThen sleep.\n")
        assert asked_before_leaving(desk, f"{site}/admin/")
        theirs = "## What to do {#what}\n\nStretch the calf.\n\nThen rest.\n"
        factories.revision("foot-cramps", by=factories.people().cowriter, body=theirs)

        text = writing.open_page(desk, site, article)
        press(desk, "Bring it back")
        press(desk, "Save")

        expect(desk.get_by_role("heading", name="Somebody saved first")).to_be_visible()
        expect(text).to_have_value("## What to do {#what}\n\nStretch the calf.\n\nThen sleep.\n")


class TestSaving:
    def test_forgets_the_copy_in_this_browser(self, desk, text):
        text.fill(WORDS)
        until(lambda: texts_kept(desk) == 1)

        press(desk, "Save")

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()
        until(lambda: texts_kept(desk) == 0)

    def test_is_asked_for_before_the_page_is_left(self, desk, site, text):
        text.fill(WORDS)
        assert asked_before_leaving(desk, f"{site}/admin/")

    def test_is_not_asked_for_when_nothing_was_changed(self, desk, site, article, text):
        kept = text.input_value()
        text.fill(WORDS)
        text.fill(kept)

        assert not asked_before_leaving(desk, f"{site}/admin/")
        until(lambda: texts_kept(desk) == 0)

    def test_keeps_the_text_on_the_page_while_the_server_is_away(self, desk, text):
        text.fill(WORDS)
        desk.route("**/session/", lambda route: route.abort())

        press(desk, "Save")

        expect(desk.get_by_text("Not saved: the server does not answer.")).to_be_visible()
        expect(text).to_have_value(WORDS)


class TestSigningOut:
    def test_leaves_nothing_on_a_computer_that_others_use(self, desk, text):
        text.fill(WORDS)
        desk.once("dialog", lambda dialog: dialog.accept())

        press(desk, "Log out")

        expect(desk.get_by_text("Thanks for spending some quality time")).to_be_visible()
        until(lambda: texts_kept(desk) == 0)


class TestAnEndedSession:
    @pytest.fixture
    def dialog(self, desk):
        return desk.get_by_role("dialog", name="You are no longer signed in")

    def sign_in_there(self, dialog, password=PASSWORD):
        dialog.get_by_label("Password").fill(password)
        dialog.get_by_role("button", name="Sign in and go on").click()

    def test_asks_for_the_password_in_place_and_saves(self, desk, article, text, dialog):
        type_and_be_signed_out(desk, text)

        press(desk, "Save")
        self.sign_in_there(dialog)

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()
        assert article.newest().body == WORDS

    def test_asks_while_the_text_is_typed_and_goes_on(self, desk, text, dialog):
        Session.objects.all().delete()
        text.fill(WORDS)

        expect(dialog).to_be_visible()
        self.sign_in_there(dialog)

        expect(desk.get_by_text("You are signed in again.")).to_be_visible()
        shown = desk.frame_locator("#page-as-read").get_by_text("Words that took an afternoon.")
        expect(shown).to_be_visible()
        expect(text).to_have_value(WORDS)

    def test_says_that_a_password_is_wrong_and_asks_again(self, desk, text, dialog):
        type_and_be_signed_out(desk, text)
        press(desk, "Save")

        self.sign_in_there(dialog, "not the password")
        expect(dialog.get_by_role("alert")).to_contain_text("enter the correct username")
        self.sign_in_there(dialog)

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()

    def test_may_be_renewed_in_another_tab(self, desk, site, text, dialog):
        type_and_be_signed_out(desk, text)
        press(desk, "Save")
        expect(dialog).to_be_visible()
        sign_in_beside(desk, site, "writer")

        dialog.get_by_role("button", name="I have signed in").click()

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()

    def test_saves_in_another_name_only_when_asked_twice(self, desk, site, article, text):
        type_and_be_signed_out(desk, text)
        sign_in_beside(desk, site, "cowriter")

        press(desk, "Save")
        told = "Not saved. You are signed in as cowriter, and writer began this text."
        expect(desk.get_by_text(told)).to_be_visible()
        assert article.newest().number == 1
        press(desk, "Save")

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()
        assert article.newest().written_by.username == "cowriter"

    def test_is_not_asked_about_again_while_the_writer_wants_to_go_on(self, desk, text, dialog):
        Session.objects.all().delete()
        text.fill(WORDS)
        expect(dialog).to_be_visible()
        dialog.get_by_role("button", name="Not now").click()

        text.fill(f"{WORDS}\nMore.")
        desk.wait_for_timeout(2500)

        expect(dialog).to_be_hidden()
        expect(desk.get_by_text("You are not signed in.")).to_be_visible()
        press(desk, "Save")
        expect(dialog).to_be_visible()

    def test_keeps_the_password_out_of_every_address_and_copy(self, desk, text, dialog):
        asked = []
        desk.on("request", lambda request: asked.append(request.url))
        type_and_be_signed_out(desk, text)
        press(desk, "Save")

        self.sign_in_there(dialog)

        expect(desk.get_by_text("Revision 2 is saved.")).to_be_visible()
        assert not any("password" in address for address in asked)
        assert PASSWORD not in desk.evaluate("JSON.stringify(localStorage)")

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_shuts_nobody_out(self, desk, text, dialog, theme):
        desk.emulate_media(color_scheme=theme)
        type_and_be_signed_out(desk, text)
        press(desk, "Save")
        expect(dialog).to_be_visible()

        assert complaints(desk) == []


class TestAConflict:
    def test_brings_both_texts_together_and_is_settled_by_the_writer(self, desk, article, text):
        mine = "## What to do {#what}\n\nStretch it gently.\n\nThen sleep.\n"
        theirs = "## What to do {#what}\n\nStretch it now.\n\nThen rest.\n"
        factories.revision("foot-cramps", by=factories.people().cowriter, body=theirs)
        text.fill(mine)

        press(desk, "Save")

        expect(desk.get_by_role("heading", name="Somebody saved first")).to_be_visible()
        together = text.input_value()
        assert "::: theirs\nStretch it now.\n::: yours\nStretch it gently.\n::: settle" in together
        assert "Then sleep." in together
        desk.get_by_text("Your text as you sent it").click()
        expect(desk.get_by_label("Nothing of theirs is in it")).to_have_value(mine)
        text.fill(re.sub(r"::: theirs\n[^:]*::: yours\n([^:]*)::: settle\n", r"\1", together))
        press(desk, "Save")
        expect(desk.get_by_text("Revision 3 is saved.")).to_be_visible()
        assert article.newest().body == mine
