from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories


@pytest.fixture
def old(people):
    return factories.live_page("old", title="Old title", body="## One {#one}\n\nA.\n")


@pytest.fixture
def linking(old):
    return factories.live_page("linking", title="It links", body="See [[old#one]].\n")


def standing(page):
    return reverse("admin:content_page_change", args=[page.pk])


def point(page):
    return reverse("admin:content_page_point", args=[page.pk])


class TestWhoLinksHere:
    def test_stands_before_the_form_that_withdraws(self, people, as_, old, linking):
        page = as_(people.clinician).get(standing(old)).content.decode()

        assert page.index("It links") < page.index("Withdraw the page now")
        assert "live, edition 1" in page
        assert "<code>#one</code>" in page

    def test_stands_on_the_overview(self, people, as_, old, linking):
        article = factories.article_of("old")
        address = reverse("admin:content_article_change", args=[article.pk])

        page = as_(people.writer).get(address).content.decode()

        assert "Who links here: 1 text" in page
        assert "It links" in page

    def test_says_when_nothing_does(self, people, as_, linking):
        page = as_(people.clinician).get(standing(linking)).content.decode()

        assert "Nothing links here." in page
        assert "Point the links here" not in page

    def test_counts_the_pages_of_a_guide(self, people, as_, old):
        factories.published("member", topic="old")

        page = as_(people.clinician).get(standing(old)).content.decode()

        assert "1 live page belongs to the topic that this page leads." in page


class TestPointingThemElsewhere:
    @pytest.fixture(autouse=True)
    def new(self, old, linking):
        return factories.live_page("new", title="New title")

    def test_saves_the_texts_and_submits_none(self, people, as_, old):
        told = as_(people.writer).post(point(old), {"to": "/new/"}, follow=True).content.decode()

        newest = factories.article_of("linking").newest()
        assert "Saved, and not submitted yet: linking (revision 2)." in told
        assert newest.body == "See [[new]].\n"

    def test_says_which_it_left(self, people, as_, old):
        factories.revision("linking", title="Half written", body="See [[old]].\n")

        told = as_(people.writer).post(point(old), {"to": "new"}, follow=True).content.decode()

        assert "Left as it is. linking: Somebody is at work on it." in told

    @pytest.mark.parametrize(
        ("to", "sentence"),
        [
            ("nowhere", "No live page has the address or the code “nowhere”."),
            ("", "No live page has the address"),
            ("old", "The links have to lead to another page"),
        ],
    )
    def test_needs_another_live_page(self, people, as_, old, to, sentence):
        told = as_(people.writer).post(point(old), {"to": to}, follow=True).content.decode()

        assert sentence in told
        assert factories.article_of("linking").newest().number == 1

    def test_offers_the_page_that_readers_are_sent_to(self, people, as_, old, new):
        factories.withdrawn(old, instead=new)

        page = as_(people.writer).get(standing(old)).content.decode()

        assert 'name="to" value="new"' in page

    def test_is_for_writers(self, people, as_, old):
        page = as_(people.clinician).get(standing(old)).content.decode()

        assert "Point the links here" not in page
        assert as_(people.clinician).post(point(old), {"to": "new"}).status_code == 403

    def test_is_never_done_by_a_link(self, people, as_, old):
        assert as_(people.writer).get(point(old), {"to": "new"}).status_code == 405
