"""Tables in another order, and pages with less on them, by the address alone."""

import pytest

from content.reading import lists


def row(name, did, sure):
    return f"<tr><td>{name}</td><td>{did}</td><td>none</td><td>{sure}</td></tr>\n"


QUININE = row("<b>Quinine</b>", "about 1 fewer a week", "may")
MAGNESIUM = row(
    "Magnesium",
    "67 out of 100 got better with it (likely 54 to 83), 64 without",
    "does (good trials agree)",
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
    NIGHT = (
        '<section class="prose">\n<div class="section__heading"><h2 id="night">Night</h2> '
        '<a class="section__link" href="#night">#</a></div>\n</section>\n'
    )
    # As the first press wrote it, and as it stands in editions that no page shows any more.
    SPORT = (
        '<section class="prose" aria-labelledby="sport">\n<h2 class="section__heading" id="sport">'
        'Sport <a class="section__link" href="#sport">#</a></h2>\n</section>\n'
    )

    def test_keeps_the_introduction_and_the_section(self):
        page = self.INTRO + self.NIGHT + self.SPORT

        assert lists.only(page, "night") == self.INTRO + self.NIGHT
        assert lists.only(page, "sport") == self.INTRO + self.SPORT

    def test_keeps_everything_when_there_is_no_such_section(self):
        page = self.INTRO + self.NIGHT + self.SPORT

        assert lists.only(page, "swimming") == page


def section(key, inside):
    heading = f'<div class="section__heading"><h2 id="{key}">{key}</h2></div>'
    return f'<section class="prose">\n{heading}\n{inside}</section>\n'


def claim(says, verdict="Not true"):
    return f"<h3>{says}</h3>\n<p><strong>{verdict}.</strong> Why.</p>\n"


def table_and_list(count):
    items = "".join(f"<li><p>{number}</p>\n</li>\n" for number in range(count))
    return (
        '<div class="scroll" role="group"><table class="wide"><tbody></tbody></table></div>\n'
        f"<p>Not tested:</p>\n<ul>\n{items}</ul>\n"
    )


def words(pieces):
    return "".join(piece["html"] for piece in pieces)


def left_out(pieces):
    return {piece["more"]["key"]: piece["more"]["count"] for piece in pieces if piece["more"]}


class TestWithDangersOnly:
    def test_hides_no_danger_wherever_it_stands(self):
        harmless = "".join(claim(f"{number}") for number in range(5))
        page = section("night", harmless + claim("A clot", "Dangerous") + claim("Last"))

        shown = lists.with_dangers_only(page, "Dangerous.")

        assert words(shown) == section("night", claim("A clot", "Dangerous"))
        assert left_out(shown) == {"night": 6}

    def test_says_what_is_left_out_inside_the_section(self):
        page = "<p>Intro</p>" + section("night", "".join(claim(f"{n}") for n in range(4)))

        first, last = lists.with_dangers_only(page, "Dangerous.")

        assert first["html"].endswith(">night</h2></div>\n")
        assert last["html"] == "</section>\n"

    def test_leaves_out_no_few(self):
        page = section("night", "".join(claim(f"{n}") for n in range(lists.FEW)))

        assert lists.with_dangers_only(page, "Dangerous.") == [{"html": page, "more": None}]


class TestWithTablesOnly:
    def test_leaves_out_what_is_listed_after_a_table(self):
        page = section("how", "<ul><li>may</li></ul>\n") + section(
            "sport", table_and_list(7) + "<p>.</p>"
        )

        shown = lists.with_tables_only(page)

        assert left_out(shown) == {"sport": 7}
        assert words(shown).count("<li>") == 1
        assert "<p>Not tested:</p>\n<p>.</p></section>" in words(shown)

    def test_and_the_list_alone_are_all_there_was(self):
        page = section("sport", table_and_list(7))

        assert lists.without_table(page).count("<li>") == 7
        assert "<table" not in lists.without_table(page)
        assert lists.listed_after_tables(page) == ["sport"]

    def test_leaves_out_no_few(self):
        page = section("sport", table_and_list(lists.FEW))

        assert words(lists.with_tables_only(page)) == page


class TestCited:
    def test_names_the_sources_that_are_pointed_to(self):
        assert lists.cited('<a href="#source-2">[2]</a> <a href="#source-12">[12]</a>') == {2, 12}
