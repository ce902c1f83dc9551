"""Who is asked first when an article needs somebody."""

import pytest
from django.contrib.auth.models import User

from content.editorial import owners
from content.editorial.journal import JournalLine
from content.editorial.owners import Ownership
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return factories.article("night-cramps")


def give(article, to, by):
    return owners.give(article, to=to, by=by, at=tick())


class TestTheOwner:
    def test_is_who_opened_the_article(self, article):
        assert owners.owner_of(article) == people().writer

    def test_is_who_it_was_given_to_last(self, article):
        give(article, people().clinician, people().writer)
        give(article, people().cowriter, people().editor)

        assert owners.owner_of(article) == people().cowriter
        assert Ownership.objects.count() == 1


class TestGive:
    def test_is_for_the_owner(self, article):
        give(article, people().cowriter, people().writer)

        assert owners.owner_of(article) == people().cowriter

    def test_is_for_those_who_may_publish(self, article):
        give(article, people().cowriter, people().publisher)

        assert owners.owner_of(article) == people().cowriter

    def test_is_for_nobody_else(self, article):
        with pytest.raises(NotAllowedError, match="what somebody else looks after"):
            give(article, people().cowriter, people().cowriter)

    def test_leaves_a_line_in_the_journal(self, article):
        give(article, people().cowriter, people().editor)

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.code, line.name) == ("give", "night-cramps", "editor")
        assert line.facts == {"note": "from writer to cowriter"}

    def test_refuses_who_has_it_already(self, article):
        with pytest.raises(WorkflowError, match="writer looks after it already"):
            give(article, people().writer, people().editor)

    def test_refuses_who_cannot_see_the_desk(self, article):
        with pytest.raises(WorkflowError, match="stranger cannot see the desk"):
            give(article, people().stranger, people().editor)

    def test_refuses_an_account_that_is_closed(self, article):
        left = people().cowriter
        User.objects.filter(pk=left.pk).update(is_active=False)

        with pytest.raises(WorkflowError, match="cowriter cannot see the desk"):
            give(article, people().cowriter, people().editor)
