from __future__ import annotations

import pytest
from django.urls import reverse

from content.editions.models import Edition, Page
from content.editorial import decisions
from content.editorial.articles import Article
from content.editorial.reviews import Review
from content.evidence.models import Term
from content.publishing import addresses
from tests import factories


def at(article, step="change"):
    return reverse(f"admin:content_article_{step}", args=[article.pk])


LIST = "/admin/content/article/"


class TestTheList:
    def test_says_in_words_where_each_article_stands(self, people, as_):
        factories.published("live-one")
        factories.revision("draft-one")
        factories.submitted("asked-one")
        factories.approved("approved-one")
        factories.article("empty-one")

        page = as_(people.writer).get(LIST).content.decode()

        for words in (
            "live: edition 1",
            "revision 1 is a draft",
            "revision 1 is in review",
            "revision 1 is approved",
            "nothing written yet",
        ):
            assert words in page

    def test_says_that_changes_were_asked_for(self, people, as_):
        review = factories.submitted("returned-one")["clinical"]
        decisions.ask_for_changes(
            review,
            by=people.clinician,
            at=factories.tick(),
            shown=review.digest,
            note="Say when.",
        )

        page = as_(people.writer).get(LIST).content.decode()

        assert "revision 1 has changes asked for" in page

    def test_says_that_a_page_is_withdrawn(self, people, as_):
        _withdrawn("gone-one", people)

        assert "withdrawn" in as_(people.writer).get(LIST).content.decode()

    def test_finds_by_code_and_by_title(self, people, as_):
        factories.revision("one", title="Cramp while swimming")
        factories.revision("other", title="Restless legs")
        client = as_(people.writer)

        for words in ("swimming", "one"):
            page = client.get(LIST, {"q": words}).content.decode()
            assert "Cramp while swimming" in page
            assert "Restless legs" not in page

    def test_costs_the_same_queries_whatever_is_in_it(self, people, as_, queries_of):
        client = as_(people.writer)
        factories.revision()
        few = queries_of(client, LIST)
        for _ in range(5):
            factories.published()

        assert queries_of(client, LIST) == few <= 9

    @pytest.mark.parametrize("action", ["delete_selected", "publish", ""])
    def test_takes_no_action_and_no_edited_row(self, people, as_, action):
        article = factories.article()
        forged = {
            "action": action,
            "_selected_action": [article.pk],
            "select_across": "1",
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": article.pk,
            "form-0-code": "stolen",
            "_save": "Save",
        }

        response = as_(people.superuser).post(LIST, forged)

        assert response.status_code == 405
        assert Article.objects.get(pk=article.pk).code == article.code


class TestOpening:
    def test_takes_a_code_and_leads_to_the_editor(self, people, as_):
        response = as_(people.writer).post(f"{LIST}add/", {"code": "foot-cramp"})

        article = Article.objects.get(code="foot-cramp")
        assert response.url == at(article, "write")

    def test_keeps_a_refused_code_on_the_page(self, people, as_):
        response = as_(people.writer).post(f"{LIST}add/", {"code": "Not A Code"})

        assert response.status_code == 409
        assert "small letters, digits and single hyphens" in response.content.decode()
        assert 'value="Not A Code"' in response.content.decode()

    def test_refuses_a_code_that_is_taken(self, people, as_):
        article = factories.article()

        response = as_(people.writer).post(f"{LIST}add/", {"code": article.code})

        assert response.status_code == 409
        assert "a code is never used twice" in response.content.decode()

    def test_is_for_writers(self, people, as_):
        response = as_(people.clinician).post(f"{LIST}add/", {"code": "foot-cramp"})

        assert response.status_code == 403
        assert "You may not open articles." in response.content.decode()
        assert not Article.objects.exists()


class TestTheOverview:
    def test_tells_the_whole_story(self, people, as_):
        edition = factories.published("night-cramps")
        article = Article.objects.get(code=edition.code)

        page = as_(people.writer).get(at(article)).content.decode()

        assert "Revisions, newest first" in page
        assert "approved by clinician" in page
        assert "Editions, newest first" in page
        assert "publish, revision 1, edition 1" in page

    def test_says_what_stands_between_a_text_and_its_readers(self, people, as_):
        revision = factories.revision()

        page = as_(people.editor).get(at(revision.article)).content.decode()

        assert "The clinical review is missing." in page

    def test_costs_the_same_queries_however_long_the_story(self, people, as_, queries_of):
        article = factories.revision("night-cramps").article
        client = as_(people.writer)
        few = queries_of(client, at(article))
        for number in range(5):
            factories.revision("night-cramps", title=f"Title {number}")

        assert queries_of(client, at(article)) == few <= 36

    def test_takes_no_form(self, people, as_):
        revision = factories.revision()
        forged = {"state": "published", "code": "stolen", "_save": "1", "_saveasnew": "1"}

        response = as_(people.superuser).post(at(revision.article), forged)

        assert response.status_code == 405
        assert Article.objects.count() == 1
        assert not Edition.objects.exists()

    def test_is_not_for_those_who_may_not_see_articles(self, people, as_):
        revision = factories.revision()

        response = as_(people.stranger).get(at(revision.article))

        assert response.status_code == 403

    @pytest.mark.parametrize("pk", ["0", "x", "999999", "1/../2"])
    def test_knows_no_article_that_is_not_there(self, people, as_, pk):
        assert as_(people.writer).get(f"{LIST}{pk}/change/").status_code == 404

    def test_has_no_deleting(self, people, as_):
        revision = factories.revision()

        response = as_(people.superuser).post(at(revision.article, "delete"), {"post": "yes"})

        assert response.status_code == 403
        assert Article.objects.filter(pk=revision.article.pk).exists()


class TestSubmitting:
    def test_puts_the_text_before_its_reviewers(self, people, as_):
        revision = factories.revision()

        response = as_(people.writer).post(
            at(revision.article, "submit"), {"revision": revision.number}, follow=True
        )

        assert Review.objects.open().count() == 2
        assert "Its reviewers find it on their desk." in response.content.decode()

    def test_refuses_a_text_that_was_overtaken_since_the_page_was_shown(self, people, as_):
        old = factories.revision("night-cramps")
        factories.revision("night-cramps", title="Newer")

        response = as_(people.writer).post(at(old.article, "submit"), {"revision": old.number})

        assert response.status_code == 409
        assert "has been overtaken by revision 2" in response.content.decode()

    def test_is_said_once_when_the_button_is_pressed_twice(self, people, as_):
        revision = factories.revision()
        client = as_(people.writer)
        client.post(at(revision.article, "submit"), {"revision": revision.number})

        again = client.post(at(revision.article, "submit"), {"revision": revision.number})

        assert again.status_code == 409
        assert "already with its reviewers" in again.content.decode()
        assert Review.objects.count() == 2

    @pytest.mark.parametrize("number", ["", "99", "x", "-1", "²", "9" * 30, "9" * 5000])
    def test_needs_the_number_that_was_shown(self, people, as_, number):
        revision = factories.revision()

        response = as_(people.writer).post(at(revision.article, "submit"), {"revision": number})

        assert response.status_code == 409
        assert "Open the page again." in response.content.decode()

    def test_takes_no_revision_of_another_article(self, people, as_):
        one = factories.revision("one")
        factories.revision("other")
        newer = factories.revision("other", title="Newer")

        response = as_(people.writer).post(at(one.article, "submit"), {"revision": newer.number})

        assert response.status_code == 409
        assert not Review.objects.exists()

    def test_is_for_writers(self, people, as_):
        revision = factories.revision()

        response = as_(people.clinician).post(
            at(revision.article, "submit"), {"revision": revision.number}
        )

        assert response.status_code == 403
        assert "You may not submit revisions." in response.content.decode()

    @pytest.mark.parametrize("step", ["submit", "publish", "move", "refresh"])
    @pytest.mark.parametrize("method", ["get", "head", "options"])
    def test_like_every_step_is_never_taken_by_a_link(self, people, as_, step, method):
        revision = factories.revision()

        response = getattr(as_(people.superuser), method)(at(revision.article, step))

        assert response.status_code == 405
        assert not Review.objects.exists()


class TestPublishing:
    def test_puts_the_text_before_readers(self, people, as_):
        revision = factories.approved("night-cramps")

        response = as_(people.publisher).post(
            at(revision.article, "publish"), {"revision": revision.number}, follow=True
        )

        assert "Readers see it now." in response.content.decode()
        assert Page.objects.live().filter(code="night-cramps").exists()

    def test_gives_all_the_reasons_of_a_refusal(self, people, as_):
        revision = factories.revision()

        response = as_(people.publisher).post(
            at(revision.article, "publish"), {"revision": revision.number}
        )

        assert response.status_code == 409
        for role in ("clinical", "editorial"):
            assert f"The {role} review is missing." in response.content.decode()
        assert not Edition.objects.exists()

    def test_is_not_for_writers_nor_for_the_superuser_who_wrote(self, people, as_):
        revision = factories.approved(by=people.superuser)

        refused = [
            as_(person).post(at(revision.article, "publish"), {"revision": revision.number})
            for person in (people.writer, people.superuser)
        ]

        assert [response.status_code for response in refused] == [403, 409]
        assert "You wrote some of these words." in refused[1].content.decode()
        assert not Edition.objects.exists()

    def test_is_said_once_when_the_button_is_pressed_twice(self, people, as_):
        revision = factories.approved()
        client = as_(people.publisher)
        client.post(at(revision.article, "publish"), {"revision": revision.number})

        again = client.post(at(revision.article, "publish"), {"revision": revision.number})

        assert again.status_code == 409
        assert "is published already" in again.content.decode()
        assert Edition.objects.count() == 1


class TestMoving:
    def test_asks_for_the_new_address(self, people, as_):
        edition = factories.published("night-cramps")
        article = Article.objects.get(code=edition.code)

        as_(people.writer).post(at(article, "move"), {"to": "/cramps-at-night/"})

        assert article.newest().slug == "cramps-at-night"
        assert Review.objects.open().count() == 2

    def test_keeps_a_refused_address_on_the_page(self, people, as_):
        edition = factories.published("night-cramps")
        article = Article.objects.get(code=edition.code)

        response = as_(people.writer).post(at(article, "move"), {"to": "Night Cramps"})

        assert response.status_code == 409
        assert 'value="Night Cramps"' in response.content.decode()


class TestTakingUpCorrections:
    def test_makes_a_revision_of_what_was_corrected(self, people, as_):
        Term.objects.create(word="saline", meaning="salt water")
        revision = factories.revision(body="## What {#what}\n\nA drip of {saline}.\n")
        Term.objects.filter(word="saline").update(meaning="salty water")

        as_(people.writer).post(at(revision.article, "refresh"))

        assert revision.article.newest().leaning["terms"] == {"saline": "salty water"}

    def test_says_when_nothing_was_corrected(self, people, as_):
        revision = factories.revision()

        response = as_(people.writer).post(at(revision.article, "refresh"), follow=True)

        assert "Nothing has been corrected since." in response.content.decode()
        assert revision.article.newest().number == 1


def _withdrawn(code, people):
    page = factories.live_page(code)
    return addresses.withdraw(
        page, reason="mistake", note="Wrong dose.", by=people.clinician, at=factories.tick()
    )
