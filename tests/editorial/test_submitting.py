"""Submitting a text, and asking for a new address."""

import pytest

from content.editorial import workflow
from content.editorial.articles import Article, Revision
from content.editorial.checked import TextError
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.editorial.reviews import Review
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


class TestSubmit:
    def test_asks_for_a_review_in_every_role(self):
        reviews = factories.submitted()

        assert set(reviews) == {"clinical", "editorial"}
        assert all(review.is_open() for review in reviews.values())

    def test_asks_for_one_review_where_one_role_is_enough(self, settings):
        settings.REVIEW_ROLES = ["editorial"]

        assert set(factories.submitted()) == {"editorial"}

    def test_binds_each_review_to_the_text(self):
        review = factories.submitted()["clinical"]

        assert review.digest == review.revision.digest
        assert len(review.html_digest) == 64

    def test_refuses_a_text_that_is_with_its_reviewers(self):
        revision = factories.submitted()["clinical"].revision

        with pytest.raises(WorkflowError, match="already with its reviewers"):
            workflow.submit(revision, by=people().writer, at=tick())

    def test_refuses_a_text_that_everybody_approved(self):
        with pytest.raises(WorkflowError, match="Everybody has approved this revision"):
            workflow.submit(factories.approved(), by=people().writer, at=tick())

    def test_refuses_a_text_that_was_returned(self):
        review = factories.submitted()["clinical"]
        factories.returned(review)

        with pytest.raises(WorkflowError, match="Changes were asked for. Make them"):
            workflow.submit(review.revision, by=people().writer, at=tick())

    def test_refuses_a_text_that_was_overtaken(self):
        first = factories.revision()
        workflow.save(first.article, {"title": "Newer"}, by=people().writer, at=tick())

        with pytest.raises(WorkflowError, match="Revision 1 has been overtaken by revision 2"):
            workflow.submit(first, by=people().writer, at=tick())

    def test_refuses_a_text_that_is_published(self):
        factories.published("night-cramps")
        newest = Article.objects.get(code="night-cramps").newest()

        with pytest.raises(WorkflowError, match="This text is published already"):
            workflow.submit(newest, by=people().writer, at=tick())

    def test_names_what_cannot_be_read(self):
        revision = factories.revision(body="It helps [@nobody-wrote-this].\n")

        with pytest.raises(WorkflowError, match="Put this right before .*nobody-wrote-this"):
            workflow.submit(revision, by=people().writer, at=tick())

    @pytest.mark.parametrize(
        ("field", "empty", "said"),
        [
            ("title", "", "Write the title"),
            ("summary", "", "Write the summary"),
            ("body", "", "Write the body"),
            ("change_note", "", "Write the change note"),
            ("topic", "", "Write the topic"),
            ("key_points", ["One.", "Two."], "Write 3 to 5 key points; there are 2"),
        ],
    )
    def test_refuses_a_text_that_is_not_whole(self, field, empty, said):
        revision = factories.revision(**{field: empty})

        with pytest.raises(TextError, match=said):
            workflow.submit(revision, by=people().writer, at=tick())

        assert not Review.objects.exists()

    def test_refuses_somebody_who_does_not_write(self):
        revision = factories.revision()

        with pytest.raises(NotAllowedError, match="You may not submit revisions"):
            workflow.submit(revision, by=people().clinician, at=tick())


class TestMove:
    def test_asks_for_the_new_address_like_for_any_change(self):
        factories.published("night-cramps")
        article = Article.objects.get(code="night-cramps")

        reviews = workflow.move(article, to="cramp-at-night", by=people().writer, at=tick())

        assert {review.role for review in reviews} == {"clinical", "editorial"}
        moved = article.newest()
        assert (moved.slug, moved.change_note) == ("cramp-at-night", "Moved to /cramp-at-night/.")

    def test_refuses_while_a_text_is_being_written(self):
        article = factories.revision().article

        with pytest.raises(WorkflowError, match="Publish or finish the text first"):
            workflow.move(article, to="elsewhere", by=people().writer, at=tick())

    def test_refuses_an_article_without_a_text(self):
        with pytest.raises(WorkflowError, match="Publish or finish the text first"):
            workflow.move(factories.article(), to="elsewhere", by=people().writer, at=tick())

    def test_refuses_the_address_where_it_stands(self):
        factories.published("night-cramps")
        article = Article.objects.get(code="night-cramps")

        with pytest.raises(WorkflowError, match="The page stands at /night-cramps/ already"):
            workflow.move(article, to="night-cramps", by=people().writer, at=tick())

    def test_files_nothing_when_the_address_is_not_one(self):
        factories.published("night-cramps")
        article = Article.objects.get(code="night-cramps")

        with pytest.raises(TextError, match="An address has small letters"):
            workflow.move(article, to="Not an address", by=people().writer, at=tick())

        assert Revision.objects.count() == 1
