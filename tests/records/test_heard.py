"""What is true of every row of what readers tell us."""

import pytest

from content.editions.heard import Feedback
from tests import factories
from tests.factories import NOON, people
from tests.records.test_constraints import refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def row():
    return Feedback.objects.filter(pk=factories.heard("night-cramps", words="Say how long.").pk)


def settled(**columns):
    return {"settled_by": people().editor, "settled_at": NOON} | columns


class TestFeedback:
    @pytest.mark.parametrize(
        "columns",
        [{"code": "other"}, {"number": 2}, {"helpful": True}, {"given_on": NOON.date()}],
        ids=lambda columns: next(iter(columns)),
    )
    def test_stays_as_it_was_given(self, row, columns):
        with refused("feedback_stays_as_it_was_given"):
            row.update(**columns)

    def test_says_nothing_that_its_reader_did_not_say(self, row):
        with refused("feedback_stays_as_it_was_given"):
            row.update(words="It is all very good.")

    def test_may_lose_its_words(self, row):
        assert row.update(words="") == 1

    @pytest.mark.parametrize(
        "columns", [{"led_to": 2}, {"settled_at": NOON}, {"led_to": 2, "settled_at": NOON}]
    )
    def test_is_settled_by_somebody(self, row, columns):
        with refused("feedback_is_settled_by_somebody"):
            row.update(**columns)

    @pytest.mark.parametrize("led_to", [None, 2])
    def test_is_settled_once(self, row, led_to):
        row.update(**settled(led_to=led_to))

        for columns in (
            settled(led_to=3),
            settled(led_to=None if led_to else 2),
            {"settled_by": people().publisher},
            {"settled_at": None, "settled_by": None, "led_to": None},
        ):
            with refused("feedback_is_settled_once"):
                row.update(**columns)

    def test_may_lose_its_words_after_it_was_settled(self, row):
        row.update(**settled(led_to=2))

        assert row.update(words="") == 1
