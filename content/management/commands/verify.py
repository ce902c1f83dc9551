"""Recompute every digest and the journal's chain, and name the first thing that does not match."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.publishing import verification


class Command(BaseCommand):
    """Recomputes every digest and the journal's chain, and names what does not match first."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Verify."""
        first = next(verification.mismatches(), None)
        if first:
            raise CommandError(first)
        self.stdout.write("Everything is as it was approved.")
