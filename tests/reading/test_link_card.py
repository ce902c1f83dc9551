"""The picture that a link to a page is shown with elsewhere."""

import io

import pytest
from PIL import Image, ImageColor, ImageFont

from content.reading import link_card
from tests import factories, readers
from tests.reading import colours

LONGEST = 120
ARABIC = "تشنجات الساق الليلية"
WIDE_AWAKE = (
    "Why do my calves seize up at night, and is there anything at all that I can do about it now?"
)


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def luminance_of(colour):
    shares = zip((0.2126, 0.7152, 0.0722), ImageColor.getrgb(colour), strict=True)
    return sum(share * ((level / 255 + 0.055) / 1.055) ** 2.4 for share, level in shares)


def written(card, left, top, right, bottom):
    """Say whether anything is drawn in a part of a card."""
    part = card.crop((left, top, right, bottom))
    return len(part.getcolors(maxcolors=100_000)) > 1


class TestACard:
    def test_has_the_size_that_others_show(self):
        card = opened(link_card.drawn("Night cramps", "Leg Cramps"))

        assert card.size == (1200, 630)

    def test_is_drawn_in_the_colours_of_the_panel_that_is_lit_by_night(self):
        palette = colours.tokens()

        for drawn, name in (
            (link_card.NIGHT, "now"),
            (link_card.CREAM, "now-text"),
            (link_card.LAMP, "now-accent"),
        ):
            assert abs(luminance_of(drawn) - colours.luminance(name, palette)) < 0.005, name

    def test_says_one_title_and_no_other(self):
        assert link_card.drawn("Night cramps", "Cramps") != link_card.drawn("Quinine", "Cramps")

    def test_is_the_same_to_the_byte_when_it_is_drawn_again(self):
        first = link_card.drawn("Night cramps", "Leg Cramps")
        link_card.drawn.cache_clear()

        assert link_card.drawn("Night cramps", "Leg Cramps") == first

    def test_weighs_little(self):
        assert len(link_card.drawn(WIDE_AWAKE.ljust(LONGEST, "!"), "Leg Cramps")) < 40_000

    @pytest.mark.parametrize(
        "name", ["", " ", "n" * 300, "‰" * 300, ARABIC, "The leg cramp site of a long town " * 9]
    )
    def test_can_bear_any_name_of_a_site(self, name):
        for title in ("", "Night cramps"):
            assert opened(link_card.drawn(title, name)).size == (1200, 630)


class TestATitle:
    @pytest.mark.parametrize(
        "title",
        [
            "Cramp",
            "W" * LONGEST,
            "‰" * LONGEST,
            "—" * LONGEST,
            "i" * LONGEST,
            ("Wide awake " * 11)[:LONGEST],
            WIDE_AWAKE,
            "Donaudampfschifffahrtsgesellschaftskapitänswadenkrampf",
        ],
    )
    def test_stays_in_its_place(self, title):
        card = opened(link_card.drawn(title, ""))
        beside = link_card.MARGIN + link_card.TITLE_WIDTH

        assert written(card, link_card.MARGIN, 130, beside, 500)
        assert not written(card, 0, 110, link_card.MARGIN - 4, 630)
        assert not written(card, beside + 4, 0, 855, 630)
        assert not written(card, 0, 522, 855, 630)

    @pytest.mark.parametrize("title", [WIDE_AWAKE, "Cramp", "Medicines that can cause cramps"])
    def test_is_written_whole_with_no_word_broken(self, title):
        _, lines = link_card.fitted(title)

        assert " ".join(lines) == title

    def test_breaks_a_word_that_is_too_long_and_loses_no_letter(self):
        _, lines = link_card.fitted("W" * LONGEST)

        assert len(lines) > 1
        assert "".join(lines) == "W" * LONGEST

    def test_has_lines_of_much_the_same_length(self):
        _, lines = link_card.fitted("Stretches for leg cramps")

        assert lines == ["Stretches for", "leg cramps"]

    def test_is_left_out_when_the_font_has_not_its_letters(self):
        card = opened(link_card.drawn(ARABIC, "Leg Cramps"))

        assert not written(card, 0, 110, 855, 520)
        assert written(card, 0, 522, 855, 630)


class TestTheFont:
    def test_has_the_letters_of_the_languages_it_is_there_for(self):
        for words in (
            "Ñandú, ¿qué? ½ × 2 °",
            "Zażółć gęślą jaźń",
            "Đường ở chân",
            "“Ț ș ğ ş ß Œ”",
        ):
            assert link_card.can_write(words), words

    def test_is_known_to_lack_others(self):
        for words in (ARABIC, "足がつる", "🦵 cramp"):
            assert not link_card.can_write(words), words

    def test_comes_with_its_licence_and_weighs_little(self):
        licence = link_card.FONT.with_name("OFL.txt").read_text(encoding="utf-8")
        family = ImageFont.truetype(link_card.FONT).getname()

        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert family == ("Noto Serif", "Bold")
        assert link_card.FONT.stat().st_size < 60_000


@pytest.mark.django_db
class TestTheAddressOfACard:
    def test_answers_with_the_title_of_the_page_as_it_stands(self, as_a_reader):
        factories.published("night-cramps", title="Night cramps")
        first = as_a_reader.get("/p/night-cramps/card.png")
        factories.published("night-cramps", title="Cramp at night", slug="cramp-at-night")

        now = as_a_reader.get("/p/night-cramps/card.png")

        assert first["Content-Type"] == "image/png"
        assert first.content == link_card.drawn("Night cramps", "Leg Cramps")
        assert now.content == link_card.drawn("Cramp at night", "Leg Cramps")

    def test_may_be_kept_and_shown_by_other_sites(self, as_a_reader):
        factories.published("night-cramps")

        answer = as_a_reader.get("/p/night-cramps/card.png")

        assert answer["Cache-Control"] == "public, max-age=60"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer.cookies == {}

    def test_is_not_sent_twice(self, as_a_reader):
        factories.published("night-cramps")
        first = as_a_reader.get("/p/night-cramps/card.png")

        again = as_a_reader.get("/p/night-cramps/card.png", **{"if-none-match": first["ETag"]})

        assert (again.status_code, again.content) == (304, b"")

    def test_costs_one_query(self, as_a_reader):
        factories.published("night-cramps")

        as_a_reader.get("/p/night-cramps/card.png")

        assert len(as_a_reader.queries) == 1

    def test_says_so_when_the_page_is_gone(self, as_a_reader):
        factories.withdrawn(factories.live_page("night-cramps"))

        answer = as_a_reader.get("/p/night-cramps/card.png")

        assert answer.status_code == 410
        assert "It contained a mistake" in readers.text_of(answer)

    def test_is_not_there_for_a_draft(self, as_a_reader):
        factories.approved("night-cramps", title="Secret")

        assert as_a_reader.get("/p/night-cramps/card.png").status_code == 404

    def test_has_one_of_the_site_itself_without_asking_the_database(self, as_a_reader):
        answer = as_a_reader.get("/card.png")

        assert answer.content == link_card.drawn("", "Leg Cramps")
        assert as_a_reader.queries == []
