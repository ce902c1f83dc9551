"""Way 25: a text that is to be published later, and something that changes before its moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from content.editions.models import Edition, Page
from content.editorial import workflow
from content.editorial.journal import JournalLine
from content.publishing import press, scheduling
from content.publishing.schedules import Schedule
from tests import factories
from tests.factories import NOON, people, tick
from tests.ways_round import doors
from tests.ways_round.doors import CANARY, hidden

pytestmark = pytest.mark.engine

HOUR = timedelta(hours=1)
MOMENT = NOON + 2 * HOUR


def scheduled(code="night-cramps", **fields):
    """A text whose moment is at two; its words must not be read before somebody looks again."""
    return factories.scheduled(code, **hidden(**fields))


def run(at=MOMENT, database_at=None):
    return scheduling.run_due(at=at, database_at=database_at or at)


def refused(made, because):
    """Run what is due: it is refused with a sentence, in the journal, and stays so."""
    [ended] = run()
    line = JournalLine.objects.order_by("sequence").last()
    assert (ended, ended.outcome) == (made, "refused")
    assert because in ended.told
    assert (line.step, because in line.facts["note"]) == ("refuse schedule", True)
    assert run() == []
    assert not Edition.objects.filter(digest=made.revision.digest).exists()


class TestAScheduleAndWhatChangesBeforeItsMoment:
    def test_way_25_the_text_is_edited_a_minute_before(self):
        made = scheduled()
        fields = {"title": f"Another {CANARY}"}

        workflow.save(made.revision.article, fields, by=people().writer, at=MOMENT - HOUR / 60)

        refused(made, because="overtaken by revision 2")

    def test_way_25_the_edit_is_taken_back_again(self):
        made = scheduled()
        article, title = made.revision.article, made.revision.title
        workflow.save(article, {"title": "Another"}, by=people().writer, at=tick())
        workflow.save(article, {"title": title}, by=people().writer, at=tick())

        refused(made, because="overtaken by revision 3")

    def test_way_25_two_are_queued_for_one_article(self):
        older = scheduled()
        factories.scheduled("night-cramps", title="Newer", after=3 * HOUR)

        refused(older, because="overtaken by revision 2")
        run(MOMENT + HOUR)

        assert Page.objects.live().get().edition.title == "Newer"

    def test_way_25_two_are_queued_for_one_address(self):
        factories.scheduled("first-one", slug="cramps")
        second = scheduled("second-one", slug="cramps", topic="second-one")

        outcomes = [row.outcome for row in run()]

        second.refresh_from_db()
        assert outcomes == ["published", "refused"]
        assert "address is never given to another article" in second.told

    def test_way_25_an_approver_leaves(self):
        made = scheduled()
        User.objects.filter(username="clinician").update(is_active=False)

        refused(made, because="the account has since been closed")

    def test_way_25_the_publisher_leaves(self):
        made = scheduled()
        User.objects.filter(username="publisher").update(is_active=False)

        refused(made, because="may not publish any more")

    def test_way_25_the_publisher_is_taken_out_of_the_editors(self):
        made = scheduled()
        people().publisher.groups.clear()

        refused(made, because="may not publish any more")

    def test_way_25_the_page_is_taken_down(self):
        page = factories.live_page("night-cramps")
        made = scheduled()
        factories.withdrawn(page)

        refused(made, because="withdrawn after this text was approved")

    def test_way_25_a_clock_is_an_hour_fast(self):
        scheduled()

        assert run(MOMENT + HOUR, database_at=MOMENT - HOUR) == []
        assert run(MOMENT - HOUR, database_at=MOMENT + HOUR) == []

    def test_way_25_the_clock_jumps_back_after_it_was_published(self):
        factories.scheduled("night-cramps")
        run()

        assert run(MOMENT - HOUR) == run() == []
        assert Edition.objects.count() == 1


class TestAScheduleByOtherDoors:
    def test_way_25_is_not_made_by_the_writer(self):
        revision = factories.approved(**hidden(by=people().publisher))

        with doors.refused("You wrote some of these words"):
            scheduling.schedule(revision, publish_at=MOMENT, by=people().publisher, at=tick())

    def test_way_25_is_not_made_of_a_text_that_nobody_approved(self):
        revision = factories.submitted(**hidden())["clinical"].revision

        with doors.refused("The clinical review is missing."):
            scheduling.schedule(revision, publish_at=MOMENT, by=people().publisher, at=tick())

    def test_way_25_is_not_turned_to_another_text_by_a_row(self):
        made = factories.scheduled("night-cramps")
        draft = factories.revision(**hidden())

        with doors.kept_by("a_schedule_keeps_its_text_and_moment"):
            doors.by_rows(Schedule).filter(pk=made.pk).update(revision=draft)

    def test_way_25_is_not_put_in_by_a_row_for_a_text_that_nobody_approved(self):
        draft = factories.revision(**hidden())
        made = Schedule.objects.create(
            revision=draft, publish_at=MOMENT, asked_by=people().superuser, asked_at=NOON
        )

        refused(made, because="The clinical review is missing.")

    def test_way_25_is_not_brought_back_by_a_row(self):
        made = scheduled()
        scheduling.cancel(made, by=people().publisher, at=tick())

        with doors.kept_by("a_schedule_ends_once"):
            doors.by_rows(Schedule).filter(pk=made.pk).update(outcome="")

        assert run() == []

    def test_way_25_is_no_way_past_the_press(self):
        made = scheduled()
        factories.revision("night-cramps", **hidden(title=f"Newer {CANARY}"))

        with doors.refused("overtaken by revision 2"):
            press.publish(made.revision, by=people().publisher, at=MOMENT)
