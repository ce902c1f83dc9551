"""A page longer than the screen: what is far down is laid out late, and a reader never knows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys.conftest import PHONE
from tests.journeys.waiting import until

pytestmark = pytest.mark.browser

SECTIONS = 12
PARAGRAPH = "A muscle tightens by itself and will not let go. It hurts, and you are awake.\n\n"
BODY = "".join(
    f"## Part {number} {{#part-{number}}}\n\n{PARAGRAPH * (2 * number)}"
    for number in range(SECTIONS)
)
LAST = f"part-{SECTIONS - 1}"
WAITING = """() => [...document.querySelectorAll("body *")]
    .filter((part) => getComputedStyle(part).contentVisibility === "auto").length"""
# How many parts of the page wait when its text is there and none of it is drawn.
AT_FIRST = f"""document.addEventListener("DOMContentLoaded", () => {{
    window.waitingAtFirst = ({WAITING})();
}});"""
STILL = """(id) => new Promise((resolve) => {
    let seen = NaN;
    const look = () => {
        const top = Math.round(document.getElementById(id).getBoundingClientRect().top);
        if (top === seen) return resolve(top);
        seen = top;
        setTimeout(look, 400);
    };
    look();
})"""


@pytest.fixture
def long_page(site):
    """The address of an article of many sections."""
    factories.published("leg-stretches", title="Leg stretches", body=BODY, topic="night-cramps")
    return f"{site}/leg-stretches/"


@pytest.fixture
def opened(chromium):
    """Open an address as somebody new, on a phone."""
    contexts = []

    def open_page(address, **options):
        context = chromium.new_context(viewport=PHONE, service_workers="block", **options)
        context.add_init_script(AT_FIRST)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def heights(page):
    return [round(part.bounding_box()["height"]) for part in page.locator("article section").all()]


class TestALongPage:
    def test_waits_for_nothing_once_it_has_been_drawn(self, opened, long_page):
        page = opened(long_page)

        until(lambda: page.evaluate(WAITING) == 0)

        assert len(set(heights(page)[:SECTIONS])) == SECTIONS

    def test_waits_with_what_is_far_down_on_a_visit_alone(self, opened, long_page):
        page = opened(long_page)
        on_a_visit = page.evaluate("waitingAtFirst")

        page.reload()
        on_a_reload = page.evaluate("waitingAtFirst")
        page.goto(f"{long_page}?again#{LAST}")

        assert on_a_visit > SECTIONS
        assert on_a_reload == 0
        assert page.evaluate("waitingAtFirst") == 0

    def test_is_as_long_without_a_script(self, opened, long_page):
        dressed = opened(long_page)
        until(lambda: dressed.evaluate(WAITING) == 0)

        plain = opened(long_page, java_script_enabled=False)

        assert heights(plain)[:SECTIONS] == heights(dressed)[:SECTIONS]

    @pytest.mark.parametrize("motion", ["no-preference", "reduce"])
    def test_opens_at_the_section_that_an_address_names(self, opened, long_page, motion):
        page = opened(f"{long_page}#{LAST}", reduced_motion=motion)

        assert 0 <= page.evaluate(STILL, LAST) < 100

    def test_goes_to_a_section_from_its_list_at_once(self, opened, long_page):
        page = opened("about:blank")
        page.goto(long_page, wait_until="commit")

        page.locator(f"nav a[href='#{LAST}']").click()

        assert 0 <= page.evaluate(STILL, LAST) < 100

    def test_is_where_the_reader_left_it_after_a_reload(self, opened, long_page):
        page = opened(long_page)
        until(lambda: page.evaluate(WAITING) == 0)
        page.locator(f"#{LAST}").evaluate(
            "heading => heading.scrollIntoView({behavior: 'instant'})"
        )
        before = page.evaluate(STILL, LAST)

        page.reload()

        expect(page.locator(f"#{LAST}")).to_be_in_viewport()
        assert page.evaluate(STILL, LAST) == before
