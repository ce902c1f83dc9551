"""What an operator types: press again, and make the search index anew."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from content.editions import search_index
from content.editions.models import Page, Rendering
from content.editions.text import sha256
from content.editorial.journal import JournalLine
from tests import factories

pytestmark = pytest.mark.django_db

CARD = "::: emergency Call now if\nYou faint.\n:::\n"


class TestPressAgain:
    def test_leaves_pages_that_are_the_same(self, capsys):
        factories.published()

        call_command("press_again")

        assert capsys.readouterr().out == "0 pages pressed again.\n"
        assert Rendering.objects.count() == 1

    def test_presses_what_an_older_renderer_made(self, capsys):
        edition = factories.published("night-cramps")
        rendering = edition.renderings.get()
        old = f"<!-- old -->{rendering.html}"
        factories.tamper("content_rendering", rendering.pk, html=old, html_digest=sha256(old))

        call_command("press_again", "night-cramps")

        assert capsys.readouterr().out == "1 pages pressed again.\n"
        assert JournalLine.objects.filter(step="press again").count() == 1

    def test_names_what_would_read_differently_and_goes_on(self, settings, capsys):
        factories.published("one", body=CARD)
        factories.published("two", body=CARD)
        settings.EMERGENCY_LINES = {**settings.EMERGENCY_LINES, "UK": "111"}

        with pytest.raises(CommandError) as refused:
            call_command("press_again")

        assert [line.split(":")[0] for line in str(refused.value).split("\n")] == ["one", "two"]

    def test_names_a_page_that_is_not_live(self):
        factories.published("night-cramps")

        with pytest.raises(CommandError, match=r"Not live: nowhere\."):
            call_command("press_again", "night-cramps", "nowhere")


class TestRebuildSearch:
    def test_finds_live_pages_again(self, capsys):
        factories.published("night-cramps")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM content_search")
        lost = search_index.find(["cramp"], instead={}, limit=5)

        call_command("rebuild_search")

        assert capsys.readouterr().out == "1 pages can be found.\n"
        assert lost == []
        assert search_index.find(["cramp"], instead={}, limit=5) == [Page.objects.get().pk]
