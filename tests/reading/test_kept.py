"""Finished pages are served again only while nothing that they show has changed."""

import pytest
from django.test import Client

from content.editions.models import Page
from content.publishing import addresses
from content.reading import kept
from tests import factories

pytestmark = pytest.mark.django_db
RELATED = [{"code": "stretches", "kind": "what-helps", "why": "If you want fewer"}]


@pytest.fixture
def read(as_a_reader):
    def fetch(path="/night-cramps/"):
        answer = as_a_reader.get(path)
        return answer.status_code, answer.content.decode()

    return fetch


class TestAKeptPage:
    def test_costs_one_query(self, read, django_assert_num_queries):
        factories.published("night-cramps")
        first = read()

        with django_assert_num_queries(1):
            assert read() == first

    def test_gives_way_to_the_next_edition(self, read):
        factories.published("night-cramps", body="## One {#what}\n\nThe first words.\n")
        assert "The first words." in read()[1]

        factories.published("night-cramps", body="## One {#what}\n\nThe second words.\n")

        assert "The second words." in read()[1]

    def test_is_gone_at_once_when_it_is_withdrawn(self, read):
        page = factories.live_page("night-cramps")
        assert read()[0] == 200

        addresses.withdraw(
            page, reason="mistake", note="Wrong.", by=factories.people().editor, at=factories.tick()
        )

        assert read()[0] == 410

    def test_stops_naming_a_page_that_was_withdrawn(self, read):
        other = factories.live_page("stretches", title="Stretches for the calf")
        factories.published("night-cramps", related=RELATED)
        assert "Stretches for the calf" in read()[1]

        addresses.withdraw(
            other,
            reason="mistake",
            note="Wrong.",
            by=factories.people().editor,
            at=factories.tick(),
        )

        assert "Stretches for the calf" not in read()[1]

    def test_takes_up_the_new_title_of_a_page_it_names(self, read):
        factories.published("stretches", title="Stretches for the calf")
        factories.published("night-cramps", related=RELATED)
        read()

        factories.published("stretches", title="Calf and thigh stretches")

        assert "Calf and thigh stretches" in read()[1]

    def test_is_kept_for_each_host_by_itself(self, settings):
        settings.ALLOWED_HOSTS = ["one.example", "two.example"]
        factories.published("night-cramps")

        Client(SERVER_NAME="one.example").get("/night-cramps/")
        other = Client(SERVER_NAME="two.example").get("/night-cramps/")

        assert "two.example/p/night-cramps" in other.content.decode()


class TestPages:
    def test_forgets_the_least_used(self, monkeypatch):
        monkeypatch.setattr(kept, "MOST_PAGES", 1)
        page = factories.live_page("night-cramps")
        other = factories.live_page("stretches")
        store, today = kept.Pages(), factories.NOON.date()
        for each in (page, other):
            finished = kept.Kept("html", frozenset(), kept.shown([each]), today)
            store.put("host", each.slug, finished)

        assert store.get("host", "stretches", on=today) == "html"
        assert store.get("host", "night-cramps", on=today) is None

    def test_forgets_yesterday(self):
        page = factories.live_page("night-cramps")
        store, today = kept.Pages(), factories.NOON.date()
        seen = kept.shown(Page.objects.filter(pk=page.pk))
        store.put("host", page.slug, kept.Kept("html", frozenset(), seen, today))

        assert store.get("host", page.slug, on=today.replace(day=1)) is None
