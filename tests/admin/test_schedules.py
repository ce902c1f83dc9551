"""Publishing later, at the desk: a day and a time by the clock on the wall, shown and cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from content.editions.models import Edition
from content.publishing import scheduling
from content.publishing.schedules import Schedule
from tests import factories

HOME = "/admin/"
DAY = timedelta(days=1)


def page_of(revision):
    return f"/admin/content/article/{revision.article_id}/change/"


def choose(client, revision, day="", hour="09:30", **form):
    """Choose a moment on the article's page; by default tomorrow, half past nine."""
    day = day or (timezone.localdate() + DAY).isoformat()
    form = {"revision": revision.number, "day": day, "hour": hour} | form
    address = f"/admin/content/article/{revision.article_id}/schedule/"
    return client.post(address, form, follow=True)


@pytest.fixture
def revision(db):
    return factories.approved("night-cramps")


@pytest.fixture
def editor(people, as_):
    return as_(people.publisher)


class TestChoosingAMoment:
    def test_takes_a_day_and_a_time(self, editor, revision, people):
        page = choose(editor, revision).content.decode()

        made = Schedule.objects.get()
        assert "Its moment is set." in page
        assert (made.revision, made.asked_by) == (revision, people.publisher)
        assert timezone.localtime(made.publish_at).strftime("%H:%M") == "09:30"
        assert timezone.localdate(made.publish_at) == timezone.localdate() + DAY

    def test_is_by_the_clock_of_the_sites_own_place(self, editor, revision, settings):
        settings.TIME_ZONE = "America/New_York"

        choose(editor, revision, hour="20:00")

        tomorrow = timezone.localdate() + DAY
        made = Schedule.objects.get().publish_at
        there = made.astimezone(ZoneInfo("America/New_York"))
        assert (there.date(), there.hour) == (tomorrow, 20)

    def test_says_whose_clock_it_is(self, editor, revision):
        page = editor.get(page_of(revision)).content.decode()

        assert "By the clock of Europe/London, where it is now" in page

    @pytest.mark.parametrize(
        ("day", "hour"), [("", "x"), ("x", "09:30"), ("2027-02-30", "09:30"), ("2027-03-01", "")]
    )
    def test_asks_for_a_day_and_a_time(self, editor, revision, day, hour):
        response = choose(editor, revision, day or "x", hour)

        assert response.status_code == 409
        assert "Choose a day and a time." in response.content.decode()

    def test_keeps_what_was_typed_when_it_is_refused(self, editor, revision):
        page = choose(editor, revision, "2020-01-02", "09:30").content.decode()

        assert "That moment has passed." in page
        assert 'value="2020-01-02"' in page
        assert not Schedule.objects.exists()

    def test_is_for_the_text_that_was_shown(self, editor, revision):
        factories.revision("night-cramps", title="Newer")

        response = choose(editor, revision)

        assert response.status_code == 409
        assert "overtaken by revision 2" in response.content.decode()

    def test_is_for_those_who_may_publish(self, people, as_, revision):
        assert choose(as_(people.clinician), revision).status_code == 403
        assert not Schedule.objects.exists()

    def test_is_never_done_by_a_link(self, editor, revision):
        address = f"/admin/content/article/{revision.article_id}/schedule/"

        assert editor.get(address).status_code == 405

    def test_is_offered_for_a_text_that_is_approved_and_has_no_moment(self, people, as_, revision):
        draft = factories.revision()
        offered = "Publish revision 1 later"
        editor = as_(people.publisher)

        assert offered in editor.get(page_of(revision)).content.decode()
        assert offered not in editor.get(page_of(draft)).content.decode()
        assert offered not in as_(people.writer).get(page_of(revision)).content.decode()
        choose(editor, revision)
        assert offered not in editor.get(page_of(revision)).content.decode()


class TestNightsWhenTheClocksChange:
    def test_have_an_hour_that_does_not_exist(self, editor, revision):
        response = choose(editor, revision, clocks_forward(), "01:30")

        assert response.status_code == 409
        assert "skip that time" in response.content.decode()

    def test_have_an_hour_twice_and_it_is_the_second(self, editor, revision):
        night = clocks_back()

        choose(editor, revision, night.isoformat(), "01:30")

        made = Schedule.objects.get().publish_at
        assert made == datetime(night.year, night.month, night.day, 1, 30, tzinfo=UTC)


class TestWhatIsToCome:
    def test_is_shown_on_the_article_with_its_moment(self, people, as_):
        made = in_the_days_to_come()

        page = as_(people.writer).get(page_of(made.revision)).content.decode()

        assert "To be published" in page
        assert scheduling.told_moment(made.publish_at) in page
        assert "Cancel" not in page

    def test_is_shown_on_the_front_page_and_waits_for_nobody(self, people, as_):
        made = in_the_days_to_come()

        response = as_(people.publisher).get(HOME)

        assert [row.pk for row in response.context["schedules"]] == [made.pk]
        assert response.context["waiting"].ready == []

    def test_says_that_it_will_be_refused_when_the_text_was_changed(self, people, as_):
        made = in_the_days_to_come()
        factories.revision(made.revision.article.code, title="Newer")

        page = as_(people.publisher).get(HOME).content.decode()

        assert "It will be refused: there is a newer text." in page

    def test_stays_when_it_was_refused_until_somebody_acts(self, people, as_):
        made = factories.scheduled("night-cramps")
        people.publisher.groups.clear()
        scheduling.run_due(at=made.publish_at, database_at=made.publish_at)
        editor = as_(people.editor)

        before = editor.get(HOME).content.decode()
        scheduling.schedule(
            made.revision,
            publish_at=made.publish_at + 2 * DAY,
            by=people.editor,
            at=made.publish_at + DAY,
        )

        assert "Who asked for it may not publish any more." in before
        assert "Not published." not in editor.get(HOME).content.decode()

    def test_is_hidden_from_a_stranger(self, people, as_):
        in_the_days_to_come(title="Canary words")

        assert "Canary words" not in as_(people.stranger).get(HOME).content.decode()

    def test_costs_no_query_more_however_much_there_is(self, people, as_, queries_of):
        in_the_days_to_come()
        client = as_(people.publisher)
        few = queries_of(client, HOME)
        for _ in range(3):
            in_the_days_to_come()

        assert queries_of(client, HOME) == few


class TestCancelling:
    def test_is_a_button_on_the_article(self, people, as_):
        made = in_the_days_to_come()

        page = as_(people.editor).post(f"/admin/content/schedule/{made.pk}/cancel/", follow=True)

        made.refresh_from_db()
        assert "Cancelled. The text stays approved." in page.content.decode()
        assert (made.outcome, made.ended_by) == ("cancelled", people.editor)

    def test_is_refused_when_it_has_ended(self, people, as_):
        made = factories.scheduled()
        scheduling.run_due(at=made.publish_at, database_at=made.publish_at)

        response = as_(people.editor).post(f"/admin/content/schedule/{made.pk}/cancel/")

        assert response.status_code == 409
        assert "This has ended already: published." in response.content.decode()

    def test_is_for_those_who_may_publish(self, people, as_):
        made = in_the_days_to_come()

        response = as_(people.writer).post(f"/admin/content/schedule/{made.pk}/cancel/")

        assert response.status_code == 403
        assert list(Schedule.objects.open()) == [made]

    def test_of_nothing_is_not_found(self, editor):
        assert editor.post("/admin/content/schedule/999/cancel/").status_code == 404

    def test_is_never_done_by_a_link(self, people, as_):
        made = in_the_days_to_come()

        assert as_(people.editor).get(f"/admin/content/schedule/{made.pk}/cancel/").status_code == (
            405
        )


class TestTheThreeClocks:
    def test_are_kept_apart(self, people, as_):
        edition = factories.published("night-cramps")
        for review in factories.submitted("night-cramps", title="Second").values():
            factories.approve(review, read_whole=False)

        clocks = as_(people.writer).get(page_of_code("night-cramps")).context["clocks"]

        newest = factories.article_of("night-cramps").newest()
        assert clocks["edited_at"] == newest.written_at > edition.published_at
        assert clocks["edition"] == Edition.objects.get()
        assert clocks["edition"].fully_reviewed_on == edition.fully_reviewed_on

    def test_say_when_nothing_is_live(self, people, as_):
        page = as_(people.writer).get(page_of(factories.revision())).content.decode()

        assert page.count("not live") == 2

    def test_say_when_the_full_review_is_overdue(self, people, as_):
        factories.tick.now = datetime(2020, 1, 1, tzinfo=UTC)
        factories.published("night-cramps")

        page = as_(people.writer).get(page_of_code("night-cramps")).content.decode()

        assert "overdue since" in page


def in_the_days_to_come(**fields):
    """A text whose moment is tomorrow, whenever that is."""
    return scheduling.schedule(
        factories.approved(**fields),
        publish_at=timezone.now() + DAY,
        by=factories.people().publisher,
        at=timezone.now(),
    )


def page_of_code(code):
    return f"/admin/content/article/{factories.article_of(code).pk}/change/"


def last_sunday(year, month):
    day = datetime(year, month, 31, tzinfo=UTC).date()
    return day - timedelta(days=(day.weekday() + 1) % 7)


def clocks_forward():
    """The next night in which London's clocks skip an hour."""
    today = timezone.localdate()
    nights = [last_sunday(year, 3) for year in (today.year, today.year + 1)]
    return next(night for night in nights if night > today).isoformat()


def clocks_back():
    """The next night in which London's clocks go through an hour twice."""
    today = timezone.localdate()
    nights = [last_sunday(year, 10) for year in (today.year, today.year + 1)]
    return next(night for night in nights if night > today)
