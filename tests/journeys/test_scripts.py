"""The little more that scripts give a reader, and the whole page that is there without them."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from content.starter import drawings
from cramps_site.static_files import without_comments
from tests import factories
from tests.journeys.test_axe import THEMES, complaints
from tests.publishing import first_press

pytestmark = pytest.mark.browser

# What is far down a page is not loaded at first.
LONG = "## What it is {#what}\n\n" + "A muscle tightens by itself.\n\n" * 20
BODY = f"""{LONG}## Two stretches {{#stretches}}

Hold each for 10 seconds, then rest for 10 seconds. Do that two times.[@a-review]

::: steps
1. ![A person leans on a wall with both hands.](drawing:calf-stretch-at-a-wall)

   ### Calf

   Face a wall and put both hands on it.
:::

## Hold it {{#hold}}

::: steps
1. ![A person sits up in bed.](drawing:toes-up-in-bed)

   Keep the stretch until the muscle lets go.
:::

## Float {{#water}}

::: steps
1. ![Somebody floats in the sea.](drawing:swimmers-cramp)

   Wait until your breathing is steady. Then stretch until it lets go.
:::

## When to get help {{#help}}

::: emergency Call an ambulance if
- you cannot breathe
:::
"""
# A Chromium for tests has no voices, so it is lent one, and takes no time to speak.
LENT = """
window.said = [];
const voice = { name: "Lent", lang: "en-GB", localService: IS_HERE, default: true };
const lent = Object.assign(new EventTarget(), {
  speaking: false,
  getVoices: () => [voice],
  cancel() { this.speaking = false; this.saying = undefined; },
  speak(saying) { window.said.push(saying.text); this.speaking = true; this.saying = saying; },
});
window.spoken = () => { const { saying } = lent; lent.cancel(); saying.onend(); };
Object.defineProperty(window, "speechSynthesis", { value: lent });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
NOTHING_IS_KEPT = (
    "Object.defineProperty(window, 'localStorage', { get() { throw Error('No.'); } });"
)
# As Firefox does where a reload goes back to a place far down the page.
NO_DRAWING_IS_TOLD = "window.PerformanceObserver = class { observe() {} disconnect() {} };"
CONTROLS = ".tool, .copy, .size"


@pytest.fixture
def stretches(site):
    """The address of a page with everything on it that scripts add to."""
    drawings.keep_all(at=factories.NOON)
    factories.source("a-review")
    factories.published("leg-stretches", title="Leg stretches", body=BODY, topic="night-cramps")
    return f"{site}/leg-stretches/"


@pytest.fixture
def visit(chromium):
    """Open an address as somebody new, on a phone; whatever goes wrong there fails the test."""
    contexts, wrong = [], []

    def visited(address, *scripts, **options):
        context = chromium.new_context(**({"viewport": {"width": 360, "height": 640}} | options))
        contexts.append(context)
        for script in (SHIFTS, *scripts):
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda told: wrong.append(told.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.goto(address)
        return page

    yield visited
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert wrong == []
    assert cookies == []


def voice(*, is_here: bool = True) -> str:
    return LENT.replace("IS_HERE", "true" if is_here else "false")


def copying(page, section: str):
    """The button beside the heading of a section, each of which is heard by its own words alone."""
    heading = page.get_by_role("heading", name=section, exact=True)
    part = page.locator(".section__heading").filter(has=heading)
    return part.get_by_role("button", name="Copy link", exact=True)


def timer(page, words: str):
    """A timer's button, once the reader has come near it."""
    page.locator(".steps").first.scroll_into_view_if_needed()
    return page.get_by_role("button", name=words, exact=True)


@pytest.mark.parametrize("theme", THEMES)
class TestEverythingOpen:
    def test_shuts_nobody_out(self, stretches, visit, theme):
        page = visit(stretches, voice(), "delete Navigator.prototype.clipboard", color_scheme=theme)

        timer(page, "Count 10 seconds, 2 times").click()
        copying(page, "Two stretches").click()
        page.get_by_role("button", name="Listen to this page").click()
        expect(page.get_by_role("button", name="Pause")).to_be_focused()

        assert complaints(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        small = [
            box
            for control in page.locator(".tool:visible, .size__choice").all()
            if (box := control.bounding_box())["height"] < 36
        ]
        assert small == []
        page.emulate_media(media="print")
        expect(page.locator(f":is({CONTROLS}, .timer, .listen):visible")).to_have_count(0)


class TestAPage:
    def test_loads_little_from_here_alone_and_moves_nothing(self, stretches, visit):
        page = visit("about:blank", voice())
        answers = {}
        page.on("response", lambda answer: answers.update({answer.url: answer}))

        page.goto(stretches)
        expect(page.get_by_role("button", name="Listen to this page")).to_be_visible()
        expect(page.locator(".size")).to_be_attached()
        scripts = [answer.text() for url, answer in [*answers.items()] if url.endswith(".js")]
        timer(page, "Count 10 seconds, 2 times").wait_for()

        packed = [len(gzip.compress(without_comments(script).encode(), 9)) for script in scripts]
        assert 0 < sum(packed) <= 6_200
        assert {urlsplit(url).netloc for url in answers} == {urlsplit(stretches).netloc}
        assert page.evaluate("window.shifted") == 0

    def test_gets_all_of_it_where_a_browser_tells_of_no_drawing(self, stretches, visit):
        page = visit(stretches, NO_DRAWING_IS_TOLD, voice())

        expect(page.get_by_role("button", name="Listen to this page")).to_be_visible()
        expect(page.locator(".size")).to_be_attached()

    def test_has_its_words_before_a_part_asks_for_them(self, stretches, visit):
        page = visit("about:blank")
        asked = []
        page.on("request", lambda request: asked.append(request.url))

        page.goto(stretches)
        expect(copying(page, "Hold it")).to_be_attached()

        # WebKit does not let two parts wait for the same words.
        places = [asked.index(next(u for u in asked if n in u)) for n in ("/words/", "/copy")]
        assert places == sorted(places)

    def test_is_whole_without_scripts(self, stretches, visit):
        page = visit(stretches, java_script_enabled=False)

        expect(page.locator(CONTROLS)).to_have_count(0)
        expect(page.get_by_role("heading", name="Hold it", exact=True)).to_have_count(1)
        page.get_by_role("link", name="Link to “Hold it”").click()
        assert page.url == f"{stretches}#hold"
        expect(page.get_by_text("Keep the stretch")).to_be_in_viewport()


class TestALastingLink:
    def test_is_copied_at_each_section(self, site, stretches, visit):
        page = visit(stretches, permissions=["clipboard-read", "clipboard-write"])

        copying(page, "Hold it").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        expect(page.locator(".section__heading .copy__said")).to_be_visible()
        section = page.evaluate("navigator.clipboard.readText()")
        page.get_by_role("button", name="Copy the lasting link").click()
        expect(page.locator("dd .copy__said")).to_be_visible()
        whole = page.evaluate("navigator.clipboard.readText()")

        assert section == f"{site}/p/leg-stretches/hold/"
        assert whole == f"{site}/p/leg-stretches/"
        expect(page.locator(".copy__said")).to_have_count(0)
        page.goto(section)
        assert page.url == f"{stretches}#hold"

    def test_is_no_part_of_its_heading(self, stretches, visit):
        page = visit(stretches)

        expect(copying(page, "Hold it")).to_have_accessible_description("Hold it")

        expect(page.get_by_role("heading", name="Hold it", exact=True)).to_have_count(1)
        expect(page.get_by_role("heading", level=2).filter(has_text="Copy")).to_have_count(0)

    def test_is_copied_where_the_first_press_put_its_mark(self, site, visit):
        first_press.edition("leg-stretches")
        page = visit(f"{site}/leg-stretches/", permissions=["clipboard-read", "clipboard-write"])

        page.locator("#what-helps").get_by_role("button", name="Copy link", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")

        assert copied == f"{site}/p/leg-stretches/what-helps/"

    def test_is_shown_where_a_browser_may_not_copy(self, site, stretches, visit):
        page = visit(stretches, "delete Navigator.prototype.clipboard")

        copying(page, "Two stretches").press("Enter")

        field = page.get_by_label("Copy this address")
        expect(field).to_be_focused()
        expect(field).to_have_value(f"{site}/p/leg-stretches/stretches/")
        assert page.evaluate("getSelection().toString()") == field.input_value()


class TestTheTimer:
    def test_counts_what_the_page_says_by_the_clock(self, stretches, visit):
        page = visit("about:blank")
        page.clock.install(time=factories.NOON)
        page.goto(stretches)
        told = page.get_by_role("status")
        panel = page.get_by_role("group", name="Stretch timer")

        timer(page, "Count 10 seconds, 2 times").click()
        page.clock.run_for(200)
        expect(panel).to_contain_text("Get ready")
        page.clock.run_for(6_000)
        expect(panel).to_contain_text("Hold: 1 of 2")
        expect(panel.get_by_role("timer")).to_have_text("9")
        expect(told).to_have_text("Hold: 1 of 2")
        page.clock.run_for(10_000)
        expect(panel).to_contain_text("Rest")
        # The screen went dark, and nothing ran for the rest of the time.
        page.clock.fast_forward(60_000)
        expect(told).to_have_text("Done.")
        panel.get_by_role("button", name="Again").click()
        expect(panel).to_contain_text("Get ready")
        panel.get_by_role("button", name="Stop").click()
        page.clock.run_for(30_000)
        expect(panel).to_contain_text("Stopped")

    def test_ends_nothing_where_the_page_says_until(self, stretches, visit):
        page = visit("about:blank", voice())
        page.clock.install(time=factories.NOON)
        page.goto(stretches)

        timer(page, "Count 30 seconds").click()
        page.get_by_label("Count aloud").check()
        page.clock.run_for(15_200)
        expect(page.get_by_role("status")).to_have_text("15 seconds left")
        page.clock.run_for(15_000)

        expect(page.get_by_role("status")).to_have_text(
            "30 seconds are over. The steps above say when to stop."
        )
        assert page.evaluate("window.said.at(-1)").startswith("30 seconds are over.")
        assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]") == [
            [],
            ["countAloud"],
        ]

    def test_is_where_the_words_beside_a_drawing_say_to_hold(self, stretches, visit):
        page = visit(stretches)

        timer(page, "Count 30 seconds").wait_for()

        assert page.locator(".timer__go").all_inner_texts() == [
            "Count 10 seconds, 2 times",
            "Count 30 seconds",
        ]

    def test_never_guesses_how_long(self, site, visit):
        page = visit(site)
        cases = {
            "Hold each stretch for 10 seconds, three times, on both legs.": (10, 0, 3),
            "Hold it for 10 seconds, twenty times.": None,
            "Hold each for 10 seconds. Do not bounce. Rest for five seconds.": (10, 5, 1),
            "Hold each for 10 seconds, three times, with 10 seconds of rest between.": (10, 10, 3),
            "Hold for 10 to 20 seconds.": None,
            "Hold for at most 30 seconds.": None,
            "Hold for 30 seconds or until it hurts.": None,
            "Do not hold for 30 seconds.": None,
            "Hold each for 900 seconds.": None,
            "Hold each for 10 seconds. Hold it for 30 seconds.": None,
            "Keep it there for 1 minute.": None,
            "Hold until the muscle lets go. It lasts up to 10 minutes.": "open",
            "Hold on to a wall.": None,
            "Do not hold on until it hurts.": None,
        }

        plans = page.evaluate(
            """async ([address, cases]) => {
              const { planOf } = await import(address);
              return [...cases, ["Hold it for 10 seconds.", "es"]].map(
                ([words, language]) => planOf([words], language ?? "en-GB"));
            }""",
            [f"{site}/static/site/js/plan.js", [[words] for words in cases]],
        )

        said = [
            plan and ("open" if plan.get("isOpen") else (plan["hold"], plan["rest"], plan["times"]))
            for plan in plans
        ]
        assert said == [*cases.values(), None]


class TestListening:
    def test_follows_the_page_in_its_order(self, stretches, visit):
        page = visit(stretches, voice())

        page.get_by_role("button", name="Listen to this page").click()
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Go on").click()
        assert page.evaluate("CSS.highlights.get('heard').size") == 1
        while page.get_by_role("button", name="Pause").count():
            page.evaluate("window.spoken()")

        said = page.evaluate("window.said")
        assert said[:2] == [said[0], said[0]]
        words = " / ".join(said[1:])
        order = [
            "Leg stretches / A night cramp wakes you.",
            "Key points / Most are harmless.",
            "Two stretches / Hold each for 10 seconds, then rest for 10 seconds.",
            "Emergency: now / Call an ambulance if / you cannot breathe / UK 9 9 9",
        ]
        places = [words.find(piece) for piece in order]
        assert places == sorted(places)
        assert places[0] >= 0
        assert not re.search(r"\[1\]|Source|Count|#|Approved by", words)
        expect(page.get_by_role("status")).to_have_text("That was the end of the page.")
        expect(page.get_by_role("button", name="Listen to this page")).to_be_focused()

    def test_stops_by_its_button_and_by_escape(self, stretches, visit):
        page = visit(stretches, voice())
        listen = page.get_by_role("button", name="Listen to this page")

        for stop in (
            lambda: page.get_by_role("button", name="Stop").click(),
            lambda: page.keyboard.press("Escape"),
        ):
            listen.click()
            page.get_by_role("button", name="Stop").wait_for()
            stop()
            expect(listen).to_be_focused()
            assert not page.evaluate("speechSynthesis.speaking || CSS.highlights.has('heard')")

    def test_is_not_offered_by_a_voice_that_is_elsewhere(self, stretches, visit):
        page = visit(stretches, voice(is_here=False))

        expect(page.locator(".size")).to_be_attached()
        timer(page, "Count 30 seconds").click()

        expect(page.get_by_role("button", name="Listen to this page")).to_have_count(0)
        expect(page.get_by_label("Count aloud")).to_have_count(0)


class TestTheTextSize:
    def test_is_remembered_on_the_device_and_moves_nothing(self, stretches, site, visit):
        page = visit(site)
        size = "parseFloat(getComputedStyle(document.body).fontSize)"
        normal = page.evaluate(size)

        page.get_by_label("Largest").check()
        page.goto(stretches)
        expect(page.get_by_label("Largest")).to_be_checked()

        assert page.evaluate(size) == normal * 1.5
        assert page.evaluate("window.shifted") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.get_by_label("Normal").check()
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
        assert page.evaluate(size) == normal

    def test_holds_for_the_page_where_a_browser_keeps_nothing(self, stretches, visit):
        page = visit(stretches, NOTHING_IS_KEPT)

        page.get_by_label("Smaller").check()

        assert page.evaluate("document.documentElement.style.getPropertyValue('--size')") == ".875"
