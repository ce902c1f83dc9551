"""Correcting what texts lean on: who may, what the journal keeps, and who has to look again."""

from datetime import date

import pytest

from content.editorial import correcting
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.editorial.rechecks import Recheck
from content.evidence.models import Finding, RedFlag, Source, Term
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

CITING = "## A {#a}\n\nIt helps.[@magnesium]\n"


@pytest.fixture
def source():
    return factories.source("magnesium")


def correct(row, *, words="The trial was counted twice.", by=None, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    return correcting.correct(row, words=words, by=by or people().editor, at=tick())


def open_rechecks():
    return sorted(Recheck.objects.open().values_list("code", "kind", "key", "words"))


class TestCorrect:
    def test_keeps_the_row(self, source):
        correct(source, kind="A trial")

        assert Source.objects.get().kind == "A trial"

    def test_has_each_page_that_leans_on_it_looked_at_again(self, source):
        factories.published("one", body=CITING)
        factories.published("other", body=CITING)
        factories.published("apart")

        correct(source, kind="A trial")

        told = ("source", "magnesium", "The trial was counted twice.")
        assert open_rechecks() == [("one", *told), ("other", *told)]

    def test_has_a_text_that_nobody_reads_yet_looked_at_again(self, source):
        factories.revision("draft-one", body=CITING)

        correct(source, kind="A trial")

        assert [code for code, *_ in open_rechecks()] == ["draft-one"]

    def test_has_an_article_looked_at_once_for_its_page_and_its_draft(self, source):
        factories.published("one", body=CITING)
        factories.revision("one", body=CITING + "\nMore.\n")

        correct(source, kind="A trial")

        assert [code for code, *_ in open_rechecks()] == ["one"]

    def test_has_a_page_that_was_taken_down_looked_at_since_it_may_come_back(self, source):
        factories.withdrawn(factories.live_page("gone-one", body=CITING))

        correct(source, kind="A trial")

        assert [code for code, kind, *_ in open_rechecks() if kind == "source"] == ["gone-one"]

    def test_leaves_alone_what_has_stopped_leaning_on_it(self, source):
        factories.published("one", body=CITING)
        factories.published("one", body="## A {#a}\n\nNobody knows.\n")

        assert correct(source, kind="A trial") == []

    def test_finds_what_leans_on_a_finding_a_word_or_a_sign(self, source):
        finding = Finding.objects.create(key="fewer", source=source, numbers={"say": "Fewer."})
        term = Term.objects.create(word="deep vein", meaning="a vein inside")
        flag = RedFlag.objects.create(
            key="clot", urgency="urgent", words="one calf swells", may_mean="A clot", tell={}
        )
        factories.published("of-flag", body="::: urgent Get help today if\n- [!clot]\n:::\n")
        factories.published("of-term", body="It is a {deep vein}.\n")
        factories.revision("of-finding", body="::: finding fewer\n:::\n")

        correct(finding, numbers={"say": "More."})
        correct(term, meaning="a vein within")
        correct(flag, may_mean="A blood clot")

        assert [(code, kind, key) for code, kind, key, _ in open_rechecks()] == [
            ("of-finding", "finding", "fewer"),
            ("of-flag", "flag", "clot"),
            ("of-term", "term", "deep vein"),
        ]

    def test_finds_the_pages_that_show_a_finding(self, library_finding):
        factories.published("of-finding", body="::: finding magnesium\n:::\n")

        correct(library_finding, numbers=library_finding.numbers | {"say": "Anew."})

        assert [(code, kind) for code, kind, *_ in open_rechecks()] == [("of-finding", "finding")]

    def test_tells_the_journal_what_it_was_and_what_it_is(self, source):
        factories.published("one", body=CITING)

        correct(source, kind="A trial")

        lines = {line.step: line for line in JournalLine.objects.order_by("-sequence")[:2]}
        fact = lines["correct"].facts
        assert (lines["correct"].code, lines["correct"].name) == ("magnesium", "editor")
        assert (fact["was"], fact["became"]) == (
            {"kind": "A review of trials"},
            {"kind": "A trial"},
        )
        assert lines["look again"].code == "one"
        assert lines["look again"].facts["note"] == "The trial was counted twice."

    def test_does_nothing_when_nothing_changed(self, source):
        factories.published("one", body=CITING)
        lines = JournalLine.objects.count()

        assert correct(source, words="") == []
        assert JournalLine.objects.count() == lines

    def test_refuses_without_a_reason_where_somebody_has_to_read_it(self, source):
        factories.published("one", body=CITING)

        with pytest.raises(WorkflowError, match="Say what changed and why"):
            correct(source, words=" ", kind="A trial")

        assert Source.objects.get().kind == "A review of trials"

    def test_needs_no_reason_while_nothing_leans_on_it(self, source):
        assert correct(source, words="", kind="A trial") == []

    @pytest.mark.parametrize("name", ["writer", "clinician", "stranger"])
    def test_is_for_editors(self, source, name):
        with pytest.raises(NotAllowedError, match="You may not change sources"):
            correct(source, by=getattr(people(), name), kind="A trial")


class TestARetraction:
    def test_tells_its_own_reason(self, source):
        factories.published("one", body=CITING)

        correct(source, words="", retracted_on=date(2026, 5, 3), retraction="Made up.")

        assert [words for *_, words in open_rechecks()] == ["Made up."]

    @pytest.mark.parametrize(
        "columns", [{"retracted_on": date(2026, 5, 3)}, {"retraction": "Made up."}]
    )
    def test_has_a_day_and_a_reason(self, source, columns):
        with pytest.raises(WorkflowError, match="Give the day it was retracted and the reason"):
            correct(source, **columns)

    def test_changes_no_word_that_readers_read(self, source):
        page = factories.live_page("one", body=CITING)

        correct(source, retracted_on=date(2026, 5, 3), retraction="Made up.")

        page.refresh_from_db()
        assert page.is_live()
        assert "retracted" not in page.edition.leaning["sources"]["magnesium"]


class TestAdd:
    def test_keeps_a_row_and_a_line(self):
        row = Source(key="new-one", kind="A trial", csl={"title": "New"})

        correcting.add(row, by=people().editor, at=tick())

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.code, line.facts) == ("add", "new-one", {"kind": "source"})

    def test_refuses_a_retraction_without_its_reason(self):
        row = Source(key="new-one", kind="A trial", csl={}, retracted_on=date(2026, 5, 3))

        with pytest.raises(WorkflowError, match="or neither"):
            correcting.add(row, by=people().editor, at=tick())

    def test_is_for_editors(self):
        with pytest.raises(NotAllowedError, match="You may not add terms"):
            correcting.add(Term(word="a", meaning="b"), by=people().writer, at=tick())


@pytest.fixture
def library_finding(source):
    return Finding.objects.create(key="magnesium", source=source, numbers=factories.FOUND)
