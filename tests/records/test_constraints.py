"""What is true of every row: each constraint is tried where no Python stands in its way."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from content.editions.models import Edition, Page, Rendering
from content.editions.text import sha256
from content.editorial.articles import Contribution, Revision
from content.editorial.reviews import Review
from content.publishing.ledger import Publication
from tests import factories
from tests.factories import NOON, people

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


class refused:  # noqa: N801  # it reads as a sentence
    """Expect the database to refuse, for the reason that is named."""

    def __init__(self, name):
        self.expected = pytest.raises(IntegrityError, match=name)

    def __enter__(self):
        self.expected.__enter__()
        self.step = transaction.atomic()
        self.step.__enter__()

    def __exit__(self, *error):
        self.step.__exit__(*error)
        return self.expected.__exit__(*error)


def copied(row, **columns):
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
    return type(row)(**kept | {"id": None} | columns)


def decided(by, decision="approved"):
    return {"decision": decision, "decided_by": by, "decided_at": NOON, "read_whole": True}


class TestReviews:
    @pytest.fixture
    def reviews(self):
        return factories.submitted()

    @pytest.fixture
    def clinical(self, reviews):
        return Review.objects.filter(pk=reviews["clinical"].pk)

    def test_are_not_decided_by_the_writer(self, clinical):
        with refused("nobody_decides_on_words_they_wrote"):
            clinical.update(**decided(people().writer))

    def test_are_not_decided_by_a_cowriter(self):
        first = factories.revision(by=people().cowriter)
        factories.submitted(first.article.code, title="Newer")

        with refused("nobody_decides_on_words_they_wrote"):
            Review.objects.filter(role="clinical").update(**decided(people().cowriter))

    def test_are_not_put_in_decided_by_the_writer(self):
        revision = factories.revision()
        row = {"revision": revision, "role": "clinical", "digest": revision.digest}

        with refused("nobody_decides_on_words_they_wrote_on_insert"):
            Review.objects.create(
                **row, asked_by=people().writer, asked_at=NOON, **decided(people().writer)
            )

    def test_are_not_decided_by_a_writer_whose_contribution_was_left_out(self):
        honest = factories.revision()
        forged = copied(honest, number=2, written_by_id=people().clinician.pk)
        forged.save()

        with refused("nobody_decides_on_words_they_wrote_on_insert"):
            Review.objects.create(
                revision=forged,
                role="clinical",
                digest=forged.digest,
                asked_by=people().writer,
                asked_at=NOON,
                **decided(people().clinician),
            )

    def test_of_two_roles_take_two_people(self, reviews):
        factories.approve(reviews["clinical"])

        with refused("two_roles_take_two_people|content_review.decided_by_id"):
            Review.objects.filter(role="editorial").update(**decided(people().clinician))

    def test_of_a_role_are_asked_for_once(self, reviews):
        with refused("one_review_a_revision_and_role|content_review.role"):
            copied(reviews["clinical"]).save(force_insert=True)

    @pytest.mark.parametrize(
        "part",
        [
            {"decision": "approved"},
            {"decided_at": NOON},
            {"read_whole": True},
            {"decision": "perhaps", "decided_at": NOON, "read_whole": True},
        ],
    )
    def test_are_decided_whole_or_not_at_all(self, clinical, part):
        with refused("a_decision_is_whole_or_absent"):
            clinical.update(**part)

    @pytest.mark.parametrize("name", ["decided_by", "decided_at", "read_whole", "decision"])
    def test_are_not_decided_without_a_part(self, clinical, name):
        empty = "" if name == "decision" else None

        with refused("a_decision_is_whole_or_absent"):
            clinical.update(**decided(people().clinician) | {name: empty})

    def test_are_decided_once(self, reviews, clinical):
        factories.returned(reviews["clinical"])

        with refused("a_decision_stands"):
            clinical.update(decision="approved")

    def test_are_not_opened_again(self, reviews, clinical):
        factories.returned(reviews["clinical"])

        with refused("a_decision_stands"):
            clinical.update(decision="", decided_by=None, decided_at=None, read_whole=None)

    @pytest.mark.parametrize(
        ("column", "value"),
        [("role", "third"), ("digest", "0" * 64), ("html_digest", "0" * 64), ("asked_at", NOON)],
    )
    def test_stay_with_what_was_asked(self, clinical, column, value):
        with refused("a_review_stays_with_the_text_it_was_asked_for"):
            clinical.update(**{column: value})

    def test_stay_with_their_revision(self, clinical):
        other = factories.revision()

        with refused("a_review_stays_with_the_text_it_was_asked_for"):
            clinical.update(revision=other)

    def test_are_never_deleted(self, clinical):
        with refused("a_review_is_never_deleted"):
            clinical.delete()

    def test_are_of_the_text_as_it_was_written(self):
        revision = factories.revision()

        with refused("a_review_is_bound_to_the_digest_of_its_revision"):
            Review.objects.create(
                revision=revision,
                role="clinical",
                digest="0" * 64,
                asked_by=people().writer,
                asked_at=NOON,
            )


class TestRevisions:
    def test_have_a_number_each(self):
        revision = factories.revision()

        with refused("one_revision_a_number_of_an_article|content_revision.number"):
            copied(revision).save()

    def test_name_a_writer_once(self):
        contribution = factories.revision().contributions.get()

        with refused("one_contribution_a_person_and_revision|content_contribution.person_id"):
            copied(contribution).save()

    def test_keep_their_people(self):
        writer = factories.revision().written_by

        with pytest.raises(models.ProtectedError):
            writer.delete()

        assert Contribution.objects.filter(person=writer).exists()


class TestEditions:
    @pytest.fixture
    def edition(self):
        return factories.published("night-cramps")

    @pytest.mark.parametrize("number", [0, 1, 3])
    def test_are_numbered_without_gaps(self, edition, number):
        with refused("edition_numbers_have_no_gaps|one_edition_a_number"):
            copied(edition, number=number).save()

    def test_begin_with_one(self, edition):
        with refused("edition_numbers_have_no_gaps"):
            copied(edition, code="new", number=2).save()

    def test_are_reviewed_again_after_they_were_reviewed(self, edition):
        with refused("the_next_review_comes_after_the_last"):
            copied(edition, number=2, review_due_on=date(2026, 11, 22)).save()

    def test_have_a_number_for_each_rendering(self, edition):
        with refused("one_rendering_a_number_of_an_edition|content_rendering.number"):
            copied(edition.renderings.get()).save()

    def test_are_not_pressed_again_with_other_words(self, edition):
        with refused("pressing_again_keeps_the_words"):
            copied(edition.renderings.get(), number=2, plain="Take ten tablets.").save()


class TestPublications:
    def forged(self, revision, **columns):
        """Put in an edition of a revision and its rendering, behind the press's back."""
        edition = Edition(
            **revision.text() | {"digest": revision.digest},
            code=revision.article.code,
            number=1,
            approvals=[],
            is_demonstration=False,
            published_at=NOON,
            fully_reviewed_on=NOON.date(),
            review_due_on=date(2027, 11, 22),
        )
        edition.save()
        html = columns.get("html", "")
        review = revision.reviews.first()
        digest = sha256(html) if html or review is None else review.html_digest
        rendering = Rendering(
            edition=edition,
            number=1,
            renderer="1",
            html=html,
            html_digest=digest,
            plain="",
            outline=[],
            section_texts={},
            links=[],
            references=[],
            images=[],
            pressed_at=NOON,
        )
        rendering.save()
        return edition, rendering

    def publish(self, revision, edition, by=None):
        Publication(
            revision=revision,
            edition=edition,
            published_by=by or people().publisher,
            published_at=NOON,
        ).save()

    def test_need_a_review(self):
        revision = factories.revision()
        edition, _ = self.forged(revision)

        with refused("a_publication_needs_its_reviews_approved"):
            self.publish(revision, edition)

    def test_need_every_review_approved(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        revision = reviews["clinical"].revision
        edition, _ = self.forged(revision)

        with refused("a_publication_needs_its_reviews_approved"):
            self.publish(revision, edition)

    def test_are_not_of_a_returned_text(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        factories.returned(reviews["editorial"])
        revision = reviews["clinical"].revision
        edition, _ = self.forged(revision)

        with refused("a_publication_needs_its_reviews_approved"):
            self.publish(revision, edition)

    def test_need_approvals_that_the_journal_tells_of(self):
        reviews = factories.submitted()
        factories.approve(reviews["clinical"])
        revision = reviews["clinical"].revision
        Review.objects.filter(pk=reviews["editorial"].pk).update(**decided(people().editor))
        edition, _ = self.forged(revision)

        with refused("the_journal_tells_of_every_approval_that_is_published"):
            self.publish(revision, edition)

    def test_are_of_the_text_that_was_approved(self):
        revision, other = factories.approved(), factories.approved(title="Another")
        edition, _ = self.forged(other)

        with refused("a_publication_is_of_the_approved_text"):
            self.publish(revision, edition)

    def test_are_of_the_page_that_was_seen(self):
        revision = factories.approved()
        edition, _ = self.forged(revision, html="<p>Take ten tablets.</p>")

        with refused("a_publication_is_of_the_page_that_was_seen"):
            self.publish(revision, edition)

    def test_are_not_made_by_the_writer(self):
        revision = factories.approved()
        edition, _ = self.forged(revision)

        with refused("nobody_publishes_words_they_wrote"):
            self.publish(revision, edition, by=people().writer)

    def test_turn_a_revision_into_one_edition(self):
        first = factories.published("night-cramps")
        second = copied(first, number=2)
        second.save()
        copied(first.renderings.get(), edition_id=second.pk).save()

        with refused("content_publication"):
            self.publish(Revision.objects.get(), second)

    def test_are_needed_before_a_page_shows_an_edition(self):
        revision = factories.revision()
        edition, rendering = self.forged(revision)

        with refused("a_page_shows_only_its_own_article_on_insert"):
            Page.objects.create(
                slug=edition.slug,
                code=edition.code,
                topic=edition.topic,
                edition=edition,
                rendering=rendering,
                changed_at=NOON,
            )


class TestPages:
    @pytest.fixture
    def page(self):
        return factories.live_page("night-cramps")

    @pytest.fixture
    def row(self, page):
        return Page.objects.filter(pk=page.pk)

    def test_keep_their_address(self, row):
        with refused("an_address_is_never_given_to_another_article"):
            row.update(slug="elsewhere")

    def test_keep_their_article(self, page, row):
        factories.withdrawn(page)

        with refused("an_address_is_never_given_to_another_article"):
            row.update(code="other")

    def test_are_never_deleted(self, row):
        with refused("an_address_answers_for_ever"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM content_page")

        assert row.exists()

    def test_do_not_show_another_article(self, row):
        other = factories.live_page("other")

        with refused("a_page_shows_only_its_own_article_on_update"):
            row.update(edition=other.edition, rendering=other.rendering)

    def test_do_not_show_an_edition_in_the_clothes_of_another(self, row):
        other = factories.live_page("other")

        with refused("a_page_shows_only_its_own_article_on_update"):
            row.update(rendering=other.rendering)

    def test_do_not_go_back_to_an_older_edition(self, page, row):
        factories.published("night-cramps", title="Second")

        with refused("a_page_shows_only_its_own_article_on_update"):
            row.update(edition=page.edition, rendering=page.rendering)

    @pytest.mark.parametrize("column", ["edition", "rendering"])
    def test_show_an_edition_with_its_rendering_or_nothing(self, row, column):
        with refused("stands_with_its_rendering|one_thing_stands|shows_only_its_own"):
            row.update(**{column: None})

    def test_show_one_thing(self, page, row):
        other = factories.live_page("other")

        with refused("one_thing_stands_at_an_address"):
            row.update(moved_to=other)

    def test_show_something(self, row):
        with refused("one_thing_stands_at_an_address"):
            row.update(edition=None, rendering=None)

    def test_are_one_for_each_article(self, page):
        with refused("one_current_edition_a_page|content_page.code"):
            copied(page, slug="second").save(force_insert=True)

    def test_have_an_address_each(self, page):
        other = factories.live_page("other")

        with refused("content_page"):
            copied(page, moved_to_id=other.pk, edition_id=None, rendering_id=None).save(
                force_insert=True
            )
