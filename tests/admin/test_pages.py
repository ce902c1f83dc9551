from __future__ import annotations

import pytest
from django.urls import reverse

from content.editions.models import Page
from tests import factories

LIST = "/admin/content/page/"
WHY = {"reason": "mistake", "note": "The dose was wrong.", "instead": ""}


def at(page, step="change"):
    return reverse(f"admin:content_page_{step}", args=[page.pk])


class TestPages:
    def test_says_what_stands_at_each_address(self, people, as_):
        live = factories.live_page("live-one")
        gone = factories.live_page("gone-one")
        as_(people.clinician).post(at(gone, "withdraw"), WHY)

        page = as_(people.writer).get(LIST).content.decode()

        assert f"edition 1: {live.edition.title}" in page
        assert "a notice that it was withdrawn" in page

    def test_offers_the_public_page_only_while_it_is_live(self, people, as_):
        page = factories.live_page("night-cramps")
        client = as_(people.writer)
        before = client.get(at(page)).content.decode()
        as_(people.clinician).post(at(page, "withdraw"), WHY)

        after = client.get(at(page)).content.decode()

        assert 'href="/night-cramps/"' in before
        assert 'href="/night-cramps/"' not in after

    @pytest.mark.parametrize("forged", [{"slug": "stolen"}, {"edition": "", "_save": "1"}])
    def test_takes_no_form(self, people, as_, forged):
        page = factories.live_page()

        response = as_(people.superuser).post(at(page), forged)

        assert response.status_code == 405
        assert Page.objects.get(pk=page.pk).slug == page.slug

    def test_is_not_for_those_who_may_not_see_pages(self, people, as_):
        assert as_(people.stranger).get(at(factories.live_page())).status_code == 403


class TestWithdrawing:
    def test_takes_the_page_down_and_says_where_to_go(self, people, as_):
        page, other = factories.live_page("one"), factories.live_page("other")

        response = as_(people.clinician).post(
            at(page, "withdraw"), {**WHY, "instead": f"/{other.slug}/"}, follow=True
        )

        page = Page.objects.select_related("withdrawal").get(pk=page.pk)
        assert "Readers are told why." in response.content.decode()
        assert not page.is_live()
        assert page.withdrawal.instead == other

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"reason": ""}, "Choose one of the reasons"),
            ({"reason": "because"}, "Choose one of the reasons"),
            ({"note": " "}, "Say to your colleagues why"),
            ({"instead": "nowhere"}, "No live page has the address or the code “nowhere”."),
            ({"instead": "one"}, "another page"),
        ],
    )
    def test_keeps_what_was_typed_when_it_is_refused(self, people, as_, typed, sentence):
        page = factories.live_page("one")
        form = {**WHY, "note": "A long reason.", **typed}

        response = as_(people.clinician).post(at(page, "withdraw"), form)

        told = response.content.decode()
        assert response.status_code == 409
        assert sentence in told
        assert form["note"].strip() in told
        assert f'value="{form["instead"]}"' in told
        assert Page.objects.get(pk=page.pk).is_live()

    def test_is_said_once_when_the_button_is_pressed_twice(self, people, as_):
        page = factories.live_page()
        client = as_(people.clinician)
        client.post(at(page, "withdraw"), WHY)

        again = client.post(at(page, "withdraw"), WHY)

        assert again.status_code == 409
        assert "there is nothing to withdraw" in again.content.decode()

    def test_is_not_for_writers(self, people, as_):
        page = factories.live_page()

        response = as_(people.writer).post(at(page, "withdraw"), WHY)

        assert response.status_code == 403
        assert "You may not withdraw pages." in response.content.decode()
        assert WHY["note"] in response.content.decode()

    @pytest.mark.parametrize("step", ["withdraw", "reinstate"])
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_is_never_done_by_a_link(self, people, as_, step, method):
        page = factories.live_page()

        response = getattr(as_(people.superuser), method)(at(page, step))

        assert response.status_code == 405
        assert Page.objects.get(pk=page.pk).is_live()


class TestReinstating:
    def test_takes_somebody_else(self, people, as_):
        page = factories.live_page()
        as_(people.editor).post(at(page, "withdraw"), WHY)

        refused = as_(people.editor).post(at(page, "reinstate"))
        done = as_(people.publisher).post(at(page, "reinstate"), follow=True)

        assert refused.status_code == 409
        assert "You took this page down." in refused.content.decode()
        assert "as it was approved." in done.content.decode()
        assert Page.objects.get(pk=page.pk).is_live()

    def test_is_not_for_writers(self, people, as_):
        page = factories.live_page()
        as_(people.editor).post(at(page, "withdraw"), WHY)

        assert as_(people.writer).post(at(page, "reinstate")).status_code == 403
