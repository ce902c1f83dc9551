"""The journal."""

from datetime import datetime, timedelta, timezone

import pytest
from django.db import transaction

from content.editorial import journal, workflow
from content.editorial.journal import BEGINNING, JournalHead, JournalLine
from tests import factories

pytestmark = pytest.mark.django_db


class TestWrite:
    def test_begins_the_chain(self):
        line = journal.write("open", code="a", by=None, at=factories.NOON)

        assert (line.sequence, line.previous, line.name) == (1, BEGINNING, "")

    def test_hangs_each_line_on_the_one_before(self):
        first = journal.write("open", code="a", by=None, at=factories.NOON)
        second = journal.write("save", code="a", by=None, at=factories.NOON)

        assert (second.sequence, second.previous) == (2, first.digest)
        head = JournalHead.objects.get()
        assert (head.sequence, head.digest) == (2, second.digest)

    def test_signs_what_it_says(self):
        line = journal.write("save", code="a", by=factories.people().writer, at=factories.NOON, n=1)

        assert JournalLine.objects.get().recomputed_digest() == line.digest

    def test_signs_the_moment_in_any_time_zone_alike(self):
        line = journal.write("save", code="a", by=None, at=factories.NOON)
        moment = datetime(2026, 11, 22, 14, tzinfo=timezone(timedelta(hours=2)))

        line.at = moment

        assert line.recomputed_digest() == line.digest

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("sequence", 9),
            ("at", factories.NOON + timedelta(microseconds=1)),
            ("by_id", 999),
            ("name", "somebody else"),
            ("step", "approved"),
            ("code", "b"),
            ("facts", {"revision": 2}),
            ("previous", "f" * 64),
        ],
    )
    def test_signs_every_column(self, field, value):
        line = journal.write("save", code="a", by=None, at=factories.NOON, revision=1)

        setattr(line, field, value)

        assert line.recomputed_digest() != line.digest

    def test_is_undone_with_the_step_it_tells_of(self):
        article, writer = factories.article(), factories.people().writer
        before = JournalLine.objects.count()

        with transaction.atomic():
            workflow.save(article, {"title": "A"}, by=writer, at=factories.NOON)
            transaction.set_rollback(True)

        assert JournalLine.objects.count() == before
        assert JournalHead.objects.get().sequence == before
