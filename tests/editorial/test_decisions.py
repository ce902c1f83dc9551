"""Approving and asking for changes: the steps that reviewers take."""

import pytest

from content.editorial import checklist, workflow
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.workflow import WorkflowError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

WROTE_IT = "You wrote some of these words since the last edition"


@pytest.fixture
def reviews():
    return factories.submitted("night-cramps")


def write_more(review, *, by):
    return workflow.save(review.revision.article, {"title": "Newer"}, by=by, at=tick())


class TestApprove:
    def test_records_who_said_yes_and_when(self, reviews):
        review = factories.approve(reviews["clinical"])

        assert (review.decision, review.decided_by) == ("approved", people().clinician)
        assert (review.decided_at, review.read_whole) == (factories.tick.now, True)
        assert review.answers == checklist.all_yes("clinical")

    def test_leaves_a_line_in_the_journal(self, reviews):
        factories.approve(reviews["clinical"])

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.name, line.facts["role"]) == ("approved", "clinician", "clinical")
        assert line.facts["digest"] == reviews["clinical"].digest

    def test_refuses_the_writer(self, reviews):
        with pytest.raises(NotAllowedError, match="You may not decide clinical reviews"):
            factories.approve(reviews["clinical"], by=people().writer)

    def test_refuses_a_writer_who_reviews_too(self, reviews):
        both = factories.person("writer", "writers", "clinical reviewers")

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.approve(reviews["clinical"], by=both)

    def test_refuses_a_superuser_who_wrote(self):
        reviews = factories.submitted(by=people().superuser)

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.approve(reviews["clinical"], by=people().superuser)

    def test_refuses_a_reviewer_who_changed_a_word(self, reviews):
        newer = write_more(reviews["editorial"], by=people().editor)
        asked = {r.role: r for r in workflow.submit(newer, by=people().editor, at=tick())}

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.approve(asked["editorial"], by=people().editor)

    def test_refuses_a_cowriter_whose_words_were_taken_back(self):
        first = factories.revision()
        workflow.save(first.article, {"title": "Theirs"}, by=people().editor, at=tick())
        last = workflow.save(
            first.article, {"title": first.title}, by=people().writer, at=tick()
        )  # fmt: skip
        asked = {r.role: r for r in workflow.submit(last, by=people().writer, at=tick())}

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.approve(asked["editorial"], by=people().editor)

    def test_refuses_a_second_account_of_the_writer(self, reviews):
        factories.person("writer", "writers", email="w@example.org")
        other = factories.person("other", "clinical reviewers", email="W@Example.org ")

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.approve(reviews["clinical"], by=other)

    def test_lets_the_writer_of_an_older_edition_decide(self):
        factories.published("night-cramps")
        workflow.save(
            factories.article_of("night-cramps"), {"title": "Mine"}, by=people().editor, at=tick()
        )
        newest = factories.article_of("night-cramps").newest()
        asked = {r.role: r for r in workflow.submit(newest, by=people().editor, at=tick())}
        before = factories.person("writer", "writers", "clinical reviewers")

        assert factories.approve(asked["clinical"], by=before).is_approved()

    def test_takes_another_person_for_each_role(self, reviews):
        factories.approve(reviews["clinical"], by=people().superuser)

        with pytest.raises(WorkflowError, match="You decided the clinical review of this text"):
            factories.approve(reviews["editorial"], by=people().superuser)

    def test_takes_another_person_and_not_another_account(self, reviews):
        one = factories.person("one", "clinical reviewers", email="same@example.org")
        two = factories.person("two", "editors", email="same@example.org")
        factories.approve(reviews["clinical"], by=one)

        with pytest.raises(WorkflowError, match="Each role takes another person"):
            factories.approve(reviews["editorial"], by=two)

    def test_refuses_a_closed_account(self, reviews):
        clinician = people().clinician
        clinician.is_active = False

        with pytest.raises(NotAllowedError, match="This account is closed"):
            factories.approve(reviews["clinical"], by=clinician)

    def test_refuses_the_other_roles_reviewer(self, reviews):
        with pytest.raises(NotAllowedError, match="You may not decide editorial reviews"):
            factories.approve(reviews["editorial"], by=people().clinician)

    def test_refuses_when_the_screen_showed_another_text(self, reviews):
        with pytest.raises(WorkflowError, match="The text on your screen is not this text"):
            workflow.approve(
                reviews["clinical"],
                by=people().clinician,
                at=tick(),
                shown="0" * 64,
                read_whole=True,
                answers=checklist.all_yes("clinical"),
            )

    def test_refuses_a_digest_that_is_no_digest(self, reviews):
        with pytest.raises(WorkflowError, match="The text on your screen is not this text"):
            workflow.approve(
                reviews["clinical"], by=people().clinician, at=tick(), shown="ä", read_whole=True
            )

    def test_refuses_a_text_that_was_overtaken(self, reviews):
        write_more(reviews["clinical"], by=people().writer)

        with pytest.raises(WorkflowError, match="Revision 1 has been overtaken by revision 2"):
            factories.approve(reviews["clinical"])

    def test_refuses_what_is_decided_already(self, reviews):
        factories.approve(reviews["clinical"])

        with pytest.raises(WorkflowError, match="clinician has decided this review: Approved"):
            factories.approve(reviews["clinical"])

    def test_refuses_questions_left_open(self, reviews):
        with pytest.raises(WorkflowError, match="Answer: Every fact agrees with its source"):
            workflow.approve(
                reviews["clinical"],
                by=people().clinician,
                at=tick(),
                shown=reviews["clinical"].digest,
                read_whole=True,
            )

        reviews["clinical"].refresh_from_db()
        assert reviews["clinical"].is_open()

    def test_refuses_a_question_answered_no(self, reviews):
        with pytest.raises(WorkflowError, match="Answered “No”, so ask for changes: Every fact"):
            workflow.approve(
                reviews["clinical"],
                by=people().clinician,
                at=tick(),
                shown=reviews["clinical"].digest,
                read_whole=True,
                answers=checklist.all_yes("clinical") | {"facts": "no"},
            )


class TestAskForChanges:
    def test_records_the_note(self, reviews):
        review = factories.returned(reviews["clinical"], note="  Name the dose. ")

        assert (review.decision, review.note) == ("returned", "Name the dose.")

    def test_refuses_a_no_without_a_note(self, reviews):
        with pytest.raises(WorkflowError, match="Say what should change"):
            factories.returned(reviews["clinical"], note=" \n")

    def test_refuses_a_writer_who_reviews_too(self, reviews):
        both = factories.person("writer", "writers", "clinical reviewers")

        with pytest.raises(WorkflowError, match=WROTE_IT):
            factories.returned(reviews["clinical"], by=both)

    def test_refuses_a_text_that_was_overtaken(self, reviews):
        write_more(reviews["clinical"], by=people().writer)

        with pytest.raises(WorkflowError, match="overtaken"):
            factories.returned(reviews["clinical"])

    def test_is_final_for_that_text(self, reviews):
        factories.returned(reviews["clinical"])

        with pytest.raises(WorkflowError, match="clinician has decided this review: Changes asked"):
            factories.approve(reviews["clinical"])

    def test_leads_to_a_next_revision_that_can_be_approved(self, reviews):
        factories.returned(reviews["clinical"])
        newer = write_more(reviews["clinical"], by=people().writer)

        asked = workflow.submit(newer, by=people().writer, at=tick())

        assert all(factories.approve(review).is_approved() for review in asked)


class TestOpenReviews:
    def test_are_those_whose_decision_would_count(self, reviews):
        model = type(reviews["clinical"])
        factories.approve(reviews["clinical"])

        assert [review.role for review in model.objects.open()] == ["editorial"]

    def test_are_none_once_the_text_was_overtaken(self, reviews):
        model = type(reviews["clinical"])
        write_more(reviews["clinical"], by=people().writer)

        assert not model.objects.open().exists()


class TestTamperedText:
    def test_is_not_decided_on(self, reviews):
        revision = reviews["clinical"].revision
        factories.tamper("content_revision", revision.pk, title="Changed behind our back")

        with pytest.raises(WorkflowError, match="This text is not the one that was submitted"):
            factories.approve(reviews["clinical"])
