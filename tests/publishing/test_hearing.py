"""Dealing with what readers tell us."""

import pytest

from content.editions.heard import Feedback
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.publishing import hearing, verification
from tests import factories
from tests.factories import NOON, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    factories.published("night-cramps")
    return factories.heard("night-cramps", words="Say how long.")


class TestSettle:
    def test_notes_the_edition_that_answers_it(self, said):
        factories.published("night-cramps")

        hearing.settle(said, led_to=2, by=people().editor, at=NOON)

        said.refresh_from_db()
        assert (said.led_to, said.settled_by, said.settled_at) == (2, people().editor, NOON)
        assert Feedback.objects.answered("night-cramps") == {2: 1}

    def test_sets_aside(self, said):
        hearing.settle(said, led_to=None, by=people().writer, at=NOON)

        assert not Feedback.objects.to_read().exists()
        assert Feedback.objects.answered("night-cramps") == {}

    def test_tells_the_journal_which_one_and_never_its_words(self, said):
        hearing.settle(said, led_to=None, by=people().writer, at=NOON)

        line = JournalLine.objects.latest("sequence")
        assert (line.step, line.code, line.name) == ("settle feedback", "night-cramps", "writer")
        assert line.facts == {"feedback": said.pk, "edition": None}
        assert list(verification.mismatches()) == []

    @pytest.mark.parametrize("number", [0, 1])
    def test_refuses_an_edition_that_was_there_before(self, said, number):
        with pytest.raises(WorkflowError, match="said of edition 1. Choose a later edition"):
            hearing.settle(said, led_to=number, by=people().editor, at=NOON)

    def test_refuses_an_edition_that_is_not_there(self, said):
        with pytest.raises(WorkflowError, match="night-cramps has no edition 2 yet"):
            hearing.settle(said, led_to=2, by=people().editor, at=NOON)

    def test_is_done_once(self, said):
        hearing.settle(said, led_to=None, by=people().writer, at=NOON)

        with pytest.raises(WorkflowError, match="writer has dealt with this already"):
            hearing.settle(said, led_to=None, by=people().editor, at=NOON)

    def test_has_nothing_to_do_where_there_are_no_words(self):
        silent = factories.heard("night-cramps", words="")

        with pytest.raises(WorkflowError, match="There are no words here"):
            hearing.settle(silent, led_to=None, by=people().editor, at=NOON)

    @pytest.mark.parametrize("name", ["clinician", "stranger"])
    def test_is_not_for_those_who_do_not_write(self, said, name):
        with pytest.raises(NotAllowedError, match="may not deal with feedback"):
            hearing.settle(said, led_to=None, by=getattr(people(), name), at=NOON)


class TestStrike:
    def test_takes_the_words_out_for_ever(self, said):
        hearing.strike(said, by=people().writer, at=NOON)

        said.refresh_from_db()
        assert said.words == ""
        assert JournalLine.objects.latest("sequence").step == "strike feedback"
        assert "how long" not in str(list(JournalLine.objects.values()))

    def test_is_done_once(self, said):
        hearing.strike(said, by=people().writer, at=NOON)

        with pytest.raises(WorkflowError, match="gone already"):
            hearing.strike(said, by=people().writer, at=NOON)

    def test_is_not_for_those_who_do_not_write(self, said):
        with pytest.raises(NotAllowedError, match="may not deal with feedback"):
            hearing.strike(said, by=people().clinician, at=NOON)
