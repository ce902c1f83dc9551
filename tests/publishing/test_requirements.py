"""What a text needs before it is published: every refusal of the press, in its own words."""

from datetime import date

import pytest

from content.editions.models import Page
from content.editorial import correcting, freezing, workflow
from content.evidence.models import Source
from content.publishing import press
from content.publishing.press import PressError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


def told(revision, *, by=None):
    """Return what the press says against a revision."""
    with pytest.raises(PressError) as refused:
        press.publish(revision, by=by or people().publisher, at=tick())
    assert Page.objects.filter(edition__digest=revision.digest).count() == 0
    return str(refused.value)


def next_approved(code, *, read_whole=True, by=None, **fields):
    """Return the next text of a published article, approved."""
    article = factories.article_of(code)
    writer = by or people().writer
    revision = workflow.save(article, {"change_note": "More", **fields}, by=writer, at=tick())
    for review in workflow.submit(revision, by=writer, at=tick()):
        factories.approve(review, read_whole=read_whole)
    return revision


class TestReviews:
    def test_have_to_be_asked_for(self):
        refusal = told(factories.revision())

        assert "The clinical review is missing. The clinical reviewers can give it." in refusal
        assert "The editorial review is missing. The editors can give it." in refusal

    def test_have_to_be_all_there(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])

        refusal = told(reviews["clinical"].revision)

        assert "The editorial review is missing" in refusal
        assert "clinical review is missing" not in refusal

    def test_have_to_be_a_yes(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        factories.returned(reviews["editorial"])

        assert "editor asked for changes in the editorial review." in told(
            reviews["clinical"].revision
        )

    def test_of_one_role_suffice_where_the_site_says_so(self, settings):
        settings.REVIEW_ROLES = ["editorial"]

        assert factories.published().number == 1

    def test_are_missing_again_when_the_site_asks_for_more(self, settings):
        settings.REVIEW_ROLES = ["editorial"]
        revision = factories.approved()
        settings.REVIEW_ROLES = ["clinical", "editorial"]

        assert "The clinical review is missing" in told(revision)

    def test_are_void_once_the_text_was_overtaken(self):
        revision = factories.approved()
        workflow.save(revision.article, {"title": "Newer"}, by=people().writer, at=tick())

        assert "Revision 1 has been overtaken by revision 2" in told(revision)

    def test_do_not_carry_over_to_the_next_text(self):
        revision = factories.approved()
        newer = workflow.save(revision.article, {"title": "Newer"}, by=people().writer, at=tick())

        assert "The clinical review is missing" in told(newer)

    def test_do_not_come_back_with_the_old_words(self):
        first = factories.approved()
        workflow.save(first.article, {"title": "Newer"}, by=people().writer, at=tick())
        back = workflow.save(first.article, {"title": first.title}, by=people().writer, at=tick())

        assert back.digest == first.digest
        assert "The clinical review is missing" in told(back)


class TestHands:
    def test_that_wrote_do_not_publish(self):
        revision = factories.approved()
        both = factories.person("writer", "writers", "editors")

        assert "You wrote some of these words" in told(revision, by=both)

    def test_of_a_superuser_who_wrote_do_not_publish(self):
        revision = factories.approved(by=people().superuser)

        assert "You wrote some of these words" in told(revision, by=people().superuser)

    def test_with_the_writers_address_do_not_publish(self):
        factories.person("writer", "writers", email="w@example.org")
        other = factories.person("other", "editors", email="W@example.org")

        assert "You wrote some of these words" in told(factories.approved(), by=other)

    def test_are_looked_at_again_when_an_account_was_closed(self):
        revision = factories.approved()
        factories.person("clinician", "clinical reviewers", is_active=False)

        assert "clinician approved this, and the account has since been closed" in told(revision)

    def test_are_looked_at_again_when_two_turn_out_to_be_one(self):
        revision = factories.approved()
        factories.person("clinician", "clinical reviewers", email="same@example.org")
        factories.person("editor", "editors", email="same@example.org")

        assert "One person gave two approvals" in told(revision)

    def test_are_looked_at_again_when_a_reviewer_turns_out_to_be_a_writer(self):
        revision = factories.approved()
        factories.person("clinician", "clinical reviewers", email="same@example.org")
        factories.person("writer", "writers", email="same@example.org")

        assert "Somebody approved words that they wrote" in told(revision)


class TestBytes:
    def test_have_to_be_those_that_were_approved(self):
        revision = factories.approved()
        factories.tamper("content_revision", revision.pk, title="Changed behind our back")

        assert "The text is not the text that was approved" in told(revision)

    def test_of_the_page_have_to_be_those_that_were_seen(self, settings):
        revision = factories.approved(body="::: emergency Call now if\nYou faint.\n:::\n")
        settings.EMERGENCY_LINES = {**settings.EMERGENCY_LINES, "UK": "111"}

        assert "The page would not look as it did to its reviewers" in told(revision)


class TestLinks:
    def test_to_what_is_not_published_are_refused(self):
        factories.revision("stretches")

        assert "stretches is not published. Take the link out" in told(
            factories.approved(body="See [[stretches]].\n")
        )

    def test_to_a_withdrawn_page_are_refused(self):
        page = factories.live_page("stretches")
        revision = factories.approved(body="See [[stretches]].\n")
        factories.withdrawn(page)

        assert "stretches is not published" in told(revision)

    def test_of_related_pages_are_looked_at_too(self):
        row = {"code": "nowhere", "kind": "looks-like", "why": "They ache."}

        assert "nowhere is not published" in told(factories.approved(related=[row]))

    def test_to_the_guide_of_the_topic_are_looked_at_too(self):
        assert "no-guide is not published" in told(factories.approved(topic="no-guide"))

    def test_to_itself_are_fine(self):
        body = "## A {#a}\n\nSee [[night-cramps#a]].\n"
        factories.revision("night-cramps", body=body)
        article = factories.article_of("night-cramps")
        again = workflow.save(article, {"change_note": "Link"}, by=people().writer, at=tick())
        workflow.refresh(article, by=people().writer, at=tick())
        again = article.newest()
        for review in workflow.submit(again, by=people().writer, at=tick()):
            factories.approve(review)

        assert press.publish(again, by=people().publisher, at=tick()).number == 1

    def test_to_an_address_that_never_was_are_refused(self):
        other = factories.revision("stretches")
        revision = factories.approved(body="See [[stretches]].\n")
        workflow.save(other.article, {"slug": "stretching"}, by=people().writer, at=tick())
        newest = other.article.newest()
        for review in workflow.submit(newest, by=people().writer, at=tick()):
            factories.approve(review)
        press.publish(newest, by=people().publisher, at=tick())

        assert "The link to stretches leads to /stretches/, where it never stood" in told(revision)

    def test_do_not_show_the_title_of_a_draft(self):
        factories.published("stretches", title="Approved")
        other = factories.article_of("stretches")
        workflow.save(other, {"title": "Whispered"}, by=people().writer, at=tick())
        assert factories.revision(body="See [[stretches]].\n").leaning["links"]["stretches"][
            "title"
        ] == ("Approved")

    def test_show_no_title_that_was_never_published(self):
        factories.revision("stretches", title="Whispered")
        revision = factories.approved(body="See [[stretches]].\n")
        factories.published("stretches", title="Approved")

        assert "The link to stretches says “Whispered”, which was never published" in told(revision)

    def test_to_an_address_that_has_moved_are_fine(self):
        factories.live_page("stretches")
        revision = factories.approved(body="See [[stretches]].\n")
        press.publish(
            next_approved("stretches", slug="stretching"), by=people().publisher, at=tick()
        )

        assert press.publish(revision, by=people().publisher, at=tick()).number == 1

    def test_to_a_section_that_has_gone_are_refused(self):
        factories.published("stretches", body="## One {#one}\n\nA.\n")
        revision = factories.approved(body="See [[stretches#one]].\n")
        press.publish(
            next_approved("stretches", body="## Two {#two}\n\nA.\n", forwards={"one": "#two"}),
            by=people().publisher,
            at=tick(),
        )

        assert "The section #one of stretches is not there any more" in told(revision)


class TestAddress:
    def test_of_another_article_is_refused(self):
        factories.published("stretches")

        assert "/stretches/ has been the address of stretches" in told(
            factories.approved("night-cramps", slug="stretches")
        )

    def test_that_another_article_left_is_refused_for_ever(self):
        factories.published("stretches")
        press.publish(
            next_approved("stretches", slug="stretching"), by=people().publisher, at=tick()
        )

        assert "/stretches/ has been the address of stretches" in told(
            factories.approved("night-cramps", slug="stretches")
        )

    def test_of_a_withdrawn_article_is_refused_too(self):
        factories.withdrawn(factories.live_page("stretches"))

        assert "/stretches/ has been the address" in told(
            factories.approved("night-cramps", slug="stretches")
        )


class TestSections:
    BODY = "## One {#one}\n\nA.\n\n## Two {#two}\n\nB.\n"

    def test_that_are_live_are_not_lost(self):
        factories.published("night-cramps", body=self.BODY)

        refusal = told(next_approved("night-cramps", body="## One {#one}\n\nA.\n"))

        assert "The section #two is live and clinics may link to it" in refusal

    def test_may_go_when_it_is_said_where_they_went(self):
        factories.published("night-cramps", body=self.BODY)
        revision = next_approved(
            "night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "#one"}
        )

        assert press.publish(revision, by=people().publisher, at=tick()).number == 2

    def test_that_went_are_not_forgotten_later(self):
        factories.published("night-cramps", body=self.BODY)
        gone = next_approved("night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "#one"})
        press.publish(gone, by=people().publisher, at=tick())

        assert "The section #two is live" in told(next_approved("night-cramps", forwards={}))

    def test_do_not_go_where_nothing_is(self):
        factories.published("night-cramps", body=self.BODY)
        revision = next_approved(
            "night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "#three"}
        )

        assert "#two is said to have gone to #three, which is not here" in told(revision)

    def test_do_not_go_to_what_is_not_published(self):
        factories.published("night-cramps", body=self.BODY)
        revision = next_approved(
            "night-cramps", body="## One {#one}\n\nA.\n", forwards={"two": "nowhere#a"}
        )

        assert "#two is said to have gone to nowhere, which is not published" in told(revision)


class TestFullReview:
    def test_is_what_a_first_edition_needs(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        factories.approve(reviews["editorial"], read_whole=False)

        assert "A first edition has to be read whole" in told(reviews["clinical"].revision)

    def test_is_not_what_a_change_needs(self):
        factories.published("night-cramps")
        change = next_approved("night-cramps", read_whole=False)

        assert press.publish(change, by=people().publisher, at=tick()).number == 2


class TestWithdrawnSince:
    def test_an_approval_is_void(self):
        page = factories.live_page("night-cramps")
        change = next_approved("night-cramps")
        factories.withdrawn(page)

        assert "The page was withdrawn after this text was approved" in told(change)

    def test_a_new_approval_counts(self):
        page = factories.live_page("night-cramps")
        factories.withdrawn(page)
        change = next_approved("night-cramps")

        press.publish(change, by=people().publisher, at=tick())

        page.refresh_from_db()
        assert page.is_live()


class TestProblems:
    def test_are_told_all_at_once(self):
        revision = factories.revision(body="See [[nowhere]].\n", topic="no-guide")

        refusal = told(revision, by=factories.person("writer", "writers", "editors"))

        for part in ("clinical review", "editorial review", "You wrote", "nowhere", "no-guide"):
            assert part in refusal


class TestRetractedSources:
    BODY = "## A {#a}\n\nIt helps.[@magnesium-2020]\n"

    def retract(self):
        source = Source.objects.get(key="magnesium-2020")
        source.retracted_on, source.retraction = date(2026, 5, 3), "The numbers were made up."
        correcting.correct(source, words="", by=people().editor, at=tick())

    def test_are_refused_in_a_text_that_was_approved_before(self):
        factories.source("magnesium-2020")
        revision = factories.approved("night-cramps", body=self.BODY)
        self.retract()

        assert told(revision) == (
            "The source “magnesium-2020” was retracted on 3 May 2026: The numbers were made up."
            " Take it out."
        )

    def test_are_refused_at_their_line_in_a_text_written_since(self):
        factories.source("magnesium-2020")
        self.retract()
        revision = factories.revision("night-cramps", body=self.BODY)

        [problem] = freezing.render(revision).problems

        assert problem.line == 3
        assert problem.message.startswith("The source “magnesium-2020” was retracted on 3 May")

    def test_are_told_of_once(self):
        factories.source("magnesium-2020")
        self.retract()
        revision = factories.revision("night-cramps", body=self.BODY)

        assert told(revision).count("was retracted") == 1

    def test_are_no_obstacle_to_a_text_that_does_without(self):
        factories.source("magnesium-2020")
        factories.published("night-cramps", body=self.BODY)
        self.retract()

        fresh = next_approved("night-cramps", body="## A {#a}\n\nNobody knows.\n")

        assert press.publish(fresh, by=people().publisher, at=tick()).number == 2
