"""Two people at once: one of them is first, and the other gets a sentence."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from content.editions.models import Edition, Page
from content.editorial import journal, workflow
from content.editorial.articles import Revision
from content.editorial.journal import JournalLine
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review
from content.publishing import addresses, press, verification
from content.publishing.addresses import AddressError
from content.publishing.press import PressError
from tests import factories
from tests.admin import typed
from tests.factories import NOON, people, tick

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("real_transactions")]

ROUNDS = 10
# For the four meetings in which a reader could lose most. `make bench` lets each happen 200 times.
MANY = int(os.environ.get("ROUNDS") or 50)
TIMES = 8
SENTENCES = (WorkflowError, PressError, AddressError, IntegrityError)


def at_once(*steps):
    """Take steps in the same instant, each in a thread and connection of its own.

    Return for each what it gave, or the sentence that refused it. Anything else is raised.
    """
    start = threading.Barrier(len(steps))

    def take(step):
        start.wait()
        try:
            return step()
        except SENTENCES as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def winners(outcomes):
    return [outcome for outcome in outcomes if not isinstance(outcome, str)]


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, str)]


def everything_matches():
    return list(verification.mismatches()) == []


class TestTwoApprovals:
    def test_of_one_review_are_one(self):
        one, other = people().clinician, people().superuser
        for _ in range(MANY):
            review = factories.submitted()["clinical"]

            outcomes = at_once(
                lambda review=review: factories.approve(review, by=one, at=NOON),
                lambda review=review: factories.approve(review, by=other, at=NOON),
            )

            assert len(winners(outcomes)) == 1
            assert "has decided this review: Approved." in refusals(outcomes)[0]
        assert JournalLine.objects.filter(step="approved").count() == MANY
        assert everything_matches()

    def test_by_one_person_in_two_roles_are_one(self):
        superuser = people().superuser
        for _ in range(ROUNDS):
            reviews = factories.submitted()

            outcomes = at_once(
                *(
                    lambda review=review: factories.approve(review, by=superuser, at=NOON)
                    for review in reviews.values()
                )
            )

            assert len(winners(outcomes)) == 1
            assert "Each role takes another person" in refusals(outcomes)[0]

    def test_of_two_reviews_are_two(self):
        clinician, editor = people().clinician, people().editor
        for _ in range(ROUNDS // 2):
            reviews = factories.submitted()

            outcomes = at_once(
                lambda r=reviews["clinical"]: factories.approve(r, by=clinician, at=NOON),
                lambda r=reviews["editorial"]: factories.approve(r, by=editor, at=NOON),
            )

            assert len(winners(outcomes)) == 2


class TestAnApprovalAndASave:
    def test_leave_no_approval_of_the_newer_text(self):
        writer, clinician = people().writer, people().clinician
        for _ in range(MANY):
            review = factories.submitted()["clinical"]
            article = review.revision.article

            approved, saved = at_once(
                lambda review=review: factories.approve(review, by=clinician, at=NOON),
                lambda a=article: workflow.save(a, {"title": "Newer"}, by=writer, at=NOON),
            )

            assert saved.number == 2
            assert not saved.reviews.exists()
            assert not isinstance(approved, str) or "has been overtaken by revision 2" in approved
        assert everything_matches()


class TestTwoSaves:
    def test_from_the_same_beginning_are_one(self):
        one, other = people().writer, people().cowriter
        for _ in range(ROUNDS):
            article = factories.revision().article

            outcomes = at_once(
                *(
                    lambda a=article, who=who: workflow.save(
                        a, {"title": f"By {who}"}, by=who, at=NOON, based_on=1
                    )
                    for who in (one, other)
                )
            )

            assert len(winners(outcomes)) == 1
            assert "saved revision 2 after you opened this one" in refusals(outcomes)[0]

    def test_that_know_of_nothing_are_numbered(self):
        article, writer = factories.article(), people().writer

        at_once(
            *(
                lambda n=n: workflow.save(article, {"title": f"Number {n}"}, by=writer, at=NOON)
                for n in range(8)
            )
        )

        numbers = Revision.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, 9))


class TestEightSubmissions:
    def test_are_one(self):
        writer = people().writer
        for _ in range(3):
            revision = factories.revision()

            outcomes = at_once(*[lambda r=revision: workflow.submit(r, by=writer, at=NOON)] * 8)

            assert len(winners(outcomes)) == 1
            assert {*refusals(outcomes)} == {"This revision is already with its reviewers."}
            assert Review.objects.filter(revision=revision).count() == 2


class TestTwoPublications:
    def test_of_one_text_are_one(self):
        one, other = people().publisher, people().superuser
        for _ in range(MANY):
            revision = factories.approved()

            outcomes = at_once(
                *(
                    lambda r=revision, who=who: press.publish(r, by=who, at=NOON)
                    for who in (one, other)
                )
            )

            assert len(winners(outcomes)) == 1
            assert refusals(outcomes) == ["Revision 1 is published already."]
        assert everything_matches()

    def test_eight_times_of_one_text_are_one(self):
        publisher = people().publisher
        for number in range(1, 4):
            revision = factories.approved("night-cramps", title=f"Text {number}")

            outcomes = at_once(
                *[lambda r=revision: press.publish(r, by=publisher, at=NOON)] * TIMES
            )

            assert [edition.number for edition in winners(outcomes)] == [number]
            assert len(refusals(outcomes)) == TIMES - 1
        assert everything_matches()

    def test_at_one_address_are_one(self):
        publisher = people().publisher
        for number in range(ROUNDS // 2):
            texts = [factories.approved(slug=f"address-{number}") for _ in range(2)]

            outcomes = at_once(
                *(lambda t=text: press.publish(t, by=publisher, at=NOON) for text in texts)
            )

            assert len(winners(outcomes)) == 1
            assert Page.objects.filter(slug=f"address-{number}").count() == 1
        assert everything_matches()

    def test_of_different_texts_are_all_made(self):
        publisher = people().publisher
        texts = [factories.approved() for _ in range(8)]

        outcomes = at_once(
            *(lambda t=text: press.publish(t, by=publisher, at=NOON) for text in texts)
        )

        assert len(winners(outcomes)) == 8
        assert Edition.objects.count() == Page.objects.live().count() == 8
        assert everything_matches()


class TestAPublicationAndASave:
    def test_publish_the_approved_text_or_nothing(self):
        writer, publisher = people().writer, people().publisher
        for _ in range(MANY):
            revision = factories.approved()

            published, saved = at_once(
                lambda r=revision: press.publish(r, by=publisher, at=NOON),
                lambda r=revision: workflow.save(r.article, {"title": "New"}, by=writer, at=NOON),
            )

            assert saved.number == 2
            if isinstance(published, str):
                assert "has been overtaken by revision 2" in published
            else:
                assert published.digest == revision.digest
        assert everything_matches()


class TestAPublicationAndAWithdrawal:
    def test_never_bring_back_what_was_withdrawn(self):
        publisher, clinician = people().publisher, people().clinician
        for number in range(ROUNDS):
            code = f"article-{number}"
            page = factories.live_page(code)
            revision = factories.approved(code, title="More")

            published, _ = at_once(
                lambda r=revision: press.publish(r, by=publisher, at=tick()),
                lambda p=page: addresses.withdraw(
                    p, reason="mistake", note="Wrong.", by=clinician, at=tick()
                ),
            )

            page.refresh_from_db()
            assert not page.is_live()
            if isinstance(published, str):
                assert "The page was withdrawn after this text was approved" in published
        assert everything_matches()

    def test_of_several_pages_wait_for_each_other(self):
        publisher, clinician = people().publisher, people().clinician
        for number in range(ROUNDS // 2):
            codes = [f"one-{number}", f"two-{number}"]
            pages = [factories.live_page(code) for code in codes]
            texts = [factories.approved(code, title="More") for code in codes]

            at_once(
                lambda t=texts: press.publish_together(t, by=publisher, at=tick()),
                lambda p=pages[1]: addresses.withdraw(
                    p, reason="mistake", note="Wrong.", by=clinician, at=tick()
                ),
            )

            assert not Page.objects.get(pk=pages[1].pk).is_live()
        assert everything_matches()


class TestTwoButtonsAtTheDesk:
    """The same meetings as two browsers see them: one goes on, the other is told why not."""

    @pytest.fixture
    def browsers(self):
        found = {}
        for name in ("writer", "clinician", "publisher", "superuser"):
            found[name] = Client()
            found[name].force_login(getattr(people(), name))
        return found

    def met(self, browsers, *buttons):
        """Press buttons at once; return the status and the words of each answer."""

        def press_button(name, address, form):
            answer = browsers[name].post(address, form)
            return answer.status_code, answer.content.decode()

        return at_once(*(lambda button=button: press_button(*button) for button in buttons))

    def test_approve_once(self, browsers):
        for _ in range(ROUNDS):
            review = factories.submitted()["clinical"]
            button = (f"/admin/content/review/{review.pk}/approve/", typed.yes(review))

            answers = self.met(browsers, ("clinician", *button), ("superuser", *button))

            assert sorted(status for status, _ in answers) == [302, 409]
            assert "has decided this review: Approved." in max(answers)[1]

    def test_publish_once(self, browsers):
        for _ in range(ROUNDS):
            revision = factories.approved()
            button = (f"/admin/content/article/{revision.article_id}/publish/", {"revision": 1})

            answers = self.met(browsers, ("publisher", *button), ("superuser", *button))

            assert sorted(status for status, _ in answers) == [302, 409]
            assert "Revision 1 is published already." in max(answers)[1]

    @pytest.mark.parametrize("step", ["approve", "publish"])
    def test_take_a_step_while_the_text_is_saved(self, browsers, step):
        for _ in range(ROUNDS):
            review = factories.submitted()["clinical"]
            if step == "publish":
                factories.approve(review)
                factories.approve(review.revision.reviews.get(role="editorial"))
            row = review if step == "approve" else review.revision.article
            name, form = {
                "approve": ("clinician", typed.yes(review)),
                "publish": ("publisher", {"revision": 1}),
            }[step]
            write = f"/admin/content/article/{review.revision.article_id}/write/"

            (status, told), (saved, _) = self.met(
                browsers,
                (name, f"/admin/content/{row._meta.model_name}/{row.pk}/{step}/", form),
                ("writer", write, typed.text(review.revision, title="Newer")),
            )

            assert saved == 302
            assert status == 302 or (status == 409 and "overtaken by revision 2" in told)
        assert everything_matches()


class TestTheJournal:
    def test_has_one_line_after_another(self):
        outcomes = at_once(*(lambda n=n: ten_lines(f"thread-{n}") for n in range(6)))

        assert refusals(outcomes) == []
        numbers = JournalLine.objects.order_by("sequence").values_list("sequence", flat=True)
        assert list(numbers) == list(range(1, 61))
        assert everything_matches()


def ten_lines(code):
    for turn in range(10):
        with transaction.atomic():
            journal.write("test", code=code, by=None, at=NOON, turn=turn)
