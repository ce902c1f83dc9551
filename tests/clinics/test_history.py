"""What became of a page, as readers are told: each edition, and any two of them as one text."""

import re
import time

import pytest
from django.utils.html import strip_tags

from content.clinics import editions
from content.editorial import workflow
from content.publishing import press
from tests import factories, readers
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

BODY = "## Now {#one}\n\nA.\n\n## Later {#two}\n\nB.\n"
HISTORY = "/p/night-cramps/history/"


@pytest.fixture
def page():
    return factories.live_page("night-cramps", body=BODY)


@pytest.fixture
def three(page):
    """A page with three editions: a number changed, then a key point and a section."""
    factories.source("a-review", title="Stretching for cramps")
    body = BODY.replace("A.", "Hold for 10 seconds, then let go.")
    factories.published("night-cramps", body=body, slug="cramp-at-night")
    return factories.published(
        "night-cramps",
        title="Cramps at night",
        summary="A cramp wakes you. Stretching ends it.",
        key_points=["Most are harmless.", "Stretch it.", "A swollen leg is not cramp."],
        body="## Now {#one}\n\nHold for 20 seconds, then let go.[@a-review]\n\n"
        "## New {#new}\n\nC.\n",
        forwards={"two": "#new"},
    )


def compared(as_a_reader, **asked):
    answer = as_a_reader.get(HISTORY, asked)
    return answer, " ".join(strip_tags(readers.text_of(answer)).split())


class TestTheHistory:
    def test_says_what_changed_and_who_approved_it(self, page, as_a_reader):
        factories.published("night-cramps", body=BODY, change_note="New numbers")

        answer = readers.text_of(as_a_reader.get("/p/night-cramps/history/"))

        assert "New numbers" in answer
        assert "/p/night-cramps/v/1/" in answer
        assert "clinician" in answer

    def test_calls_only_a_later_edition_a_change(self, page, as_a_reader):
        first = readers.text_of(as_a_reader.get("/p/night-cramps/history/"))
        factories.published("night-cramps", body=BODY, change_kind="major")

        later = readers.text_of(as_a_reader.get("/p/night-cramps/history/"))

        assert "A change to the advice." not in first
        assert later.count("A change to the advice.") == 1

    def test_says_when_the_page_was_withdrawn(self, page, as_a_reader):
        factories.withdrawn(page)

        answer = as_a_reader.get("/p/night-cramps/history/")

        assert answer.status_code == 200
        assert "It contained a mistake" in readers.text_of(answer)
        assert "/p/night-cramps/v/1/" not in readers.text_of(answer)

    def test_says_nothing_of_a_text_that_waits(self, page, as_a_reader):
        article = factories.article_of("night-cramps")
        workflow.save(article, {"change_note": "Secret"}, by=people().writer, at=tick())

        assert "Secret" not in readers.text_of(as_a_reader.get("/p/night-cramps/history/"))

    def test_is_not_there_before_anything_is_published(self, as_a_reader):
        text = factories.approved("night-cramps")
        before = as_a_reader.get("/p/night-cramps/history/").status_code

        press.publish(text, by=people().publisher, at=tick())

        assert before == 404
        assert as_a_reader.get("/p/night-cramps/history/").status_code == 200

    def test_leads_from_each_edition_to_what_it_changed(self, three, as_a_reader):
        answer = readers.text_of(as_a_reader.get(HISTORY))

        assert re.findall(r"history/\?from=(\d)&amp;to=(\d)", answer) == [("2", "3"), ("1", "2")]

    def test_offers_no_comparison_of_a_single_edition_or_of_a_page_that_is_gone(
        self, page, as_a_reader
    ):
        single = readers.text_of(as_a_reader.get(HISTORY))
        factories.published("night-cramps", body=BODY, title="New")
        factories.withdrawn(page)

        gone = readers.text_of(as_a_reader.get(HISTORY))

        assert "Compare" not in single + gone


class TestTwoEditions:
    def test_are_shown_as_one_with_words_marked_and_named(self, three, as_a_reader):
        answer = readers.text_of(as_a_reader.get(HISTORY, {"from": "2", "to": "3"}))

        assert '<del><span class="hush">taken out: </span>10' in answer
        assert '<ins><span class="hush">added: </span>20' in answer

    def test_are_told_in_a_sentence_with_the_numbers_that_changed(self, three, as_a_reader):
        _, words = compared(as_a_reader, **{"from": "2", "to": "3"})

        assert "4 lines changed. 2 lines were added. 1 line was taken out." in words
        assert "1 number or unit is different." in words

    def test_show_title_summary_key_points_sections_and_sources(self, three, as_a_reader):
        answer = readers.text_of(as_a_reader.get(HISTORY, {"from": "1", "to": "3"}))

        headings = [strip_tags(each).strip() for each in re.findall(r"(?s)<h2.*?</h2>", answer)]
        assert headings == [
            "Title",
            "In short",
            "Key points",
            "Now",
            "taken out: Later, end,",
            "added: New, end,",
            "Sources",
        ]
        assert "Stretching for cramps" in answer

    def test_name_what_is_the_same_where_it_stands(self, three, as_a_reader):
        _, words = compared(as_a_reader, **{"from": "1", "to": "2"})

        assert "The same as before: “Title”, “In short”, “Key points” …" in words
        assert "The same as before: “Later” …" in words

    def test_may_be_asked_for_either_way_round(self, three, as_a_reader):
        one, _ = compared(as_a_reader, **{"from": "1", "to": "3"})
        other, _ = compared(as_a_reader, **{"from": "3", "to": "1"})

        assert one.content == other.content

    def test_are_the_first_and_the_newest_where_nothing_else_is_said(self, three, as_a_reader):
        both, _ = compared(as_a_reader, **{"from": "1", "to": "3"})

        assert compared(as_a_reader, **{"from": "1"})[0].content == both.content
        assert compared(as_a_reader, to="3")[0].content == both.content

    def test_can_say_the_same(self, page, as_a_reader):
        factories.published("night-cramps", body=BODY, review_months=6)

        _, words = compared(as_a_reader, **{"from": "1", "to": "2"})

        assert "Both say the same, word for word." in words

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"from": "1", "to": "9"}, "There is no such edition"),
            ({"from": "0", "to": "1"}, "There is no such edition"),
            ({"from": "-1", "to": "2"}, "There is no such edition"),
            ({"from": "9" * 5000, "to": "2"}, "There is no such edition"),
            ({"from": "one", "to": "<b>2</b>"}, "There is no such edition"),
            ({"from": "\u0663", "to": "2"}, "There is no such edition"),
            ({"from": "1.0", "to": "\x00"}, "There is no such edition"),
            ({"from": "", "to": ""}, "There is no such edition"),
            ({"from": "2", "to": "2"}, "That is the same edition twice"),
        ],
    )
    def test_that_cannot_be_compared_are_answered_in_a_sentence(
        self, three, as_a_reader, asked, sentence
    ):
        answer, words = compared(as_a_reader, **asked)

        assert answer.status_code == 200
        assert sentence in words
        assert "<b>2</b>" not in readers.text_of(answer)

    def test_are_not_compared_where_there_is_only_one(self, page, as_a_reader):
        _, words = compared(as_a_reader, **{"from": "1", "to": "1"})

        assert "one edition so far" in words

    def test_are_gone_with_their_page(self, three, page, as_a_reader):
        current = type(page).objects.get(code="night-cramps", moved_to=None)
        factories.withdrawn(current)

        answer, words = compared(as_a_reader, **{"from": "2", "to": "3"})

        assert answer.status_code == 410
        assert "20 seconds" not in words

    def test_are_not_there_where_nothing_was_ever_published(self, as_a_reader):
        factories.approved("night-cramps", body=BODY)

        assert compared(as_a_reader, **{"from": "1", "to": "2"})[0].status_code == 404

    def test_say_nothing_of_a_text_that_waits(self, three, as_a_reader):
        article = factories.article_of("night-cramps")
        workflow.save(article, {"title": "Secret"}, by=people().writer, at=tick())

        assert "Secret" not in compared(as_a_reader, **{"from": "1", "to": "3"})[1]

    def test_are_not_found_by_search_engines(self, three, as_a_reader):
        answer, _ = compared(as_a_reader, **{"from": "1", "to": "3"})

        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in readers.text_of(answer)

    def test_take_the_same_few_queries_however_many_there_are(self, three, as_a_reader):
        compared(as_a_reader, **{"from": "1", "to": "3"})

        assert len(as_a_reader.queries) <= 4

    def test_of_many_words_are_compared_in_a_moment(self, as_a_reader):
        words = [f"Stretch your calf {n} times, then rest it for {n} minutes." for n in range(120)]
        body = "## One {#one}\n\n" + "\n\n".join(words)
        factories.published("night-cramps", body=body)
        factories.published("night-cramps", body=body.replace("7 times", "7 times a day"))
        editions._joined.cache_clear()

        begin = time.process_time()
        _, told = compared(as_a_reader, **{"from": "1", "to": "2"})
        took = time.process_time() - begin

        assert "12 lines changed." in told
        assert took < 0.15
