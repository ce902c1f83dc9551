"""Rechecks: open until an edition answers them or somebody says what came of them."""

import pytest

from content.editions.models import Page
from content.editorial import correcting, rechecks, workflow
from content.editorial.journal import JournalLine
from content.editorial.progress import WorkflowError
from content.editorial.rechecks import Recheck
from content.publishing import addresses, press
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

CITING = "## A {#a}\n\nIt helps.[@magnesium]\n"


@pytest.fixture
def corrected():
    """A recheck of a live page whose source was corrected."""
    source = factories.source("magnesium")
    factories.published("night-cramps", body=CITING)
    return correct(source)


@pytest.fixture
def taken_down():
    """A recheck of a page that the editor took down."""
    factories.withdrawn(factories.live_page("night-cramps"))
    return Recheck.objects.get()


def correct(source, kind="A trial"):
    source.kind = kind
    [recheck] = correcting.correct(source, words="Wrong kind.", by=people().editor, at=tick())
    return recheck


def settle(recheck, *, by=None, words="It says the same."):
    return rechecks.settle(recheck, words=words, by=by or people().publisher, at=tick())


def publish(article_code, **fields):
    article = factories.article_of(article_code)
    revision = workflow.save(article, fields, by=people().writer, at=tick())
    for review in workflow.submit(revision, by=people().writer, at=tick()):
        factories.approve(review)
    return press.publish(revision, by=people().publisher, at=tick())


class TestARecheckOfACorrection:
    def test_is_settled_by_an_edition_of_a_text_written_after_it(self, corrected):
        publish("night-cramps", summary="Nobody knows. Stretch.", change_note="Less sure")

        corrected.refresh_from_db()
        assert corrected.settled_as == "Settled by edition 2."
        assert corrected.settled_by == people().publisher

    def test_is_not_settled_by_a_text_that_was_written_before_it(self):
        source = factories.source("magnesium")
        factories.published("night-cramps", body=CITING)
        waiting = factories.approved("night-cramps", title="Approved before", body=CITING)
        recheck = correct(source)

        press.publish(waiting, by=people().publisher, at=tick())

        recheck.refresh_from_db()
        assert recheck.settled_at is None

    def test_is_settled_by_a_person_who_says_why(self, corrected):
        settled = settle(corrected, by=people().editor, words=" The number is the same. ")

        assert settled.settled_as == "The number is the same."
        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.code, line.facts["note"]) == (
            "settle",
            "night-cramps",
            "The number is the same.",
        )

    def test_of_another_article_stays_open(self, corrected):
        factories.published("other")

        assert Recheck.objects.open().get() == corrected

    def test_refuses_without_a_word(self, corrected):
        with pytest.raises(WorkflowError, match="Say in a sentence what came of it"):
            settle(corrected, words=" ")

    def test_is_settled_once(self, corrected):
        settle(corrected)

        with pytest.raises(WorkflowError, match="publisher has settled this: It says the same."):
            settle(corrected, by=people().editor)

    @pytest.mark.parametrize("name", ["writer", "stranger"])
    def test_is_not_for_others_to_settle(self, corrected, name):
        with pytest.raises(WorkflowError, match="A reviewer or an editor can settle this"):
            settle(corrected, by=getattr(people(), name))


class TestARecheckOfATakeDown:
    def test_is_raised_with_the_note_to_colleagues(self, taken_down):
        assert (taken_down.code, taken_down.kind, taken_down.words) == (
            "night-cramps",
            "withdrawal",
            "It was wrong.",
        )
        assert taken_down.raised_by == people().editor

    def test_is_not_closed_by_who_took_the_page_down(self, taken_down):
        with pytest.raises(WorkflowError, match="You took this page down. Somebody else"):
            settle(taken_down, by=people().editor)

    def test_is_not_closed_by_another_account_of_theirs(self):
        one = factories.person("one", "editors", email="same@example.org")
        page = factories.live_page()
        addresses.withdraw(page, reason="mistake", note="Wrong.", by=one, at=tick())

        with pytest.raises(WorkflowError, match="You took this page down"):
            settle(
                Recheck.objects.get(),
                by=factories.person("two", "editors", email="Same@example.org"),
            )

    def test_is_left_open_when_the_page_comes_back(self, taken_down):
        addresses.reinstate(Page.objects.get(), by=people().publisher, at=tick())

        assert Recheck.objects.open().exists()

    def test_is_left_open_by_a_new_edition(self, taken_down):
        publish("night-cramps", title="Mended", change_note="Mended")

        assert Recheck.objects.open().exists()

    def test_says_that_the_page_stays_down(self, taken_down):
        assert settle(taken_down, words="Nobody needs it.").settled_as == (
            "Stays down. Nobody needs it."
        )

    def test_says_that_the_page_came_back(self, taken_down):
        addresses.reinstate(Page.objects.get(), by=people().publisher, at=tick())

        assert settle(taken_down, words="It was right.").settled_as == (
            "Reinstated, edition 1. It was right."
        )

    def test_says_which_edition_mended_the_page(self, taken_down):
        publish("night-cramps", title="Mended", change_note="Mended")

        assert settle(taken_down, words="The dose is right.").settled_as == (
            "Mended by edition 2. The dose is right."
        )
