"""Taking a page down, and putting it back."""

import pytest

from content.editions import search_index
from content.editions.models import Edition, Page, Withdrawal
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.publishing import addresses
from content.publishing.addresses import AddressError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return factories.live_page("night-cramps")


def withdraw(page, *, by=None, reason="mistake", instead=None, note="It was wrong."):
    return addresses.withdraw(
        page, reason=reason, instead=instead, note=note, by=by or people().clinician, at=tick()
    )


def reinstate(page, *, by=None):
    return addresses.reinstate(page, by=by or people().publisher, at=tick())


class TestWithdraw:
    def test_takes_the_words_down_and_leaves_a_notice(self, page):
        other = factories.live_page("stretches")

        gone = withdraw(page, reason="replaced", instead=other)

        gone.refresh_from_db()
        assert (gone.edition, gone.rendering) == (None, None)
        assert (gone.withdrawal.reason, gone.withdrawal.instead) == ("replaced", other)

    def test_takes_the_page_out_of_the_search(self, page):
        assert search_index.find(["cramp"], instead={}, limit=5) == [page.pk]

        withdraw(page)

        assert search_index.find(["cramp"], instead={}, limit=5) == []

    def test_tells_the_journal_what_readers_are_not_told(self, page):
        withdraw(page, note=" Wrong dose. ")

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.facts["note"], line.facts["edition"]) == (
            "withdraw",
            "Wrong dose.",
            1,
        )

    def test_takes_one_person_even_the_writer(self, page):
        writer = factories.person("writer", "writers", "editors")

        assert not withdraw(page, by=writer).is_live()

    def test_refuses_somebody_without_the_permission(self, page):
        with pytest.raises(NotAllowedError, match="You may not withdraw pages"):
            withdraw(page, by=people().writer)

    def test_refuses_a_page_that_is_gone_already(self, page):
        withdraw(page)

        with pytest.raises(AddressError, match="/night-cramps/ is not live"):
            withdraw(page)

        assert Withdrawal.objects.count() == 1

    def test_refuses_a_signpost(self, page):
        factories.published("night-cramps", slug="second")

        with pytest.raises(AddressError, match="/night-cramps/ is not live"):
            withdraw(page)

    def test_refuses_a_reason_of_ones_own(self, page):
        with pytest.raises(AddressError, match="Choose one of the reasons"):
            withdraw(page, reason="I felt like it")

    def test_refuses_without_a_word_to_colleagues(self, page):
        with pytest.raises(AddressError, match="Say to your colleagues why"):
            withdraw(page, note="  ")

    def test_refuses_to_send_readers_to_the_page_itself(self, page):
        with pytest.raises(AddressError, match="has to be another page"):
            withdraw(page, instead=page)

    def test_refuses_to_send_readers_to_a_page_that_is_gone(self, page):
        other = factories.withdrawn(factories.live_page("stretches"))

        with pytest.raises(AddressError, match="one that is live"):
            withdraw(page, instead=other)

        page.refresh_from_db()
        assert page.is_live()


class TestReinstate:
    def test_puts_the_last_edition_back(self, page):
        rendering = page.rendering
        withdraw(page)

        back = reinstate(page)

        assert (back.edition.number, back.rendering, back.withdrawal) == (1, rendering, None)
        assert search_index.find(["cramp"], instead={}, limit=5) == [page.pk]

    def test_leaves_a_line_in_the_journal(self, page):
        withdraw(page)
        reinstate(page)

        line = JournalLine.objects.order_by("sequence").last()
        edition = Edition.objects.get()
        assert (line.step, line.name) == ("reinstate", "publisher")
        assert line.facts == {"edition": 1, "digest": edition.digest}

    def test_refuses_a_page_that_is_live(self, page):
        with pytest.raises(AddressError, match="/night-cramps/ is not withdrawn"):
            reinstate(page)

    def test_refuses_whoever_took_it_down(self, page):
        withdraw(page, by=people().publisher)

        with pytest.raises(AddressError, match="You took this page down"):
            reinstate(page)

    def test_refuses_another_account_of_whoever_took_it_down(self, page):
        one = factories.person("one", "editors", email="same@example.org")
        withdraw(page, by=one)

        with pytest.raises(AddressError, match="You took this page down"):
            reinstate(page, by=factories.person("two", "editors", email="same@example.org"))

    def test_refuses_whoever_wrote_it(self, page):
        withdraw(page)

        with pytest.raises(AddressError, match="You wrote some of these words"):
            reinstate(page, by=factories.person("writer", "writers", "editors"))

    def test_refuses_somebody_without_the_permission(self, page):
        withdraw(page)

        with pytest.raises(NotAllowedError, match="You may not reinstate pages"):
            reinstate(page, by=people().clinician)

    def test_brings_back_no_word_of_a_draft(self, page):
        withdraw(page)
        factories.approved("night-cramps", title="Not published")

        assert reinstate(page).edition.title == "Night cramps"

    def test_may_be_done_and_undone(self, page):
        for _ in range(2):
            withdraw(Page.objects.get(pk=page.pk))
            reinstate(Page.objects.get(pk=page.pk))

        assert Withdrawal.objects.filter(page=page).count() == 2
        assert Page.objects.get(pk=page.pk).is_live()
