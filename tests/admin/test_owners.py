"""Who looks after an article, on its page at the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from content.editorial import owners
from tests import factories


@pytest.fixture
def article(db):
    return factories.article("night-cramps")


def page(client, article):
    return client.get(f"/admin/content/article/{article.pk}/change/").content.decode()


def give(client, article, to):
    return client.post(
        f"/admin/content/article/{article.pk}/give/", {"owner": getattr(to, "pk", to)}, follow=True
    )


class TestTheOwner:
    def test_is_named(self, people, as_, article):
        owners.give(article, to=people.cowriter, by=people.editor, at=factories.tick())

        shown = page(as_(people.clinician), article)

        assert "Looked after by" in shown
        assert "<dd>cowriter" in shown

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"email": ""}, "no e-mail address: the editors are written to"),
            ({"is_active": False}, "account closed: the editors are written to"),
        ],
    )
    def test_is_said_not_to_be_reached(self, people, as_, article, fields, said):
        client = as_(people.editor)
        User.objects.filter(username="writer").update(email="writer@example.org")
        before = page(client, article)
        User.objects.filter(username="writer").update(**fields)

        assert said not in before
        assert said in page(client, article)


class TestGivingAnArticleAway:
    def test_is_for_editors_and_the_owner(self, people, as_, article):
        offered = "Let somebody else look after it"

        assert offered in page(as_(people.editor), article)
        assert offered in page(as_(people.writer), article)
        assert offered not in page(as_(people.cowriter), article)

    def test_names_only_people_who_see_the_desk(self, people, as_, article):
        assert people.cowriter
        assert people.stranger

        shown = page(as_(people.editor), article)

        assert ">cowriter</option>" in shown
        assert ">stranger</option>" not in shown
        assert ">writer</option>" not in shown

    def test_is_done_by_a_button(self, people, as_, article):
        shown = give(as_(people.editor), article, people.cowriter).content.decode()

        assert "Given." in shown
        assert owners.owner_of(article) == people.cowriter

    @pytest.mark.parametrize("to", ["", "x", "999999", "9" * 40])
    def test_asks_to_whom(self, people, as_, article, to):
        response = give(as_(people.editor), article, to)

        assert response.status_code == 409
        assert "Choose who is to look after it." in response.content.decode()

    def test_tells_why_it_was_refused(self, people, as_, article):
        response = give(as_(people.editor), article, people.stranger)

        assert response.status_code == 409
        assert "stranger cannot see the desk" in response.content.decode()

    def test_is_refused_to_others(self, people, as_, article):
        assert give(as_(people.cowriter), article, people.cowriter).status_code == 403
        assert owners.owner_of(article) == people.writer

    def test_is_never_done_by_a_link(self, people, as_, article):
        client = as_(people.editor)

        assert client.get(f"/admin/content/article/{article.pk}/give/").status_code == 405
