"""Pages made of data: remedies to sort, myths to filter, sources, words and warnings."""

import re

import pytest

from tests import readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(starter_library, db, as_a_reader):
    def fetch(path):
        answer = as_a_reader.get(path)
        assert answer.status_code == 200
        return readers.text_of(answer)

    return fetch


def first_cells(html):
    tables = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    return re.findall(r"<tr><td[^>]*><strong><a[^>]*>([^<]*)</a>", tables[0])


class TestTheSite:
    def test_sorts_the_remedies_by_address(self, read):
        by_name = first_cells(read("/what-works/?sort=name"))

        assert by_name == sorted(by_name, key=str.casefold)
        assert by_name != first_cells(read("/what-works/"))

    def test_sorts_whatever_it_shows(self, read):
        assert first_cells(read("/what-works/?show=all&sort=name")) == first_cells(
            read("/what-works/?sort=name")
        )

    def test_shows_what_was_tested_and_leads_to_the_rest(self, read):
        tested = read("/what-works/")
        rest = read("/what-works/?untested=sport")
        everything = read("/what-works/?show=all")

        assert "Pickle juice" in tested
        assert "Bananas" not in tested
        assert '<a href="/what-works/?untested=sport#sport">Read all 12' in tested
        assert "Bananas" in rest
        assert "<table" not in rest
        assert {"Pickle juice", "Bananas"} <= set(re.findall("Pickle juice|Bananas", everything))

    def test_shows_the_myths_of_one_topic(self, read):
        shown = read("/myths/?topic=pregnancy")

        assert 'id="pregnancy"' in shown
        assert 'id="unsafe"' not in shown
        assert shown.count("<h3>") == 7

    @pytest.mark.parametrize(
        ("address", "part"),
        [
            ("/myths/?topic=pregnancy", "Pregnancy"),
            ("/what-works/?untested=night", "Not tested: Older people at night"),
        ],
    )
    def test_says_which_part_of_a_page_it_shows_in_place_of_what_sums_all_of_it_up(
        self, read, address, part
    ):
        whole, shown = read(address.partition("?")[0]), read(address)

        assert f'<p class="lede">{part}</p>' in shown
        assert 'id="page-key"' in whole
        assert 'id="page-key"' not in shown

    @pytest.mark.parametrize("topic", ["", "?topic=nonsense", "?topic=%00<script>", "?sort=name"])
    def test_shows_every_dangerous_myth_when_no_topic_is_chosen(self, read, topic):
        shown = read(f"/myths/{topic}")

        everything = read("/myths/?topic=all")
        assert shown.count("<strong>Dangerous.</strong>") == shown.count("<h3>") == 12
        assert everything.count("<strong>Dangerous.</strong>") == 12
        assert everything.count("<h3>") > 150
        for key in re.findall(r'<h2 id="([^"]*)"', everything):
            assert f'id="{key}"' in shown

    def test_quotes_every_claim_so_that_none_is_heard_as_ours(self, read):
        claims = re.findall("<h3>(.*?)</h3>", read("/myths/?topic=all"))

        assert [claim for claim in claims if claim[0] + claim[-1] != "“”"] == []

    @pytest.mark.parametrize("page", ["/myths/", "/what-works/"])
    def test_lists_the_sources_of_what_it_shows_by_their_own_numbers(self, read, page):
        for address in re.findall(r'<a href="(\?[^"]*)#', read(page)):
            shown = read(page + address)

            pointed_to = set(re.findall(r'href="#source-(\d+)"', shown))
            assert pointed_to == set(re.findall(r'id="source-(\d+)"', shown))
            for number in set(re.findall(r'id="source-\d+" value="(\d+)"', shown)):
                assert f'id="source-{number}" value="{number}"' in shown

    @pytest.mark.usefixtures("starter_library")
    def test_leads_a_lasting_link_to_all_that_a_section_says(self, as_a_reader):
        claims = as_a_reader.get("/p/myths/causes/").headers["Location"]
        remedies = as_a_reader.get("/p/what-works/sport/").headers["Location"]

        assert claims == "/myths/?topic=causes#causes"
        assert remedies == "/what-works/#sport"

    @pytest.mark.parametrize(
        ("query", "address"),
        [
            ("bananas what people say", "/myths/?topic=causes#causes"),
            ("bananas what people say", "/what-works/#night"),
            ("cramp remedies pickle juice", "/what-works/?untested=night#night"),
            ("cramp remedies bananas", "/what-works/#how"),
        ],
    )
    def test_leads_from_a_search_to_where_the_words_are(self, read, query, address):
        assert f'href="{address}' in read(f"/search/?q={query}")

    def test_keeps_all_of_an_edition_at_its_own_address(self, read):
        assert read("/p/myths/v/1/").count("<h3>") > 150

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
            ("cramps and my heart is fluttering", "emergency"),
            ("tingling lips and a tight throat", "emergency"),
            ("tingling lips", "urgent"),
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
        assert 'href="/what-works/?untested=sport#sport"' in shown
        assert "care--emergency" in shown
