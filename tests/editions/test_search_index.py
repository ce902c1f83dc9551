"""What each engine finds where, as readers of a large site need it."""

from importlib import import_module

import pytest
from django.db import connection

from content.editions import search_index, search_postgresql
from content.editions.models import Page
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

BODY = "## Medicines {#medicines}\n\nFloat, and rest.\n"


@pytest.fixture
def page():
    factories.published("swimming", title="Swimming", also_called=["pool"], body=BODY)
    return Page.objects.get()


def put(texts):
    """Fill the index with nameless texts, without the pages that would have them."""
    rows = [(number, "", "", "", text) for number, text in enumerate(texts, start=1_000)]
    with connection.cursor() as cursor:
        cursor.executemany(search_index.INSERT[connection.vendor], rows)


class TestCalled:
    @pytest.mark.parametrize("words", [["swimming"], ["pool"], ["medicine"], ["pool", "swim"]])
    def test_finds_title_other_names_and_headings(self, page, words):
        assert search_index.called(words, instead={}, limit=5) == [page.pk]

    @pytest.mark.parametrize("words", [["float"], ["pool", "float"]])
    def test_finds_no_word_of_the_text(self, page, words):
        assert search_index.called(words, instead={}, limit=5) == []


class TestFind:
    def test_finds_a_rare_word_behind_more_pages_with_a_common_one_than_are_weighed(self):
        put(["calf"] * (search_postgresql.MOST_TOLD + 100) + ["quinine, and a calf"])
        last = 1_000 + search_postgresql.MOST_TOLD + 100

        found = search_index.find(["calf", "quinine", "zebra"], instead={}, limit=40)

        assert found[0] == last
        assert len(found) == 40


@pytest.mark.postgresql
class TestAnIndexOfBefore:
    def test_keeps_its_pages_and_learns_their_names(self, page):
        migration = import_module("content.migrations.0010_names_have_an_index_of_their_own")
        with connection.schema_editor() as editor:
            migration.backwards(None, editor)

            migration.forwards(None, editor)

        assert search_index.called(["swimming"], instead={}, limit=5) == [page.pk]
        assert search_index.called(["float"], instead={}, limit=5) == []
        assert search_index.find(["float"], instead={}, limit=5) == [page.pk]
