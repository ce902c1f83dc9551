"""Tables in another order, and pages with one section, by the address alone."""

import pytest

from content.reading import lists


def row(name, did, sure):
    return f"<tr><td>{name}</td><td>{did}</td><td>none</td><td>{sure}</td></tr>\n"


QUININE = row("<b>Quinine</b>", "about 1 fewer a week", "may")
MAGNESIUM = row(
    "Magnesium", "67 out of 100 got better with it (likely 54 to 83), 64 without", "does"
)
STRETCHES = row("Stretches", "80 out of 100 got better with it, 50 without", "probably")
PAGE = f"<table><tbody>\n{QUININE}{STRETCHES}{MAGNESIUM}</tbody></table>"


class TestInOrder:
    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            ("name", [MAGNESIUM, QUININE, STRETCHES]),
            ("helped", [STRETCHES, MAGNESIUM, QUININE]),
            ("sure", [MAGNESIUM, STRETCHES, QUININE]),
        ],
    )
    def test_changes_the_places_of_rows_and_nothing_else(self, by, expected):
        assert lists.in_order(PAGE, by) == PAGE.replace(
            QUININE + STRETCHES + MAGNESIUM, "".join(expected)
        )

    @pytest.mark.parametrize("by", ["", "price", "<script>"])
    def test_leaves_a_page_alone_when_the_order_is_unknown(self, by):
        assert lists.in_order(PAGE, by) == PAGE


class TestOnly:
    INTRO = '<div class="prose"><p>Intro</p></div>\n'
    NIGHT = '<section class="prose" aria-labelledby="night"><h2>Night</h2></section>\n'
    SPORT = '<section class="prose" aria-labelledby="sport"><h2>Sport</h2></section>\n'

    def test_keeps_the_introduction_and_the_section(self):
        page = self.INTRO + self.NIGHT + self.SPORT

        assert lists.only(page, "sport") == self.INTRO + self.SPORT

    def test_keeps_everything_when_there_is_no_such_section(self):
        page = self.INTRO + self.NIGHT + self.SPORT

        assert lists.only(page, "swimming") == page
