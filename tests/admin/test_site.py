from __future__ import annotations

import pytest
from django.db import IntegrityError, OperationalError

from content import rendering
from content.admin import steps
from content.editorial import workflow
from content.rendering import bounded
from tests import factories
from tests.admin import typed

PAGES = ["/admin/", "/admin/login/", "/admin/content/article/", "/admin/auth/user/", "/admin/x/"]


class TestEveryAnswerOfTheDesk:
    @pytest.mark.parametrize("address", PAGES)
    def test_carries_a_strict_policy(self, people, as_, address):
        policy = as_(people.superuser).get(address).headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "base-uri 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy

    @pytest.mark.parametrize("address", PAGES)
    def test_is_kept_by_nobody(self, people, as_, address):
        assert "no-store" in as_(people.superuser).get(address).headers["Cache-Control"]

    def test_has_no_script_and_no_style_of_its_own_inside(self, people, as_):
        revision = factories.revision()
        review = factories.submitted()["clinical"]
        client = as_(people.superuser)

        for address in (
            "/admin/",
            f"/admin/content/article/{revision.article.pk}/change/",
            f"/admin/content/article/{revision.article.pk}/write/",
            f"/admin/content/review/{review.pk}/change/",
        ):
            page = client.get(address).content.decode()
            assert "<style" not in page
            assert " style=" not in page
            assert " onclick=" not in page
            assert "<script>" not in page


class TestADatabaseThatIsAway:
    def test_is_said_with_the_words_that_were_typed(self, people, as_, monkeypatch):
        revision = factories.revision()
        client = as_(people.writer)
        monkeypatch.setattr(workflow, "save", _away)

        response = client.post(
            f"/admin/content/article/{revision.article.pk}/write/",
            typed.text(revision, body="Long thoughts."),
        )

        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
        assert "Long thoughts." in response.content.decode()


class TestATextThatIsRefused:
    """Once it was kept; today it cannot be rendered, as with a stricter renderer."""

    @pytest.fixture(autouse=True)
    def stricter(self, people, monkeypatch):
        self.edition = factories.published("night-cramps")
        self.review = factories.submitted("night-cramps", title="Changed")["clinical"]
        monkeypatch.setattr(bounded, "render", _refuse)
        monkeypatch.setattr(bounded, "leanings", _refuse)

    @pytest.mark.parametrize("page", ["", "content/article/", "content/review/"])
    def test_leaves_every_list_standing(self, people, as_, page):
        assert as_(people.clinician).get(f"/admin/{page}").status_code == 200

    def test_is_said_on_the_pages_about_it(self, people, as_):
        revision = self.review.revision
        client = as_(people.superuser)

        for address in (
            f"/admin/content/article/{revision.article_id}/change/",
            f"/admin/content/review/{self.review.pk}/change/",
        ):
            page = client.get(address)
            assert page.status_code == 200
            assert "Simplify it." in page.content.decode()

    def test_is_said_in_the_frame(self, people, as_):
        address = f"/admin/content/revision/{self.review.revision_id}/page/"

        response = as_(people.clinician).get(address)

        assert response.status_code == 422
        assert response.headers["Content-Type"].startswith("text/plain")

    def test_is_not_saved_and_not_lost(self, people, as_):
        revision = self.review.revision
        form = typed.text(revision, body="Long thoughts.")

        response = as_(people.writer).post(
            f"/admin/content/article/{revision.article_id}/write/", form
        )

        assert response.status_code == 422
        assert "Simplify it." in str(response.context["form"].errors["body"])
        assert "Long thoughts." in response.content.decode()


class TestRefusals:
    def test_tell_of_a_lost_race_in_a_sentence(self):
        def race():
            raise IntegrityError("UNIQUE constraint failed")

        assert steps.refusals(race) == [steps.LOST_RACE]

    def test_are_none_when_the_step_was_taken(self):
        assert steps.refusals(lambda: None) == []

    def test_let_our_own_mistakes_through(self):
        with pytest.raises(ZeroDivisionError):
            steps.refusals(lambda: 1 / 0)


def _away(*_, **__):
    raise OperationalError("database is locked")


def _refuse(*_, **__):
    raise rendering.Refused("This text takes too long. Simplify it.", 3)
