from __future__ import annotations

import pytest
from django.urls import reverse

from content.editions.models import Page
from content.editorial import correcting
from content.editorial.rechecks import Recheck
from content.publishing import addresses
from tests import factories

HOME = "/admin/"
EVERY_PAGE = [HOME, "/admin/content/article/", "/admin/content/source/", "/admin/password_change/"]
CITING = "## A {#a}\n\nIt helps.[@magnesium]\n"


@pytest.fixture
def corrected(people):
    source = factories.source("magnesium")
    factories.published("night-cramps", body=CITING)
    source.kind = "A trial"
    words = "It is one trial."
    [recheck] = correcting.correct(source, words=words, by=people.editor, at=factories.tick())
    return recheck


@pytest.fixture
def taken_down(people):
    factories.withdrawn(factories.live_page("night-cramps"))
    return Recheck.objects.get()


def at(recheck):
    return reverse("admin:recheck", args=[recheck.pk])


def overview(code):
    return reverse("admin:content_article_change", args=[factories.article_of(code).pk])


class TestTheBanner:
    @pytest.mark.parametrize("address", EVERY_PAGE)
    def test_stands_on_every_page_while_a_take_down_is_open(self, people, as_, taken_down, address):
        page = as_(people.clinician).get(address).content.decode()

        assert "Taken down, and not settled" in page
        assert "/night-cramps/" in page
        assert "22 November 2026" in page
        assert at(taken_down) in page

    def test_stays_when_the_page_is_back(self, people, as_, taken_down):
        addresses.reinstate(Page.objects.get(), by=people.publisher, at=factories.tick())

        assert "Taken down, and not settled" in as_(people.writer).get(HOME).content.decode()

    def test_goes_when_somebody_has_settled_it(self, people, as_, taken_down):
        client = as_(people.publisher)
        client.post(at(taken_down), {"words": "Nobody needs it."})

        assert "Taken down" not in client.get(HOME).content.decode()

    def test_is_not_for_a_stranger_on_the_staff(self, people, as_, taken_down, client):
        assert "Taken down" not in as_(people.stranger).get(HOME).content.decode()
        assert "Taken down" not in client.get("/admin/login/").content.decode()

    def test_is_not_raised_by_a_correction(self, people, as_, corrected):
        assert "Taken down" not in as_(people.editor).get(HOME).content.decode()


class TestTheFrontPage:
    def test_lists_what_has_to_be_looked_at_again(self, people, as_, corrected):
        page = as_(people.writer).get(HOME).content.decode()

        assert "To be looked at again, oldest first" in page
        assert "It is one trial." in page
        assert "Nothing waits for you." not in page

    def test_costs_the_same_queries_however_many_there_are(
        self, people, as_, corrected, queries_of
    ):
        client = as_(people.editor)
        few = queries_of(client, HOME)
        for code in ("one", "two", "three"):
            factories.withdrawn(factories.live_page(code))

        assert queries_of(client, HOME) == few


class TestSettling:
    def test_keeps_why_nothing_has_to_change(self, people, as_, corrected):
        client = as_(people.clinician)
        page = client.get(at(corrected)).content.decode()

        client.post(at(corrected), {"words": "The number is the same."})

        corrected.refresh_from_db()
        assert "It is one trial." in page
        assert corrected.settled_as == "The number is the same."
        assert corrected.settled_by == people.clinician

    def test_says_what_stands_there_now(self, people, as_, taken_down):
        page = as_(people.publisher).get(at(taken_down)).content.decode()

        assert "As it stands now: <b>Stays down</b>" in page

    def test_is_offered_to_nobody_who_took_the_page_down(self, people, as_, taken_down):
        client = as_(people.editor)

        page = client.get(at(taken_down)).content.decode()
        refused = client.post(at(taken_down), {"words": "All is well."})

        assert "Not yours to settle." in page
        assert "<textarea" not in page
        assert refused.status_code == 409
        assert "You took this page down." in refused.content.decode()
        assert Recheck.objects.open().exists()

    def test_asks_for_words(self, people, as_, corrected):
        response = as_(people.editor).post(at(corrected), {"words": " "})

        assert response.status_code == 409
        assert "Say in a sentence what came of it." in response.content.decode()

    def test_shows_who_was_first_and_keeps_what_was_typed(self, people, as_, corrected):
        as_(people.editor).post(at(corrected), {"words": "The same."})

        response = as_(people.clinician).post(at(corrected), {"words": "My own words."})

        told = response.content.decode()
        assert response.status_code == 409
        assert "editor has settled this: The same." in told
        assert "My own words." in told

    def test_is_not_for_strangers(self, people, as_, corrected, client):
        assert as_(people.stranger).get(at(corrected)).status_code == 403
        assert client.get(at(corrected)).status_code == 302
        assert as_(people.editor).get("/admin/recheck/99999/").status_code == 404

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_is_never_done_by_a_link(self, people, as_, corrected, method):
        getattr(as_(people.editor), method)(at(corrected), {"words": "By a link."})

        assert Recheck.objects.open().exists()


class TestTheStoryOfAnArticle:
    def test_says_what_is_open(self, people, as_, corrected):
        page = as_(people.writer).get(overview("night-cramps")).content.decode()

        assert "To be looked at again" in page
        assert at(corrected) in page

    def test_keeps_what_came_of_it(self, people, as_, corrected):
        client = as_(people.editor)
        client.post(at(corrected), {"words": "The number is the same."})

        page = client.get(overview("night-cramps")).content.decode()

        assert "Looked at again before" in page
        assert "The number is the same." in page
        assert 'id="rechecks"' not in page
