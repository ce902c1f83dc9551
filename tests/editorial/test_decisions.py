"""Approving and asking for changes: the steps that reviewers take."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from content.editorial import checklist, commenting, comparing, decisions, readiness, workflow
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

TODAY = localdate(factories.NOON)
MAGNESIUM = """## Magnesium {#magnesium}

In trials 67 of 100 people got better.

Do not take it for long.
"""
CHANGED = MAGNESIUM.replace("67 of", "76 of").replace("Do not take", "Take")
WROTE_IT = "You wrote some of these words since the last edition"


@pytest.fixture
def reviews():
    return factories.submitted("night-cramps")


def write_more(review, *, by):
    return workflow.save(review.revision.article, {"title": "Newer"}, by=by, at=tick())


def dangerous(code="night-cramps", body=CHANGED):
    """A review of a text with two changes that could hurt somebody."""
    factories.published(code, body=MAGNESIUM)
    return factories.submitted(code, body=body)["clinical"]


def approve(review, *, by=None, **given):
    given = {"answers": checklist.all_yes(review.role), "read_whole": True, **given}
    return decisions.approve(
        review, by=by or people().clinician, at=tick(), shown=review.digest, **given
    )


def assign(review, *, to=None, due_on=None, by=None):
    return decisions.assign(review, to=to, due_on=due_on, by=by or people().writer, at=tick())


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
        last = workflow.save(first.article, {"title": first.title}, by=people().writer, at=tick())
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
            decisions.approve(
                reviews["clinical"],
                by=people().clinician,
                at=tick(),
                shown="0" * 64,
                read_whole=True,
                answers=checklist.all_yes("clinical"),
            )

    def test_refuses_a_digest_that_is_no_digest(self, reviews):
        with pytest.raises(WorkflowError, match="The text on your screen is not this text"):
            decisions.approve(
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
            decisions.approve(
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
            decisions.approve(
                reviews["clinical"],
                by=people().clinician,
                at=tick(),
                shown=reviews["clinical"].digest,
                read_whole=True,
                answers=checklist.all_yes("clinical") | {"facts": "no"},
            )

    def test_takes_a_low_score_for_an_answer(self, reviews):
        answers = dict.fromkeys(checklist.all_yes("editorial"), "no")

        review = approve(reviews["editorial"], by=people().editor, answers=answers)

        assert review.is_approved()

    def test_tells_all_that_is_in_the_way_at_once(self):
        review = dangerous()
        factories.comment(review.revision, "Is this right?")

        with pytest.raises(readiness.NotReadyError) as refusal:
            approve(review, answers={}, looked_at=())

        assert [reason.split(":")[0] for reason in refusal.value.reasons] == [
            "Answer",
            "2 changes that could hurt somebody are not looked at yet",
            "1 comment waits for an answer",
        ]


class TestLookingAtChanges:
    def test_comes_before_approving(self):
        review = dangerous()

        with pytest.raises(WorkflowError) as refusal:
            approve(review, looked_at=())

        assert str(refusal.value) == (
            "2 changes that could hurt somebody are not looked at yet:"
            " “Not” changed in “Magnesium”; Number changed in “Magnesium”."
        )
        review.refresh_from_db()
        assert review.is_open()

    def test_of_all_but_one_is_not_enough(self):
        review = dangerous()
        first, second = comparing.to_look_at(review.revision)

        with pytest.raises(WorkflowError, match="1 change that could hurt somebody is not looked"):
            approve(review, looked_at=[first.key])
        with pytest.raises(WorkflowError, match="“Not” changed in “Magnesium”[.]"):
            approve(review, looked_at=[second.key])

    def test_is_counted_in_the_journal(self):
        review = dangerous()

        approve(review, looked_at=comparing.all_looked_at(review.revision))

        assert JournalLine.objects.order_by("sequence").last().facts["looked_at"] == 2

    def test_takes_no_key_of_another_change(self):
        other = dangerous("leg-cramps", MAGNESIUM.replace("350", "35"))
        review = dangerous()

        with pytest.raises(WorkflowError, match="could hurt somebody"):
            approve(review, looked_at=comparing.all_looked_at(other.revision))

    def test_is_not_asked_for_on_a_new_page(self, reviews):
        assert comparing.to_look_at(reviews["clinical"].revision) == []
        assert approve(reviews["clinical"], looked_at=()).is_approved()

    def test_is_not_asked_for_when_only_words_changed(self):
        factories.published("night-cramps", body=MAGNESIUM)
        change = MAGNESIUM.replace("got better", "did better")
        review = factories.submitted("night-cramps", body=change)["clinical"]

        assert approve(review, looked_at=()).is_approved()

    def test_does_not_stand_in_the_way_of_asking_for_changes(self):
        assert factories.returned(dangerous()).decision == "returned"

    def test_names_five_and_counts_the_rest(self):
        body = "## A {#a}\n\n" + "\n\n".join(f"Rule {n} holds for long." for n in range(2, 9))
        factories.published("night-cramps", body=body.replace("Rule", "In step"))
        more = body.replace("Rule ", "In step 1")
        review = factories.submitted("night-cramps", body=more)["clinical"]

        with pytest.raises(WorkflowError, match="^7 changes .*; and 2 more[.]$"):
            approve(review, looked_at=())

    def test_of_very_many_changes_takes_the_whole_page(self):
        many = comparing.MOST_TO_LOOK_AT + 5
        body = "## A {#a}\n\n" + "\n\n".join(f"Word{'x' * n} 1." for n in range(many))
        factories.published("night-cramps", body=body)
        change = body.replace(" 1.", " 2.")
        review = factories.submitted("night-cramps", body=change)["clinical"]
        seen = comparing.all_looked_at(review.revision)

        with pytest.raises(WorkflowError, match="^300 changes and more could hurt somebody, so"):
            approve(review, looked_at=seen, read_whole=False)

        assert approve(review, looked_at=seen, read_whole=True).is_approved()


class TestTheKeyOfAChange:
    def test_is_the_same_whenever_it_is_worked_out(self):
        review = dangerous()
        keys = comparing.all_looked_at(review.revision)
        comparing._compared.cache_clear()

        assert comparing.all_looked_at(review.revision) == keys
        assert len(keys) == 2

    def test_is_another_for_another_number(self):
        one = comparing.all_looked_at(dangerous("one").revision)
        other = comparing.all_looked_at(
            dangerous("other", CHANGED.replace("76 of", "77 of")).revision
        )

        assert len(one & other) == 1


class TestOpenComments:
    def test_keep_everybody_from_approving(self, reviews):
        factories.comment(reviews["clinical"].revision, "Which toes?")
        factories.comment(reviews["clinical"].revision, "x" * 200)

        for review in reviews.values():
            with pytest.raises(WorkflowError) as refusal:
                factories.approve(review)
            assert str(refusal.value) == (
                f"2 comments wait for an answer: “Which toes?”; “{'x' * 79}…”."
            )

    def test_keep_nobody_from_asking_for_changes(self, reviews):
        factories.comment(reviews["clinical"].revision, "Which toes?")

        assert factories.returned(reviews["clinical"]).decision == "returned"

    def test_still_do_on_a_later_text(self, reviews):
        factories.comment(reviews["clinical"].revision, "Which toes?")
        newer = write_more(reviews["clinical"], by=people().writer)
        asked = workflow.submit(newer, by=people().writer, at=tick())

        with pytest.raises(WorkflowError, match="1 comment waits for an answer: “Which toes[?]”"):
            factories.approve(asked[0])

    def test_do_no_longer_once_they_are_answered(self, reviews):
        said = factories.comment(reviews["clinical"].revision, "Which toes?")
        commenting.answer(said, words="All of them.", by=people().writer, at=tick())

        assert factories.approve(reviews["clinical"]).is_approved()

    def test_of_another_article_do_not(self, reviews):
        factories.comment(factories.submitted("other")["clinical"].revision, "Which toes?")

        assert factories.approve(reviews["clinical"]).is_approved()


class TestAssign:
    def test_asks_one_person_by_a_day(self, reviews):
        review = assign(reviews["clinical"], to=people().clinician, due_on=TODAY)

        review.refresh_from_db()
        assert (review.assigned_to, review.due_on) == (people().clinician, TODAY)

    def test_leaves_a_line_in_the_journal(self, reviews):
        assign(reviews["clinical"], to=people().clinician, due_on=TODAY)

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.name, line.facts["role"]) == ("assign", "writer", "clinical")
        assert (line.facts["to"], line.facts["due"]) == ("clinician", TODAY.isoformat())

    def test_can_be_taken_back(self, reviews):
        assign(reviews["clinical"], to=people().clinician, due_on=TODAY)

        review = assign(reviews["clinical"], to=None, due_on=None)

        assert (review.assigned_to, review.due_on) == (None, None)

    def test_changes_nothing_about_who_may_decide(self, reviews):
        other = factories.person("other", "clinical reviewers")
        assign(reviews["clinical"], to=other)

        assert factories.approve(reviews["clinical"]).decided_by == people().clinician

    @pytest.mark.parametrize("name", ["writer", "editor", "stranger"])
    def test_refuses_whoever_may_not_decide(self, reviews, name):
        with pytest.raises(WorkflowError, match=f"^{name} cannot decide this review. Choose one"):
            assign(reviews["clinical"], to=getattr(people(), name))

    def test_refuses_whoever_wrote_some_of_it(self):
        reviews = factories.submitted(by=people().editor)

        with pytest.raises(WorkflowError, match="who wrote none of these words"):
            assign(reviews["editorial"], to=people().editor)

    def test_refuses_whoever_decided_the_other_review(self, reviews):
        factories.approve(reviews["clinical"], by=people().superuser)

        with pytest.raises(WorkflowError, match="did not decide the other review"):
            assign(reviews["editorial"], to=people().superuser)

    def test_refuses_a_closed_account(self, reviews):
        gone = factories.person("gone", "clinical reviewers", is_active=False)

        with pytest.raises(WorkflowError, match="That account is closed"):
            assign(reviews["clinical"], to=gone)

    def test_refuses_a_day_that_is_past(self, reviews):
        with pytest.raises(WorkflowError, match="That day is past. Choose today or a later day"):
            assign(reviews["clinical"], due_on=TODAY - timedelta(days=1))

    def test_refuses_what_is_decided(self, reviews):
        factories.approve(reviews["clinical"])

        with pytest.raises(WorkflowError, match="clinician has decided this review"):
            assign(reviews["clinical"], to=people().clinician)

    def test_refuses_a_text_that_was_overtaken(self, reviews):
        write_more(reviews["clinical"], by=people().writer)

        with pytest.raises(WorkflowError, match="overtaken"):
            assign(reviews["clinical"], to=people().clinician)

    def test_is_for_those_who_write_or_decide(self, reviews):
        with pytest.raises(NotAllowedError, match="You may not assign reviews"):
            assign(reviews["clinical"], to=people().clinician, by=people().stranger)

        for name in ("writer", "clinician", "editor"):
            assert assign(reviews["clinical"], to=people().clinician, by=getattr(people(), name))


class TestWhoMay:
    def test_is_everybody_of_the_role_with_clean_hands(self):
        everybody = people()
        for name in factories.PEOPLE:
            assert getattr(everybody, name)
        factories.person("gone", "editors", is_active=False)
        reviews = factories.submitted(by=everybody.editor)
        factories.approve(reviews["clinical"], by=everybody.superuser)

        assert decisions.who_may(reviews["editorial"]) == [everybody.publisher]


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
