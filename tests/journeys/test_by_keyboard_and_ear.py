"""Without a mouse, without sight, very large, in one's own colours: docs/accessibility.md, held."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from content.editorial.reviews import Review
from tests import factories

pytestmark = pytest.mark.browser

BODY = """## What to do {#what}

Pull your toes up.[@a-review] See [[night-cramps|cramps at night]].

| What | How many |
| --- | --- |
| Stretching | 3 times |

## When to get help {#help}

::: urgent Get medical advice today if
- one leg is swollen
:::

::: emergency Call an ambulance now if
- you cannot breathe
:::

## What we do not know {#unknown}

Why a nerve fires.
"""
FOCUSED = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), look = getComputedStyle(on)
  return on === document.body ? null : {
    name: (on.labels?.[0] ?? on).innerText.replace(/[\\s\\u2060\\u200b]+/g, " ").trim(),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 1,
    ringed: look.outlineStyle === "solid" && parseFloat(look.outlineWidth) >= 2,
  }
}"""
# Links in a sentence are as tall as its lines; a radio button is chosen by its label as well.
SMALL = """controls => controls.filter(control => control.isConnected).filter(control => {
  const box = control.getBoundingClientRect(), around = control.parentElement
  const inSentence = ["P", "LI", "DD", "TD", "ASIDE", "SUP", "CAPTION"].includes(around.tagName)
    && around.textContent.trim() !== control.textContent.trim()
  const shown = box.width > 1 && getComputedStyle(control).display !== "none"
  return shown && !inSentence && control.type !== "radio" && (box.width < 24 || box.height < 24)
}).map(control => control.outerHTML)"""
CUT_OFF = """parts => parts.filter(part => {
  const look = getComputedStyle(part), hidden = part.closest(".hush")
  const cuts = look.overflowX !== "visible" || part.tagName === "BUTTON"
  // A finger's width around a small button is no part of its words.
  return !hidden && cuts && part.tagName !== "INPUT" && !part.matches(".scroll, .copy, .timer__go")
    && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
}).map(part => part.outerHTML)"""
# What WCAG 1.4.12 asks for.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }"""
EDGES = """parts => parts.map(part => {
  const look = getComputedStyle(part)
  const sides = ["Top", "Bottom"].map(side => look[`border${side}Style`])
  return sides.includes("none") || parseFloat(look.borderTopWidth) < 1 ? part.outerHTML : ""
}).filter(Boolean)"""
UNNAMED = re.compile(
    r"^\s*- (?:link|button|textbox|searchbox|combobox|radio|checkbox|img|region|navigation|"
    r"complementary|group)(?! \"|s)(?=:|$).*",
    re.MULTILINE,
)


@pytest.fixture
def pages(site):
    """An article with something of everything, in two editions; where it all stands."""
    factories.source("a-review", DOI="10.1000/182")
    named = {"title": "Foot cramps", "topic": "night-cramps"}
    factories.published("foot-cramps", body=BODY.replace("3 times", "2 times"), **named)
    related = [{"code": "night-cramps", "kind": "looks-like", "why": "If it wakes you"}]
    factories.published("foot-cramps", body=BODY, related=related, **named)
    return [
        f"{site}{address}"
        for address in (
            "/",
            "/foot-cramps/",
            "/search/?q=toes",
            "/search/?q=xyzzy",
            "/p/foot-cramps/history/",
            "/p/foot-cramps/history/?from=1&to=2",
            "/p/foot-cramps/v/1/",
            "/about/",
            "/accessibility/",
            "/sources/",
            "/nothing-here/",
        )
    ]


def stops(page, most=80):
    """Press Tab until the page has been left; tell of each stop on the way."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"The Tab key never leaves {page.url}")


def tab_to(page, name):
    """Press Tab until something with this name is reached."""
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop and name in stop["name"]:
            return
    raise AssertionError(f"The Tab key never reaches {name}")


class TestTheKeyboard:
    def test_reaches_everything_on_an_article_in_the_order_of_reading(self, pages, reader):
        reader.emulate_media(reduced_motion="reduce")
        reader.goto(pages[1])
        reader.locator(".size").wait_for()
        reader.get_by_role("button", name="Copy the lasting link").wait_for()

        found = stops(reader)

        assert [stop["name"] for stop in found] == [
            "Skip to the text",
            "Leg Cramps",
            "Search",
            "What to do",
            "When to get help",
            "What we do not know",
            "# Copy link",
            "[1]",
            "cramps at night",
            "What How many Stretching 3 times",
            "# Copy link",
            "UK 999",
            "EU 112",
            "US 911",
            "# Copy link",
            "Night cramps",
            "a-review",
            "What changed",
            found[18]["name"],  # the lasting link, on whatever port this is
            "Copy",
            "Yes",
            found[21]["name"],  # the question, which stands in the template
            "Send",
            "Sources",
            "Medical words",
            "About this site",
            "Accessibility",
            "What changed (feed)",
            "Normal",
        ]
        assert [stop["name"] for stop in found if not (stop["seen"] and stop["ringed"])] == []

    def test_takes_a_reader_from_home_to_an_answer_and_back_to_us(self, pages, site, reader):
        reader.goto(pages[0])
        tab_to(reader, "Look something up")
        reader.keyboard.type("foot cramps")
        reader.keyboard.press("Enter")
        reader.wait_for_url(re.compile("search"))
        tab_to(reader, "Foot cramps")
        reader.keyboard.press("Enter")
        reader.wait_for_url(re.compile("/foot-cramps/"))

        # Past the head of the page, into its text.
        reader.goto(pages[1])
        reader.keyboard.press("Tab")
        reader.keyboard.press("Enter")
        reader.keyboard.press("Tab")
        first = reader.evaluate(FOCUSED)["name"]
        tab_to(reader, "Yes")
        reader.keyboard.press("ArrowRight")
        tab_to(reader, "What should we change?")
        reader.keyboard.type("Say how long.")
        reader.keyboard.press("Enter")

        assert first == "What to do"
        expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()

    def test_compares_two_editions(self, pages, site, reader):
        reader.goto(pages[1])
        tab_to(reader, "What changed")
        reader.keyboard.press("Enter")
        reader.wait_for_url(re.compile("history"))
        tab_to(reader, "Older")
        reader.keyboard.press("ArrowDown")
        reader.keyboard.press("ArrowUp")
        tab_to(reader, "Compare")
        reader.keyboard.press("Enter")

        reader.wait_for_url(re.compile("from=1&to=2"))
        change = reader.locator("p", has=reader.get_by_role("insertion")).last
        assert re.sub(r"\s+", " ", change.text_content()).strip() == (
            "Stretching, taken out: 2, end, added: 3, end, times"
        )

    def test_gets_past_a_page_that_the_desk_shows_in_a_frame(self, pages, site, sign_in):
        body = BODY.replace("3 times", "4 times")
        factories.submitted("foot-cramps", title="Foot cramps", body=body, topic="night-cramps")
        review = Review.objects.get(
            revision__article__code="foot-cramps", role="clinical", decision=""
        )
        desk = sign_in("clinician")
        desk.goto(site + reverse("admin:content_review_change", args=[review.pk]))

        tab_to(desk, "beside the live page")
        tab_to(desk, "Go past the page")
        shown = desk.evaluate(FOCUSED)
        desk.keyboard.press("Enter")
        desk.keyboard.press("Tab")

        assert shown["seen"]
        assert shown["ringed"]
        assert desk.evaluate("document.activeElement.closest('.review__decide') !== null")


class TestTheEar:
    def test_hears_one_of_each_landmark_and_a_name_for_every_control(self, pages, reader):
        told = {}
        for address in pages:
            reader.goto(address)
            heard = reader.locator("body").aria_snapshot()

            for landmark in ("banner", "main", "contentinfo"):
                count = len(re.findall(rf"^- {landmark}:", heard, re.MULTILINE))
                told[address, landmark] = count == 1
            levels = [int(level) for level in re.findall(r"heading .*\[level=(\d)\]", heard)]
            steps = [later - sooner for sooner, later in pairwise(levels)]
            told[address, "headings"] = (
                levels.count(1) == 1 == levels[0] and max(steps, default=0) <= 1
            )
            names = re.findall(r"^\s*- navigation (\".*\")", heard, re.MULTILINE)
            told[address, "navigation"] = len(names) == len(set(names))
            told[address, tuple(UNNAMED.findall(heard))] = not UNNAMED.search(heard)
            told[address, "language"] = (
                reader.locator("html").get_attribute("lang") or ""
            ).lower() == "en-gb"

        assert [what for what, is_so in told.items() if not is_so] == []

    def test_hears_no_sign_that_only_holds_a_line_together(self, pages, reader):
        reader.goto(pages[1])

        tree = reader.context.new_cdp_session(reader).send("Accessibility.getFullAXTree")["nodes"]

        told = [node["name"]["value"] for node in tree if node.get("name", {}).get("value")]
        assert "Source 1" in told
        assert [name for name in told if not name.strip(" \n\u2060\u200b")] == []

    def test_is_led_by_regions_to_what_matters_alone(self, pages, reader):
        told = {}
        for address in (pages[0], pages[2], pages[3], pages[4], pages[8], pages[1]):
            reader.goto(address)
            reader.locator(".size").wait_for()
            if address == pages[1]:
                reader.get_by_role("button", name="Copy link", exact=True).last.wait_for()
            heard = reader.locator("body").aria_snapshot()
            told[address] = re.findall(r"^\s*- '?region \"(.*?)\"", heard, re.MULTILINE)

        assert told.pop(pages[1]) == [
            "Key points",
            "Urgent: today Get medical advice today if",
            "Emergency: now Call an ambulance now if",
        ]
        assert [*told.values()] == [[]] * 5

    def test_hears_a_page_in_the_order_in_which_it_is_seen(self, pages, reader):
        reader.goto(pages[1])

        tops = reader.locator("h1, h2, h3, p, li, table, form").evaluate_all(
            "parts => parts.filter(part => part.offsetParent)"
            ".map(part => part.getBoundingClientRect().top)"
        )

        # What stands in one line may be a little higher or lower than what comes before it.
        assert all(later > sooner - 40 for sooner, later in pairwise(tops))


class TestAPage:
    def test_at_four_times_the_size_is_as_wide_as_the_screen_and_loses_nothing(
        self, pages, chromium
    ):
        small = {"viewport": {"width": 320, "height": 256}, "bypass_csp": True}
        context = chromium.new_context(**small)
        page = context.new_page()
        told = []

        for address in pages:
            page.goto(address)
            for how in ("", SPACING):
                if how:
                    page.add_style_tag(content=how)
                wide = page.evaluate("document.documentElement.scrollWidth")
                cut = page.locator("body *").evaluate_all(CUT_OFF)
                told += [(address, bool(how), wide, cut)] if wide > 320 or cut else []
        context.close()

        assert told == []

    def test_has_no_target_smaller_than_a_finger_can_hit(self, pages, reader):
        told = []
        for address in pages:
            reader.goto(address)
            told += reader.locator("a, button, input, select, summary").evaluate_all(SMALL)

        assert told == []

    def test_keeps_its_edges_in_the_readers_own_colours(self, pages, reader):
        reader.emulate_media(forced_colors="active")
        told = []
        for address in pages:
            reader.goto(address)
            edged = ".care, .key, .call a, .find__box, .find__go, .notice--box"
            told += reader.locator(edged).evaluate_all(EDGES)
        reader.goto(pages[5])
        lines = reader.locator("main ins, main del").evaluate_all(
            "parts => parts.map(part => getComputedStyle(part).textDecorationLine)"
        )

        assert told == []
        assert set(lines) == {"underline", "line-through"}

    def test_moves_only_for_those_who_have_not_asked_for_less(self, pages, reader):
        behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
        reader.goto(pages[1])
        moving = reader.evaluate(behaviour), reader.evaluate("document.getAnimations().length")

        reader.emulate_media(reduced_motion="reduce")

        assert moving == ("smooth", 0)
        assert reader.evaluate(behaviour) == "auto"
