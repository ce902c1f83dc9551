"""What is true of every schedule: each is for later, keeps its text, and ends once."""

from datetime import timedelta

import pytest
from django.db import connection

from content.publishing import scheduling
from content.publishing.schedules import Schedule
from tests import factories
from tests.factories import NOON, people, tick
from tests.records.test_constraints import copied, refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

LATER = NOON + timedelta(hours=9)


@pytest.fixture
def made():
    return factories.scheduled()


@pytest.fixture
def row(made):
    return Schedule.objects.filter(pk=made.pk)


class TestASchedule:
    @pytest.mark.parametrize("column", ["publish_at", "asked_at"])
    def test_keeps_its_moments(self, row, column):
        with refused("a_schedule_keeps_its_text_and_moment"):
            row.update(**{column: LATER})

    def test_keeps_its_text(self, row):
        other = factories.approved()

        with refused("a_schedule_keeps_its_text_and_moment"):
            row.update(revision=other)

    def test_keeps_who_asked(self, row):
        with refused("a_schedule_keeps_its_text_and_moment"):
            row.update(asked_by=people().editor)

    @pytest.mark.parametrize("outcome", ["", "refused"])
    def test_ends_once(self, made, row, outcome):
        scheduling.cancel(made, by=people().publisher, at=tick())

        with refused("a_schedule_ends_once"):
            row.update(outcome=outcome)

    def test_is_never_deleted(self, row):
        with refused("a_schedule_is_never_deleted"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM content_schedule")

        assert row.exists()

    def test_is_one_while_it_is_open(self, made):
        with refused("one_open_schedule_a_revision|content_schedule.revision_id"):
            copied(made).save(force_insert=True)

    def test_is_for_later(self, made):
        with refused("a_schedule_is_for_later"):
            copied(made, revision_id=factories.approved().pk, publish_at=made.asked_at).save()

    @pytest.mark.parametrize(
        "part",
        [
            {"outcome": "published", "ended_at": NOON},
            {"outcome": "refused"},
            {"outcome": "cancelled"},
            {"outcome": "perhaps", "ended_at": NOON},
            {"ended_at": NOON},
        ],
    )
    def test_ends_whole_or_not_at_all(self, row, part):
        with refused("a_schedule_ends_whole"):
            row.update(**part)

    @pytest.mark.parametrize("outcome", ["", "refused", "cancelled"])
    def test_has_an_edition_only_when_it_published_one(self, row, outcome):
        edition = factories.published()

        with refused("a_schedule_ends_whole"):
            row.update(outcome=outcome, ended_at=NOON if outcome else None, edition=edition)

    def test_has_its_edition_to_itself(self, row):
        first = factories.scheduled()
        [ended] = scheduling.run_due(at=first.publish_at, database_at=first.publish_at)[1:]

        with refused("content_schedule"):
            copied(ended, revision_id=factories.approved().pk).save(force_insert=True)
