"""Where does it hurt? A leg on the first page, whose places lead to pages that are live."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

DRAWING = re.compile(r'<div class="where__leg">(.*?)</div>', re.DOTALL)
LIST = re.compile(r'<div class="where__places">(.*?)</section>', re.DOTALL)
LINK = re.compile(r'href="([^"]*)"')


@pytest.fixture
def home(as_a_reader):
    def read():
        return as_a_reader.get("/").content.decode()

    return read


class TestWhereItHurts:
    def test_offers_each_place_the_pages_it_leads_to(self, home):
        factories.published("night-cramps", title="Cramp at night")
        factories.published("exercise-cramps", title="Cramp in sport")

        listed = LIST.search(home())[1]

        assert re.findall(r"<h3>(.*?)</h3>", listed) == ["1 Thigh", "2 Calf", "3 Foot"]
        assert LINK.findall(listed) == ["/exercise-cramps/", "/night-cramps/", "/night-cramps/"]
        assert "Cramp in sport</a>" in listed

    def test_links_a_place_of_the_drawing_to_its_first_page(self, home):
        factories.published("night-cramps")
        factories.published("circulation-vs-cramp")

        assert LINK.findall(DRAWING.search(home())[1]) == ["/night-cramps/", "/night-cramps/"]

    def test_draws_a_place_that_leads_nowhere_without_a_link(self, home):
        factories.published("exercise-cramps")

        drawn = DRAWING.search(home())[1]

        assert LINK.findall(drawn) == ["/exercise-cramps/"]
        assert re.findall(r"<text[^>]*>(\d)</text>", drawn) == ["1", "2", "3"]

    def test_leaves_the_keyboard_and_the_screen_reader_to_the_list(self, home):
        factories.published("night-cramps")

        drawn = DRAWING.search(home())[1]

        assert 'aria-hidden="true"' in drawn
        assert drawn.count("<a") == drawn.count('tabindex="-1"') == 3

    def test_is_not_asked_while_no_page_answers(self, home):
        factories.published("varicose-veins")

        assert "Where does it hurt?" not in home()
