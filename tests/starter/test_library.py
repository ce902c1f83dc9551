"""The starter library keeps what it promises: complete, linked, cited, short and plain."""

import re
import statistics
from pathlib import Path

import pytest
import yaml

from content.editorial import plain
from content.reading import places
from content.starter import report
from tests.starter import library

ARTICLES = 24
LONGEST, LONGEST_DATA_PAGE = 1_200, 12_000
CODES = sorted(library.articles())
LEVELS = ["nonurgent", "urgent", "emergency"]
TREATMENTS = [
    "magnesium-for-cramps",
    "night-cramps",
    "pregnancy-leg-cramps",
    "quinine-for-cramps",
    "relief-right-now",
    "stretches-for-cramps",
    "treatments-what-works",
    "what-works",
]
BARE_PERCENTAGE = re.compile(r"\d\s*%|\bper ?cent\b")


class TestTheWhole:
    def test_has_the_24_articles_and_the_pages_made_from_data(self):
        made = library.DATA_PAGES | library.TOOLS

        assert len(set(CODES) - made) == ARTICLES
        assert made <= set(CODES)

    def test_answers_every_claim_in_a_section_that_exists(self):
        keys = {
            code: {section.key for section in document.outline}
            for code, document in library.documents().items()
        }

        lost = [
            (claim, place)
            for claim, places in library.claims_map().items()
            for place in places
            if place["section"] not in keys.get(place["article"], set())
        ]

        assert lost == []

    def test_shows_every_warning_sign_where_help_is_described(self):
        shown = set(library.documents()["when-to-seek-care"].flags)

        assert shown == {flag["id"] for flag in library.library().flags}

    def test_shows_on_each_page_the_warning_signs_it_needs(self):
        wanted = yaml.safe_load((Path(__file__).parent / "warning-signs.yaml").read_text())

        lost = {
            code: missing
            for code, signs in wanted.items()
            if (missing := set(signs) - set(library.documents()[code].flags))
        }

        assert lost == {}

    def test_links_every_page_twice_in_and_twice_out(self):
        into = {code: set() for code in CODES}
        out = {code: set() for code in CODES}
        for code, document in library.documents().items():
            linked = {link.code for link in document.links}
            linked |= {row["code"] for row in library.articles()[code].front["related"]}
            for other in linked - {code}:
                out[code].add(other)
                into[other].add(code)

        assert {code for code in CODES if len(into[code]) < 2 or len(out[code]) < 2} == set()

    def test_reads_at_grade_6_at_the_median(self):
        grades = {
            code: plain.grade(document.sentences) for code, document in library.documents().items()
        }

        assert statistics.median(grades.values()) <= 6
        assert {code: grade for code, grade in grades.items() if grade > 8} == {}

    def test_quotes_every_claim_in_plain_text_too(self):
        lines = library.documents()["myths"].text.splitlines()

        assert [
            row["id"] for row in library.library().myths if f"“{row['says']}”" not in lines
        ] == []

    def test_has_a_page_for_each_place_where_it_hurts(self):
        assert set(CODES) >= places.CODES

    def test_names_only_findings_that_may_be_drawn(self):
        assert len(library.library().findings) == 20
        drawn = {key for document in library.documents().values() for key in document.findings}
        assert drawn <= {finding["id"] for finding in library.library().findings}


@pytest.mark.parametrize("code", CODES)
class TestEachArticle:
    def test_renders_without_a_problem(self, code):
        assert library.documents()[code].problems == ()

    def test_lists_the_sources_it_cites(self, code):
        listed = set(library.articles()[code].front["sources"])
        cited = set(library.documents()[code].citations)

        assert listed <= cited if code in library.DATA_PAGES else listed == cited

    def test_is_short(self, code):
        front = library.articles()[code].front
        above = [front["title"], front["summary"], *front["key_points"]]

        words = report.length(library.documents()[code].text, *above)

        assert words <= (LONGEST_DATA_PAGE if code in library.DATA_PAGES else LONGEST)

    def test_answers_within_60_words(self, code):
        assert plain.count(library.articles()[code].front["summary"]) <= 60

    def test_keeps_its_sentences_short(self, code):
        long = [s for s in library.documents()[code].sentences if plain.count(s) > 25]

        assert long == []

    def test_has_at_most_one_card_of_each_level_from_calm_to_emergency(self, code):
        levels = [card.level for card in library.documents()[code].cards]

        assert levels == sorted(set(levels), key=LEVELS.index)

    def test_gives_no_bare_percentage(self, code):
        assert BARE_PERCENTAGE.findall(library.documents()[code].text) == []

    def test_never_calls_a_cramp_a_convulsion(self, code):
        text = library.documents()[code].text.lower()

        assert "convulsion" not in text or code in ("cramps-vs-seizures", "myths")


class TestTreatments:
    def test_name_no_benefit_of_quinine_without_its_dangers(self):
        praising = {
            code: document.text.lower()
            for code, document in library.documents().items()
            if re.search(r"quinine (may )?means?\b", document.text.lower())
        }

        assert praising
        assert [code for code, text in praising.items() if "kill" not in text] == []

    @pytest.mark.parametrize("code", TREATMENTS)
    def test_say_what_nobody_knows(self, code):
        keys = {section.key for section in library.documents()[code].outline}

        assert "unknown" in keys


class TestTheNumbers:
    def test_have_both_sides_on_one_denominator(self):
        lopsided = [
            row["id"]
            for row in library.library().remedies
            if (row["with"] is None) != (row["without"] is None)
        ]

        assert lopsided == []

    def test_are_people_out_of_100(self):
        for finding in library.library().findings:
            if finding["kind"] == "people":
                sides = finding["per_100"]
                assert 0 <= sides["comparator"] <= 100
                assert 0 <= sides["intervention"] <= 100
