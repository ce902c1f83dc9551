"""How long a writer waits for what the desk says while a text is typed, and for a picker."""

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content.admin import look_up, typed
from content.editions.models import Page
from content.editorial import dangers, freezing, readings
from content.editorial.articles import Revision
from content.starter import demonstration
from tests import factories
from tests.bench import crowd, timing

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

MANY = 10_000
JSON = {"Accept": "application/json"}


@pytest.fixture
def longest(settings, tmp_path):
    """The longest text that somebody typed for the library."""
    settings.MEDIA_ROOT = tmp_path
    demonstration.load(at=factories.NOON)
    newest = Revision.objects.newest().select_related("article")
    return max(newest, key=lambda revision: len(revision.body))


@pytest.fixture
def desk(longest):
    client = Client()
    client.force_login(User.objects.get(username="writer"))
    return client


class TestAWriter:
    def test_sees_page_and_fitness_in_under_150_ms(self, longest, desk):
        form = {**typed.from_text(longest.text()), "based_on": longest.number}
        fitness = reverse("admin:content_article_fitness", args=[longest.article_id])

        found = timing.medians(
            {
                "preview": lambda: desk.post(site.MARKDOWNX_URLS_PATH, form, headers=JSON),
                "fitness": lambda: desk.post(fitness, form, headers=JSON),
            }
        )

        timing.told(f"Round trips for {longest.article.code}", found)
        assert desk.post(fitness, form, headers=JSON).json()["unmet"] == []
        assert {name: took for name, took in found.items() if took > 150} == {}

    def test_finds_what_to_link_to_among_many_in_under_150_ms(self, longest, desk):
        crowd.grow(Page.objects.get(slug="night-cramps"), MANY)
        address = reverse("admin:content_article_look_up", args=[longest.article_id])

        found = timing.medians(
            {
                f"{kind}, {words or 'no words'}": lambda ask={"kind": kind, "q": words}: desk.get(
                    address, ask, headers=JSON
                )
                for kind in look_up.KINDS
                for words in ("", "night cramp")
            }
        )

        timing.told(f"Looking up, {MANY:,} articles", found)
        assert {name: took for name, took in found.items() if took > 150} == {}


class TestAReviewer:
    def test_gets_a_whole_comparison_in_under_150_ms(self, longest):
        longest.body = f"{longest.body}\n\n{longest.body}"
        before = freezing.render(longest)
        longest.body = longest.body.replace("not", "often").replace(" 1", " 2")
        after = freezing.render(longest)
        assert min(len(document.text.split()) for document in (before, after)) > 1_200

        def compare():
            sides = [readings.reading(longest, document) for document in (before, after)]
            return dangers.compare(*sides).tally()

        found = timing.medians({"comparison": compare})

        timing.told("Comparison of two whole texts", found)
        assert any(count for count, _, _ in compare())
        assert found["comparison"] < 150
