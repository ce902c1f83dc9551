"""How fast a question is answered: in the library, and among up to a hundred thousand articles."""

import statistics
from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test import RequestFactory

from content.editions.models import Page
from content.reading import suggestions, views
from content.starter import demonstration
from tests import factories
from tests.bench import heap, timing

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

FOLDER = Path(__file__).parents[1] / "reading"
FILES = [FOLDER / f"{name}.yaml" for name in ("questions", "fresh_questions")]
LISTS = [yaml.safe_load(file.read_text("utf-8")) for file in FILES]
QUESTIONS = [line for kinds in LISTS for kind in kinds.values() for line in kind]
# What somebody has typed so far of each, from two letters to ten.
BEGUN = [question[: 2 + place % 9] for place, question in enumerate(QUESTIONS)]
# At most so many milliseconds at the median of all questions, by the number of articles.
LIMITS = {0: 5, 10_000: 15, 100_000: 100}


@pytest.fixture
def library(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demonstration.load(at=factories.NOON)
    return Page.objects.get(slug="night-cramps")


class TestASearch:
    def test_is_answered_in_a_moment_however_many_articles_there_are(self, library):
        # The test client copies the context of every template, which would double the time.
        reader = RequestFactory()
        # In PostgreSQL the work is another process's, so only the clock on the wall sees it.
        which = "processor" if connection.vendor == "sqlite" else "wall"
        too_slow = {}
        for number, limit in LIMITS.items():
            heap.grow(library, number)
            for view, asked in {views.search: QUESTIONS, suggestions.suggest: BEGUN}.items():
                requests = [reader.get("/search/", {"q": words}) for words in asked]
                times = timing.both([lambda v=view, r=request: v(r) for request in requests])
                found = {clock: statistics.median(each) for clock, each in times.items()}
                slowest = {f"slowest, {clock}": max(each) for clock, each in times.items()}
                timing.told(f"{Page.objects.count():,} articles, {view.__name__}", found | slowest)
                if found[which] >= limit:
                    too_slow[number, view.__name__] = found[which]

        assert Page.objects.count() == max(LIMITS)
        assert too_slow == {}
