"""Pressing again: the same words in new HTML, or nothing."""

import pytest

from content import rendering
from content.editions.models import Page, Rendering
from content.editorial.journal import JournalLine
from content.publishing import press
from content.publishing.press import PressError
from tests import factories
from tests.factories import people, tick
from tests.publishing import first_press
from tests.publishing.first_press import pressed_long_ago

pytestmark = pytest.mark.django_db

CARD = "::: emergency Call now if\nYou faint.\n:::\n"


class TestPressAgain:
    def test_makes_nothing_when_the_bytes_are_the_same(self):
        edition = factories.published()

        assert press.press_again(edition, by=people().publisher, at=tick()) is None
        assert Rendering.objects.count() == 1

    def test_makes_another_rendering_of_the_same_words(self):
        edition = factories.published("night-cramps")
        pressed_long_ago(edition)

        fresh = press.press_again(edition, by=people().publisher, at=tick())

        assert (fresh.number, fresh.html) == (3, edition.renderings.get(number=1).html)
        assert Page.objects.get(code="night-cramps").rendering == fresh

    def test_takes_a_page_from_the_first_renderer_to_this_one(self):
        edition = first_press.edition("night-cramps")
        old = Page.objects.get(code="night-cramps").rendering

        fresh = press.press_again(edition, by=None, at=tick())

        assert (old.renderer, fresh.renderer) == ("1", rendering.VERSION)
        assert fresh.plain == old.plain
        assert fresh.html != old.html

    def test_leaves_a_line_in_the_journal(self):
        edition = factories.published("night-cramps")
        pressed_long_ago(edition)

        fresh = press.press_again(edition, by=None, at=tick())

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.code, line.by) == ("press again", "night-cramps", None)
        assert line.facts["html"] == fresh.html_digest

    def test_renders_an_edition_that_no_page_shows_any_more(self):
        first = factories.published("night-cramps")
        pressed_long_ago(first)
        second = factories.published("night-cramps", title="Second")

        press.press_again(first, by=None, at=tick())

        assert Page.objects.get(code="night-cramps").rendering.edition == second

    @pytest.mark.parametrize(
        ("column", "was", "said"),
        [
            ("links", [{"code": "other", "section": ""}], "would change the links: “{'code'"),
            ("outline", [{"key": "was", "title": "Was", "level": 2}], "would change the sections"),
            ("references", ["cochrane"], "would change the sources: “cochrane” would become “.end"),
            ("images", ["drawing:calf"], "would change the pictures: “drawing:calf”"),
        ],
    )
    def test_names_the_first_difference(self, column, was, said):
        edition = factories.published()
        pressed_long_ago(edition, **{column: was})

        with pytest.raises(PressError, match=said):
            press.press_again(edition, by=None, at=tick())

        assert Rendering.objects.count() == 2

    def test_names_the_first_word_that_would_change(self):
        edition = factories.published(body="Take two tablets.\n")
        rendering = edition.renderings.get()
        factories.tamper(
            "content_rendering", rendering.pk, plain="Take four tablets.", html_digest="0" * 64
        )

        with pytest.raises(PressError, match="Edition 1 would change the words: “four” would beco"):
            press.press_again(edition, by=None, at=tick())

    def test_names_white_space_that_would_change(self):
        edition = factories.published(body="One.\n\nTwo.\n")
        rendering = edition.renderings.get()
        plain = rendering.plain.replace("\n", "  ")
        factories.tamper("content_rendering", rendering.pk, plain=plain, html_digest="0" * 64)

        with pytest.raises(PressError, match="would change the words: white space"):
            press.press_again(edition, by=None, at=tick())

    def test_changes_no_telephone_number(self, settings):
        edition = factories.published(body=CARD)
        settings.EMERGENCY_LINES = {**settings.EMERGENCY_LINES, "UK": "111"}

        with pytest.raises(PressError, match="a telephone number: “tel:999” would become “tel:111"):
            press.press_again(edition, by=None, at=tick())

    def test_takes_no_telephone_line_away(self, settings):
        edition = factories.published(body=CARD)
        settings.COUNTRIES = ["UK"]

        with pytest.raises(PressError, match="“tel:112” would become “.end.”"):
            press.press_again(edition, by=None, at=tick())

    def test_refuses_an_edition_that_was_never_rendered(self):
        edition = factories.published()
        edition.pk = 999

        with pytest.raises(PressError, match="This edition was never rendered"):
            press.press_again(edition, by=None, at=tick())
