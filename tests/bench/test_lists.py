"""How fast the desk's lists are with a hundred thousand revisions behind them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.editorial.articles import Revision
from content.starter import demonstration
from tests import factories
from tests.bench import archive, timing

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

REVISIONS = 100_000
MOST_MS = 200
LISTS = {
    "queue": "/admin/",
    "revisions": "/admin/content/revision/",
    "revisions, last page": "/admin/content/revision/?p=1000",
    "revisions of a code": "/admin/content/revision/?q=night-cramps",
    "revisions, a word": "/admin/content/revision/?q=magnesium",
    "revisions, nothing": "/admin/content/revision/?q=zebra",
    "reviews": "/admin/content/review/",
    "reviews, open": "/admin/content/review/?decision__exact=",
    "reviews of a role": "/admin/content/review/?role=clinical",
    "reviews of a code": "/admin/content/review/?q=night-cramps",
    "reviews, a word": "/admin/content/review/?q=magnesium",
    "articles": "/admin/content/article/",
    "articles, a word": "/admin/content/article/?q=magnesium",
}


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demonstration.load(at=factories.NOON)
    client = Client()
    client.force_login(factories.people().superuser)
    return client


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


class TestTheListsOfTheDesk:
    def test_take_under_200_ms_and_as_many_queries_as_ever(self, desk):
        desk.get("/admin/")  # what Django asks once and remembers
        few = {name: queries_of(desk, address) for name, address in LISTS.items()}
        archive.grow(Revision.objects.get(article__code="night-cramps"), REVISIONS)

        many = {name: queries_of(desk, address) for name, address in LISTS.items()}
        found = timing.medians(
            {name: lambda address=address: desk.get(address) for name, address in LISTS.items()},
            rounds=7,
        )

        timing.told(f"{REVISIONS:,} revisions", found)
        assert Revision.objects.count() == REVISIONS
        assert many == few
        assert {name: ms for name, ms in found.items() if ms >= MOST_MS} == {}
