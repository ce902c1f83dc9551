"""Pages made of data: remedies to sort, myths to filter, sources, words and warnings."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(starter_library, db, as_a_reader):
    def fetch(path):
        answer = as_a_reader.get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    return fetch


def first_cells(html):
    tables = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    return re.findall(r"<tr><td[^>]*><strong><a[^>]*>([^<]*)</a>", tables[0])


class TestTheSite:
    def test_sorts_the_remedies_by_address(self, read):
        by_name = first_cells(read("/what-works/?sort=name"))

        assert by_name == sorted(by_name, key=str.casefold)
        assert by_name != first_cells(read("/what-works/"))

    def test_shows_the_myths_of_one_topic(self, read):
        shown = read("/myths/?topic=unsafe")

        assert 'id="unsafe"' in shown
        assert 'id="pregnancy"' not in shown
        assert 'id="pregnancy"' in read("/myths/?topic=nonsense")

    def test_leads_from_a_source_to_the_pages_that_lean_on_it(self, read, as_a_reader):
        assert '/sources/hallegraeff-2012/"' in read("/sources/")
        assert '"/night-cramps/"' in read("/sources/hallegraeff-2012/")
        assert as_a_reader.get("/sources/nothing/").status_code == 404

    def test_explains_the_words_it_uses(self, read):
        assert "a tablet that lowers cholesterol" in read("/glossary/")

    @pytest.mark.parametrize(
        ("query", "level"),
        [
            ("swollen one leg", "urgent"),
            ("can't breathe", "emergency"),
            ("chest pain and leg pain", "emergency"),
        ],
    )
    def test_puts_the_care_card_before_the_results(self, read, query, level):
        shown = read(f"/search/?q={query}")

        assert shown.index(f"care--{level}") < shown.index('id="page-found"')

    def test_alarms_nobody_who_asks_for_bananas(self, read):
        assert "care--" not in read("/search/?q=bananas")

    def test_answers_on_the_first_page_what_people_ask_about(self, read):
        shown = read("/")

        assert shown.count('class="answers__item"') == 4
        assert "Magnesium" in shown
        assert "care--emergency" in shown
