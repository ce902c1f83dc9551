"""How fast readers and editors are answered, and that a hundredfold site is hardly slower."""

import itertools

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.editions.models import Edition, Page
from content.editorial import freezing
from content.editorial.articles import Revision
from content.rendering import render
from content.starter import demonstration
from tests import factories
from tests.bench import crowd, timing

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

SMALL, LARGE = 100, 10_000


@pytest.fixture
def library(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demonstration.load(at=factories.NOON)
    return Page.objects.get(slug="night-cramps")


class TestAnArticle:
    def test_is_answered_in_under_10_ms(self, library):
        client = Client()

        found = timing.medians({"article": lambda: client.get("/night-cramps/")}, rounds=60)

        timing.told("Server time", found)
        assert found["article"] < 10

    def test_longest_is_rendered_in_under_20_ms(self, library):
        longest = max(Edition.objects.all(), key=lambda edition: len(edition.body))
        resolve = freezing.lookup(longest.leaning)

        found = timing.medians(
            {
                "in process": lambda: render(longest.body, resolve=resolve),
                "in the child": lambda: freezing.render(longest),
            },
            rounds=30,
        )

        timing.told(f"Rendering {longest.code}, {len(longest.body):,} letters", found)
        assert found["in the child"] < 20


class TestAHundredfoldSite:
    def test_takes_at_most_twice_the_time(self, library):
        reader, desk = Client(), Client()
        desk.force_login(User.objects.get(username="admin"))
        fresh = itertools.count()
        addresses = {
            "home": lambda: reader.get("/"),
            "article": lambda: reader.get("/night-cramps/"),
            "another article": lambda: reader.get("/crowd-50/"),
            "topic": lambda: reader.get("/crowd-51/"),
            "search, a rare word": lambda: reader.get("/search/?q=claudication"),
            "search, two words": lambda: reader.get("/search/?q=statin+tablet"),
            "search, nothing": lambda: reader.get(f"/search/?q=zz{next(fresh)}"),
            "front page of the desk": lambda: desk.get("/admin/"),
            "list of articles": lambda: desk.get("/admin/content/article/"),
            "list of pages": lambda: desk.get("/admin/content/page/"),
            "list of reviews": lambda: desk.get("/admin/content/review/"),
        }
        crowd.grow(library, SMALL)
        small = timing.medians(addresses)

        crowd.grow(library, LARGE)
        large = timing.medians(addresses)

        timing.told(f"{SMALL} articles", small)
        timing.told(f"{LARGE:,} articles", large)
        ratios = {name: large[name] / small[name] for name in addresses}
        timing.told("ratios (no unit)", ratios)
        assert Revision.objects.count() == LARGE
        assert {name: ratio for name, ratio in ratios.items() if ratio > 2} == {}
