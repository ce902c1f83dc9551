"""What is true of every comment, tried where no Python stands in its way."""

import pytest
from django.db import IntegrityError, connection, transaction

from content.editorial.comments import Comment
from tests import factories
from tests.factories import NOON, people

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

ANSWERED = {"answer": "Yes.", "resolved_at": NOON}


@pytest.fixture
def said():
    """A comment that waits for an answer, as rows."""
    review = factories.submitted("night-cramps")["clinical"]
    factories.comment(review.revision)
    return Comment.objects.all()


def refused(name):
    return pytest.raises(IntegrityError, match=name)


class TestAComment:
    @pytest.mark.parametrize(
        ("column", "value"),
        [("words", "Other"), ("sentence", "Other."), ("part", "Other"), ("at", NOON)],
    )
    def test_keeps_what_was_said(self, said, column, value):
        with refused("a comment keeps its words"), transaction.atomic():
            said.update(**{column: value})

    def test_keeps_who_said_it(self, said):
        with refused("a comment keeps its words"), transaction.atomic():
            said.update(by=people().writer)

    def test_keeps_its_text(self, said):
        other = factories.revision("other")

        with refused("a comment keeps its words"), transaction.atomic():
            said.update(revision=other)

    def test_is_never_deleted(self, said):
        with refused("a comment is never deleted"), transaction.atomic():
            said.delete()

    def test_is_not_deleted_in_sql(self, said):
        with (
            refused("a comment is never deleted"),
            transaction.atomic(),
            connection.cursor() as sql,
        ):
            sql.execute("DELETE FROM content_comment")

    def test_has_an_author(self, said):
        row = said.values("revision_id", "words", "at").get()

        with refused("a_comment_has_one_author"), transaction.atomic():
            Comment.objects.create(**row)

    def test_has_no_two_authors(self, said):
        revision = said.get().revision
        row = {"revision": revision, "words": "Both", "at": NOON, "by": people().writer}

        with refused("a_comment_has_one_author"), transaction.atomic():
            Comment.objects.create(**row, expert=factories.invited(revision)[0])

    @pytest.mark.parametrize("part", [{"answer": "Yes."}, {"resolved_at": NOON}, ANSWERED])
    def test_is_not_answered_by_nobody(self, said, part):
        with refused("a_comment_is_answered_by_somebody"), transaction.atomic():
            said.update(**part)

    def test_is_not_answered_at_no_time(self, said):
        with refused("a_comment_is_answered_by_somebody"), transaction.atomic():
            said.update(resolved_by=people().writer)

    def test_may_be_answered_without_words(self, said):
        assert said.update(resolved_by=people().writer, resolved_at=NOON) == 1

    @pytest.mark.parametrize("change", [{"answer": "No."}, {"resolved_at": None, "answer": ""}])
    def test_is_answered_once(self, said, change):
        said.update(resolved_by=people().writer, **ANSWERED)
        taken_back = {"resolved_by": None} if change.get("resolved_at", NOON) is None else {}

        with refused("this comment is answered"), transaction.atomic():
            said.update(**change, **taken_back)
