from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.timezone import localdate

from tests import factories


@pytest.fixture
def review(people):
    everybody = factories.people()
    for name in ("clinician", "editor", "publisher"):
        assert getattr(everybody, name)
    return factories.submitted("night-cramps")["clinical"]


def step(review):
    return reverse("admin:assign_review", args=[review.pk])


def page_of(review):
    return reverse("admin:content_review_change", args=[review.pk])


def overview(review):
    return reverse("admin:content_article_change", args=[review.revision.article_id])


TOMORROW = localdate() + timedelta(days=1)


class TestTheForm:
    def test_offers_those_who_may_decide_and_nobody_else(self, people, as_, review):
        shown = as_(people.writer).get(page_of(review))

        assert shown.context["assignable"] == [people.clinician]
        assert '<option value="clinician">' in shown.content.decode()
        assert '<option value="editor">' not in shown.content.decode()

    def test_says_who_is_asked_and_by_when(self, people, as_, review):
        as_(people.writer).post(step(review), {"to": "clinician", "due_on": "2999-01-02"})

        for address in (page_of(review), overview(review)):
            page = as_(people.editor).get(address).content.decode()
            assert "Clinical review: asked of clinician, due 2 January 2999" in page
            assert '<option value="clinician" selected>' in page

    def test_says_when_there_is_nobody(self, people, as_, review):
        factories.person("clinician")

        page = as_(people.writer).get(page_of(review)).content.decode()

        assert "Nobody may decide it just now" in page

    def test_is_not_shown_to_those_who_may_not(self, people, as_, review):
        watcher = factories.person("watcher")
        for name in ("view_review", "view_revision"):
            watcher.user_permissions.add(_permission(name))

        page = as_(type(watcher).objects.get(pk=watcher.pk)).get(page_of(review)).content.decode()

        assert "asked of nobody in particular" in page
        assert "By which day" not in page


class TestTheStep:
    def test_asks_somebody_and_says_so(self, people, as_, review):
        response = as_(people.writer).post(
            step(review), {"to": "clinician", "due_on": TOMORROW.isoformat()}, follow=True
        )

        review.refresh_from_db()
        assert (review.assigned_to, review.due_on) == (people.clinician, TOMORROW)
        assert "Clinician is asked to decide it by" in response.content.decode()
        assert response.redirect_chain[-1][0] == page_of(review)

    def test_can_ask_nobody_in_particular(self, people, as_, review):
        as_(people.writer).post(step(review), {"to": "clinician"})

        response = as_(people.writer).post(step(review), {"to": "", "due_on": ""}, follow=True)

        review.refresh_from_db()
        assert review.assigned_to is None
        assert "Nobody in particular is asked to decide it." in response.content.decode()

    def test_goes_back_to_the_overview_it_came_from(self, people, as_, review):
        response = as_(people.writer).post(step(review), {"to": "clinician", "from": "overview"})

        assert response.url == overview(review)

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"to": "editor"}, "editor cannot decide this review."),
            ({"to": "nobody-here"}, "There is nobody of that name."),
            ({"due_on": "30.11.2026"}, "“30.11.2026” is no day."),
            ({"due_on": "2026-02-31"}, "“2026-02-31” is no day."),
            ({"due_on": "2001-01-01"}, "That day is past."),
        ],
    )
    def test_is_refused_with_a_sentence_and_a_way_back(self, people, as_, review, typed, told):
        response = as_(people.writer).post(step(review), typed)

        page = response.content.decode()
        review.refresh_from_db()
        assert response.status_code == 409
        assert told in page
        assert f'href="{page_of(review)}"' in page
        assert (review.assigned_to, review.due_on) == (None, None)

    def test_is_not_for_strangers_nor_for_links(self, people, as_, review):
        assert as_(people.stranger).post(step(review), {}).status_code == 403
        assert as_(people.writer).get(step(review)).status_code == 405

    def test_needs_a_token(self, people, as_, review):
        client = as_(people.writer, enforce_csrf_checks=True)

        assert client.post(step(review), {"to": "clinician"}).status_code == 403


def _permission(name):
    return Permission.objects.get(codename=name)
