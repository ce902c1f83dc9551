"""Say how long, how plain and how well linked each live page is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content.starter import report


class Command(BaseCommand):
    """Says of each live page its words, reading grade and links, and which are orphans."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Report."""
        for line in report.told():
            self.stdout.write(line)
