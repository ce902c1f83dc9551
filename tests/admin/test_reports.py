from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from content.admin import report_tables, reports
from content.editions.heard import Feedback, LostWord
from content.editorial import correcting
from content.publishing.outside_links import OutsideLink
from tests import factories

REPORTS = "/admin/reports/"
TODAY = date(2026, 11, 22)
BY_KEY = {report.key: report for report in report_tables.REPORTS}


def rows(key, today=TODAY):
    report = BY_KEY[key]
    return [report.cells(row, today) for row in report.find(today)]


def sheet(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def live(people):
    return factories.live_page("night-cramps")


class TestTheReportOf:
    def test_overdue_pages_says_by_how_much(self, live):
        due_on = live.edition.review_due_on

        assert rows("overdue", due_on + timedelta(days=8)) == [
            ("Night cramps", "night-cramps", due_on, 8)
        ]
        assert rows("overdue", due_on) == []

    def test_pages_that_are_due_looks_30_days_ahead(self, live):
        due_on = live.edition.review_due_on

        assert [row[3] for row in rows("due", due_on - timedelta(days=30))] == [30]
        assert [row[3] for row in rows("due", due_on)] == [0]
        assert rows("due", due_on - timedelta(days=31)) == []
        assert rows("due", due_on + timedelta(days=1)) == []

    def test_orphans_counts_the_pages_that_lead_there(self, live):
        see = "See [[night-cramps]].\n"
        factories.published("one", body=see + see)
        related = [{"code": "night-cramps", "kind": "what-next", "why": "It is next."}]
        factories.published("two", body="Apart.\n", related=related)
        factories.published("itself", body="See [[one]].\n")
        factories.published("itself", body="See [[one]] and [[itself]].\n")

        found = {code: count for _, code, count in rows("orphans")}

        assert found == {"one": 1, "two": 0, "itself": 0}

    def test_orphans_counts_no_link_that_was_taken_out(self, live):
        factories.published("one", body="See [[night-cramps]].\n")
        factories.published("one", body="Apart.\n")

        assert ("Night cramps", "night-cramps", 0) in rows("orphans")

    def test_open_rechecks_says_why(self, people, live):
        source = factories.source("magnesium")
        factories.published("one", body="It helps.[@magnesium]\n")
        source.kind = "A trial"
        correcting.correct(source, words="It is one.", by=people.editor, at=factories.tick())

        [row] = rows("rechecks")

        assert row[:4] == ("one", "A source was changed or retracted", "magnesium", "It is one.")

    def test_unfinished_texts_says_where_each_stands(self, live):
        factories.revision("draft", title="Draft")
        factories.submitted("asked", title="Asked")
        factories.approved("ready", title="Ready")
        factories.returned(factories.submitted("back", title="Back")["clinical"])

        assert [(title, stands) for title, _, stands, *_ in rows("unfinished")] == [
            ("Draft", "Revision 1 is a draft"),
            ("Asked", "Revision 1 is in review"),
            ("Ready", "Revision 1 is approved"),
            ("Back", "Revision 1 has changes asked for"),
        ]

    def test_dead_links_puts_what_is_gone_first(self, db):
        moment = timezone.now()
        for answer in ("unsure", "there", "gone"):
            OutsideLink.objects.create(
                address=f"https://{answer}.example/",
                answer=answer,
                told="404 Not Found",
                looked_at=moment,
                since=moment,
                found_on={"pages": ["one"], "sources": ["magnesium"]},
            )

        assert [(row[0], row[4]) for row in rows("dead-links")] == [
            ("https://gone.example/", "one, source magnesium"),
            ("https://unsure.example/", "one, source magnesium"),
        ]

    def test_lost_words_leaves_out_what_was_looked_for_once_or_twice(self, db):
        for word, times in (("banana", 9), ("pickle", 3), ("typo", 2)):
            LostWord.objects.create(word=word, times=times, last_on=TODAY)

        assert rows("lost-words") == [("banana", 9, TODAY), ("pickle", 3, TODAY)]

    def test_feedback_shows_words_that_nobody_has_settled(self, people, live):
        given = {"code": "night-cramps", "number": 1, "helpful": False, "given_on": TODAY}
        Feedback.objects.create(**given, words="Too long.")
        Feedback.objects.create(**given)
        Feedback.objects.create(
            **given, words="Old.", settled_by=people.editor, settled_at=factories.tick()
        )

        assert rows("feedback") == [("night-cramps", 1, "no", "Too long.", TODAY)]


class TestThePage:
    def test_shows_every_report_and_leads_to_the_article(self, people, as_, live):
        page = as_(people.writer).get(REPORTS).content.decode()

        for report in report_tables.REPORTS:
            assert f'id="{report.key}"' in page
        assert 'href="/admin/content/article/?q=night-cramps"' in page
        assert "/admin/reports/orphans.csv" in page

    def test_says_when_there_is_nothing(self, people, as_):
        page = as_(people.writer).get(REPORTS).content.decode()

        assert "No full review is late." in page
        assert "Readers found what they looked for." in page

    def test_shows_what_readers_wrote_as_words(self, people, as_, live):
        Feedback.objects.create(
            code="night-cramps", number=1, helpful=True, words="<b>Bold</b>", given_on=TODAY
        )

        page = as_(people.writer).get(REPORTS).content.decode()

        assert "&lt;b&gt;Bold" in page
        assert "<b>Bold" not in page

    def test_shows_the_first_rows_and_counts_all(self, people, as_):
        for number in range(reports.MOST_SHOWN + 2):
            LostWord.objects.create(word=f"word{number:02}", times=5, last_on=TODAY)

        page = as_(people.writer).get(REPORTS).content.decode()

        assert "Download all 27 for a spreadsheet" in page
        assert page.count(">word") == 25

    def test_costs_the_same_queries_whatever_is_in_it(self, people, as_, queries_of, live):
        client = as_(people.writer)
        few = queries_of(client, REPORTS)
        for number in range(4):
            factories.published(f"page-{number}")
            factories.revision(f"draft-{number}")
            factories.withdrawn(factories.live_page(f"gone-{number}"))

        assert queries_of(client, REPORTS) == few <= 24

    def test_is_led_to_from_the_front_page(self, people, as_):
        assert REPORTS in as_(people.writer).get("/admin/").content.decode()
        assert REPORTS not in as_(people.stranger).get("/admin/").content.decode()

    def test_is_for_those_who_work_here(self, people, as_, client):
        assert as_(people.stranger).get(REPORTS).status_code == 403
        assert as_(people.stranger).get(f"{REPORTS}due.csv").status_code == 403
        assert client.get(REPORTS).status_code == 302


class TestTheFile:
    def test_has_a_head_and_every_row(self, people, as_):
        for number in range(30):
            LostWord.objects.create(word=f"word{number:02}", times=5, last_on=TODAY)

        response = as_(people.writer).get(f"{REPORTS}lost-words.csv")

        table = sheet(response)
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert "attachment" in response.headers["Content-Disposition"]
        assert table[0] == ["Word", "Times", "Last"]
        assert table[1] == ["word00", "5", "2026-11-22"]
        assert len(table) == 31

    @pytest.mark.parametrize("report", report_tables.REPORTS, ids=lambda report: report.key)
    def test_is_there_for_every_report(self, people, as_, live, report):
        factories.revision("draft")

        response = as_(people.writer).get(f"{REPORTS}{report.key}.csv")

        assert sheet(response)[0] == list(report.head)

    @pytest.mark.parametrize(
        "words",
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"],
    )
    def test_has_nothing_that_a_spreadsheet_would_reckon_out(self, people, as_, live, words):
        Feedback.objects.create(
            code="night-cramps", number=1, helpful=True, words=words, given_on=TODAY
        )

        [_, row] = sheet(as_(people.writer).get(f"{REPORTS}feedback.csv"))

        assert row[3].startswith("'")

    def test_is_not_there_for_a_report_that_is_not(self, people, as_):
        assert as_(people.writer).get(f"{REPORTS}nothing.csv").status_code == 404


class TestTheReportOfTranslations:
    def test_names_those_that_are_behind(self, live):
        origin = {"code": "night-cramps", "number": 1}
        factories.published("calambres", title="Calambres", language="es", translated_from=origin)
        newer = factories.published("night-cramps", title="Cramps at night")

        assert rows("behind") == [
            ("Calambres", "calambres", "Spanish", "night-cramps", 1, 2, newer.published_at)
        ]
