"""Publishing: an approved text becomes an edition, and a page shows it."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User

from content.editions.images import PublishedImage
from content.editions.models import Edition, Page, Rendering
from content.editions.text import FIELDS
from content.editorial import people as accounts
from content.editorial import workflow
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.publishing import press
from content.publishing.ledger import Publication
from content.publishing.press import PressError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


class TestPublish:
    def test_takes_the_words_over_as_they_were_approved(self):
        revision = factories.approved("night-cramps")

        edition = press.publish(revision, by=people().publisher, at=tick())

        assert {name: getattr(edition, name) for name in FIELDS} == revision.text()
        assert edition.digest == revision.digest == edition.recomputed_digest()

    def test_counts_the_editions_of_an_article(self):
        factories.published("other")
        factories.published("night-cramps")

        assert factories.published("night-cramps", title="Second").number == 2

    def test_says_who_approved_in_which_role_and_when(self):
        edition = factories.published()

        assert [(row["role"], row["name"], row["on"]) for row in edition.approvals] == [
            ("clinical", "clinician", "2026-11-22"),
            ("editorial", "editor", "2026-11-22"),
        ]

    def test_says_how_the_editorial_reviewer_scored_it(self):
        clinical, editorial = factories.published().approvals

        assert editorial["pemat"] == {"understandability": 100, "actionability": 100}
        assert "pemat" not in clinical

    def test_keeps_in_the_ledger_which_revision_became_which_edition(self):
        revision = factories.approved()

        edition = press.publish(revision, by=people().publisher, at=factories.NOON)

        line = Publication.objects.get()
        assert (line.revision, line.edition) == (revision, edition)
        assert (line.published_by, line.published_at) == (people().publisher, factories.NOON)

    def test_sets_the_page(self):
        page = factories.live_page("night-cramps", body="## What {#what}\n\nStretch.\n")

        assert page.rendering.number == 1
        assert "Stretch." in page.rendering.html
        assert page.rendering.outline == [{"key": "what", "title": "What", "level": 2}]
        assert page.rendering.section_texts["what"].strip() == "Stretch."

    def test_leaves_a_line_in_the_journal(self):
        edition = factories.published("night-cramps")

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.code, line.name) == ("publish", "night-cramps", "publisher")
        assert (line.facts["edition"], line.facts["digest"]) == (1, edition.digest)

    def test_lets_the_editor_who_approved_publish(self):
        edition = press.publish(factories.approved(), by=people().editor, at=tick())

        assert edition.number == 1

    def test_lets_a_superuser_publish_what_others_wrote_and_approved(self):
        edition = press.publish(factories.approved(), by=people().superuser, at=tick())

        assert edition.number == 1

    def test_refuses_somebody_without_the_permission(self):
        revision = factories.approved()

        with pytest.raises(NotAllowedError, match="You may not publish"):
            press.publish(revision, by=people().clinician, at=tick())

    def test_refuses_a_text_a_second_time(self):
        revision = factories.approved()
        press.publish(revision, by=people().publisher, at=tick())

        with pytest.raises(PressError, match="Revision 1 is published already"):
            press.publish(revision, by=people().publisher, at=tick())

        assert Edition.objects.count() == 1

    def test_makes_a_picture_public_with_its_edition(self):
        image = factories.picture(b"<svg/>")
        body = f"![A calf](media:{image.sha256})\n\nThe calf.\n"
        revision = factories.approved(body=body)
        assert not PublishedImage.objects.exists()

        press.publish(revision, by=people().publisher, at=tick())
        factories.published(body=body)

        assert [shown.image for shown in PublishedImage.objects.all()] == [image]


class TestTheDayOfTheFullReview:
    def test_is_the_last_decision_on_a_text_that_was_read_whole(self):
        edition = factories.published(review_months=6)

        assert (edition.fully_reviewed_on, edition.review_due_on) == (
            date(2026, 11, 22),
            date(2027, 5, 22),
        )

    @pytest.mark.parametrize(
        ("roles", "moves"),
        [((), False), (("clinical",), False), (("clinical", "editorial"), True)],
    )
    def test_moves_only_when_every_reviewer_read_the_whole(self, roles, moves):
        first = factories.published("night-cramps")
        later = datetime(2027, 3, 1, 12, tzinfo=UTC)
        article = factories.article_of("night-cramps")
        revision = workflow.save(article, {"title": "More"}, by=people().writer, at=later)
        for review in workflow.submit(revision, by=people().writer, at=later):
            factories.approve(review, read_whole=review.role in roles, at=later)

        edition = press.publish(revision, by=people().publisher, at=later)

        assert edition.published_at == later
        assert edition.fully_reviewed_on == (later.date() if moves else first.fully_reviewed_on)
        assert edition.review_due_on == (date(2028, 3, 1) if moves else first.review_due_on)

    @pytest.mark.parametrize(
        ("day", "months", "then"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2027, 11, 30), 3, date(2028, 2, 29)),
            (date(2026, 12, 31), 12, date(2027, 12, 31)),
            (date(2096, 2, 29), 48, date(2100, 2, 28)),
            (date(1999, 12, 31), 2, date(2000, 2, 29)),
        ],
    )
    def test_leads_to_the_same_day_some_months_later(self, day, months, then):
        assert press.months_after(day, months) == then


class TestDemonstration:
    @pytest.mark.parametrize("name", ["clinician", "editor", "publisher"])
    def test_marks_an_edition_that_any_of_its_accounts_had_a_hand_in(self, name):
        revision, publisher = factories.approved(), people().publisher
        show = Group.objects.create(name=accounts.DEMONSTRATION)
        show.user_set.add(User.objects.get(username=name))

        edition = press.publish(revision, by=publisher, at=tick())

        assert edition.is_demonstration is True

    def test_marks_no_other_edition(self):
        assert factories.published().is_demonstration is False


class TestPublishTogether:
    def linked(self):
        one = factories.revision("one", body="See [[two]].\n")
        two = factories.revision("two", body="See [[one]].\n")
        workflow.refresh(one.article, by=people().writer, at=tick())
        texts = [article.newest() for article in (one.article, two.article)]
        for text in texts:
            for review in workflow.submit(text, by=people().writer, at=tick()):
                factories.approve(review)
        return texts

    def test_takes_articles_that_link_to_each_other_live(self):
        editions = press.publish_together(self.linked(), by=people().publisher, at=tick())

        assert [edition.code for edition in editions] == ["one", "two"]
        assert Page.objects.live().count() == 2

    def test_is_needed_for_them(self):
        one, _ = self.linked()

        with pytest.raises(PressError, match="two is not published"):
            press.publish(one, by=people().publisher, at=tick())

    def test_is_all_or_nothing(self):
        texts = [*self.linked(), factories.revision("three")]

        with pytest.raises(PressError, match="clinical review is missing") as refused:
            press.publish_together(texts, by=people().publisher, at=tick())

        assert set(refused.value.problems) == {"three"}
        assert not Edition.objects.exists()
        assert not Rendering.objects.exists()

    def test_refuses_one_address_for_two(self):
        texts = [factories.approved("one", slug="same"), factories.approved("two", slug="same")]

        with pytest.raises(PressError, match="Two of these articles want the address /same/"):
            press.publish_together(texts, by=people().publisher, at=tick())

    def test_refuses_one_text_twice(self):
        text = factories.approved()

        with pytest.raises(PressError, match="Two of these articles want the address"):
            press.publish_together([text, text], by=people().publisher, at=tick())

    def test_lets_two_articles_not_swap_addresses(self):
        factories.published("one")
        factories.published("two")
        texts = [factories.approved("one", slug="two"), factories.approved("two", slug="one")]

        with pytest.raises(PressError) as refused:
            press.publish_together(texts, by=people().publisher, at=tick())

        assert set(refused.value.problems) == {"one", "two"}

    def test_publishes_nothing_when_nothing_is_chosen(self):
        assert press.publish_together([], by=people().publisher, at=tick()) == []


class TestANewAddress:
    def test_turns_the_old_one_into_a_signpost(self):
        old = factories.live_page("night-cramps")

        new = factories.live_page("night-cramps", slug="cramp-at-night")

        old.refresh_from_db()
        assert (old.moved_to, old.edition, old.rendering) == (new, None, None)
        assert new.is_live()

    def test_shortens_a_chain_of_signposts(self):
        first = factories.live_page("night-cramps")
        second = factories.live_page("night-cramps", slug="second")
        third = factories.live_page("night-cramps", slug="third")

        for old in (first, second):
            old.refresh_from_db()
            assert old.moved_to == third

    def test_may_be_an_old_one_again(self):
        first = factories.live_page("night-cramps")
        second = factories.live_page("night-cramps", slug="second")
        factories.published("night-cramps", slug="night-cramps", title="Back again")

        first.refresh_from_db()
        second.refresh_from_db()
        assert first.is_live()
        assert second.moved_to == first
        assert first.moved_to is None

    def test_leaves_a_line_in_the_journal(self):
        factories.published("night-cramps")
        factories.published("night-cramps", slug="second")

        line = JournalLine.objects.get(step="move")
        assert line.facts == {"before": "night-cramps", "after": "second"}

    def test_takes_up_a_withdrawn_page_once_it_is_approved_anew(self):
        old = factories.withdrawn(factories.live_page("night-cramps"))

        new = factories.live_page("night-cramps", slug="second")

        old.refresh_from_db()
        assert (old.moved_to, old.withdrawal) == (new, None)
