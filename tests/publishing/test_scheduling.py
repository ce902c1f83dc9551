"""Publishing at a moment to come: once, not early, and not what has changed since."""

from datetime import UTC, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content.editions.models import Edition, Page
from content.editorial import workflow
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.publishing import press, scheduling, verification
from content.publishing.ledger import Publication
from content.publishing.press import PressError
from content.publishing.schedules import Schedule
from tests import factories
from tests.factories import NOON, people, tick

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TWO = NOON + 2 * HOUR


def schedule(revision, *, publish_at=TWO, by=None):
    return scheduling.schedule(
        revision, publish_at=publish_at, by=by or people().publisher, at=tick()
    )


def run(at, database_at=None):
    return scheduling.run_due(at=at, database_at=database_at or at)


def last_line():
    return JournalLine.objects.order_by("sequence").last()


class TestSchedule:
    def test_keeps_the_text_the_moment_and_who_asked(self):
        revision = factories.approved()

        made = schedule(revision)

        assert (made.revision, made.publish_at, made.asked_by) == (
            revision,
            TWO,
            people().publisher,
        )
        assert list(Schedule.objects.open()) == [made]
        assert not Edition.objects.exists()

    def test_leaves_a_line_in_the_journal(self):
        schedule(factories.approved("night-cramps"))

        line = last_line()
        assert (line.step, line.code, line.name) == ("schedule", "night-cramps", "publisher")
        assert line.facts["note"] == "for 22 November 2026, 14:00"

    def test_takes_somebody_who_may_publish(self):
        revision = factories.approved()

        with pytest.raises(NotAllowedError, match="You may not publish"):
            schedule(revision, by=people().clinician)

    def test_takes_somebody_who_wrote_none_of_it(self):
        revision = factories.approved(by=people().publisher)

        with pytest.raises(PressError, match="You wrote some of these words"):
            schedule(revision)

    def test_takes_every_approval(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])

        with pytest.raises(PressError, match="The editorial review is missing"):
            schedule(reviews["clinical"].revision)

    def test_takes_a_text_that_could_be_published_now(self):
        revision = factories.approved(topic="nowhere")

        with pytest.raises(PressError, match="nowhere is not published"):
            schedule(revision)

    def test_takes_the_newest_text(self):
        revision = factories.approved("night-cramps")
        factories.revision("night-cramps", title="Newer")

        with pytest.raises(WorkflowError, match="overtaken by revision 2"):
            schedule(revision)

    def test_takes_a_text_that_readers_do_not_have(self):
        revision = factories.approved()
        press.publish(revision, by=people().publisher, at=tick())

        with pytest.raises(PressError, match="Revision 1 is published already"):
            schedule(revision)

    def test_takes_a_moment_to_come(self):
        with pytest.raises(PressError, match="That moment has passed"):
            schedule(factories.approved(), publish_at=NOON)

    def test_takes_a_moment_within_a_year(self):
        with pytest.raises(PressError, match="more than a year away"):
            schedule(factories.approved(), publish_at=NOON + timedelta(days=400))

    def test_is_made_once_for_a_text(self):
        revision = factories.approved()
        schedule(revision)

        with pytest.raises(PressError, match="on 22 November 2026, 14:00. Cancel that first"):
            schedule(revision, publish_at=TWO + HOUR)

    def test_tells_everything_that_is_in_the_way(self):
        revision = factories.submitted(topic="nowhere")["clinical"].revision

        with pytest.raises(PressError) as refused:
            schedule(revision, publish_at=NOON)

        assert len(refused.value.problems[revision.article.code]) == 4
        assert not Schedule.objects.exists()


class TestCancel:
    def test_ends_it_and_leaves_the_text_approved(self):
        made = factories.scheduled()

        scheduling.cancel(made, by=people().editor, at=tick())

        made.refresh_from_db()
        assert (made.outcome, made.ended_by) == ("cancelled", people().editor)
        assert run(TWO) == []
        assert press.publish(made.revision, by=people().publisher, at=tick()).number == 1

    def test_leaves_room_for_another_moment(self):
        made = factories.scheduled()
        scheduling.cancel(made, by=people().publisher, at=tick())

        schedule(made.revision, publish_at=TWO + HOUR)

        assert run(TWO) == []
        assert [row.outcome for row in run(TWO + HOUR)] == ["published"]

    def test_leaves_a_line_in_the_journal(self):
        scheduling.cancel(factories.scheduled(), by=people().publisher, at=tick())

        assert last_line().step == "cancel schedule"

    def test_takes_somebody_who_may_publish(self):
        made = factories.scheduled()

        with pytest.raises(NotAllowedError, match="You may not cancel what is to be published"):
            scheduling.cancel(made, by=people().writer, at=tick())

    def test_is_refused_when_it_has_ended(self):
        made = factories.scheduled()
        run(TWO)

        with pytest.raises(PressError, match="This has ended already: published."):
            scheduling.cancel(made, by=people().publisher, at=tick())


class TestRunDue:
    def test_publishes_when_the_moment_has_come(self):
        made = factories.scheduled("night-cramps")

        [ended] = run(TWO)

        edition = Edition.objects.get()
        assert ended == made
        assert (ended.outcome, ended.edition, ended.ended_at) == ("published", edition, TWO)
        assert Page.objects.live().get().edition == edition
        assert edition.digest == made.revision.digest

    def test_publishes_in_the_name_of_who_asked(self):
        factories.scheduled()

        run(TWO)

        assert Publication.objects.get().published_by == people().publisher
        assert (last_line().step, last_line().name) == ("publish as scheduled", "publisher")

    def test_publishes_nothing_before_its_moment(self):
        factories.scheduled()

        assert run(TWO - timedelta(microseconds=1)) == []
        assert not Edition.objects.exists()

    def test_publishes_once(self):
        factories.scheduled()
        run(TWO)

        assert run(TWO) == run(TWO + HOUR) == []
        assert Edition.objects.count() == 1

    def test_publishes_several_in_the_order_of_their_moments(self):
        late = factories.scheduled("late-one", after=3 * HOUR)
        early = factories.scheduled("early-one", after=2 * HOUR)

        assert run(NOON + timedelta(days=3)) == [early, late]

    def test_says_nothing_of_a_few_minutes(self):
        factories.scheduled()

        run(TWO + timedelta(minutes=5))

        assert last_line().facts["note"] == ""

    def test_says_how_late_it_was_when_it_was_held_up(self):
        factories.scheduled()

        run(TWO + timedelta(days=3))

        assert last_line().facts["note"] == "3 days after its moment, 22 November 2026, 14:00"

    def test_leaves_everything_as_it_was_approved(self):
        factories.scheduled()
        factories.scheduled("late")
        factories.revision("late", title="Newer")

        run(TWO)

        assert list(verification.mismatches()) == []


class TestTheClocks:
    """The moment has come when it has come by this machine's clock and by the database's."""

    def test_of_a_machine_that_is_fast_publishes_nothing_early(self):
        factories.scheduled()

        assert run(TWO + HOUR, database_at=TWO - HOUR) == []
        assert not Edition.objects.exists()

    def test_of_a_machine_that_is_slow_leaves_it_to_the_next(self):
        factories.scheduled()
        slow = run(TWO - HOUR, database_at=TWO)

        [ended] = run(TWO, database_at=TWO)

        assert slow == []
        assert ended.outcome == "published"

    def test_of_a_fast_machine_does_not_date_what_is_due(self):
        factories.scheduled()

        [ended] = run(TWO + HOUR, database_at=TWO)

        assert ended.ended_at == ended.edition.published_at == TWO

    def test_that_go_back_publish_nothing_again(self):
        factories.scheduled()
        run(TWO)

        assert run(TWO - HOUR) == run(TWO) == []
        assert Edition.objects.count() == 1

    @pytest.mark.engine
    def test_of_the_database_tells_the_time(self):
        told = scheduling.clock_of_the_database()

        assert told.utcoffset() == timedelta(0)
        assert abs(told - timezone.now()) < timedelta(minutes=1)
        assert told.tzinfo is UTC

    @pytest.mark.engine
    def test_meet_in_what_is_due(self):
        made = factories.scheduled()

        assert list(Schedule.objects.due(TWO)) == [made]
        assert not Schedule.objects.due(TWO - timedelta(microseconds=1)).exists()


class TestAScheduleThatMayNoMore:
    def refused(self, made, at=TWO):
        [ended] = run(at)
        assert ended == made
        assert (ended.outcome, ended.edition, ended.ended_by) == ("refused", None, None)
        assert last_line().step == "refuse schedule"
        assert ended.told in last_line().facts["note"]
        assert not Publication.objects.filter(revision=made.revision).exists()
        return ended.told

    def test_refuses_a_text_that_was_edited_since(self):
        made = factories.scheduled("night-cramps")
        factories.revision("night-cramps", title="A minute before")

        assert "overtaken by revision 2" in self.refused(made)

    def test_refuses_what_a_newer_edition_has_overtaken(self):
        made = factories.scheduled("night-cramps")
        factories.published("night-cramps", title="Newer")

        assert "overtaken by revision 2" in self.refused(made)
        assert Page.objects.live().get().edition.title == "Newer"

    def test_refuses_when_an_approver_has_left(self):
        made = factories.scheduled()
        User.objects.filter(username="clinician").update(is_active=False)

        assert "the account has since been closed" in self.refused(made)

    def test_refuses_when_who_asked_has_left(self):
        made = factories.scheduled()
        User.objects.filter(username="publisher").update(is_active=False)

        assert self.refused(made) == "Who asked for it may not publish any more."

    def test_refuses_when_who_asked_may_not_publish_any_more(self):
        made = factories.scheduled()
        people().publisher.groups.clear()

        assert self.refused(made) == "Who asked for it may not publish any more."

    def test_refuses_a_page_that_was_withdrawn_since(self):
        page = factories.live_page("night-cramps")
        made = factories.scheduled("night-cramps", title="Second")
        factories.withdrawn(page)

        assert "withdrawn after this text was approved" in self.refused(made)
        page.refresh_from_db()
        assert not page.is_live()

    def test_refuses_a_text_that_links_to_what_is_gone(self):
        stretches = factories.live_page("stretches")
        made = factories.scheduled(body="## A {#a}\n\nSee [[stretches]].\n")
        factories.withdrawn(stretches)

        assert "stretches is not published" in self.refused(made)

    def test_refuses_a_page_that_would_look_otherwise(self, settings):
        made = factories.scheduled(body="::: emergency Call now if\nYou faint.\n:::\n")
        settings.EMERGENCY_LINES = {**settings.EMERGENCY_LINES, "UK": "111"}

        assert "would not look as it did to its reviewers" in self.refused(made)

    def test_is_over(self):
        made = factories.scheduled()
        people().publisher.groups.clear()
        self.refused(made)
        factories.person("publisher", "editors")

        assert run(TWO + HOUR) == []

    def test_does_not_hold_up_the_next(self):
        factories.scheduled("early-one")
        late = factories.scheduled("late-one", after=3 * HOUR)
        factories.revision("early-one", title="Newer")

        outcomes = [row.outcome for row in run(NOON + timedelta(days=3))]

        assert outcomes == ["refused", "published"]
        assert Page.objects.live().get().code == late.revision.article.code

    def test_says_how_late_it_was_looked_at(self):
        made = factories.scheduled("night-cramps")
        factories.revision("night-cramps", title="Newer")

        self.refused(made, at=TWO + timedelta(days=3))

        assert "3 days after its moment" in last_line().facts["note"]


class TestTwoSchedulesOfAnArticle:
    def test_publish_the_text_that_is_newest(self):
        older = factories.scheduled("night-cramps", title="Older")
        newer = factories.scheduled("night-cramps", title="Newer", after=3 * HOUR)

        ended = run(NOON + timedelta(days=1))

        assert [(row, row.outcome) for row in ended] == [(older, "refused"), (newer, "published")]
        assert Page.objects.live().get().edition.title == "Newer"

    def test_never_go_back_to_the_older_text(self):
        newer = factories.scheduled("night-cramps", title="Older", after=5 * HOUR)
        factories.scheduled("night-cramps", title="Newer", after=3 * HOUR)

        ended = run(NOON + timedelta(days=1))

        assert [row.outcome for row in ended] == ["published", "refused"]
        assert ended[1] == newer
        assert Edition.objects.get().title == "Newer"


class TestPublishingByHand:
    def test_ends_the_schedule_of_that_text(self):
        made = factories.scheduled()

        edition = press.publish(made.revision, by=people().editor, at=tick())

        made.refresh_from_db()
        assert (made.outcome, made.edition, made.ended_by) == (
            "published",
            edition,
            people().editor,
        )
        assert run(TWO) == []

    def test_leaves_the_schedules_of_other_texts(self):
        made = factories.scheduled("other")

        factories.published("night-cramps")

        assert list(Schedule.objects.open()) == [made]

    def test_is_possible_when_a_schedule_was_refused(self):
        made = factories.scheduled()
        people().publisher.groups.clear()
        run(TWO)

        assert press.publish(made.revision, by=people().editor, at=tick()).number == 1


class TestEditingAnApprovedText:
    def test_to_the_same_words_keeps_the_schedule(self):
        made = factories.scheduled()

        workflow.save(made.revision.article, {}, by=people().writer, at=tick())

        assert [row.outcome for row in run(TWO)] == ["published"]
