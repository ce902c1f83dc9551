from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from content.admin import waiting
from content.editions.models import Edition, Page
from content.editorial import decisions, workflow
from tests import factories

HOME = "/admin/"
PUBLISH = "/admin/publish/"


def seen_by(person, client):
    return client(person).get(HOME).context["waiting"]


def days_on(days):
    return localdate(factories.NOON) + timedelta(days=days)


def ask(review, *, to=None, due_in):
    decisions.assign(
        review,
        to=to,
        due_on=None if due_in is None else days_on(due_in),
        by=factories.people().writer,
        at=factories.tick(),
    )


class TestTheFrontPage:
    def test_says_when_nothing_waits(self, people, as_):
        page = as_(people.writer).get(HOME).content.decode()

        assert "Nothing waits for you." in page
        assert "Leg Cramps: the desk" in page

    def test_gives_a_reviewer_the_reviews_of_their_role_oldest_first(self, people, as_):
        first = factories.submitted("first-one")["clinical"]
        second = factories.submitted("second-one")["clinical"]

        found = seen_by(people.clinician, as_)

        assert [asked.review for asked in found.to_decide] == [first, second]
        assert {asked.review.role for asked in found.elsewhere} == {"editorial"}

    def test_puts_first_what_was_asked_of_them_then_what_is_late(self, people, as_):
        reviews = {
            code: factories.submitted(code)["clinical"]
            for code in ("oldest", "late", "others", "mine-later", "mine-soon")
        }
        colleague = factories.person("colleague", "clinical reviewers")
        ask(reviews["late"], due_in=1)
        ask(reviews["others"], to=colleague, due_in=20)
        ask(reviews["mine-later"], to=people.clinician, due_in=9)
        ask(reviews["mine-soon"], to=people.clinician, due_in=8)

        found = waiting.for_person(people.clinician, today=days_on(2))

        assert [asked.review.revision.article.code for asked in found.to_decide] == [
            "mine-soon",
            "mine-later",
            "late",
            "oldest",
            "others",
        ]
        assert [asked.is_mine for asked in found.to_decide] == [True, True, False, False, False]
        assert [asked.late for asked in found.to_decide] == [0, 0, 1, 0, 0]

    def test_shows_days_and_names(self, people, as_):
        ask(factories.submitted("late")["clinical"], to=people.clinician, due_in=1)
        ask(factories.submitted("other")["editorial"], to=people.editor, due_in=400)

        page = as_(people.clinician).get(HOME).content.decode()

        assert "<b>asked of you</b>" in page
        assert f"by {date_format(days_on(400), 'j F Y')}, asked of editor" in page

    def test_can_be_narrowed_to_what_was_asked_of_them(self, people, as_):
        mine = factories.submitted("mine")["clinical"]
        factories.submitted("anybodys")
        ask(mine, to=people.clinician, due_in=1)
        client = as_(people.clinician)

        narrowed = client.get(f"{HOME}?show=mine")
        everything = client.get(f"{HOME}?show=all")

        assert [asked.review for asked in narrowed.context["waiting"].to_decide] == [mine]
        assert not narrowed.context["waiting"].elsewhere
        assert len(everything.context["waiting"].to_decide) == 2
        assert 'href="?show=all"' in narrowed.content.decode()
        assert 'href="?show=mine"' in everything.content.decode()

    def test_finds_what_was_asked_of_them_among_very_many(self, people, as_, monkeypatch):
        monkeypatch.setattr(waiting, "MOST_LOOKED_AT", 3)
        for _ in range(3):
            factories.submitted()
        mine = factories.submitted("mine")["clinical"]
        ask(mine, to=people.clinician, due_in=None)

        assert seen_by(people.clinician, as_).to_decide[0].review == mine

    def test_says_what_each_would_change(self, people, as_):
        factories.published("night-cramps", body="## A {#a}\n\nHold for 10 seconds.\n")
        factories.submitted("night-cramps", body="## A {#a}\n\nHold for 20 seconds.\n")
        factories.submitted("new-one")
        factories.published("plain-one", body="## A {#a}\n\nHold on.\n")
        factories.submitted("plain-one", body="## A {#a}\n\nHold tight.\n")

        told = {
            asked.review.revision.article.code: asked.dangers
            for asked in seen_by(people.clinician, as_).to_decide
        }

        assert told == {
            "night-cramps": "1 number",
            "new-one": "A new page: nothing is live yet",
            "plain-one": "none: wording only",
        }

    def test_leaves_out_what_somebody_has_written_over(self, people, as_):
        factories.submitted("night-cramps")
        factories.revision("night-cramps", title="Newer")

        assert not seen_by(people.clinician, as_).to_decide

    def test_gives_nobody_a_review_of_their_own_words(self, people, as_):
        factories.submitted(by=people.superuser)

        found = seen_by(people.superuser, as_)

        assert not found.to_decide
        assert len(found.elsewhere) == 2

    def test_gives_nobody_both_roles_of_one_text(self, people, as_):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"], by=people.superuser)

        found = seen_by(people.superuser, as_)

        assert not found.to_decide
        assert "You decided the clinical review of this text" in found.elsewhere[0].why_not

    def test_gives_the_writer_what_was_sent_back(self, people, as_):
        review = factories.submitted("night-cramps")["clinical"]
        _returned(review, people)

        found = seen_by(people.writer, as_)

        assert [row.note for row in found.returned] == ["Say when."]
        assert not seen_by(people.cowriter, as_).returned

    def test_gives_nothing_back_that_has_a_newer_text(self, people, as_):
        _returned(factories.submitted("night-cramps")["clinical"], people)
        factories.revision("night-cramps", title="Newer")

        assert not seen_by(people.writer, as_).returned

    def test_gives_an_editor_what_is_ready_to_publish(self, people, as_):
        ready = factories.approved("ready-one")
        factories.approve(factories.submitted("half-done")["clinical"])
        factories.published("done-one")

        assert seen_by(people.publisher, as_).ready == [ready]
        assert not seen_by(people.writer, as_).ready

    def test_gives_no_editor_their_own_words_to_publish(self, people, as_):
        factories.approved(by=people.publisher)

        assert not seen_by(people.publisher, as_).ready

    def test_tells_what_is_due_and_overdue(self, people):
        factories.published("night-cramps")
        due_on = Edition.objects.get().review_due_on

        found = waiting.for_person(people.writer, today=due_on + timedelta(days=8))
        sooner = waiting.for_person(people.writer, today=due_on - timedelta(days=12))
        early = waiting.for_person(people.writer, today=due_on - timedelta(days=31))

        assert found.due[0]["late"] == 8
        assert sooner.due[0]["days"] == 12
        assert not early.due

    def test_costs_the_same_queries_however_much_waits(self, people, as_, queries_of):
        factories.submitted()
        factories.approved()
        client = as_(people.superuser)
        few = queries_of(client, HOME)
        for _ in range(4):
            factories.submitted()
            factories.approved()
            factories.published()

        assert queries_of(client, HOME) == few <= 20

    def test_is_for_staff(self, people, client):
        assert client.get(HOME).status_code == 302

    def test_shows_a_stranger_on_the_staff_nothing_that_is_not_public(self, people, as_):
        factories.revision(title="Canary words")
        factories.approved(title="Canary words")
        factories.submitted(title="Canary words")

        assert "Canary words" not in as_(people.stranger).get(HOME).content.decode()


class TestPublishingFromTheFrontPage:
    def test_publishes_one(self, people, as_):
        revision = factories.approved("night-cramps")

        page = as_(people.publisher).post(PUBLISH, {"revision": revision.pk}, follow=True)

        assert "Published: Night cramps." in page.content.decode()
        assert Page.objects.live().count() == 1

    def test_publishes_together_what_links_to_each_other(self, people, as_):
        body = "## A {{#a}}\n\nSee [[{}]].\n"
        one = factories.revision("one", slug="one")
        factories.revision("other", slug="other", body=body.format("one"))
        one = factories.revision("one", body=body.format("other"))
        other = factories.revision("other", change_note="Again")
        both = [_approved(one, people), _approved(other, people)]

        as_(people.publisher).post(PUBLISH, {"revision": [row.pk for row in both]})

        assert Page.objects.live().count() == 2

    def test_publishes_none_when_one_is_refused_and_names_it(self, people, as_):
        ready = factories.approved("ready-one")
        draft = factories.revision("draft-one")

        response = as_(people.publisher).post(PUBLISH, {"revision": [ready.pk, draft.pk]})

        assert response.status_code == 409
        assert "The clinical review is missing." in response.content.decode()
        assert not Page.objects.exists()

    @pytest.mark.parametrize(
        "chosen", [[], ["x"], ["0"], ["-1", "99999999"], ["²"], ["9" * 30], ["9" * 5000]]
    )
    def test_asks_for_a_choice(self, people, as_, chosen):
        response = as_(people.publisher).post(PUBLISH, {"revision": chosen})

        assert response.status_code == 409
        assert "Choose what to publish." in response.content.decode()

    def test_is_for_editors(self, people, as_):
        revision = factories.approved()

        response = as_(people.writer).post(PUBLISH, {"revision": revision.pk})

        assert response.status_code == 403
        assert not Page.objects.exists()

    def test_is_never_done_by_a_link(self, people, as_):
        assert as_(people.publisher).get(PUBLISH).status_code == 405


def _returned(review, people):
    return decisions.ask_for_changes(
        review, by=people.clinician, at=timezone.now(), shown=review.digest, note="Say when."
    )


def _approved(revision, people):
    for review in workflow.submit(revision, by=people.writer, at=timezone.now()):
        factories.approve(review)
    return revision
