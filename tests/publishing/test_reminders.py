"""Who is told what, when, and how often; and nobody of what is done."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils.timezone import localdate

from content.editions.models import Edition
from content.editorial import decisions, owners, workflow
from content.editorial.letters import Letter
from content.editorial.rechecks import Recheck
from content.editorial.reviews import Review
from content.publishing import addresses, press, reminders, scheduling
from tests import factories
from tests.factories import NOON, people, tick

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
EDITORS = {"editor", "publisher"}


@pytest.fixture(autouse=True)
def addresses_of_people():
    """Everybody has an address, but for the stranger."""
    for name in factories.PEOPLE:
        if name != "stranger":
            person = getattr(people(), name)
            person.email = f"{name}@example.org"
            person.save()


def told(today=TODAY):
    """Who is told what, by kind and round."""
    return {
        (matter.kind, matter.round): {person.username for person in matter.to}
        for matter in reminders.due(today)
    }


def words(kind, today=TODAY):
    return next(matter.words for matter in reminders.due(today) if matter.kind == kind)


def rounds(kind, start, days):
    """Who is told in a kind, each day from one on: what is new that day."""
    seen, news = set(), {}
    for number in range(days):
        for (name, round_), names in told(start + number * DAY).items():
            if name == kind and round_ not in seen:
                seen.add(round_)
                news[number] = names
    return news


def asked(review, **fields):
    """A review for which somebody is asked, or which has a day."""
    Review.objects.filter(pk=review.pk).update(**fields)


class TestAReviewThatIsAsked:
    def test_is_told_to_all_who_may_decide_it(self):
        factories.submitted()

        found = [(m.kind, {p.username for p in m.to}) for m in reminders.due(TODAY)]

        assert sorted(found, key=str) == [
            ("review asked", {"clinician"}),
            ("review asked", EDITORS),
        ]

    def test_is_told_to_nobody_who_wrote_it(self):
        factories.submitted(by=people().editor)

        assert ("review asked", {"publisher"}) in [
            (m.kind, {p.username for p in m.to}) for m in reminders.due(TODAY)
        ]

    def test_is_told_to_administrators_only_where_nobody_else_could_act(self):
        factories.submitted()
        people().clinician.groups.clear()

        assert {"superuser"} in [{p.username for p in m.to} for m in reminders.due(TODAY)]

    def test_is_told_to_the_one_who_is_asked_for_it(self):
        reviews = factories.submitted()
        asked(reviews["editorial"], assigned_to=people().publisher)

        assert told()["review assigned", 0] == {"publisher"}
        assert told()["review asked", 0] == {"clinician"}

    def test_is_told_to_all_when_the_one_who_is_asked_has_left(self):
        reviews = factories.submitted()
        asked(reviews["editorial"], assigned_to=people().publisher)
        User.objects.filter(username="publisher").update(is_active=False)

        assert ("review assigned", 0) not in told()
        assert told()["review asked", 0] == {"editor"}

    def test_says_by_when(self):
        asked(factories.submitted()["clinical"], due_on=TODAY + DAY)

        assert "Please decide by 23 November 2026." in words("review asked")

    def test_is_done_when_it_is_decided(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        factories.approve(reviews["editorial"])

        assert not [kind for kind, _ in told() if kind.startswith("review")]

    def test_is_done_when_the_text_is_written_over(self):
        factories.submitted("night-cramps")
        factories.revision("night-cramps", title="Newer")

        assert told() == {}


class TestAReviewThatIsLate:
    def test_is_told_again_every_third_day_and_to_the_editors_from_the_third_time(self):
        review = factories.submitted()["clinical"]
        asked(review, assigned_to=people().clinician, due_on=TODAY)

        assert rounds("review late", TODAY, 12) == {
            1: {"clinician"},
            4: {"clinician"},
            7: {"clinician"} | EDITORS,
            10: {"clinician"} | EDITORS,
        }

    def test_is_told_to_all_who_may_decide_when_nobody_is_asked(self):
        asked(factories.submitted()["editorial"], due_on=TODAY)

        assert told(TODAY + DAY)["review late", 0] == EDITORS

    def test_is_done_when_it_is_decided(self):
        review = factories.submitted()["clinical"]
        asked(review, due_on=TODAY)
        factories.approve(Review.objects.get(pk=review.pk))

        assert ("review late", 0) not in told(TODAY + DAY)

    def test_begins_anew_with_another_day(self):
        review = factories.submitted()["clinical"]
        asked(review, due_on=TODAY)
        first = [m.about for m in reminders.due(TODAY + 9 * DAY) if m.kind == "review late"]
        asked(review, due_on=TODAY + 8 * DAY)

        [second] = [m for m in reminders.due(TODAY + 9 * DAY) if m.kind == "review late"]

        assert (second.round, second.about in first) == (0, False)


class TestChangesThatAreAskedFor:
    def test_are_told_to_the_writers_in_the_reviewers_words(self):
        factories.revision("night-cramps", by=people().cowriter)
        review = factories.submitted("night-cramps", title="More")["clinical"]

        factories.returned(review, note="Say how long.")

        assert told()["changes asked", 0] == {"writer", "cowriter"}
        assert "Say how long." in words("changes asked")

    def test_are_done_when_the_writer_answers(self):
        factories.returned(factories.submitted("night-cramps")["clinical"])
        factories.revision("night-cramps", title="Newer")

        assert told() == {}


class TestATextThatEverybodyApproved:
    def test_is_told_to_those_who_may_publish_it(self):
        factories.approved()

        assert told() == {("text approved", 0): EDITORS}

    def test_is_not_told_to_who_wrote_it(self):
        factories.approved(by=people().publisher)

        assert told() == {("text approved", 0): {"editor"}}

    def test_is_done_when_it_is_published(self):
        factories.published()

        assert told() == {}

    def test_is_done_while_it_has_a_moment_and_not_when_that_is_cancelled(self):
        made = factories.scheduled()
        before = told()

        scheduling.cancel(made, by=people().publisher, at=tick())

        assert before == {}
        assert told() == {("text approved", 0): EDITORS}


class TestAScheduleThatWasRefused:
    @pytest.fixture
    def refused(self):
        made = factories.scheduled("night-cramps", by=people().editor)
        factories.revision("night-cramps", title="Newer")
        scheduling.run_due(at=made.publish_at, database_at=made.publish_at)
        return made

    def test_is_told_to_who_asked_and_to_the_owner_with_the_reason(self, refused):
        assert told()["schedule refused", 0] == {"editor", "writer"}
        assert "overtaken by revision 2" in words("schedule refused")
        assert "on 22 November 2026, 14:00, and was not" in words("schedule refused")

    def test_is_done_when_the_article_is_published(self, refused):
        revision = refused.revision.article.newest()
        workflow.submit(revision, by=people().writer, at=refused.publish_at)
        for review in revision.reviews.all():
            factories.approve(review, at=refused.publish_at)
        press.publish(revision, by=people().publisher, at=refused.publish_at + DAY)

        assert told(TODAY + DAY) == {}

    def test_is_no_news_after_a_while(self, refused):
        assert ("schedule refused", 0) in told(TODAY + 14 * DAY)
        assert ("schedule refused", 0) not in told(TODAY + 15 * DAY)


class TestAPageThatIsTakenDown:
    @pytest.fixture
    def page(self):
        return factories.withdrawn(factories.live_page("night-cramps"))

    def test_is_told_to_the_owner_and_everybody_else_who_may_publish_or_decide(self, page):
        assert told() == {("page withdrawn", 0): {"writer", "clinician", "publisher"}}

    def test_is_told_to_the_owner_until_somebody_has_said_what_came_of_it(self, page):
        assert told(TODAY + 7 * DAY)["recheck", 1] == {"writer"}
        assert told(TODAY + 14 * DAY)["recheck", 2] == {"writer"} | EDITORS

    def test_says_who_and_why(self, page):
        [matter] = reminders.due(TODAY)

        assert matter.subject == "TAKEN DOWN: /night-cramps/"
        assert "editor took /night-cramps/ down" in matter.words
        assert "Readers are told: It contained a mistake" in matter.words
        assert "Colleagues: It was wrong." in matter.words

    def test_is_done_when_it_is_back(self, page):
        addresses.reinstate(page, by=people().publisher, at=tick())

        assert told() == {}

    def test_is_no_news_after_a_while(self, page):
        assert ("page withdrawn", 0) in told(TODAY + 14 * DAY)
        assert ("page withdrawn", 0) not in told(TODAY + 15 * DAY)


class TestAFullReview:
    @pytest.fixture
    def due_on(self):
        return factories.published("night-cramps").review_due_on

    def test_is_told_to_the_owner_every_week_and_to_the_editors_after_two(self, due_on):
        assert rounds("full review soon", due_on - 40 * DAY, 60) == {10: {"writer"}}
        assert rounds("full review due", due_on - 40 * DAY, 70) == {
            40: {"writer"},
            47: {"writer"},
            54: {"writer"} | EDITORS,
            61: {"writer"} | EDITORS,
            68: {"writer"} | EDITORS,
        }

    def test_is_told_to_whoever_looks_after_the_article(self, due_on):
        article = factories.article_of("night-cramps")
        owners.give(article, to=people().clinician, by=people().editor, at=tick())

        assert told(due_on) == {("full review due", 0): {"clinician"}}

    @pytest.mark.parametrize("left", [{"is_active": False}, {"email": ""}])
    def test_is_told_to_the_editors_when_the_owner_cannot_be_reached(self, due_on, left):
        User.objects.filter(username="writer").update(**left)

        assert told(due_on) == {("full review due", 0): EDITORS}

    def test_says_whether_it_is_due_or_was(self, due_on):
        assert "is due today" in words("full review due", due_on)
        assert f"was due on {due_on:%-d %B %Y}" in words("full review due", due_on + DAY)

    def test_is_done_when_the_whole_page_was_read_again(self, due_on):
        later = NOON + (due_on - TODAY) + DAY
        for review in factories.submitted("night-cramps", title="Second").values():
            factories.approve(review, at=later)
        revision = factories.article_of("night-cramps").newest()

        press.publish(revision, by=people().publisher, at=later)

        assert told(localdate(later)) == {}

    def test_is_not_done_by_a_small_change(self, due_on):
        for review in factories.submitted("night-cramps", title="Second").values():
            factories.approve(review, read_whole=False)
        revision = factories.article_of("night-cramps").newest()
        abouts = {matter.about for matter in reminders.due(due_on) if "full" in matter.kind}

        press.publish(revision, by=people().publisher, at=tick())

        assert {matter.about for matter in reminders.due(due_on)} == abouts
        assert Edition.objects.count() == 2

    def test_is_told_of_no_page_that_is_down(self, due_on):
        factories.withdrawn(factories.live_page("other"))

        assert not any("other" in m.words for m in reminders.due(due_on))


class TestARecheck:
    @pytest.fixture
    def recheck(self):
        factories.article("night-cramps")
        return Recheck.objects.create(
            code="night-cramps",
            kind=Recheck.Kind.SOURCE,
            key="magnesium",
            words="The journal has taken the trial back.",
            raised_by=people().editor,
            raised_at=NOON,
        )

    def test_is_told_to_the_owner_every_week_and_then_to_the_editors(self, recheck):
        assert rounds("recheck", TODAY, 22) == {
            0: {"writer"},
            7: {"writer"},
            14: {"writer"} | EDITORS,
            21: {"writer"} | EDITORS,
        }

    def test_says_why(self, recheck):
        assert "The journal has taken the trial back." in words("recheck")

    def test_is_done_when_it_is_settled(self, recheck):
        Recheck.objects.update(settled_by=people().editor, settled_at=NOON, settled_as="Mended.")

        assert told() == {}


class TestWriteDue:
    def test_writes_once_however_often_it_runs(self):
        factories.submitted()

        assert reminders.write_due(at=NOON) == 3
        assert reminders.write_due(at=NOON) == 0

    def test_writes_one_letter_for_all_that_was_missed(self):
        due_on = factories.published().review_due_on

        reminders.write_due(at=NOON + (due_on - TODAY) + 10 * DAY)

        assert [letter.round for letter in Letter.objects.all()] == [1]

    def test_leads_to_pages_of_the_desk_that_are_there(self, client):
        factories.returned(factories.submitted()["clinical"])
        factories.approved()
        factories.withdrawn(factories.live_page())
        client.force_login(people().superuser)

        for matter in reminders.due(TODAY + 400 * DAY):
            assert client.get(matter.place).status_code == 200


class TestALetterThatWaits:
    def written(self, kind, at=NOON):
        reminders.write_due(at=at)
        return Letter.objects.filter(kind=kind).first()

    def test_is_due_while_its_matter_is(self):
        factories.submitted()

        assert reminders.is_due(self.written("review asked"), TODAY)

    def test_is_not_due_when_the_matter_is_settled(self):
        review = factories.submitted()["clinical"]
        letter = self.written("review asked")

        decisions.ask_for_changes(
            review, by=people().clinician, at=tick(), shown=review.digest, note="No."
        )

        assert not reminders.is_due(letter, TODAY)

    def test_is_not_due_to_somebody_it_no_longer_concerns(self):
        review = factories.submitted()["editorial"]
        letter = Letter.objects.filter(to__username="editor")
        reminders.write_due(at=NOON)

        asked(review, assigned_to=people().publisher)

        assert not reminders.is_due(letter.get(), TODAY)

    def test_is_not_due_when_the_next_round_has_come(self):
        due_on = factories.published().review_due_on
        letter = self.written("full review due", at=NOON + (due_on - TODAY))

        assert reminders.is_due(letter, due_on + 6 * DAY)
        assert not reminders.is_due(letter, due_on + 7 * DAY)

    @pytest.mark.parametrize("left", [{"is_active": False}, {"email": ""}])
    def test_is_not_due_to_somebody_who_cannot_be_reached_any_more(self, left):
        factories.submitted()
        letter = self.written("review asked")
        User.objects.filter(pk=letter.to_id).update(**left)

        assert not reminders.is_due(Letter.objects.get(pk=letter.pk), TODAY)

    def test_is_not_due_when_nobody_knows_its_kind(self):
        factories.submitted()
        letter = self.written("review asked")
        letter.kind = "something of long ago"

        assert not reminders.is_due(letter, TODAY)
