"""Do what is due: publish what was scheduled, write the letters that are due, and send them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.editorial import post
from content.publishing import reminders, scheduling
from content.publishing.schedules import Schedule


class Command(BaseCommand):
    """Does what is due. For cron, every few minutes; it may run twice at once, or not for days."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Publish, write and send, and say so in a line."""
        at = timezone.now()
        ended = scheduling.run_due(at=at, database_at=scheduling.clock_of_the_database())
        published = sum(row.outcome == Schedule.Outcome.PUBLISHED for row in ended)
        written = reminders.write_due(at=at)
        today = timezone.localdate(at)
        posted = post.send_waiting(at=at, is_due=lambda letter: reminders.is_due(letter, today))
        self.stdout.write(
            f"{published} published, {len(ended) - published} refused."
            f" Letters: {written} written, {posted.sent} sent, {posted.dropped} dropped,"
            f" {posted.waiting} waiting."
        )
