"""A reader without a signal: what was opened is there, and what was taken away is not."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.editions.models import Page
from content.reading import offline
from tests import factories
from tests.journeys.conftest import PASSWORD, PHONE
from tests.journeys.line import Line
from tests.journeys.test_axe import complaints
from tests.journeys.waiting import until

pytestmark = pytest.mark.browser

ALWAYS = {"/", "/offline/", "/relief-right-now/", "/when-to-seek-care/"}
SHELF = """async () => {
  const kept = {};
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys())
      (kept[name] ??= []).push(new URL(url).pathname + new URL(url).search);
  return kept;
}"""
# As if the worker had asked a minute earlier than it did.
A_MINUTE_LATER = """async () => {
  const notes = await caches.open("reading-heard-1");
  const note = await (await notes.match("/offline.json")).json();
  await notes.put("/offline.json", new Response(JSON.stringify({ ...note, asked: 0 })));
}"""
OVERTAKEN = "This page has changed, or was taken away, since you opened it."


def body(words):
    return f"## What to do {{#what}}\n\n{words}\n"


@pytest.fixture
def long_ago(noon):
    """What the site has was published yesterday, by the clock that the server's answers carry."""
    factories.tick.now = timezone.now() - timedelta(days=1)


@pytest.fixture
def line(long_ago, site):
    """A line to a site with the pages that every device keeps, and two more."""
    factories.published("relief-right-now", title="Right now")
    factories.published("when-to-seek-care", title="When to get help")
    factories.published("foot-cramps", title="Foot cramps")
    line = Line(site)
    yield line
    line.end()


# The files that the page came with.
LOADED = """performance.getEntriesByType("resource")
  .map(entry => new URL(entry.name).pathname).filter(path => path.startsWith("/static/"))"""


class Phone:
    """A reader's phone on a line."""

    def __init__(self, page, line):
        self.page, self.line, self.complaints = page, line, []
        page.on("console", lambda said: self._hear(said.text if said.type == "error" else ""))
        page.on("pageerror", lambda error: self._hear(str(error)))

    def _hear(self, said):
        # A browser says so itself when a line is cut; the rest would be ours.
        if said and "Failed to load resource" not in said:
            self.complaints.append(said)

    def open(self, path):
        self.page.goto(self.line.url + path)
        return self

    def kept(self, shelf="reading-pages-1"):
        return set(self.page.evaluate(SHELF).get(shelf, []))

    def keeps(self, *opened):
        """Wait until just these are kept besides what every device keeps."""
        until(lambda: self.kept() == ALWAYS | set(opened))
        until(lambda: self.page.evaluate("!!navigator.serviceWorker.controller"))
        until(lambda: set(self.page.evaluate(LOADED)) <= self.kept("reading-files-1"))
        return self

    def hears(self):
        """Open another page, a minute after the worker last asked, and wait until it has heard."""
        self.page.evaluate(A_MINUTE_LATER)
        before = self.line.asked.count("/offline.json")
        self.open("/about/")
        until(lambda: self.line.asked.count("/offline.json") > before)

    def expect(self, words):
        expect(self.page.get_by_text(words)).to_be_visible()
        return self

    def expect_heading(self, words):
        expect(self.page.get_by_role("heading", name=words, exact=True)).to_be_visible()
        return self


@pytest.fixture
def phone(chromium, line):
    """A phone that has never been here, and takes workers."""
    context = chromium.new_context(viewport=PHONE)
    phone = Phone(context.new_page(), line)
    yield phone
    assert phone.complaints == []
    assert context.cookies() == []
    context.close()


def withdraw(code):
    """Take a page down now."""
    factories.tick.now = timezone.now()
    factories.withdrawn(Page.objects.get(slug=code))


class TestWithoutASignal:
    def test_a_reader_has_what_to_do_now_and_what_they_opened(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        expect(phone.page.get_by_text("Kept copy.")).to_have_count(0)
        line.cut()

        for path, heading in (
            ("/night-cramps/", "Night cramps"),
            ("/relief-right-now/", "Right now"),
            ("/when-to-seek-care/", "When to get help"),
            ("/", "What changed lately"),
        ):
            phone.open(path).expect_heading(heading)
            today = timezone.localdate()
            phone.expect(f"This page was kept on {today.day} {today:%B %Y}.")
        # It is the whole page, with its sheet.
        assert phone.page.evaluate("getComputedStyle(document.body).margin") == "0px"
        assert complaints(phone.page) == []

    def test_a_reader_is_told_what_there_is_instead_of_a_page_they_never_opened(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        line.cut()

        for path in ("/foot-cramps/", "/search/?q=foot", "/night-cramps/?sort=name"):
            phone.open(path).expect_heading("No connection just now")
        assert complaints(phone.page) == []
        assert phone.page.locator("a[href^='tel:']").all_text_contents() == [
            "UK 999",
            "EU 112",
            "US 911",
        ]
        phone.page.get_by_role("link", name="Night cramps").click()
        phone.expect_heading("Night cramps").expect("Kept copy.")

    def test_a_bad_line_is_given_up_after_a_few_seconds(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        line.go_bad()
        began = time.monotonic()

        phone.open("/night-cramps/").expect_heading("Night cramps").expect("Kept copy.")

        assert 3.5 < time.monotonic() - began < 15
        withdraw("night-cramps")
        line.mend()
        phone.expect(OVERTAKEN)
        until(lambda: "/night-cramps/" not in phone.kept())


class TestAPageThatWasTakenAway:
    def test_is_not_shown_once_that_was_heard_on_another_page(self, phone, line):
        linked = body("See [[night-cramps|cramps at night]].")
        factories.published("calf-cramps", title="Calf cramps", body=linked)
        phone.open("/night-cramps/").keeps("/night-cramps/")
        phone.open("/calf-cramps/").open("/foot-cramps/")
        phone.keeps("/night-cramps/", "/calf-cramps/", "/foot-cramps/")
        withdraw("night-cramps")

        phone.hears()

        # Gone too is the page that names it.
        phone.keeps("/foot-cramps/")
        line.cut()
        for path in ("/night-cramps/", "/calf-cramps/"):
            phone.open(path).expect_heading("No connection just now")

    def test_is_gone_as_soon_as_the_phone_is_back(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/").open("/foot-cramps/")
        phone.keeps("/night-cramps/", "/foot-cramps/")
        line.cut()
        withdraw("night-cramps")
        phone.open("/night-cramps/").expect("Kept copy.")
        line.mend()
        line.asked.clear()

        phone.page.evaluate("dispatchEvent(new Event('online'))")

        phone.expect(OVERTAKEN).keeps("/foot-cramps/")
        # Nobody could tell from what the phone asks for which pages it keeps.
        assert set(line.asked) <= ALWAYS | {"/offline.json", "/offline.js", "/static/site/icon.svg"}
        phone.page.get_by_role("link", name="Load it again").click()
        phone.expect("We have taken this page away on purpose.")
        line.cut()
        phone.open("/night-cramps/").expect_heading("No connection just now")

    def test_is_gone_when_it_was_opened_and_was_not_there(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        factories.published("night-cramps", title="Night cramps", slug="cramps-at-night")

        phone.open("/night-cramps/").expect_heading("Night cramps")

        phone.keeps("/cramps-at-night/")


class TestAPhoneThatWasAwayForLong:
    def test_keeps_nothing_that_the_list_does_not_vouch_for(self, phone, line, monkeypatch):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        monkeypatch.setattr(offline, "MOST_CHANGED", 1)
        factories.tick.now = timezone.now()
        for code in ("calf-cramps", "thigh-cramps"):
            factories.published(code)

        phone.hears()

        phone.keeps()


class TestANewEdition:
    def test_takes_the_place_of_the_one_before(self, phone, line):
        phone.open("/night-cramps/").keeps("/night-cramps/").open("/foot-cramps/")
        phone.keeps("/night-cramps/", "/foot-cramps/")
        for code in ("night-cramps", "foot-cramps", "relief-right-now"):
            factories.published(code, title="Better words", body=body("Stretch it."))

        phone.open("/night-cramps/").expect_heading("Better words")
        phone.hears()

        # The one that was opened again, and what everybody keeps, as they are now.
        phone.keeps("/night-cramps/")
        line.cut()
        for path in ("/night-cramps/", "/relief-right-now/"):
            phone.open(path).expect_heading("Better words").expect("Kept copy.")
        phone.open("/foot-cramps/").expect_heading("No connection just now")


class TestWhatIsKept:
    def test_is_the_last_that_were_opened(self, phone, line, monkeypatch):
        monkeypatch.setattr(offline, "MOST_OPENED", 2)
        phone.open("/night-cramps/").keeps("/night-cramps/").open("/foot-cramps/")
        phone.keeps("/night-cramps/", "/foot-cramps/").open("/night-cramps/")
        factories.published("calf-cramps")

        phone.open("/calf-cramps/")

        phone.keeps("/night-cramps/", "/calf-cramps/")


class TestWhatIsNeverKept:
    def test_is_what_a_reader_asks_and_says_and_what_editors_do(self, phone, line):
        page = phone.open("/night-cramps/").keeps("/night-cramps/").page
        page.get_by_label("Yes", exact=True).check()
        page.get_by_role("button", name="Send").click()
        phone.expect_heading("Thank you")
        for path in ("/search/", "/search/?q=cramp", "/night-cramps/?sort=name", "/about/"):
            phone.open(path)
        for path in ("/p/night-cramps/v/1/", "/p/night-cramps/history/", "/glossary/", "/absent/"):
            phone.open(path)
        assert page.goto(f"{line.url}/night-cramps/").from_service_worker
        assert not page.goto(f"{line.url}/admin/").from_service_worker
        page.get_by_label("Username").fill("writer")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
        page.context.clear_cookies()

        shelf = phone.open("/foot-cramps/").keeps("/night-cramps/", "/foot-cramps/")

        kept = shelf.page.evaluate(SHELF)
        assert set(kept) == {"reading-pages-1", "reading-files-1", "reading-heard-1"}
        assert all(re.match("/static/site/", name) for name in kept["reading-files-1"])
        assert kept["reading-heard-1"] == ["/offline.json"]


class TestTheReader:
    def test_clears_what_is_kept_and_switches_keeping_off_and_on(self, phone, line):
        page = phone.open("/night-cramps/").keeps("/night-cramps/").open("/about/").page
        phone.expect("Pages kept on this device: 4.")

        page.get_by_role("button", name="Clear what is kept").click()
        phone.expect("Nothing is kept now.")
        assert page.evaluate(SHELF) == {}
        phone.open("/foot-cramps/").keeps("/foot-cramps/").open("/about/")
        switch = page.get_by_label("Keep pages for reading without a signal")
        expect(switch).to_be_checked()
        switch.uncheck()
        phone.expect("Keeping pages is off. Nothing is kept.")
        assert complaints(page) == []
        phone.open("/offline/").expect("Nothing is kept on this device.")
        phone.open("/night-cramps/").open("/about/").expect(
            "Keeping pages is off. Nothing is kept."
        )
        assert page.evaluate(SHELF) == {}
        workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        assert page.evaluate(workers) == 0

        expect(switch).to_be_visible()
        switch.check()

        phone.keeps()


class TestASiteThatKeepsNothingAnyMore:
    def test_clears_every_device_that_comes_by(self, phone, line, settings):
        phone.open("/night-cramps/").keeps("/night-cramps/")
        settings.OFFLINE = False

        phone.open("/foot-cramps/")

        until(lambda: phone.page.evaluate(SHELF) == {})
        workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        until(lambda: phone.page.evaluate(workers) == 0)
        phone.open("/night-cramps/")
        assert phone.page.evaluate(SHELF) == {}
